"""The prospect in person: somebody named in an event who is one of the people a recruiter stays in touch with.

A name alone proves nothing: two people share it. The employer that the event names, or the one it says the person came
from, must be the prospect's too.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from nameparser import HumanName

from callnow.fold import fold
from callnow.model import CompanyEvent, Prospect
from callnow.paths import DATA
from matching.event_types import PersonNews, type_of
from matching.names.loose import loose_words
from matching.names.normalise import normalise

NICKNAMES = DATA / "names" / "nicknames.csv"


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name folded: given names (nickname last), family name, generation ("jr", "iii")."""

    given: tuple[str, ...]
    last: str
    generation: str = ""


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """A prospect named in an event. `how` is "moved" (hired away from the employer on record), "moved_up" (promoted
    there), "left" (departed from it) or "same" (hired by the employer on record: the record is ahead of the news).
    `new_employer` is the event's company where the prospect moved, to be offered for the record."""

    prospect: Prospect
    how: str
    why: str
    new_employer: str = ""


def person_name(name: str) -> PersonName:
    """A name taken apart; titles, degrees and initials are left out."""
    parsed = HumanName(name)
    given = [fold(part) for part in (parsed.first, *parsed.middle.split(), parsed.nickname) if part]
    generation = next((g for g in fold(parsed.suffix).split() if g in ("jr", "sr", "ii", "iii", "iv")), "")
    return PersonName(tuple(g for g in given if g), fold(parsed.last).replace(" ", ""), generation)


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
        if same_person(name, person_name(p.name))
        if (m := _agreeing(event, p))
    ]
    return found[0] if len({m.prospect.id for m in found}) == 1 else None


def same_person(one: PersonName, other: PersonName) -> bool:
    """Whether two names can be of one person: family name equal, a given name equal, known short form or initial of the
    other's; generations, where both have one, equal."""
    if one.last != other.last or not one.given or not other.given:
        return False
    if one.generation and other.generation and one.generation != other.generation:
        return False
    if not _middles_agree(one.given, other.given):
        return False
    return any(_same_given(a, b) for a in one.given for b in other.given if len(a) > 1 or len(b) > 1)


def _middles_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """ "John A." is not "John B."."""
    a, b = ([g for g in given[1:] if len(g) == 1] for given in (one, other))
    return not a or not b or a[0] == b[0]


def _same_given(a: str, b: str) -> bool:
    if a == b:
        return True
    return bool(_nicknames().get(a, frozenset([a])) & _nicknames().get(b, frozenset([b])))


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    """For each given name all names it may stand for, itself among them (data/names/nicknames.csv, a group a line)."""
    table: dict[str, set[str]] = {}
    with NICKNAMES.open(encoding="utf-8", newline="") as lines:
        for row in csv.reader(line for line in lines if not line.startswith("#")):
            formal, *shorts = [fold(cell) for cell in row if cell.strip()]
            table.setdefault(formal, {formal})
            for short in shorts:
                table.setdefault(short, {short}).add(formal)
    return {name: frozenset(stands) for name, stands in table.items()}


def _agreeing(event: CompanyEvent, prospect: Prospect) -> PersonMatch | None:
    """The match where the prospect's employer is one the event names."""
    here, before = same_company(prospect.employer, event.company), same_company(prospect.employer, event.prior_company)
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


def same_company(one: str, other: str) -> bool:
    """Whether two spellings are of one company by their loose words alone."""
    if not one or not other:
        return False
    a, b = (loose_words(normalise(name)) for name in (one, other))
    return bool(a) and "".join(a) == "".join(b)
