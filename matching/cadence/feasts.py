"""Feasts by which people name a day: what they are called, when they are, and when people are back after them."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import easter


def easter_of(year: int) -> date:
    """Easter Sunday."""
    sunday: date = easter(year)
    return sunday


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """The first, second, … day of a month that is this weekday."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


def _new_year(year: int) -> date:
    return date(year, 1, 1)


def _christmas(year: int) -> date:
    return date(year, 12, 25)


def _thanksgiving(year: int) -> date:
    return nth_weekday(year, 11, calendar.THURSDAY, 4)


# Public holidays of the United States by https://www.law.cornell.edu/uscode/text/5/6103, and what the world keeps.
_DAYS: dict[str, Callable[[int], date]] = {
    "easter": easter_of,
    "christmas": _christmas,
    "xmas": _christmas,
    "thanksgiving": _thanksgiving,
    "black friday": lambda year: _thanksgiving(year) + timedelta(days=1),
    "labor day": lambda year: nth_weekday(year, 9, calendar.MONDAY, 1),
    "labour day": lambda year: nth_weekday(year, 9, calendar.MONDAY, 1),
    "memorial day": lambda year: nth_weekday(year, 6, calendar.MONDAY, 1) - timedelta(days=7),
    "mlk": lambda year: nth_weekday(year, 1, calendar.MONDAY, 3),
    "martin luther king": lambda year: nth_weekday(year, 1, calendar.MONDAY, 3),
    "presidents day": lambda year: nth_weekday(year, 2, calendar.MONDAY, 3),
    "presidents' day": lambda year: nth_weekday(year, 2, calendar.MONDAY, 3),
    "president's day": lambda year: nth_weekday(year, 2, calendar.MONDAY, 3),
    "columbus day": lambda year: nth_weekday(year, 10, calendar.MONDAY, 2),
    "veterans day": lambda year: date(year, 11, 11),
    "juneteenth": lambda year: date(year, 6, 19),
    "fourth of july": lambda year: date(year, 7, 4),
    "halloween": lambda year: date(year, 10, 31),
    "new year": _new_year,
    "new year's": _new_year,
    "new years": _new_year,
    "first of the year": _new_year,
    "1st of the year": _new_year,
    "first of the new year": _new_year,
}
FEASTS = "|".join(sorted(_DAYS, key=len, reverse=True))
"""Their names, to be read in a pattern, the longest first."""

# Days from a feast to the first after it: Easter Monday is free in much of the world, the holidays end in January.
_FREE_DAYS = {"easter": 2, "christmas": 2, "xmas": 2, "thanksgiving": 4, "black friday": 3, "holidays": 3}


def next_feast(name: str, today: date, after: int = 0) -> date:
    """The next day that lies `after` days behind a feast; the holidays, which are no one day, are New Year's."""
    of_year = _DAYS.get(name, _new_year)
    days = (of_year(year) + timedelta(days=after) for year in (today.year, today.year + 1))
    return next(day for day in days if day > today)


def back_after(name: str, today: date) -> date:
    """The next day on which people are back after a feast, or after the "holidays"."""
    return next_feast(name, today, after=_FREE_DAYS.get(name, 1))
