"""Seats on other companies' boards: who is appointed to one keeps their post.

The reader takes some of them for people who leave: "Orbel appoints Tessaly CEO Jane Roe to its board".
"""

from __future__ import annotations

from collections.abc import Sequence

from callnow.model import CompanyEvent
from matching.comparing.companies import share_name
from matching.comparing.persons import same_person
from matching.detection.plainly import leaves_plainly
from matching.event_types import is_leaving
from matching.grammar.tokens import sentences_of


def without_seats_elsewhere(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text without the departures of those who only join the board of another company, unless it says
    plainly that they leave."""
    return [event for event in events if not _only_has_seat_elsewhere(event, events, text)]


def _only_has_seat_elsewhere(event: CompanyEvent, events: Sequence[CompanyEvent], text: str) -> bool:
    if not is_leaving(event.type) or not event.person:
        return False
    theirs = [one for one in events if one is not event and same_person(one.person, event.person)]
    elsewhere = [one.type == "board_appointed" and not share_name(one.names, event.names) for one in theirs]
    if not theirs or not all(elsewhere):
        return False
    return not any(leaves_plainly(event, (sentence, ""), ()) for sentence in sentences_of(text))
