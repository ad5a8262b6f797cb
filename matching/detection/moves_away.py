"""Who goes to another town or comes from another company: the first leaves the own post, the second is hired, not
promoted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.comparing.companies import share_name
from matching.comparing.persons import same_person
from matching.detection.named import any_of, person_in_text
from matching.event_types import is_leaving, is_taking_post

# Posts of which each town has its own: who is given one in another town leaves.
_OF_A_TOWN = (
    r"(?:superintendent|(?:city|town|county|village)\s(?:manager|administrator)|(?:police|fire)\schief|chief\sof\spolice|principal|"
    r"library\sdirector)"
)
_IN_ANOTHER_TOWN = (
    r"(?:,[^.;]{3,120}?,)?\s(?:(?:(?:was|has\sbeen|is|will\sbe)\s(?:[\w-]+\s){0,3}?(?:hired|named|chosen|selected|appointed|picked|tapped)"
    r"|(?:has\s)?(?:accept(?:ed|s)|t(?:akes?|ook)|landed))\b[^.;,]{0,40}?)"
    rf"\s(?:(?:as|to\sbe(?:come)?|the|an?|its|next|new)\s)*(?i:{_OF_A_TOWN})(?:['’]s)?(?:\s(?:job|post|role|position))?\sin\s(?P<town>[A-Z][\w’'-]+)"
)
_POST_OF_TOWN = re.compile(_OF_A_TOWN, re.IGNORECASE)


def with_moves_away(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; who takes a post of another town leaves the own one, who comes from elsewhere is hired."""
    return [_away(one, events, text) for one in events]


def _away(event: CompanyEvent, events: Sequence[CompanyEvent], text: str) -> CompanyEvent:
    if not is_taking_post(event.type) or not event.person:
        return event
    name, here = person_in_text(event.person), " ".join(event.names)
    moves = re.finditer(rf"\b{name}\b{_IN_ANOTHER_TOWN}", text) if _POST_OF_TOWN.search(text) else ()
    towns = [found["town"] for found in moves]
    if towns and not any(town in here for town in towns) and re.search(_held_at(name, event.names), text):
        far = Certainty.ANNOUNCED if event.certainty is Certainty.DONE else event.certainty
        return replace(event, type="executive_departed", prior_company="", certainty=far)
    if event.type != "executive_promoted":
        return event
    left = any(
        is_leaving(one.type) and same_person(one.person, event.person) and not share_name(one.names, event.names)
        for one in events
    )
    now = re.search(rf"\b{name},\s(?:now|currently|who\sis)\s[^,;.]{{3,60}}?\sin\s(?P<town>[A-Z][\w’'-]+)", text)
    outside = left or (now is not None and now["town"] not in here)
    return replace(event, type="executive_hired") if outside else event


def _held_at(name: str, names: Sequence[str]) -> str:
    """How a text says that somebody has a post at a company: "Orbel manager Ann Roe", "Ann Roe, head of Orbel"."""
    there = any_of(names)
    titled = rf"\b(?:{there})(?:['’]s?)?\s(?:[\w-]+\s){{1,4}}?(?:[A-Z][\w.-]*\s)?{name}\b"
    return rf"{titled}|\b{name},\s[^.;]{{0,60}}?\b(?:{there})\b"
