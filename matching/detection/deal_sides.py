"""The two sides of one deal: each is as probable as the other, and as far along.

A headline often names one side and only describes the other ("to buy a maker of valves"). The grammar then finds the
one it names, and what the reader alone reads of the other stayed just below what may ask for a call.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.comparing.companies import share_name
from matching.detection.event_features import EventFeatures
from matching.detection.lists_of_people import Weighed
from matching.event_types import DEALS

_UNDOUBTED = 0.99  # how sure the reader must be of a side by itself; in labelled texts some below were buildings
_LIKELY = 0.5  # how sure it must be of a side that the grammar found, too


def is_sure_side(features: EventFeatures) -> bool:
    """Whether one side of a deal is read surely enough to be as probable as the other."""
    least = _UNDOUBTED if features.by_grammar is None else _LIKELY
    return features.by_reader is not None and features.by_reader >= least


def as_probable_as_other_side(weighed: Weighed, sure: Set[str]) -> Weighed:
    """Events with their probability; a side of a deal whose id is in `sure` is as probable as the other side."""
    events = [event for event, _ in weighed]
    by_id = {event.id: probability for event, probability in weighed}

    def least(event: CompanyEvent) -> float:
        others = _other_sides(event, events) if event.id in sure else []
        return max((by_id[other.id] for other in others), default=0.0)

    return [(event, max(probability, least(event))) for event, probability in weighed]


def as_far_along_as_other_side(events: Sequence[CompanyEvent]) -> list[CompanyEvent]:
    """The events of a text; a deal that is told as done of one side and as announced of the other is announced."""
    return [
        replace(event, certainty=Certainty.ANNOUNCED)
        if event.certainty is Certainty.DONE
        and any(one.certainty is Certainty.ANNOUNCED for one in _other_sides(event, events))
        else event
        for event in events
    ]


def _other_sides(event: CompanyEvent, events: Iterable[CompanyEvent]) -> list[CompanyEvent]:
    """The events of those with whom a company has a deal, by what is said of both."""
    return [one for one in events if _is_other_side(event, one)]


def _is_other_side(event: CompanyEvent, other: CompanyEvent) -> bool:
    alike = event.type == other.type and event.type in DEALS and (not event.side or event.side != other.side)
    return alike and all(
        one.counterparty and share_name([one.counterparty], two.names) for one, two in ((event, other), (other, event))
    )
