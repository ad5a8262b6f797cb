"""How many go at once where other layoffs are put off: "postpones 40 layoffs but cuts 20 jobs now" is of 20, and not
denied."""

from __future__ import annotations

import re

from callnow.model import CompanyEvent
from matching.detection.denials import POSTPONED
from matching.detection.staff_words import CUTS, gone_by
from matching.grammar.tokens import sentences_of

_PUT_OFF = re.compile(rf"\b{POSTPONED}", re.IGNORECASE)
# Not "postpones plans to cut 40 jobs, lay off 20"
_NOW = r"(?:(?:will|would|is|are|now)\s(?:(?!not\b|never\b)\w+\s){0,2}?|(?=(?!dismiss\b)\w+(?:s|ed|ing)\b))"
_APART = (
    r"(?:[,;]|\b(?:but|while|and|though|although|yet|as))\s(?:(?!(?:after|having|had|not|never|no)\b)[\w’'-]+\s){0,4}?"
)
_LONG_AGO = r"(?![^.;]*\b(?:last|earlier|ago|previous\w*|in\s(?:19|20)\d\d)\b)"
_GO = rf"{_NOW}{gone_by(CUTS)}{_LONG_AGO}"
_BEHIND = re.compile(rf"{_APART}{_GO}", re.IGNORECASE)
_AHEAD = re.compile(rf"(?<!\bafter\sit\s){_GO}[^.;]*?{_APART}$", re.IGNORECASE)


def cut_all_the_same(event: CompanyEvent, text: str) -> str:
    """The number of those who go now by a sentence that puts other layoffs off; "" where it tells none."""
    for sentence in sentences_of(text) if event.type == "layoffs" else ():
        put_off = _PUT_OFF.search(sentence)
        if put_off:
            gone = _BEHIND.search(sentence, put_off.end()) or _AHEAD.search(sentence[: put_off.start()])
            if gone:
                return gone["gone"]
    return ""
