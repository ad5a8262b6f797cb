"""What happens to who runs a company's shops under licence, or works for it: "a Tamlin Burger franchisee has filed for
bankruptcy", "Orbel's framing subcontractor goes bust"; and who is only owed money by who goes bankrupt.

The reader takes the brand or client for the company. Nothing happens to that, so it is none of its events; who is named
beside it has an event of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from callnow.model import CompanyEvent
from matching.cadence.day_words import NUMBERS
from matching.detection.matters import may_tell_of, places_of
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
# Who supplies a company or rents from it; its own creditors put it into insolvency.
_CONTRACTOR = r"(?i:sub-?contractor|contractor|supplier|vendor|tenant|distributor)"
_CONTRACTORS_OWN = frozenset({"bankruptcy", "layoffs", "office_closed"})
_OF_ANOTHER = re.compile(
    r"\b(?:as|after|when|while|since|because|amid|over|against|involuntar\w+|owed|unpaid|su(?:es?|ing)|forc\w+|push\w+|asks?)\b",
    re.IGNORECASE,
)
_OWED = r"(?:owed|unpaid|left\sunpaid|out\sof\spocket)"
_CREDITOR = (
    r"(?i:(?:among|one\sof)\s(?:the\s|its\s)?(?:[\w-]+\s){0,2}creditors|(?:an?|its|the)\s(?:[\w-]+\s){0,2}creditor)\b"
)
_MAY_TELL = re.compile(
    rf"\b(?:{_LICENSED}|{_CONTRACTOR}|(?i:creditors?|ow(?:ed|es|ing)|unpaid|pocket)|(?i:owners?|operators?)\sof|(?:that|which|who)\s(?:[a-z]+\s){{0,2}}?{_RUNS})\b"
)  # each of the words below has one of these
_BY_OTHERS = re.compile(
    r"\b(?:by|from|to|with|against|for|told|tells|and|its|between)\s(?:(?:an?|the|its|some)\s)?$", re.IGNORECASE
)
_THERE = re.compile(r"\b(?:at|in|of|for|from|near)\s(?:[\w-]+\s){0,2}$", re.IGNORECASE)
_SUES = re.compile(r"\bsu(?:e|es|ing)\b|\bfil\w+\s(?:an?\s)?(?:\w+\s)?(?:law)?suits?\b", re.IGNORECASE)


def is_of_franchisee(event: CompanyEvent, text: str) -> bool:
    """Whether all that a text tells of the event is told of a franchisee, contractor or tenant of its company, or of
    who owes it money."""
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
    """Of each mention of the company as the one to whom it happens, whether that is a franchisee or partner of it, or
    who owes it money."""
    names = any_of(event.names)
    theirs = list(_franchisee(names).finditer(sentence))
    if event.type in _CONTRACTORS_OWN:
        theirs += [one for one in _contractor(names).finditer(sentence) if _happens_to(one, event.type)]
    owed = list(_creditor(names).finditer(sentence)) if event.type == "bankruptcy" else []
    yield from (True for one in theirs if not _BY_OTHERS.search(sentence[: one.start()]))
    yield from (True for _ in owed)
    for named in re.finditer(rf"(?<!\w)(?:{names})(?!\w|{_SITES}|\s(?:operator|owner)\b)", sentence):
        within = any(one.start() <= named.start() < one.end() for one in (*theirs, *owed))
        if not within and not _THERE.search(sentence[: named.start()]):
            yield False


def _happens_to(contractor: re.Match[str], event_type: str) -> bool:
    """Whether what a sentence tells happens to the contractor it names, and to nobody further on."""
    behind = contractor.string[contractor.end() :]
    told = [*places_of(behind, event_type), len(behind)]
    return _OF_ANOTHER.search(behind, 0, told[0]) is None


def _contractor(names: str) -> re.Pattern[str]:
    """Words for who works for a company, supplies it or rents from it."""
    company = rf"(?:{names})(?!\w)"
    return re.compile(
        rf"(?<!\w){company}(?:['’]s?)?\s(?:(?!and\b)[\w-]+\s){{0,3}}?{_CONTRACTOR}\b"
        rf"|\b{_CONTRACTOR}\s(?i:of|for|to|on|at|with)\s(?:the\s|an?\s)?(?:[a-z-]+\s){{0,3}}?{company}"
    )


def _creditor(names: str) -> re.Pattern[str]:
    """How a text says that a company is owed money, or loses a tenant or supplier."""
    company = rf"(?:{names})(?!\w)"
    return re.compile(
        rf"(?<!\w){company}\s(?:(?i:is|are|was|were)\s(?:still\s)?(?:{_OWED})|(?i:(?:left\s)?(?:unpaid|out\sof\spocket))\b|"
        rf"(?i:owed)\b(?!.*\bto\b)[^.;]*\b(?i:after|as|by|following)\s(?:the\s)?[A-Z])"
        rf"|(?<!\w){company},?\s(?:(?i:is|was|are)\s|(?i:named|listed)\s)*{_CREDITOR}"
        rf"|(?<!\w){company}\s(?i:(?:has\s)?los(?:es|t)|to\slose)\s(?:[\w-]+\s){{0,3}}?{_CONTRACTOR}\b"
        rf"|\b(?i:creditors?\s(?:is|are|include|including|such\sas)|ow(?:es|ed|ing))\s(?:[A-Z][\w&’'-]*\s|and\s|[A-Z][\w&’'-]*,\s)*?{company}"
    )


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
