"""Which country is meant by its name, or by a place: the state named with it, or a town that phonenumbers knows area
codes of."""

from __future__ import annotations

from functools import cache, lru_cache

import phonenumbers

from callnow.fold import fold
from callnow.states import countries_of_state
from callnow.towns import countries_with
from sources.prospects.wording import wording


@cache
def _country_names() -> dict[str, str]:
    from phonenumbers.geodata.locale import LOCALE_DATA  # noqa: PLC0415 - half a second, for countries written out

    names = {fold(name): region for region, spoken in LOCALE_DATA.items() for name in spoken.values() if name[0] != "*"}
    return names | dict(wording().countries)


def country_code(text: str) -> str:
    """ISO 3166 two letters for a country's code or name in any common language; "" where it is neither."""
    code = text.strip().upper()
    if code in phonenumbers.SUPPORTED_REGIONS:
        return code
    return _country_names().get(fold(text), "") if text.strip() else ""


@lru_cache(maxsize=4096)
def countries_of(city: str, state: str = "") -> tuple[str, ...]:
    """The countries that a place may be in, the likeliest first: what stands behind the town says it ("Austin, TX",
    "Lyon, France"), else the town. () where nothing is known.

    Letters may be of a state or a country ("Dover, DE", "Berlin, DE"), or of two states ("Perth, WA"): then those are
    meant that have such a town.
    """
    town, *behind = [part.strip() for part in city.split(",")]
    for part in (state, *reversed(behind)):
        named = tuple(filter(None, (*countries_of_state(part), country_code(part))))
        if named:
            with_town = tuple(country for country in named if country in countries_with(town))
            return tuple(dict.fromkeys(with_town or named))
    return tuple(sorted(countries_with(town)))
