"""Where the grammar reads that somebody leaves and the reader that they come, or the other way round.

"parts ways with CFO Jane Doe" is an appointment to the reader, which has seen few such words; the grammar knows the
verb.
"""

from __future__ import annotations

from collections.abc import Sequence

from callnow.model import CompanyEvent
from matching.comparing.companies import share_name
from matching.comparing.persons import same_person
from matching.detection.who.lists_of_people import Weighed
from matching.event_types import family

_OPPOSITE = {"executive_hired": "executive_departed", "executive_departed": "executive_hired"}


def without_opposites(weighed: Weighed, found: Sequence[CompanyEvent]) -> tuple[Weighed, frozenset[str]]:
    """`weighed` without what the reader alone reads against the grammar, and the ids of what it read it against.

    These are no less probable than their opposites: that something changes there both say.
    """
    by_grammar = {event.id for event in found}
    against: dict[str, float] = {}
    kept = []
    for event, probability in weighed:
        opposed = [] if event.id in by_grammar else _opposed(event, found)
        if not opposed:
            kept.append((event, probability))
        against |= {one.id: max(probability, against.get(one.id, 0.0)) for one in opposed}
    contradicted = {event.id for event, probability in kept if against.get(event.id, 0.0) > probability}
    return [(event, max(p, against.get(event.id, 0.0))) for event, p in kept], frozenset(contradicted)


def _opposed(event: CompanyEvent, found: Sequence[CompanyEvent]) -> list[CompanyEvent]:
    """What the grammar found of the same person at the same company, if all of that is the opposite change."""
    if family(event.type) not in _OPPOSITE:
        return []
    same = [one for one in found if family(one.type) in _OPPOSITE and _same_post(one, event)]
    return same if all(family(one.type) == _OPPOSITE[family(event.type)] for one in same) else []


def _same_post(one: CompanyEvent, other: CompanyEvent) -> bool:
    if bool(one.person) != bool(other.person):
        return False
    if one.person and not same_person(one.person, other.person):
        return False
    return share_name(one.names, other.names) and (bool(one.person) or one.role.casefold() == other.role.casefold())
