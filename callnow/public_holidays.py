"""Public holidays of a country, or of one of its states, by the day."""

from __future__ import annotations

from datetime import date
from functools import cache


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
    import holidays  # noqa: PLC0415 - 0.1 s, which only those wait for who ask about a holiday

    country, dash, part = place.partition("-")
    return country in _codes() and (not dash or part in getattr(holidays, country).subdivisions)


def countries() -> tuple[str, ...]:
    """The codes of the countries that there is a calendar of."""
    return tuple(sorted(code for code in _codes() if len(code) == len("US")))


@cache
def _codes() -> frozenset[str]:
    """The codes of two and of three letters; the calendars themselves take longer to list."""
    from holidays.registry import EntityLoader  # noqa: PLC0415 - as above

    return frozenset(EntityLoader.get_country_codes())


def _of_year(place: str, year: int) -> dict[date, str]:
    import holidays  # noqa: PLC0415 - as above

    country, _, part = place.partition("-")
    return dict(holidays.country_holidays(country, subdiv=part or None, years=year, language="en_US"))
