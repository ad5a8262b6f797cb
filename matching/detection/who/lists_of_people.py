"""People who are named to several posts in one text: "names A as CIO and B as CFO", "A joins Orbel, B joins Tessaly".

The grammar tells them apart by the order of the words. The reader may give a person the role or the company of another,
or the whole list; of thirty such headlines of one company it had 23 wrong, the grammar one.
Of "Orbel and Tessaly have named A CFO and B CIO, respectively" both give all to one company, or each to both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from callnow.model import CompanyEvent
from matching.comparing.companies import share_name
from matching.comparing.persons import name_in_text, same_person
from matching.detection.who.told_in_turn import is_told_apart, lines_of, told_in_turn_with, with_own_slots
from matching.event_types import family, is_about_people, is_leaving
from matching.reading.events import ReadEvent

Weighed = list[tuple[CompanyEvent, float]]


def fellows_of(found: Sequence[CompanyEvent]) -> dict[str, Sequence[CompanyEvent]]:
    """By the id of each event of a person the events of others of its family, at its company or another."""
    people = _of_people(found)
    return {event.id: tuple(one for one in people if _alike(one, event)) for event in people}


def _of_people(found: Sequence[CompanyEvent]) -> list[CompanyEvent]:
    return [event for event in found if event.person and is_about_people(event.type)]


def _alike(one: CompanyEvent, other: CompanyEvent) -> bool:
    return family(one.type) == family(other.type) and not same_person(one.person, other.person)


def each_at_their_own(read: Sequence[ReadEvent], found: Sequence[CompanyEvent], text: str) -> list[ReadEvent]:
    """What the reader read; whom it gives the company of another is at their own, by the grammar, or is left out.

    That something changes for them, and at that company, it has seen: what the grammar finds there, and at their own,
    is no less probable. Nobody has the role or the employer before that only stands where another is told of.
    """
    people, lines = _of_people(found), lines_of(text)
    crossed = [one for one in read if _is_crossed(one, people, text) or is_told_apart(one, people, read, lines)]
    right = [one for one in read if one not in crossed]
    for one in crossed:
        for own in _meant(one, people):
            alike = ((k, two) for k, two in enumerate(right) if family(own.type) == family(two.type))
            known = next((k for k, two in alike if _is_of(own, two) and _is_at(own, two)), None)
            if known is not None:
                right[known] = replace(right[known], probability=max(right[known].probability, one.probability))
            else:
                slots = {"person": own.person, "role": own.role}
                right.append(replace(one, company=own.company, names=own.names, slots=slots))
    return with_own_slots(right, people, lines)


def _meant(read: ReadEvent, people: Sequence[CompanyEvent]) -> list[CompanyEvent]:
    """The changes that the grammar finds for the person of an event, and, where it is one alone, at its company."""
    alike = [event for event in people if family(event.type) == family(read.type)]
    there = [event for event in alike if _is_at(event, read)]
    theirs = [event for event in alike if _is_of(event, read)][:1]
    return theirs + [event for event in there if len(there) == 1 and event not in theirs]


def _is_at(event: CompanyEvent, read: ReadEvent) -> bool:
    """Whether both are of one company."""
    return share_name(event.names, (read.company, *read.names))


def _is_of(event: CompanyEvent, read: ReadEvent) -> bool:
    """Whether both are of one person."""
    return bool(same_person(event.person, read.slots.get("person", "")))


def _is_crossed(read: ReadEvent, people: Sequence[CompanyEvent], text: str) -> bool:
    person, names = read.slots.get("person", ""), (read.company, *read.names)
    if not person or not is_about_people(read.type):
        return False
    theirs = [one for one in people if _is_of(one, read)]
    here = [one for one in people if _is_at(one, read)]
    if not theirs or not here or any(one in theirs and family(one.type) == family(read.type) for one in here):
        return False
    if all(any(family(one.type) == family(read.type) for one in side) for side in (theirs, here)):
        return True
    return is_leaving(read.type) and _is_where_others_go(person, [one.person for one in here], names, text)


_TOWARDS = re.compile(r"\b(?:of|at|to|with|join\w*)(?:\sthe)?\s$", re.IGNORECASE)


def _is_where_others_go(person: str, others: Sequence[str], names: Iterable[str], text: str) -> bool:
    """Whether a company is named only as that of one of `others`, who stands nearer to it: "B becomes CEO of Orbel"."""

    def places(name: str) -> list[int]:
        return [found.start() for found in re.finditer(rf"\b{re.escape(name)}\b", text)]

    def distance(who: Iterable[str], place: int) -> int:
        return min((abs(at - place) for name in who for at in places(name_in_text(name))), default=len(text))

    return all(
        _TOWARDS.search(text[:place]) and distance(others, place) < distance([person], place)
        for name in names
        for place in places(name)
    )


def listed_with(event: CompanyEvent, fellows: Iterable[CompanyEvent]) -> list[CompanyEvent]:
    """Those of `fellows` that are told in the same sentence."""
    return [one for one in fellows if one.sentence == event.sentence]


def is_role_of_another(role: str, event: CompanyEvent, fellows: Iterable[CompanyEvent]) -> bool:
    """Whether a role holds that of a fellow of `event`, by the grammar, and is not its own."""
    said = role.casefold()
    others = (one.role.casefold() for one in fellows if one.role)
    return said != event.role.casefold() and any(other in said for other in others)


def as_probable_as_fellows(weighed: Weighed, found: Sequence[CompanyEvent], text: str) -> Weighed:
    """Events with their probability; who only the grammar found in a list is as probable as the least of those in the
    same sentence that the reader found, too. So is whoever it found in a text that tells of people in turn, where both
    found others at two companies. Who is bound for another company leaves as probably as they come there.
    """
    fellows, lines = fellows_of(found), lines_of(text)
    people = _of_people(found)
    of_both = {event.id: probability for event, probability in weighed if event not in found}
    raised = []
    for event, probability in weighed:
        here = [one for one in fellows.get(event.id, ()) if one.company == event.company]
        beside = listed_with(event, here) if event in found else []
        in_turn = [one for one in told_in_turn_with(event, people, lines) if one.id in of_both]
        beside += in_turn if len(in_turn) > 1 and any(one.id == event.id for one in people) else []
        beside += [one for one in found if _is_bound_there(event, one)]
        least = min((of_both[one.id] for one in beside if one.id in of_both), default=0.0)
        raised.append((event, max(probability, least)))
    return raised


def _is_bound_there(leaves: CompanyEvent, comes: CompanyEvent) -> bool:
    """Whether two events are the two ends of one move: "the CFO of Orbel is headed to Tessaly"."""
    is_bound = leaves.rule == "bound_for" and comes.type != leaves.type and comes.sentence == leaves.sentence
    return is_bound and bool(same_person(leaves.person, comes.person))
