"""Towns as phonenumbers knows them: by how the numbers there begin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

import phonenumbers

from callnow.fold import fold
from callnow.states import countries_of_state

_LONGEST = 3  # digits of a calling code
_SHARED = frozenset({"7", "39", "44", "47", "61", "358"})  # with small islands, whose towns are few


def is_town_in(area: str, town: str) -> bool:
    """Whether the area or country whose numbers begin so has a town of this name (folded)."""
    return any(begin.startswith(area) for begin in _numbers().get(town, ()))


@lru_cache(maxsize=4096)
def countries_with(town: str) -> frozenset[str]:
    """The countries (codes) that have an area code for a town of this name."""
    from phonenumbers.geodata import GEOCODE_DATA  # noqa: PLC0415 - see _numbers

    folded = fold(town)
    begins = _numbers().get(folded, ())
    named = {(begin[:_LONGEST], name) for begin in begins for name in GEOCODE_DATA[begin].values()}
    return frozenset(code for begin, name in named if _town(name) == folded for code in _countries(begin, name))


def _countries(begin: str, name: str) -> Sequence[str]:
    """The country of a calling code, with which a number begins; where several share it, as in North America, that of
    the state behind the town's name."""
    for digits in range(1, _LONGEST + 1):
        regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(int(begin[:digits]), ())
        if regions:
            alone = len(regions) == 1 or begin[:digits] in _SHARED
            of_state = countries_of_state(name.partition(",")[2])
            return regions[:1] if alone else [code for code in of_state if code in regions]
    return ()


@cache
def _numbers() -> Mapping[str, Sequence[str]]:
    """How the numbers of each town (folded) begin."""
    from phonenumbers.geodata import GEOCODE_DATA  # noqa: PLC0415 - a second, for places that contradict their number

    towns: dict[str, list[str]] = {}
    for begin, names in GEOCODE_DATA.items():
        for town in {_town(name) for name in names.values()}:
            towns.setdefault(town, []).append(begin)
    return towns


@cache
def _town(name: str) -> str:
    """A town of phonenumbers as it is looked up, without its state."""
    return fold(name.partition(",")[0])
