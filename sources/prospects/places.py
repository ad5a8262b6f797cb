"""Which country a place is in, by the state named with it, or the towns that phonenumbers knows area codes of."""

from __future__ import annotations

from functools import cache, lru_cache

import phonenumbers

from callnow.fold import fold
from sources.prospects.phones import country_code
from sources.prospects.wording import wording


@lru_cache(maxsize=4096)
def countries_of(city: str, state: str = "") -> tuple[str, ...]:
    """The countries that a place may be in, the likeliest first: what stands behind the town says it ("Austin, TX",
    "Lyon, France"), else the town. () where nothing is known.

    Two letters may be a state or a country ("Dover, DE", "Berlin, DE"): then those are meant that have such a town.
    """
    town, *behind = [part.strip() for part in city.split(",")]
    for part in (state, *reversed(behind)):
        named = tuple(filter(None, (wording().states.get(fold(part), ""), country_code(part))))
        if named:
            with_town = tuple(country for country in named if country in _countries_by_town(town))
            return tuple(dict.fromkeys(with_town or named))
    return tuple(sorted(_countries_by_town(town)))


def _countries_by_town(town: str) -> frozenset[str]:
    return _towns().get(fold(town), frozenset()) if town else frozenset()


@cache
def _towns() -> dict[str, frozenset[str]]:
    """Towns (folded) to the countries that have an area code for them."""
    from phonenumbers.geodata import GEOCODE_DATA  # noqa: PLC0415 - a second, for numbers that say no country

    named = {(name, prefix[:_LONGEST]) for prefix, names in GEOCODE_DATA.items() for name in names.values()}
    towns: dict[str, set[str]] = {}
    for name, prefix in named:  # most areas are named many times
        town, _, state = name.partition(",")
        if region := _region(prefix) or wording().states.get(fold(state), ""):
            towns.setdefault(fold(town), set()).add(region)
    return {town: frozenset(regions) for town, regions in towns.items()}


@cache
def _region(prefix: str) -> str:
    """The country of an area code that begins with its calling code; "" where several share it, as in North America."""
    for digits in range(1, _LONGEST + 1):
        regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(int(prefix[:digits]), ())
        if regions:
            return regions[0] if len(regions) == 1 or prefix[:digits] in _SHARED else ""
    return ""


_LONGEST = 3  # digits of a calling code
_SHARED = frozenset({"7", "39", "44", "47", "61", "358"})  # with small islands, whose towns are few
