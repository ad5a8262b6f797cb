"""The new name of an employer, as its news tells it: another name of that employer from then on."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress

from callnow.model import Story
from callnow.store.judgements import NewName
from callnow.terms import UNSURE, MatchVerdict
from matching.comparing.companies import same_company
from matching.event_types import RecordNews, type_of
from matching.names.doctor import is_weak
from matching.names.index import EmployerIndex
from matching.names.resolve import match_listed
from matching.stories.told import certainty_of, fullest


def new_names(stories: Iterable[Story], index: EmployerIndex) -> tuple[NewName, ...]:
    """The new names that stories tell for certain of employers on the list, but those that mean another of them."""
    told = [
        NewName(fullest(story).event.destination, story.employer_id, story.id)
        for story in stories
        if _tells_new_name(story)
    ]
    meant = match_listed([new.name for new in told], index)
    free = (
        match.verdict is MatchVerdict.NONE or match.employer_id == new.employer_id
        for new, match in zip(told, meant, strict=True)
    )
    return tuple(compress(told, free))


def _tells_new_name(story: Story) -> bool:
    if type_of(story.type).stale is not RecordNews.RENAMED or not story.employer_id or not story.certain:
        return False
    event = fullest(story).event
    # what a unit or a product was called before is no name of the company
    own = not event.origin or any(same_company(event.origin, name) for name in event.names)
    return own and bool(event.destination) and not is_weak(event.destination) and certainty_of(story) not in UNSURE
