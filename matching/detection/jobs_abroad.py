"""Jobs that go abroad: "will move 60 IT jobs from Tampa to Manila". Those who have them lose them, which neither the
grammar nor the reader takes for layoffs; it is worth knowing, not certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from callnow.fold import fold
from callnow.model import CompanyEvent
from matching.comparing.companies import share_name
from matching.detection.layoffs_added import NOT_SO, layoffs_of
from matching.detection.named import last_named
from matching.detection.staff_words import ABOUT, NUMERAL
from matching.grammar.tokens import sentences_of
from matching.grammar.towns import is_state
from matching.names.words import word_lists
from matching.reading.calibration import NEVER
from matching.word_search import holds_any

RULE = "jobs-abroad"
# Towns to which such jobs go; countries are in data/names/words.toml.
_TOWNS = frozenset([
    "bangalore", "bengaluru", "hyderabad", "chennai", "pune", "mumbai", "gurgaon", "gurugram", "noida", "kolkata",
    "delhi", "manila", "cebu", "krakow", "warsaw", "wroclaw", "gdansk", "lodz", "bucharest", "sofia", "budapest",
    "prague", "brno", "lisbon", "porto", "monterrey", "guadalajara", "bogota", "medellin", "kyiv", "lviv",
])  # fmt: skip
_MOVES = (
    r"(?P<does>(?:(?:will|to|would|plans?\sto|is|are)\s)?"
    r"(?:mov|shift|transfer|relocat|send|outsourc|offshor|export)(?:e|s|es|ed|ing|ring|red)?|sent)"
)
_JOBS = r"(?:[\w&/’'-]+\s){0,4}?(?:jobs|positions|roles|posts)\b"
_ABROAD = re.compile(
    rf"\b{_MOVES}\s(?:{ABOUT}\s)?(?P<gone>(?!(?:an?|few)\b){NUMERAL})\s{_JOBS}"
    r"(?:[^.;]{0,40}?\bfrom\s(?P<origin>(?-i:[A-Z][\w’'-]+)(?:\s(?-i:[A-Z][\w’'-]+))?))?"
    r"[^.;]{0,30}?\b(?:to\s(?P<where>(?-i:[A-Z][\w’'-]+)(?:\s(?-i:[A-Z][\w’'-]+))?)|abroad\b|offshore\b|overseas\b)",
    re.IGNORECASE,
)
_OF_JOBS = ("job", "position", "role", "post")  # without one of these in a text the pattern is not
_NOT_SO = re.compile(NOT_SO, re.IGNORECASE)


def with_jobs_abroad(
    events: Sequence[CompanyEvent], names: Iterable[str], text: str, announcement: str, least: float
) -> list[CompanyEvent]:
    """The events of a text that names companies by `names`, and layoffs of whom sends jobs to another country, where
    none are told of them; they have the probability `least`."""
    if not holds_any(text, _OF_JOBS):
        return list(events)
    goings = [going for one in sentences_of(text) if (going := _ABROAD.search(one)) and _goes_abroad(going)]
    for goes in sorted(goings, key=lambda one: not one["origin"]):  # a headline often does not say from where
        company = last_named(names, goes.string[: goes.start()])
        if company and not any(one.type == "layoffs" and share_name(one.names, [company]) for one in events):
            new = layoffs_of(company, goes, announcement, RULE)
            return [*events, replace(new, origin=goes["origin"] or "", probability=least, certain_from=NEVER)]
    return list(events)


def _goes_abroad(goes: re.Match[str]) -> bool:
    return _NOT_SO.search(goes.string) is None and _is_abroad(goes["where"], goes.string[goes.end() :])


def _is_abroad(where: str | None, behind: str) -> bool:
    """Whether a place is a country or a town to which jobs go, and none of a state's ("Warsaw, Ind."); None where the
    text says no more than "abroad"."""
    if where is None:
        return True
    state = re.match(r",\s(?P<name>(?:(?:New|North|South|West|Rhode)\s)?[A-Z][\w.]*)", behind)
    if state and is_state(state["name"]) and fold(state["name"]) not in word_lists().countries:
        return False
    first, whole = fold(where).partition(" ")[0], fold(where)
    return not _places().isdisjoint((first, whole))


@cache
def _places() -> frozenset[str]:
    home = {"america", "us", "usa", "united states", "uk", "england", "scotland", "wales", "britain", "united kingdom"}
    return (_TOWNS | word_lists().countries) - home
