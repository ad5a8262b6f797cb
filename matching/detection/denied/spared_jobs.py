"""Jobs that were to go and do not, and those that go all the same: "will keep 20 of the 50 drivers it had planned to
lay off", "postpones 40 layoffs but cuts 20 jobs now"."""

from __future__ import annotations

import re

from callnow.model import CompanyEvent
from matching.detection.denied.denials import PUTS_OFF
from matching.detection.workforce.staff_words import (
    ABOUT,
    CUTS,
    LAYOFFS,
    NOT_BEFORE,
    NUMERAL,
    PEOPLE,
    STAFF,
    WHOSE,
    gone_by,
    number_of,
)
from matching.grammar.tokens import sentences_of

_SPARES = (
    r"(?:keep(?:s|ing)?|kept|retain(?:s|ed|ing)?|spar(?:es?|ed|ing)|sav(?:es?|ed|ing)|rescind(?:s|ed|ing)?|revok(?:es?|ed|ing)|"
    r"withdr(?:aws?|ew|awn|awing)|cancel(?:s|l?ed|l?ing)?|revers(?:es?|ed|ing)|undo(?:es|ing)?|undid|undone)"
)
_SPARED = re.compile(
    rf"\b{_SPARES}\s(?:{ABOUT}\s)?(?P<kept>{NUMERAL})(?:\s(?!of\b)[\w’'-]+){{0,2}}?\s(?:out\s)?of\s{WHOSE}{{0,4}}(?P<whole>{NUMERAL})(?![\d%])"
    r"(?P<behind>[^.;]*)",
    re.IGNORECASE,
)
_STAFF_WORD = re.compile(rf"\b{STAFF}\b", re.IGNORECASE)
_WERE_TO_GO = re.compile(rf"\b(?:{LAYOFFS}|(?:to|be|were|was)\s(?:be\s)?(?:cut|eliminat\w+|axed?))\b", re.IGNORECASE)
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


def spared(event: CompanyEvent, text: str) -> re.Match[str] | None:
    """How many of how many a text says to be kept who were to go; None where it does not."""
    if event.type != "layoffs" or not _WERE_TO_GO.search(text):
        return None
    return next((told for told in _SPARED.finditer(text) if _are_jobs(told["behind"])), None)


def _are_jobs(behind: str) -> bool:
    """Whether jobs or who has them are counted by a number, by the words of its sentence behind it."""
    return not behind.strip() or any(find.search(behind) for find in (_STAFF_WORD, _WERE_TO_GO))


def who_still_goes(told: re.Match[str]) -> str:
    """The number of those who are not spared, "" where it cannot be reckoned."""
    kept, whole = (number_of(told[name]) for name in ("kept", "whole"))
    return f"{whole - kept:,}" if kept and whole and kept < whole else ""


def cut_all_the_same(event: CompanyEvent, text: str) -> str:
    """The number of those who go now by a sentence that puts other layoffs off; "" where it tells none."""
    for sentence in sentences_of(text) if event.type == "layoffs" else ():
        put_off = PUTS_OFF.search(sentence)
        if put_off:
            gone = _BEHIND.search(sentence, put_off.end()) or _AHEAD.search(sentence[: put_off.start()])
            if gone:
                return gone["gone"]
    return ""
