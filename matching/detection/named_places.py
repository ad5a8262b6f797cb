"""Places of head offices and sites as a text names them: a whole address, a building, and no word that only describes.

"Orbel to Close Massive Mine" names no place; a move "out of 777 Fifth Ave." begins there, and none goes "to Fifth".
"""

from __future__ import annotations

import re
from dataclasses import replace

from callnow.model import CompanyEvent

# What headlines call a site, in capitals: never a place alone.
_DESCRIBES = (
    r"(?i:massive|huge|giant|large|largest|small|ag(?:e)?ing|oldest|historic|iconic|flagship|troubled|idled?|struggling|"
    r"former|entire|remaining|key|major|unprofitable|underperforming|century-old|only|local|sole|shuttered|newest)"
)
# These begin names, too: "Big Rapids", "Old Bridge".
_MAY_NAME = r"(?i:big|old|main|last|first|second|third|next|one|two|another)"
_WORDS = re.compile(rf"(?:{_DESCRIBES}\s)+(?=\S)")
_ALONE = re.compile(rf"{_DESCRIBES}|{_MAY_NAME}")
_ADDRESS = (
    r"\d[\d-]*\s(?:[A-Z][\w’'-]*\.?\s){0,3}"
    r"(?:Ave(?:nue)?|St(?:reet)?|Blvd|Boulevard|R(?:oa)?d|Drive|Dr|Plaza|Square|Way|Lane|Broadway)\b"
)
_BUILDING = r"(?:[A-Z][\w.&’'-]*\s){1,4}(?:Building|Tower|Towers|Plaza|House|Center|Centre|Campus|Park|Square)\b"
_SPOT = rf"(?P<spot>{_ADDRESS}|{_BUILDING})"
_LEAVES = re.compile(
    rf"\b(?i:mov\w+|relocat\w+|leav\w+|vacat\w+|headquarters|hq|offices?)\b[^.;]{{0,60}}?\b(?i:out\sof|from|leav\w+|vacat\w+)\s"
    rf"(?:[a-z]+\s){{0,5}}?{_SPOT}"
)
_GOES = re.compile(
    rf"\b(?i:mov\w+|relocat\w+|headquarters|hq)\b(?:\s(?!to\b)[\w’'&-]+){{0,10}}?\s(?i:in)?to\s(?:the\s|a\s)?{_SPOT}"
)


def with_named_places(event: CompanyEvent, text: str) -> CompanyEvent:
    """The event with places whole, and without words that only describe; a move between buildings is between both."""
    if event.type not in {"headquarters_moved", "office_closed", "office_opened"}:
        return event
    origin, destination = (_without_description(place, text) for place in (event.origin, event.destination))
    if event.type == "headquarters_moved":
        left, reached = (found["spot"] if (found := pattern.search(text)) else "" for pattern in (_LEAVES, _GOES))
        if left and (not origin or left.startswith(f"{origin} ")):
            origin = left
        if destination and destination in left:
            destination = ""
        if reached and reached != left and (not destination or reached.startswith(f"{destination} ")):
            destination = reached
    return replace(event, origin=origin, destination=destination)


def _without_description(place: str, text: str) -> str:
    place = _WORDS.sub("", place, count=1) if _WORDS.match(place) else place
    return "" if _ALONE.fullmatch(place) and not re.search(rf"\b(?:in|near|at)\s{re.escape(place)}\b", text) else place
