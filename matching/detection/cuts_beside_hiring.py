"""Layoffs that one sentence tells beside hiring: "is laying off 70 engineers while hiring 25 data scientists".

The reader takes one for the other, or gives the hiring the number of those who go. What lies longer back ("hires 100
after it cut 300 last year") is no news of that sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from callnow.model import CompanyEvent
from matching.comparing.companies import share_name
from matching.detection.layoffs_added import NOT_SO, layoffs_of
from matching.detection.named import last_named
from matching.detection.staff_words import ABOUT, CUTS, NUMERAL, PEOPLE
from matching.grammar.tokens import sentences_of

RULE = "cuts-beside-hiring"
_HOW_MANY = (
    rf"(?:{ABOUT}\s)?(?P<{{0}}>\d[\d.,]*\s?(?:%|per\s?cent)|(?!(?:an?|few)\b){NUMERAL})(?:\sof)?\s"
    r"(?:[\w&/’'-]+\s){{0,3}}?"
)
_CUT = (
    rf"(?P<does>(?:(?:will|to|would|plans?\sto|is|are)\s)?(?:{CUTS}|reduc(?:es?|ed|ing)))\s"
    rf"{_HOW_MANY.format('gone')}{PEOPLE}"
)
_HIRE = (
    r"(?:hir(?:es?|ed|ing)|recruit(?:s|ed|ing)?|tak(?:es?|ing)\son|took\son|add(?:s|ed|ing)?)\s"
    rf"{_HOW_MANY.format('come')}{PEOPLE}"
)
_HIRES = re.compile(r"\b(?:hir|recruit|t(?:ak\w*|ook)\son\b|add)", re.IGNORECASE)  # without one of these there is none
_BESIDE = (
    r"(?:[^.;:]{0,60}?(?:\b(?:while|whilst|even\sas|as|but|yet|and|although|though)\b|,)\s"
    r"(?:(?!after\b|since\b|following\b)[\w’'-]+\s){0,5}?)"
)
_TOGETHER = (
    re.compile(rf"\b{_CUT}{_BESIDE}{_HIRE}", re.IGNORECASE),
    re.compile(rf"\b{_HIRE}{_BESIDE}{_CUT}", re.IGNORECASE),
)
_COME = re.compile(rf"\b{_HIRE}", re.IGNORECASE)
_GONE = re.compile(rf"\b{_CUT}", re.IGNORECASE)
_NOT_NOW = re.compile(
    rf"{NOT_SO}|\b(?:instead|rather|after|had|ago|last\syear|in\s(?:20)?\d\d(?:\s\w+)?|during\sthe\s\w+)\b|"
    r"\bwh(?:ich|o)\s(?:cut|trimmed|slashed|eliminated|laid|let|shed|axed|dismissed|retrenched)\b",
    re.IGNORECASE,
)


def with_cuts_beside_hiring(
    events: Sequence[CompanyEvent], names: Iterable[str], text: str, announcement: str, certain: float
) -> list[CompanyEvent]:
    """The events of a text that names companies by `names`; layoffs told beside hiring are certain, from `certain` on,
    and each of the two has its own figure."""
    if not _HIRES.search(text):
        return list(events)
    names = [*names, *chain.from_iterable(one.names for one in events)]
    told = [_with_who_comes(one, text) for one in events]
    for sentence in sentences_of(text):
        both = next((found for pattern in _TOGETHER if (found := pattern.search(sentence))), None)
        if both is None or _NOT_NOW.search(sentence) or _others_cut(both, names):
            continue
        if company := last_named(names, sentence[: both.start()]):
            told = _with_cuts(told, company, both, announcement, certain)
    return told


def _others_cut(both: re.Match[str], names: Iterable[str]) -> bool:
    """Whether another company is named between the hiring and the cuts: "is hiring as Orbel cuts 40"."""
    return bool(last_named(names, both.string[both.start() : both.start("does")]))


def _with_cuts(
    events: list[CompanyEvent], company: str, both: re.Match[str], announcement: str, certain: float
) -> list[CompanyEvent]:
    cuts = [one for one in events if one.type == "layoffs" and share_name(one.names, [company])]
    if cuts:
        sure = {one.id: replace(one, probability=max(one.probability, certain)) for one in cuts}
        return [_with_count(sure[one.id], both["gone"]) if one.id in sure else one for one in events]
    new = layoffs_of(company, both, announcement, RULE)
    return [*events, replace(new, probability=certain, certain_from=certain)]


def _with_who_comes(event: CompanyEvent, text: str) -> CompanyEvent:
    """Hiring with the number of those who come, where the text gives it that of those who go."""
    gone = {found["gone"] for found in _GONE.finditer(text)} if event.type == "hiring" and event.count else set()
    come = _COME.search(text)
    return _with_count(event, come["come"]) if come and not gone.isdisjoint(event.count.split()) else event


def _with_count(event: CompanyEvent, count: str) -> CompanyEvent:
    """The event with a count, which it may have with "about"."""
    return event if count in event.count.split() else replace(event, count=count)
