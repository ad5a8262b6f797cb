"""Companies that leave the stock exchange by being bought: "goes private in Haldane deal" is an acquisition alone."""

from __future__ import annotations

import re

from callnow.model import CompanyEvent

_PRIVATE = re.compile(
    r"\b(?:go(?:es|ing)?|gone|went)\sprivate\b | \btaken\sprivate\b | \btake-private\b"
    r"| \btak(?:es?|ing)\s(?:[\w&.’'-]+\s){1,3}private(?=\W*$|[,;.:]|\s(?:in|with|by|for|at|after|as)\b)",
    re.VERBOSE | re.IGNORECASE,
)
_MISREAD = frozenset({"ipo", "partnership", "funding"})


def goes_private(event: CompanyEvent, title: str) -> bool:
    """Whether an event is what a headline about a company that goes private is taken for, and does not tell."""
    return event.type in _MISREAD and _PRIVATE.search(title) is not None
