"""Jobs that were to go, of which some are kept: "will keep 20 of the 50 drivers it had planned to lay off"."""

from __future__ import annotations

import re

from callnow.model import CompanyEvent
from matching.cadence.day_words import NUMBERS
from matching.detection.staff_words import ABOUT, LAYOFFS, STAFF
from matching.number_words import IN_WORDS

_NUMERAL = rf"(?:\d[\d,]*\d|\d|{IN_WORDS}|(?:{'|'.join(sorted(NUMBERS, key=len, reverse=True))})(?:-\w+)?)"
_WHOSE = rf"(?:(?:its|their|our|the|his|her|{ABOUT}|[\w&’'-]+['’]s?|(?-i:[A-Z][\w&’'-]*))\s)"
_SPARES = (
    r"(?:(?:sav|spar|secur|preserv|rescu|retain|safeguard|protect)(?:e?s|e|ed|ing)?|keep(?:s|ing)?|kept|"
    r"rescind(?:s|ed|ing)?|revok(?:es?|ed|ing)|"
    r"withdr(?:aws?|ew|awn|awing)|cancel(?:s|l?ed|l?ing)?|revers(?:es?|ed|ing)|undo(?:es|ing)?|undid|undone)"
)
_SPARED = re.compile(
    rf"\b{_SPARES}\s(?:{ABOUT}\s)?{_NUMERAL}(?:\s(?!of\b)[\w’'-]+){{0,2}}?\s(?:out\s)?of\s{_WHOSE}{{0,4}}{_NUMERAL}(?![\d%])"
    r"(?P<behind>[^.;]*)",
    re.IGNORECASE,
)
_WERE_TO_GO = re.compile(rf"\b(?:{LAYOFFS}|(?:to|be|were|was)\s(?:be\s)?(?:cut|eliminat\w+|axed?))\b", re.IGNORECASE)
_OF_JOBS = re.compile(rf"\b{STAFF}\b|{_WERE_TO_GO.pattern}", re.IGNORECASE)  # what is counted is no drug or site


def spares_some(event: CompanyEvent, text: str) -> bool:
    """Whether a text of layoffs says that so many of so many who were to go are kept."""
    if event.type != "layoffs" or not _WERE_TO_GO.search(text):
        return False
    behind = (one["behind"] for one in _SPARED.finditer(text))
    return any(not words.strip() or _OF_JOBS.search(words) for words in behind)
