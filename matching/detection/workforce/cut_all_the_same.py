"""Whether some go of those who were to be kept, or others than those: "postpones 40 layoffs but cuts 20 jobs now"."""

from __future__ import annotations

import re

from callnow.model import CompanyEvent
from matching.detection.denied.denials import PUTS_OFF
from matching.detection.workforce.spared_jobs import spared
from matching.detection.workforce.staff_words import CUTS, NOT_BEFORE, PEOPLE, gone_by
from matching.grammar.tokens import sentences_of

# Not "postpones plans to cut 40 jobs, lay off 20"
_NOW = r"(?:(?:will|would|is|are|now)\s(?:(?!not\b|never\b)\w+\s){0,2}?|(?=(?!dismiss\b)\w+(?:s|ed|ing)\b))"
# Of the same employer: not "as the state cuts 20 jobs"
_ITSELF = (
    r"(?:it|they|the\s(?:company|firm|group|district|airline)|but|while|and|said|also|still|now|instead|then|\w+ly)"
)
_APART = rf"(?:[,;]|\b(?:but|while|and|though|although|yet|as))\s(?:{_ITSELF}\s){{0,4}}?"
_PEOPLE_GO = (
    rf"(?=\W*$|[.,;]|\s(?:now|go|on|at|in|this|next|immediately)\b|\s(?:[\w-]+\s){{0,3}}?{PEOPLE})"  # no stores
)
_GO = rf"{_NOW}{gone_by(CUTS)}{_PEOPLE_GO}{NOT_BEFORE}"
_BEHIND = re.compile(rf"{_APART}{_GO}", re.IGNORECASE)
_AHEAD = re.compile(rf"(?<!\bafter\sit\s){_GO}[^.;]*?{_APART}$", re.IGNORECASE)


def goes_all_the_same(event: CompanyEvent, text: str) -> bool:
    """Whether a text says that some of those go who were to go, or others than those who are to stay for now."""
    return bool(spared(event, text) or cut_all_the_same(event, text))


def cut_all_the_same(event: CompanyEvent, text: str) -> str:
    """The number of those who go now by a sentence that puts other layoffs off; "" where it tells none."""
    for sentence in sentences_of(text) if event.type == "layoffs" else ():
        put_off = PUTS_OFF.search(sentence)
        if put_off:
            gone = _BEHIND.search(sentence, put_off.end()) or _AHEAD.search(sentence[: put_off.start()])
            if gone:
                return gone["gone"]
    return ""
