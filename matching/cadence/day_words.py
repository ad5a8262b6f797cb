"""The words and patterns of which days and spans of time are made: numbers, units, weekdays, months."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from callnow.dates import MONTH_NUMBERS

NUMBERS: dict[str, float] = {
    "a couple of": 2, "a couple": 2, "couple of": 2, "couple": 2, "a few": 3, "few": 3, "half an": 0.5, "half a": 0.5,
    "a": 1, "an": 1,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12,
}  # fmt: skip
UNITS = {"day": (0, 1), "week": (0, 7), "fortnight": (0, 14), "month": (1, 0), "quarter": (3, 0), "year": (12, 0)}
WEEKDAYS = {name.lower(): i for i, name in enumerate(calendar.day_name)}
WEEKDAYS |= {name.lower(): i for i, name in enumerate(calendar.day_abbr)} | {
    "tues": 1,
    "weds": 2,
    "thur": 3,
    "thurs": 3,
}
MONTH = "(" + "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True)) + ")"
WEEKDAY = "(" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + ")"
_NUMBER = rf"\d+(?:\.\d+)?|{'|'.join(NUMBERS)}"
AMOUNT = rf"({_NUMBER})(?:(?: ?[-–] ?| or | to )(?:{_NUMBER}))?[ -]?({'|'.join(UNITS)})s?(?:'s?)?"
"""A number, of two the first ("6-8 weeks" are six at least), and a unit."""


LATELY = timedelta(days=60)
"""So long after a day, who names it without its year means that one, hardly the next year's."""


class NoSuchDay(ValueError):
    """The phrase looks like a day and is none; the message says why, as the end of a sentence."""


class JustPast(NoSuchDay):
    """A day without its year that passed lately."""

    def __init__(self, day: date) -> None:
        super().__init__(f"has just passed ({day.isoformat()}); if next year's is meant, say the year")
        self.day = day
