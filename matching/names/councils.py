"""The names that the authority of one place, or a lender of members, goes by: "Oakmere City Council" is the City of
Oakmere, "Oakmere BS" the Oakmere Building Society.

A borough is written as a council with or without its kind before it ("Eastmoor Council"); a city or county only with
it, since one name may have both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_KIND = r"(?P<kind>city|borough|county|town)"
_OF = re.compile(rf"(?:(?:london|royal|metropolitan) )*{_KIND} of (?P<place>.+?)(?: council)?")
_COUNCIL = re.compile(rf"(?P<place>.+?) (?:(?:london|royal|metropolitan) )*{_KIND} council")
_PLAIN = re.compile(r"(?P<place>.+) (?P<kind>council|county)")
_SHORT = {"building society": "bs", "federal credit union": "fcu", "credit union": "cu"}
LENDERS = frozenset(_SHORT)
"""Kinds of lenders that are written short."""
_LENDER = re.compile(rf"(?P<place>.+?) (?P<kind>{'|'.join((*_SHORT, *_SHORT.values()))})")
_ENDINGS = (" council", " county", *(f" {form}" for both in _SHORT.items() for form in both))
_PLACE = re.compile(r"(?!.*\b(?:of|for|council|city|county|borough|town)\b)\D+")

_NAMES: Mapping[str, tuple[str, ...]] = {
    **{kind: (f"{{}} {kind}", f"{{}} {short}") for kind, short in _SHORT.items()},
    "city": ("city of {}", "{} city council", "city of {} council"),
    "town": ("town of {}", "{} town council"),
    "county": ("county of {}", "{} county council", "{} county"),
    "borough": (
        *("{} council", "{} borough council", "{} metropolitan borough council", "london borough of {}"),
        *("london borough of {} council", "royal borough of {}", "royal borough of {} council", "borough of {}"),
    ),
}


def place_of(core: str) -> tuple[str, str]:
    """The kind of authority or lender that a normalised name is of, and its place: ("city", "oakmere"); ("", "") of any
    other."""
    if not core.endswith(_ENDINGS) and " of " not in core:
        return "", ""
    if lender := _LENDER.fullmatch(core):
        return next(kind for kind, short in _SHORT.items() if lender["kind"] in (kind, short)), lender["place"]
    for form in (_OF, _COUNCIL, _PLAIN):
        if (match := form.fullmatch(core)) and _PLACE.fullmatch(match["place"]):
            kind = match["kind"]
            return "borough" if kind == "council" else kind, match["place"]
    return "", ""


def other_names(core: str) -> tuple[str, ...]:
    """The other names of the authority or lender that a normalised name is of; none of any other name."""
    kind, place = place_of(core)
    return tuple(name for form in _NAMES.get(kind, ()) if (name := form.format(place)) != core)
