"""Talk beside the news: "lays off 200 as it weighs a sale", "CFO resigns; sources say a rival may hire her".

Words of talk make a rumour of what their own clause tells. In a clause behind it that begins with ";", "as", "amid" or
the like, or with the talk itself behind a comma, they are of something else. Who says so is said of everything behind,
and of what stands before where nothing follows ("…, sources say").
"""

from __future__ import annotations

import re
from functools import lru_cache

_SAYS = r"(?:sa(?:y|ys|id)|claim(?:s|ed)?|tell(?:s)?|told)"
_SOURCES = rf"(?:sources?|(?<!ings\s)(?<!annual\s)reports?|media|people\sfamiliar[^,;]*?)\s{_SAYS}"
_ATTRIBUTES = re.compile(
    r"\b(?:reportedly|rumou?r|sources?|reports?|media|people|said\sto|according|speculation)|:", re.IGNORECASE
)
# "names Roe as chief", "as soon as": no clause of its own
_NO_CLAUSE = (
    r"(?!\s(?:(?:its|the|an?|new|next|interim|acting|first|global|group|co-?)\s)*(?:\w+-)?(?:c[a-z]{1,2}o|chief|president|chair\w*|head|"
    r"director|vice|general|managing|partner|manager|executive|boss|leader|editor|treasurer|counsel|soon|early|well|many|much|part|"
    r"of|possible|potential|likely|planned|expected)\b)"
)
_APART = (  # what follows stands for itself, whatever is told before
    rf"\s*;\s*|,?\s(?:(?:even\s|just\s)?as{_NO_CLAUSE}|while|whilst|but|though|although|amid|despite|after|following)\s"
)
_ASIDE = (  # what follows is no part of what is told before
    r"\s*[|—]\s*|\s[–-]\s+|,?\s(?:ahead\sof|before|because\sof|due\sto|including|over(?!\s[\d$€£]))\s"
)
_PREDICATE = (
    rf"(?:(?:which|who|that)\s)?(?:{_SOURCES}|reportedly|rumou?red|could|may(?!\s\d)|might|mulls?|mulling|weighs?|weighing|"
    r"considers?|considering|(?:is|are)\s(?:also\s)?(?:considering|weighing|mulling|looking|in\stalks|likely|expected|said|reportedly)|"
    r"explor(?:es|ing)|eyes?|eyeing|looks?\sto|looking\s(?:to|at)|in\s(?:talks|discussions)|(?:likely|expected|said)\sto)"
)
_BOUNDARY = re.compile(
    rf"(?P<apart>{_APART})|{_ASIDE}|,\s(?:and\s|with\s)?(?={_PREDICATE}\b)|\s(?:and|then)\s(?:also\s)?(?={_PREDICATE}\b)",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"(?:\W|\b(?:sources?|reports?|media|people|persons?|familiar|with|the|a|an|matter|situation|plans?|to|by|on|in|of|this|his|her|its|"
    r"reportedly|according|say|says|said|claims?|claimed|tells?|told|has|have|been|is|are|it|was|reuters|bloomberg|news|wsj|"
    r"cnbc|ft|nyt|axios|nikkei|wall|street|journal|financial|times|\w+day)\b)*",
    re.IGNORECASE,
)


def is_beside(text: str, place: int, talk: re.Match[str]) -> bool:
    """Whether words of talk in a sentence are of something else than what it tells at `place`."""
    between = [
        found for found in _boundaries(text) if min(place, talk.start()) < found.end() <= max(place, talk.start())
    ]
    if place < talk.start():
        return bool(between) and not _NOTHING.fullmatch(_clause_from(text, between[-1].end()))
    return not _ATTRIBUTES.match(talk.group()) and any(found["apart"] for found in between)


@lru_cache(maxsize=256)
def _boundaries(text: str) -> tuple[re.Match[str], ...]:
    return tuple(_BOUNDARY.finditer(text))


def _clause_from(text: str, start: int) -> str:
    """The clause that begins at `start`."""
    end = next((found.start() for found in _boundaries(text) if found.start() > start), len(text))
    return text[start:end]
