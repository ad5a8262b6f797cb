"""Shops on the web and for apps, which are no sites: "Orbel to shut its online store" closes no place of work."""

from __future__ import annotations

import re

from callnow.model import CompanyEvent
from matching.grammar.companies.words import SITES

_SHOP = r"(?:stores?|shops?|storefronts?|market-?places?|outlets?)"
_ONLINE = (
    rf"(?:(?:online|internet)[\s-](?:[\w’'-]+[\s-]){{0,2}}?{_SHOP}|"
    rf"(?:web|app|digital|virtual|mobile|e-?commerce|download)[\s-](?:game\s)?{_SHOP}|(?:web|e-?)(?:shop|store)s?)\b"
)
_DIGITAL = (
    r"\bno\slonger\s(?:be\sable\sto\s)?(?:buy|purchase|download)\s(?:[\w’'-]+\s){0,4}?"
    r"(?:games?|apps?|titles|e-?books|content|music|movies)\b"
)
_DOES = {
    "office_closed": r"(?:clos(?:es?|ed|ing)|shut(?:s|ting|ters?|tered|tering)?)(?:\sdown)?",
    "office_opened": r"(?:open(?:s|ed|ing)?|launch(?:es|ed|ing)?)",
}
_STEP = r"(?:\s(?!(?:and|but|or|while|as)\b)[\w’'$-]+){0,6}?"
_SITES = "|".join(sorted(map(re.escape, SITES - {"space", "home"})))
_OBJECT = {
    kind: re.compile(rf"\b{does}{_STEP}\s(?:(?P<online>{_ONLINE})|(?P<site>(?:{_SITES})s?)\b)", re.IGNORECASE)
    for kind, does in _DOES.items()
}
_BESIDE = {
    kind: re.compile(
        rf"\b{does}\b[^.;]{{0,60}}?\band\s(?:[\w’'-]+\s){{0,3}}?(?!{_SHOP}\b)(?:{_SITES})s?\b", re.IGNORECASE
    )
    for kind, does in _DOES.items()
}
_SUBJECT = {
    kind: re.compile(rf"\b{_ONLINE}(?:\s(?:to|will|is|are|has|have|be|set))*\s{does}\b", re.IGNORECASE)
    for kind, does in _DOES.items()
}


def is_online_shop(event: CompanyEvent, text: str) -> bool:
    """Whether what opens, or what closes, by a text is a shop on the web or for apps, and no site besides."""
    kind = event.type
    if kind not in _DOES or _BESIDE[kind].search(re.sub(_ONLINE, "", text, flags=re.IGNORECASE)):
        return False
    told = [one["site"] for one in _OBJECT[kind].finditer(text)]
    if re.search(_DIGITAL, text, re.IGNORECASE):
        return not any(site and not re.fullmatch(_SHOP, site, re.IGNORECASE) for site in told)
    return not any(told) and bool(told or _SUBJECT[kind].search(text))
