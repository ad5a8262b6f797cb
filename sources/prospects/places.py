"""Which country a place is in, by the state named with it, or the towns that phonenumbers knows area codes of."""

from __future__ import annotations

from functools import lru_cache

from callnow.states import countries_of_state
from callnow.towns import countries_with
from sources.prospects.phones import country_code


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
