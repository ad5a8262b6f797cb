"""The prospect in person: somebody named in an event who is one of the people a recruiter stays in touch with.

A name alone proves nothing: two people share it. The employer that the event names, or the one it says the person came
from, must be the prospect's too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from callnow.model import CompanyEvent, Prospect
from matching.comparing.companies import compare_companies
from matching.comparing.likeness import Likeness
from matching.comparing.persons import compare_persons, person_name
from matching.event_types import PersonNews, type_of


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """A prospect named in an event. `how` is "moved" (hired away from the employer on record), "moved_up" (promoted
    there), "left" (departed from it) or "same" (hired by the employer on record: the record is ahead of the news).
    `new_employer` is the event's company where the prospect moved, to be offered for the record."""

    prospect: Prospect
    how: str
    why: str
    new_employer: str = ""


def prospects_by_last_name(prospects: Iterable[Prospect]) -> dict[str, tuple[Prospect, ...]]:
    """The prospects under their folded family names: what `find_person` looks in."""
    table: dict[str, list[Prospect]] = {}
    for prospect in prospects:
        table.setdefault(person_name(prospect.name).last, []).append(prospect)
    return {last: tuple(found) for last, found in table.items() if last}


def find_person(event: CompanyEvent, by_last_name: Mapping[str, Sequence[Prospect]]) -> PersonMatch | None:
    """The one prospect that the event's person is; None where none is, or where several could be."""
    if not event.person:
        return None
    name = person_name(event.person)
    found = [
        m
        for p in by_last_name.get(name.last, ())
        if compare_persons(event.person, p.name) is Likeness.SAME
        if (m := _agreeing(event, p))
    ]
    return found[0] if len({m.prospect.id for m in found}) == 1 else None


def _agreeing(event: CompanyEvent, prospect: Prospect) -> PersonMatch | None:
    """The match where the prospect's employer is one the event names."""
    here, before = (
        compare_companies(prospect.employer, name) is Likeness.SAME for name in (event.company, event.prior_company)
    )
    if before and not here:
        return PersonMatch(prospect, "moved", f"came from {event.prior_company}", event.company)
    if not here:
        return None
    news = type_of(event.type).about_people
    if news is PersonNews.RISES:
        return PersonMatch(prospect, "moved_up", f"promoted at {event.company}")
    if news is PersonNews.LEAVES:
        return PersonMatch(prospect, "left", f"left {event.company}")
    return PersonMatch(prospect, "same", f"at {event.company}") if news else None
