"""Public holidays of a country, or of one of its states, by the day."""

from __future__ import annotations

import sys
from datetime import date
from functools import cache
from importlib.util import find_spec, module_from_spec
from types import ModuleType


class PublicHolidays:
    """The public holidays of one place, of any year that is asked about; of none for ""."""

    def __init__(self, place: str) -> None:
        self.place = place
        self._years: dict[int, dict[date, str]] = {}

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and bool(self.name_of(day))

    def name_of(self, day: date) -> str:
        """What is celebrated on that day, in English where there is a word for it; "" on any other day."""
        if not self.place:
            return ""
        if day.year not in self._years:
            self._years[day.year] = _of_year(self.place, day.year)
        return self._years[day.year].get(day, "")


@cache
def public_holidays(place: str) -> PublicHolidays:
    """Those of a country (US) or a part of it (US-TX); of none where no calendar is known of it."""
    return PublicHolidays(place if place and is_known(place) else "")


def is_known(place: str) -> bool:
    """Whether there is a calendar of this country, or of this part of one."""
    country, dash, part = place.partition("-")
    return country in _codes() and (not dash or part in getattr(_calendars(), country).subdivisions)


def countries() -> tuple[str, ...]:
    """The codes of the countries that there is a calendar of."""
    return tuple(sorted(code for code in _codes() if len(code) == len("US")))


@cache
def _codes() -> frozenset[str]:
    """The codes of two and of three letters; the calendars themselves take longer to list."""
    from holidays.registry import EntityLoader  # noqa: PLC0415 - see _calendars

    return frozenset(EntityLoader.get_country_codes())


@cache
def _calendars() -> ModuleType:
    """The library, which loads the calendar of a country where it is asked for.

    Its package of countries is one that Python has not run: that would import all 250 of them, .14 s of a command.
    """
    import holidays  # noqa: PLC0415 - only those wait for it who ask about a holiday

    countries = find_spec("holidays.countries")
    if countries and countries.name not in sys.modules:
        sys.modules[countries.name] = module_from_spec(countries)
    return holidays


def _of_year(place: str, year: int) -> dict[date, str]:
    country, _, part = place.partition("-")
    return dict(_calendars().country_holidays(country, subdiv=part or None, years=year, language="en_US"))
