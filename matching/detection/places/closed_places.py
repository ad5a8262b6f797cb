"""Where sites close: not where their work goes, nor where a part of them is; the towns of all that close together."""

from __future__ import annotations

import re
from dataclasses import replace

from callnow.model import CompanyEvent
from matching.detection.named import TOWN
from matching.detection.places.move_places import STATE
from matching.detection.workforce.nobody_laid_off import MOVING
from matching.grammar.companies.words import words
from matching.number_words import COUNTED

_CLOSED_AT = re.compile(
    r"\b(?i:clos\w+|shut\w*|shutter\w*|vacat\w+|wind\w*\sdown|exit\w*)\s(?:(?i:its|the|their|an?|all|both)\s)?"
    r"(?P<place>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2})\s(?=[a-z])"
)


def with_closed_place(event: CompanyEvent, text: str) -> CompanyEvent:
    """The event with the place of the site that closes, where it has the one that work or workers are moved to."""
    place = event.origin
    if event.type not in {"office_closed", "layoffs"} or not place:
        return event
    moved_to = re.compile(
        rf"\b{MOVING}\b[^.;]{{0,90}}?\b(?:to|into|at|with|in)\s(?:[\w’'-]+\s){{0,3}}?$", re.IGNORECASE
    )
    mentions = [found.start() for found in re.finditer(rf"\b{re.escape(place)}\b", text)]
    if not mentions or not all(moved_to.search(text[:start]) for start in mentions):
        return event
    closed = _CLOSED_AT.search(text)
    return replace(event, origin=closed["place"] if closed else "")


_PART_IN = re.compile(
    rf"\bincluding\s(?:about\s|some\s|nearly\s)?(?P<part>\d[\d,]*|{COUNTED})\s"
    r"(?:of\sthem\s|(?!(?:and|or)\b)[\w-]+\s){0,4}?(?:in|at|near)\s(?:downtown\s|the\s)?$",
    re.IGNORECASE,
)
_WHOLE_IN = re.compile(rf"\b(?:across|throughout|around)\s(?:the\s)?(?P<place>{TOWN}),?\s$")


def without_place_of_part(event: CompanyEvent, text: str) -> CompanyEvent:
    """The event without the place of a part of what goes, "12 stores, including three in Boston"; with that of all of
    them, where the text names it."""
    mentions = list(re.finditer(rf"\b{re.escape(event.origin)}\b", text)) if event.origin else []
    parts = [_PART_IN.search(text[: one.start()]) for one in mentions]
    if event.type not in {"office_closed", "layoffs"} or not parts:
        return event
    if not all(one and one["part"] != event.count for one in parts):
        return event
    whole = (one for part in parts if part and (one := _WHOLE_IN.search(part.string[: part.start()])))
    return replace(event, origin=next((one["place"] for one in whole), ""))


_SITES_OF_TOWNS = (
    r"(?:plants|stores|offices|sites|factories|warehouses|branches|facilities|locations|mills|clinics|shops|campuses|centers|"
    r"centres|restaurants|hospitals)"
)


def with_every_closed_place(event: CompanyEvent, text: str) -> CompanyEvent:
    """The event with the places of all sites that close together: "its plants in Dayton and Reno"."""
    if event.type != "office_closed" or not event.origin:
        return event
    first = re.escape(event.origin.split(",")[0])
    towns = rf"{first}(?:{STATE})?(?:,\s{TOWN}(?:{STATE})?)*,?\sand\s{TOWN}(?:{STATE})?"
    closed = re.search(
        rf"\b(?i:clos|shut)\w*\s(?:(?!and\b)[\w’'-]+\s){{0,4}}?"
        rf"(?:(?i:{_SITES_OF_TOWNS})\sin\s(?P<behind>{towns})(?=[,.;]|\s?$|\s[a-z])|(?P<before>{towns})\s(?i:{_SITES_OF_TOWNS})\b)",
        text,
    )
    if closed is None:
        return event
    places = re.split(r",?\sand\s|,\s", re.sub(STATE, "", closed["behind"] or closed["before"]))
    towns_named = [place for place in places if place.casefold() not in words("regions")]
    if len(towns_named) < 2:  # "in Italy and Spain"
        return event
    return replace(event, origin=f"{', '.join(towns_named[:-1])} and {towns_named[-1]}")
