"""How many are kept of those who were to go: "will keep 20 of the 50 drivers it had planned to lay off"."""

from __future__ import annotations

import re

from callnow.model import CompanyEvent
from matching.detection.workforce.staff_words import ABOUT, LAYOFFS, NUMERAL, SAVES, STAFF, WHOSE, number_of

_SPARES = (
    rf"(?:{SAVES}|rescind(?:s|ed|ing)?|revok(?:es?|ed|ing)|"
    r"withdr(?:aws?|ew|awn|awing)|cancel(?:s|l?ed|l?ing)?|revers(?:es?|ed|ing)|undo(?:es|ing)?|undid|undone)"
)
_SPARED = re.compile(
    rf"\b{_SPARES}\s(?:{ABOUT}\s)?(?P<kept>{NUMERAL})(?:\s(?!of\b)[\w’'-]+){{0,2}}?\s(?:out\s)?of\s{WHOSE}{{0,4}}(?P<whole>{NUMERAL})(?![\d%])"
    r"(?P<behind>[^.;]*)",
    re.IGNORECASE,
)
_WERE_TO_GO = re.compile(rf"\b(?:{LAYOFFS}|(?:to|be|were|was)\s(?:be\s)?(?:cut|eliminat\w+|axed?))\b", re.IGNORECASE)
_OF_JOBS = re.compile(rf"\b{STAFF}\b|{_WERE_TO_GO.pattern}", re.IGNORECASE)  # what is counted is no drug or site


def spared(event: CompanyEvent, text: str) -> re.Match[str] | None:
    """How many of how many a text says to be kept who were to go; None where it does not."""
    if event.type != "layoffs" or not _WERE_TO_GO.search(text):
        return None
    told = ((one, one["behind"]) for one in _SPARED.finditer(text))
    return next((one for one, behind in told if not behind.strip() or _OF_JOBS.search(behind)), None)


def who_still_goes(told: re.Match[str]) -> str:
    """The number of those who are not spared, "" where it cannot be reckoned."""
    kept, whole = (number_of(told[name]) for name in ("kept", "whole"))
    return f"{whole - kept:,}" if kept and whole and kept < whole else ""
