"""Loans that are read as something else: those of companies in insolvency as funding, credit facilities as sites."""

from __future__ import annotations

import re

from callnow.model import CompanyEvent

_LOAN = r"(?:financing|loans?|facilit(?:y|ies)|funding|credit|lend(?:ers?|ing))"
_INSOLVENCY = r"(?:bankruptcy|chapter\s11|insolvency)"
_IN_INSOLVENCY = re.compile(
    rf"""\bdebtor[\s-]in[\s-]possession\b | \bDIP\s(?:\w+\s)?{_LOAN}\b
    | \b{_INSOLVENCY}\s(?:exit\s)?{_LOAN}\b
    | \b(?:bankrupt|insolvent)\s.*\b{_LOAN}\b
    | \bexit\s{_LOAN}\b.*\b(?:{_INSOLVENCY}|emerg\w+) | \b(?:{_INSOLVENCY}|emerg\w+).*\bexit\s{_LOAN}\b
    | \b(?:court|judge)\b.{{0,60}}\b(?:loan|financing)\b.{{0,60}}\b{_INSOLVENCY}""",
    re.VERBOSE | re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\b(?:credit|loan|lending|debt|revolving|financing|securitization)\s(?:[\w-]+\s){0,2}?facilit(?:y|ies)\b",
    re.IGNORECASE,
)
_SITES = frozenset({"office_opened", "office_closed"})


def is_loan(event: CompanyEvent, title: str) -> bool:
    """Whether an event is only a loan, by the headline or the sentence that tells it."""
    told = (title, event.sentence)
    if event.type == "funding":
        return any(_IN_INSOLVENCY.search(words) for words in told)
    return event.type in _SITES and any(_CREDIT.search(words) for words in told) and not _names_site(event)


def _names_site(event: CompanyEvent) -> bool:
    return any(place[:1].isalpha() for place in (event.origin, event.destination))
