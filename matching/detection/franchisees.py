"""What happens to who runs a company's shops under licence: "a Tamlin Burger franchisee has filed for bankruptcy".

The reader takes the brand for the company. Nothing happens to that, so it is none of its events; who is named beside
the brand has an event of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from callnow.model import CompanyEvent
from matching.cadence.day_words import NUMBERS
from matching.detection.matters import may_tell_of
from matching.detection.named import any_of
from matching.event_types import is_about_people
from matching.grammar.tokens import sentences_of

_LICENSED = (
    r"(?i:(?:master\s|area\s|multi-unit\s)?(?:franchisees?|licensees?)|(?:franchise|licence|license)\s"
    r"(?:owner|operator|partner|holder|group|company)s?)"
)
_MANY = (
    rf"(?:(?:about|around|some|more\sthan|over|nearly|at\sleast|several|many|dozens\sof|hundreds\sof|a\s(?:dozen|number\sof)|\d[\d,]*|"
    rf"{'|'.join(NUMBERS)})\s)"
)
_LARGEST = r"(?:(?:largest|biggest|former|local|regional|[A-Z][\w.-]+(?:['’]s)?)\s)"
_RUNS = r"(?:operat(?:es?|ing|ed)|run(?:s|ning)?|own(?:s|ing|ed)?|ran|franchis(?:es|ing))"
_SITES = (
    r"\s(?:[\w-]+\s)?(?i:restaurants?|shops?|stores?|outlets?|locations?|branches|caf[eé]s|hotels?|sites?|franchises?|"
    r"gyms?|units?)\b"
)
_MAY_TELL = re.compile(
    rf"\b(?:{_LICENSED}|(?i:owners?|operators?)\sof|(?:that|which|who)\s(?:[a-z]+\s){{0,2}}?{_RUNS})\b"
)  # each of the words below has one of these
_BY_OTHERS = re.compile(
    r"\b(?:by|from|to|with|against|for|told|tells|and|its|between)\s(?:(?:an?|the|its|some)\s)?$", re.IGNORECASE
)
_THERE = re.compile(r"\b(?:at|in|of|for|from|near)\s(?:[\w-]+\s){0,2}$", re.IGNORECASE)
_SUES = re.compile(r"\bsu(?:e|es|ing)\b|\bfil\w+\s(?:an?\s)?(?:\w+\s)?(?:law)?suits?\b", re.IGNORECASE)


def is_of_franchisee(event: CompanyEvent, text: str) -> bool:
    """Whether all that a text tells of the event is told of a franchisee or licensee of its company."""
    if is_about_people(event.type) or not _MAY_TELL.search(text):
        return False
    sentences = sentences_of(text)
    if event.type == "legal_action" and any(map(_SUES.search, sentences)):
        return False
    told = [one for one in sentences if may_tell_of(one, event.type)]
    verdicts = [verdict for one in told for verdict in _verdicts(event, one)]
    verdicts = verdicts or [verdict for one in sentences for verdict in _verdicts(event, one)]
    return bool(verdicts) and all(verdicts)


def _verdicts(event: CompanyEvent, sentence: str) -> Iterator[bool]:
    """Of each mention of the company as the one to whom it happens, whether that is a franchisee of it."""
    names = any_of(event.names)
    theirs = list(_franchisee(names).finditer(sentence))
    yield from (True for one in theirs if not _BY_OTHERS.search(sentence[: one.start()]))
    for named in re.finditer(rf"(?<!\w)(?:{names})(?!\w|{_SITES}|\s(?:operator|owner)\b)", sentence):
        within = any(one.start() <= named.start() < one.end() for one in theirs)
        if not within and not _THERE.search(sentence[: named.start()]):
            yield False


def _franchisee(names: str) -> re.Pattern[str]:
    """Words for who runs shops of a company under licence, whatever it is called by."""
    brand = rf"(?:{names})(?!\w)"
    many = rf"(?:{_MANY}+(?:[\w-]+\s){{0,2}}?|(?=\d))"
    return re.compile(
        rf"(?<!\w){brand}(?:['’]s)?\s{_LARGEST}{{0,3}}{_LICENSED}"
        rf"|\b{_LICENSED}\s(?i:of|for)\s(?:the\s)?(?:[\w’'-]+\s){{0,3}}?{brand}"
        rf"|\b(?i:owners?|operators?)\sof\s{many}{brand}(?={_SITES})"
        rf"|\b(?i:company|group|firm|business|partnership|operator|franchisee|owner|partner|licensee)\s(?:that|which|who)\s"
        rf"(?:[a-z]+\s){{0,2}}?{_RUNS}\s{many}{brand}"
    )
