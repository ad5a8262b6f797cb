"""Slots that two readings together got wrong: a move from where it goes to, half a place, a seller told as sold, a
person taken for a company, a head office for a post.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from callnow.fold import fold
from callnow.model import CompanyEvent
from matching.comparing.companies import same_company
from matching.event_types import type_of

# Words with which the names of places begin, and which name none by themselves.
_BEGINS = re.compile(
    r"(?:new|san|santa|los|las|saint|st\.?|fort|ft\.?|mount|mt\.?|port|north|south|east|west|el|la|le|de|salt lake|"
    r"hong|kuala|rio de|são|sao|baton|grand|united|abu|tel|cape|palo|des|little|long|great)",
    re.IGNORECASE,
)


def with_whole_slots(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text, with places as it names them and without what cannot be so."""
    events = _without_people([event for event in events if not _is_site_chosen(event)])
    return [_of_a_part(_between_places(event, text), events) for event in events]


_SITE = re.compile(r"(?:[\w-]+\s)*(?:headquarters|hq|head\soffice|campus|hub)", re.IGNORECASE)


def _is_site_chosen(event: CompanyEvent) -> bool:
    """ "Orbel picks Austin for new headquarters": nobody's appointment."""
    return type_of(event.type).about_people is not None and not event.rank and _SITE.fullmatch(event.role) is not None


def _without_people(events: Sequence[CompanyEvent]) -> list[CompanyEvent]:
    """The events without people whom a reader took for companies: who changes at one company is no other.

    A name of one word may be a company's that was taken for a person.
    """
    people = {fold(one.person) for one in events if " " in one.person and fold(one.person) != fold(one.company)}
    return [
        replace(event, prior_company="") if fold(event.prior_company) in people else event
        for event in events
        if fold(event.company) not in people
    ]


def _between_places(event: CompanyEvent, text: str) -> CompanyEvent:
    origin, destination = (_whole_place(place, text) for place in (event.origin, event.destination))
    if origin and fold(origin) == fold(destination):
        origin = ""
    if (origin, destination) == (event.origin, event.destination):
        return event
    return replace(event, origin=origin, destination=destination)


def _whole_place(place: str, text: str) -> str:
    """A place whose name is cut behind its first word, as the text has it: "New" of "New York"; "" where it has not."""
    if not _BEGINS.fullmatch(place):
        return place
    whole = re.search(rf"\b{re.escape(place)}(?:[ -][A-Z][\w’'-]+)+", text)
    return whole[0] if whole else ""


def _of_a_part(event: CompanyEvent, events: Sequence[CompanyEvent]) -> CompanyEvent:
    """The purchase of a part of a company names nobody as bought: who sells it goes on."""
    sold = (other for other in events if other.type == "divestiture" and event.type == "acquisition")
    is_seller = any(
        event.side == "acquirer" and same_company(event.counterparty, other.company)
        for other in sold
        if event.counterparty and not any(_is_target(one, other.company) for one in events)
    )
    return replace(event, counterparty="") if is_seller else event


def _is_target(event: CompanyEvent, company: str) -> bool:
    return event.type == "acquisition" and event.side == "target" and bool(same_company(event.company, company))
