"""Who may go of their own accord: of "offers buyouts to 400 and expects 60 to accept" 60 go, not 400."""

from __future__ import annotations

import re

from matching.detection.workforce.staff_words import ABOUT, CUTS, NUMERAL, gone_by

# No layoffs: who announces them, or gives notice of them, asks nobody.
_WILLING = (
    r"(?:buy-?outs?|(?:early\s)?retirement|(?:voluntary\s)?redundanc(?:y|ies)(?!\s(?:letters?|notices?))|severance|"
    r"separation|departures?|exits?)"
)
_LEAVES = rf"(?:{_WILLING}|voluntary\slayoffs?)"
_OFFERS = r"(?:offer|open|extend|propos|launch|announc|unveil|send|sent|giv|invit|voluntary)\w*"
_SCHEME = r"(?:offers?|packages?|schemes?|program(?:me)?s?|plans?)"
_MANY = (
    rf"(?:{ABOUT}\s|up\sto\s|all\s|its\s)*(?P<many>(?!(?:an?|few)\b){NUMERAL})\b"
    r"(?!\s?%|\s(?:per\s?cent|laid|affected|dismissed))"
)
_ASKED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_OFFERS}\s(?:[\w’'-]+\s){{0,5}}?{_LEAVES}(?:\s(?!and\b)[\w-]+){{0,3}}?\s(?:to|for)\s{_MANY}",
        rf"\b(?:buy-?out|early[\s-]retirement|voluntary\s{_LEAVES})\s{_SCHEME}\s(?:to|for)\s{_MANY}",
        rf"\b(?:ask|invit)(?:s|es|ed|ing)\s{_MANY}[^.;]{{0,40}}?"
        r"\b(?:for\svolunteers|to\s(?:volunteer|apply|consider|take|accept|leave))\b",
        rf"\b{_MANY}\s(?:(?!(?:and|jobs|posts|positions|roles)\b)[\w’',-]+\s){{0,6}}?"
        rf"(?:offered|eligible\sfor)\s(?:[\w’'-]+\s){{0,2}}?{_LEAVES}\b",
    )
)
_ARE_CUT = re.compile(gone_by(CUTS), re.IGNORECASE)
_TO_GO = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:hop|expect|aim|want|target|seek|anticipat|need)(?:s|es|ed|ing)?\s(?:\w+\s){{0,3}}?{_MANY}(?=[^.;]{{0,40}}?"
        r"\b(?:go|leave|accept|take|depart|departures|apply|volunteers?|cuts|jobs|posts|positions|roles)\b)",
        rf"\b{_MANY}\s(?:[\w-]+\s){{0,2}}?(?:jobs|posts|positions|roles)\s(?:to|will|would|must|should)\s"
        r"(?:be\s)?(?:cut|go|eliminated|lost|axed|shed)\b",
        gone_by(CUTS).replace("<gone>", "<many>"),
    )
)


def who_goes_of_those_asked(count: str, text: str) -> str | None:
    """The number of those who are to go where a count is that of those who are asked to; "" where none is told, None
    where it is no such count."""
    asked = {told["many"] for pattern in _ASKED for told in pattern.finditer(text)}
    cut = {told["gone"] for told in _ARE_CUT.finditer(text)}  # "laid off 120 and offered severance to 120"
    counted = {*re.findall(rf"\b{NUMERAL}\b", count, re.IGNORECASE)}
    if not (asked - cut) & counted:
        return None
    to_go = {told["many"] for pattern in _TO_GO for told in pattern.finditer(text)} - asked
    return to_go.pop() if len(to_go) == 1 else ""
