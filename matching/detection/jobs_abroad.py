"""Jobs that go abroad: "will move 60 IT jobs from Tampa to Manila". Those who have them lose them, which neither the
grammar nor the reader takes for layoffs; it is worth knowing, not certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from callnow.fold import fold
from callnow.legal_forms import without_legal_form
from callnow.model import CompanyEvent, stable_id
from callnow.terms import Certainty
from matching.comparing.companies import share_name
from matching.detection.staff_words import ABOUT, NUMERAL
from matching.grammar.tokens import sentences_of
from matching.names.words import word_lists
from matching.reading.calibration import NEVER

RULE = "jobs-abroad"
# Towns to which such jobs go; countries are in data/names/words.toml.
_TOWNS = frozenset([
    "bangalore", "bengaluru", "hyderabad", "chennai", "pune", "mumbai", "gurgaon", "gurugram", "noida", "kolkata",
    "delhi", "manila", "cebu", "krakow", "warsaw", "wroclaw", "gdansk", "lodz", "bucharest", "sofia", "budapest",
    "prague", "brno", "lisbon", "porto", "monterrey", "guadalajara", "bogota", "medellin", "kyiv", "lviv",
])  # fmt: skip
_MOVES = (
    r"(?P<moves>(?:(?:will|to|would|plans?\sto|is|are)\s)?"
    r"(?:mov|shift|transfer|relocat|send|outsourc|offshor|export)(?:e|s|es|ed|ing|ring|red)?|sent)"
)
_JOBS = r"(?:[\w&/’'-]+\s){0,4}?(?:jobs|positions|roles|posts)\b"
_ABROAD = re.compile(
    rf"\b{_MOVES}\s(?:{ABOUT}\s)?(?P<gone>(?!(?:an?|few)\b){NUMERAL})\s{_JOBS}"
    r"(?:[^.;]{0,40}?\bfrom\s(?P<origin>(?-i:[A-Z][\w’'-]+)(?:\s(?-i:[A-Z][\w’'-]+))?))?"
    r"[^.;]{0,30}?\b(?:to\s(?P<where>(?-i:[A-Z][\w’'-]+)(?:\s(?-i:[A-Z][\w’'-]+))?)|abroad\b|offshore\b|overseas\b)",
    re.IGNORECASE,
)
_NOT_SO = re.compile(r"\b(?:not|never|no|den(?:y|ies|ied)|may|might|could|would|if|unless)\b|n['’]t\b", re.IGNORECASE)
_YET = re.compile(r"^(?:will|to|would|plan|is|are)\b", re.IGNORECASE)


def with_jobs_abroad(
    events: Sequence[CompanyEvent], names: Iterable[str], text: str, announcement: str, least: float
) -> list[CompanyEvent]:
    """The events of a text that names companies by `names`, and layoffs of whom sends jobs to another country, where
    none are told of them; they have the probability `least`."""
    goings = [going for one in sentences_of(text) if (going := _ABROAD.search(one)) and _goes_abroad(going)]
    for goes in sorted(goings, key=lambda one: not one["origin"]):  # a headline often does not say from where
        before = goes.string[: goes.start()]
        named = max(((before.rfind(name) + len(name), name) for name in names if name and name in before), default=None)
        company = without_legal_form(named[1]) if named else ""
        if company and not any(one.type == "layoffs" and share_name(one.names, [company]) for one in events):
            far = Certainty.ANNOUNCED if _YET.search(goes["moves"]) else Certainty.DONE
            id = stable_id(announcement, "layoffs", company)
            new = CompanyEvent(id, announcement, "layoffs", company, count=goes["gone"], origin=goes["origin"] or "")
            new = replace(new, certainty=far, rule=RULE, sentence=goes.string, probability=least, certain_from=NEVER)
            return [*events, new]
    return list(events)


def _goes_abroad(goes: re.Match[str]) -> bool:
    return _NOT_SO.search(goes.string) is None and _is_abroad(goes["where"])


def _is_abroad(where: str | None) -> bool:
    """Whether a place is a country or a town to which jobs go; None where the text says no more than "abroad"."""
    if where is None:
        return True
    first, whole = fold(where).partition(" ")[0], fold(where)
    return not _places().isdisjoint((first, whole))


@cache
def _places() -> frozenset[str]:
    home = {"america", "us", "usa", "united states", "uk", "england", "scotland", "wales", "britain", "united kingdom"}
    return (_TOWNS | word_lists().countries) - home
