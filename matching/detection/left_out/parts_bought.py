"""Deals by which no company is bought: a minority of one changes nobody's owner, and a building is none.

The reader takes every object of "buys" for a company bought.
"""

from __future__ import annotations

import re

from callnow.model import CompanyEvent
from matching.detection.left_out.properties_bought import is_property

_TAKES = (
    r"\b(?i:buy(?:s|ing)?|bought|acquir(?:e|es|ed|ing)|purchas(?:e|es|ed|ing)|tak(?:e|es|ing)\sover|took\sover|"
    r"pick(?:s|ed)?\sup|snap(?:s|ped)?\sup|secur(?:e|es|ed)|win(?:s|ning)?|won|rescu(?:e|es|ed)|reviv(?:e|es|ed)|sell(?:s|ing)?|"
    r"sold|acquisition|purchase|sale)\b|\b(?:took|takes?|taken|taking|invest\w*|agree\w*|gets?|adds?)\b"
)
# Up to the name or what is bought of it: in between no other object begins.
_UP_TO = r"(?:(?!\b(?:owner|maker|which|that|including|includes?|parent|behind)\b)[^.;,]){0,60}?"
_SHARE = r"(?<![\d.])(?:[1-4]?\d)(?:\.\d+)?(?:%|\s?per\s?cent|\spercent)"
_HOLDING = r"(?:stake|interest|share(?:holding)?|position|holding|investment)s?"
_MINORITY = (
    rf"(?:minority\s(?:[\w-]+\s){{0,3}}?{_HOLDING}|{_SHARE}(?:\s(?:[\w-]+\s){{0,3}}?{_HOLDING})?"
    rf"|{_HOLDING}\sof\s(?:[a-z]+\s){{0,2}}?{_SHARE})"
)
_MORE = re.compile(
    r"\b(?:majority|control(?:s|ling)?|remaining|rest\sof|outright|whole|entire|fully|wholly|full\sownership|"
    r"takeover|tender\soffer|all\sof|all\s(?:the\s)?(?:outstanding\s)?shares)\b"
    r"|(?<![\d.])(?:[5-9]\d|100)(?:\.\d+)?(?:%|\s?per\s?cent|\spercent)",
    re.IGNORECASE,
)


def is_of_a_part(event: CompanyEvent, text: str) -> bool:
    """Whether an acquisition is one of a minority or of a property, by its text."""
    if event.type != "acquisition":
        return False
    targets = event.names if event.side == "target" else (event.counterparty,)
    return any(_only_minority(name, text) or is_property(name, text) for name in targets if name)


def _only_minority(name: str, text: str) -> bool:
    if _MORE.search(text) or not re.search(_MINORITY, text, re.IGNORECASE):
        return False
    named = re.escape(name)
    in_it = rf"(?:{_TAKES}){_UP_TO}{_MINORITY}\s(?:in|of)\s(?:[\w’'-]+\s){{0,6}}?{named}(?!['’]s?\b)"
    sells = rf"{named}\s(?:[a-z]+\s){{0,4}}?(?:sell|sells|sold|selling)\s(?:an?\s)?{_MINORITY}"
    return re.search(rf"(?i:{in_it}|{sells})", text) is not None
