"""People who are named to several posts in one sentence: "names A as CIO and B as CFO", "A and B as CEO and COO".

The grammar tells them apart by the order of the words. The reader may give a person the role of another, or the whole
list; of thirty such headlines it had 23 wrong, the grammar one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from callnow.model import CompanyEvent
from matching.comparing.persons import same_person
from matching.event_types import family, type_of

Fellows = Mapping[str, Sequence[CompanyEvent]]
Weighed = list[tuple[CompanyEvent, float]]


def fellows_of(found: Sequence[CompanyEvent]) -> Fellows:
    """By the id of each event of a person the events of others of its family and company."""
    people = [event for event in found if event.person and type_of(event.type).about_people]
    return {
        event.id: tuple(one for one in people if _alike(one, event) and not same_person(one.person, event.person))
        for event in people
    }


def _alike(one: CompanyEvent, other: CompanyEvent) -> bool:
    return family(one.type) == family(other.type) and one.company == other.company


def listed_with(event: CompanyEvent, fellows: Iterable[CompanyEvent]) -> list[CompanyEvent]:
    """Those of `fellows` that are told in the same sentence."""
    return [one for one in fellows if one.sentence == event.sentence]


def is_role_of_another(role: str, event: CompanyEvent, fellows: Iterable[CompanyEvent]) -> bool:
    """Whether a role holds that of a fellow of `event`, by the grammar, and is not its own."""
    said = role.casefold()
    others = (one.role.casefold() for one in fellows if one.role)
    return said != event.role.casefold() and any(other in said for other in others)


def as_probable_as_fellows(weighed: Weighed, found: Sequence[CompanyEvent]) -> Weighed:
    """Events with their probability; who only the grammar found in a list is as probable as the least of those that
    the reader found there, too.
    """
    fellows = fellows_of(found)
    of_both = {event.id: probability for event, probability in weighed if event not in found}
    raised = []
    for event, probability in weighed:
        beside = [of_both[one.id] for one in listed_with(event, fellows.get(event.id, ())) if one.id in of_both]
        raised.append((event, max(probability, min(beside)) if event in found and beside else probability))
    return raised
