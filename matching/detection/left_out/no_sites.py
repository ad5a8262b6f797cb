"""What is no site of the company: what it builds for others, jobs on a building site, and shops on the web; and a site
that is only closed for a time.

"The project will create 150 construction jobs" hires nobody for good; a contractor that breaks ground on a hospital
opens no site of its own, unless the text calls it "its". "Orbel to shut its online store" closes no place of work.
"""

from __future__ import annotations

import re

from callnow.model import CompanyEvent
from matching.detection.named import any_of
from matching.grammar.companies.words import SITES
from matching.grammar.tokens import sentences_of

_BUILDER = re.compile(
    r"\b(?:construct(?:ion|ors?)|builders?|contract(?:ors?|ing)|civil|constr|erectors?)\b(?!.*\b(?:products|materials|supply|equipment)\b)",
    re.IGNORECASE,
)
_IS_BUILDER = (
    r",\s(?:an?|the)\s(?:[\w-]+\s){0,4}?(?:contractor|builder|construction\s(?:firm|company|manager|group)|"
    r"construction\smanagement\s(?:firm|company))\b"
)
_BUILDS = (
    r"\b(?:(?:break(?:s|ing)?|broken?)\sground|(?:start|begin|complet|finish|top|creat)\w*|began|begun|build(?:s|ing)?|built|"
    r"work|construction)\b"
)
_OWN = re.compile(
    r"\b(?:its|their|our)\s(?:[\w-]+\s){0,4}?(?:offices?|headquarters|yard|home|shop|branch|warehouse|campus|plant|"
    r"facility|showroom|depot)\b"
    r"|\bnew\s(?:[\w-]+\s){0,2}?(?:office|branch|headquarters)\b",
    re.IGNORECASE,
)
_FOR_A_TIME = r"(?:temporary\s)?(?:construction|building|trades?)\s(?:[a-z]+\s)?(?:jobs|workers|positions)"


def is_of_building_site(event: CompanyEvent, text: str) -> bool:
    """Whether jobs are only those of building something, or a site is what a contractor builds for others."""
    if event.type == "hiring":
        told = rf"(?<!\w){re.escape(event.count)}\s(?:new\s)?{_FOR_A_TIME}\b"
        return bool(event.count) and (event.count[0] == "$" or re.search(told, text, re.IGNORECASE) is not None)
    return event.type == "office_opened" and _is_project(event, text)


def _is_project(event: CompanyEvent, text: str) -> bool:
    names = any_of(event.names)
    builder = any(_BUILDER.search(name) for name in event.names) or re.search(rf"\b(?:{names}){_IS_BUILDER}", text)
    if not builder or _OWN.search(text):
        return False
    return any(re.search(rf"\b(?:{names})\b.*?{_BUILDS}", one, re.IGNORECASE) for one in sentences_of(text))


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


_CLOSED_FOR_A_TIME = re.compile(
    r"\b(?:temporar(?:ily|y)\s(?:[\w-]+\s){0,2}?(?:clos|shut)\w*|(?:clos|shut)\w*(?:\s(?!(?:and|but|after|as|while|with|when|so)\b)[\w’'-]+){0,6}?\stemporarily)\b",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"\b(?:clos(?:e|es|ed|ing|ures?)|shut\w*|permanent\w*|for\sgood|vacat\w+|exit\w*|w(?:ind|ound)\w*\sdown|ceas\w+|"
    r"leav(?:e|es|ing)|ends?\soperations|(?:not|never|n['’]t)\s(?:be\s)?re-?open\w*|los\w+\s(?:their|its)\sjobs|laid\soff)\b",
    re.IGNORECASE,
)


def is_closed_for_a_time(event: CompanyEvent, text: str) -> bool:
    """Whether all that a text tells of a site is that it closes temporarily."""
    rest = _CLOSED_FOR_A_TIME.sub(" ", text) if event.type == "office_closed" else text
    return rest != text and not _CLOSES.search(rest)
