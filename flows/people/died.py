"""Who on the list has died, by the news or by what was noted of them: nobody calls them any more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from callnow.model import Prospect, Touch
from callnow.store import Connection
from callnow.store.persons import stories_with
from callnow.terms import Certainty
from matching.stories.deaths import DEATH_WORDS, has_died, is_dead
from matching.stories.joining import certainty_of, news_at

DIED = "has died, by the news or what was noted; a talk that is logged says otherwise"


def people_who_died(
    con: Connection, prospects: Iterable[Prospect], touches: Mapping[str, Sequence[Touch]]
) -> frozenset[str]:
    """The ids of those who have died; `touches` are all with each, by id. A talk since says otherwise."""
    prospects = list(prospects)
    at_employer: dict[str, list[Prospect]] = defaultdict(list)
    for prospect in prospects:
        at_employer[prospect.employer_id].append(prospect)
    told_at: dict[str, datetime] = {}
    for story in stories_with(con, DEATH_WORDS):
        if certainty_of(story) is not Certainty.DENIED:
            for prospect in at_employer[story.employer_id]:
                if has_died(prospect.name, story):
                    told_at[prospect.id] = news_at(story)
    return frozenset(p.id for p in prospects if is_dead(p, touches.get(p.id, ()), told_at.get(p.id)))
