"""Cards from the database: each trigger with its prospect, story, last talk and colleagues."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from callnow.model import Prospect, Touch, Trigger
from callnow.store import Connection
from callnow.store.news import stories_of
from callnow.store.people import prospects_at, touches_of
from delivery.card import Card, build_card


def load_cards(con: Connection, triggers: Sequence[Trigger], now: datetime) -> list[Card]:
    """The cards of triggers, in their order; a trigger whose prospect was forgotten has none."""
    at_employer: dict[str, list[Prospect]] = defaultdict(list)
    for prospect in prospects_at(con, sorted({t.employer_id for t in triggers})):
        at_employer[prospect.employer_id].append(prospect)
    people = {p.id: p for group in at_employer.values() for p in group}
    stories = {s.id: s for s in stories_of(con, ids=sorted({t.story_id for t in triggers}))}
    last: dict[str, Touch] = {
        touch.prospect_id: touch for touch in touches_of(con, sorted({t.prospect_id for t in triggers}))
    }
    return [
        build_card(
            trigger,
            people[trigger.prospect_id],
            stories.get(trigger.story_id),
            now,
            last_touch=last.get(trigger.prospect_id),
            colleagues=_colleagues(people[trigger.prospect_id], at_employer[trigger.employer_id]),
        )
        for trigger in triggers
        if trigger.prospect_id in people
    ]


def _colleagues(prospect: Prospect, at_employer: Sequence[Prospect]) -> list[Prospect]:
    """The others at the employer; a second record under the same name is not another person to call."""
    return [p for p in at_employer if p.name.casefold() != prospect.name.casefold()]
