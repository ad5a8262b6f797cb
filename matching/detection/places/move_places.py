"""Where a head office goes from and to, as a text says it outright: "from Leeds to York", "ending 40 years in Leeds".

A place that stands in the text only as part of the other one, or as the state behind a town, is none.
"""

from __future__ import annotations

import re
from dataclasses import replace

from callnow.model import CompanyEvent
from matching.comparing.places import same_place
from matching.detection.left_out.unmoved import HEAD_OFFICE
from matching.detection.named import TOWN
from matching.detection.workforce.nobody_laid_off import MOVING
from matching.detection.workforce.staff_words import ABOUT, NUMERAL
from matching.grammar.companies.words import words

STATE = r",\s(?:[A-Z]{2}\b|[A-Z][a-z]+\.|(?:[A-Z]\.){2})"
"""A state in short behind its town: ", Ill."."""
_NEAR = r"(?i:(?:downtown|central|suburban|nearby)\s)?"
_SAINT = r"(?:(?:St|Ft|Mt)\.\s)?"


def _place(name: str) -> str:
    return rf"{_NEAR}(?P<{name}>{_SAINT}{TOWN})(?:{STATE},?)?"


_FROM_TO = re.compile(
    rf"\b(?i:{MOVING}|leav\w+|uproot\w*|{HEAD_OFFICE})\b[^;]{{0,90}}?\bfrom\s{_place('origin')}\s(?:in)?to\s{_place('goal')}"
)
_SWAPPED = re.compile(rf"\b(?i:swap|trad|exchang)\w*\s{_place('origin')}\sfor\s{_place('goal')}")
_IS_NOW = re.compile(rf"\b(?i:{HEAD_OFFICE})\s(?:is|are)\snow\s(?:based\s|located\s)?in\s{_place('goal')}")
_CHOSEN = re.compile(
    rf"\b(?i:pick|choos|chose|select|opt)\w*\s(?:for\s)?{_place('goal')}\s(?i:for|as|over)\s[^.;]{{0,60}}?{HEAD_OFFICE}"
)
_YEARS = (
    rf"(?i:(?:(?:its|an?|the)\s)?(?:{ABOUT}\s)?{NUMERAL}[\s-](?:years?|decades?)\s(?:(?:stay|run|presence|spell)\s)?)"
)
# "empty its Irvine headquarters and run the company from Plano", "quit Irvine HQ in favour of Plano"
_EMPTIED = re.compile(
    rf"\b(?i:empty|vacat|shut|clos|leav|quit|exit|abandon|giv)\w*\s(?:up\s)?(?:(?:its|their|the)\s)?(?:[a-z]+\s)?"
    rf"{_place('origin')}(?:-based)?\s(?:[a-z]+\s)?{HEAD_OFFICE}"
)
_RUN_FROM = re.compile(
    rf"\b(?i:in\sfavou?r\sof|(?:run|runs|manage|manages|operate|operates|direct|directs|led|lead)\s(?:(?:the|its|whole|entire)\s)*"
    rf"(?:(?:company|business|group|firm|operations|itself|everything)\s)?from)\s(?:(?:its|an?|new|existing|offices?|in)\s)*{_place('goal')}"
)
_ENDED = re.compile(rf"\b(?i:ending|ends|to\send)\s{_YEARS}in\s{_place('origin')}")


def with_places_told(event: CompanyEvent, text: str) -> CompanyEvent:
    """The event of a head office that moves, with the places that its text says outright, and none that is no place."""
    if event.type != "headquarters_moved":
        return event
    origin, goal = (_unless_state(place, text) for place in (event.origin, event.destination))
    origin, goal = _unless_part(origin, goal, text), _unless_part(goal, origin, text)
    if ended := _ENDED.search(text):
        origin = ended["origin"]
    emptied, run_from = _EMPTIED.search(text), _RUN_FROM.search(text)
    if emptied and run_from and (not (origin and goal) or same_place(origin, run_from["goal"])):
        origin, goal = emptied["origin"], run_from["goal"]
    if not goal and (chosen := _CHOSEN.search(text) or _IS_NOW.search(text)):
        goal = chosen["goal"]
    for told in (*_FROM_TO.finditer(text), *_SWAPPED.finditer(text)) if not (origin and goal) else ():
        if {told["origin"].casefold(), told["goal"].casefold()}.isdisjoint(words("not_places")):
            if not goal and (not origin or same_place(origin, told["origin"])):
                origin, goal = origin or told["origin"], told["goal"]
            elif not origin and same_place(goal, told["goal"]):
                origin = told["origin"]
    return replace(event, origin=origin, destination=goal)


def _unless_state(place: str, text: str) -> str:
    """The place, unless it always stands in short behind a town: "Ill" of "Des Plaines, Ill."."""
    rest = re.sub(rf"(?={STATE}),\s{re.escape(place)}(?!\w)", " ", text) if place else text
    return place if rest == text or _names(rest, place) else ""


def _unless_part(place: str, other: str, text: str) -> str:
    """The place, unless it stands only in the name of the other: "Moines" of "Des Moines"."""
    is_part = place != other and place in other and other in text
    return place if not is_part or _names(text.replace(other, " "), place) else ""


def _names(text: str, place: str) -> bool:
    return re.search(rf"\b{re.escape(place)}(?!\w)", text) is not None
