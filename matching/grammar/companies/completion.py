"""The city of a site that the title leaves open ("Opens First Midwest Location"), as the first lines below tell it."""

from __future__ import annotations

import re
from dataclasses import replace

from matching.grammar.companies.words import words
from matching.grammar.frame import Finding

LINES = 900  # characters below the title in which a release says where its site lies
_PLACED = frozenset({"office_opened", "headquarters_moved"})
_REGIONS = words("regions")
_CAPITALISED = r"[A-Z][\w'’.-]*"
_CITY = re.compile(
    rf"(?:\b(?:[Ii]n|[Tt]o|[Aa]t)(?: downtown| nearby| the city of)?|\d [^.;()\n]{{3,30}},) "
    rf"({_CAPITALISED}(?: {_CAPITALISED}){{0,3}}), ({_CAPITALISED}(?: {_CAPITALISED})?)"
)
_DATELINE = re.compile(r"\s*([A-Z][A-Z .'’-]{2,30}), ([A-Z]{2}|[A-Z][a-z]{2,5}\.)[,\s/–—-]")
_SITE = re.compile(
    r"\b(?:open|locat|store|clinic|office|studio|facilit|headquarter|new address|relocat)", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<=[a-z\d)][.!?])\s+(?=[A-Z“\"])|\n+")


def complete_places(findings: list[Finding], title: str, body: str) -> list[Finding]:
    """`findings` with the city where a site's event has no place yet, or only a state's or country's."""
    bare = [f for f in findings if f.type in _PLACED and (not f.destination or f.destination.lower() in _REGIONS)]
    if len(bare) != 1 or any(f.type in _PLACED and f is not bare[0] for f in findings):
        return findings  # of two sites, a city could be either's
    city = _city_below(bare[0].destination, body[:LINES]) or ("" if bare[0].destination else _city_above(title, body))
    return [replace(f, destination=city) if f is bare[0] and city else f for f in findings]


def _city_below(known: str, text: str) -> str:
    """The first city with its region in a sentence that speaks of a site; in the state that is `known`, if one is."""
    for sentence in _SENTENCE.split(text):
        if not _SITE.search(sentence):
            continue
        for place in _CITY.finditer(sentence):
            region = _region(place.group(2))
            if region and (not known or _same_region(known, region)):
                return f"{place.group(1)}, {region}"
    return ""


def _region(text: str) -> str:
    """The region that a run of capitalised words begins with: "Texas" of "Texas This"."""
    both = text.rstrip(".,")
    for name in (text, both, text.split(maxsplit=1)[0], text.split(maxsplit=1)[0].rstrip(".,")):
        if name.lower() in _REGIONS:
            return name
    return ""


def _same_region(known: str, region: str) -> bool:
    """Whether two spellings may be one state's: "Pennsylvania" and "Pa.", "New Jersey" and "NJ"."""
    a, b = known.lower(), region.lower().rstrip(".")
    if a == b or a.startswith(b):
        return True
    initials = "".join(w[0] for w in a.split())
    return b.replace(".", "") in {initials, a[0] + a[-1]}


def _city_above(title: str, body: str) -> str:
    """The dateline's city, where the title names it too: "WOODBURY, MN" below "Lost Bowling Pins in Woodbury!"."""
    match = _DATELINE.match(body)
    if match is None or match.group(1).strip().lower() not in title.lower():
        return ""
    return f"{match.group(1).strip().title()}, {match.group(2)}"
