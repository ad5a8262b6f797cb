"""Who gives notice of layoffs or of a closing to a state: the employer, not the agency that has received it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from callnow.model import CompanyEvent
from matching.comparing.companies import same_company
from matching.detection.posts.changes import at_company

_AGENCY = re.compile(
    r"\b(?:Departments?|Dept\.?|DWD|DOL|EDD|DLEO|LEO|TWC|Workforce|Employment|Labor|Job\sand\sFamily)\b"
)
_GETS = (
    r"\s(?:(?:has|have|had|was|were|been|said\sit|says\sit|also)\s)*"
    r"(?:(?:received|receives|got|posted|published|lists?|listed)\b[^.;]{0,40}?\b(?:notices?|notification|letter|filing|WARN)"
    r"|(?:notified|told|informed)\sby)\b"
)
_GIVEN = r"\b(?:notices?|notification|letter|filing|filed|notified|informed|told)\b[^.;]{0,40}?\s(?:the\s)?"
_GIVER = re.compile(
    r"\b(?:from|by)\s(?P<giver>[A-Z][\w&’'-]*(?:\s(?:(?:&|and|of)\s)?[A-Z][\w&’'-]*){0,5})(?=\s(?:that|of|about|it|saying|to)\b|[.,;]|$)"
)


def without_agencies(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; of those of an agency that was given notice it is the giver's, once, or none."""
    told: list[CompanyEvent] = []
    for event in events:
        if not _is_of_agency(event, text):
            told.append(event)
            continue
        giver = _giver_of(event, text)
        others = [one.company for one in events if one.type == event.type and one is not event]
        if giver and not any(same_company(giver, other) for other in others):
            told.append(at_company(event, giver))
    return told


def _is_of_agency(event: CompanyEvent, text: str) -> bool:
    if event.type not in {"layoffs", "office_closed"}:
        return False
    agencies = [re.escape(name) for name in event.names if _AGENCY.search(name)]
    return any(re.search(f"{name}{_GETS}|{_GIVEN}{name}", text) for name in agencies)


def _giver_of(event: CompanyEvent, text: str) -> str:
    for name in event.names:
        told = re.search(rf"{re.escape(name)}{_GETS}", text)
        giver = _GIVER.search(text, max(told.start(), told.end() - 4)) if told else None
        if giver and "." not in text[told.end() : giver.start()]:  # type: ignore[union-attr]
            return giver["giver"]
    return ""
