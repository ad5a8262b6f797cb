"""Dates in words and figures: the English months, a day as it is spoken, and which of two numbers is the month."""

from __future__ import annotations

import re
from calendar import month_name
from datetime import UTC, date, datetime, time, timedelta, tzinfo

MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(month_name) if number}
"""The number of a month by its English name."""
MONTH_NUMBERS |= {name[:3]: number for name, number in MONTH_NUMBERS.items()} | {"sept": 9}

_MONTH = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
_NAMES_DAY = re.compile(
    rf"\b(?:today|tonight|tomorrow|weekend|mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun"
    rf"|\d+(?:st|nd|rd|th)|(?:{_MONTH}) \d+|\d+\.? (?:{_MONTH})|\d+[-/.]\d+)(?:days?)?\b",
    re.IGNORECASE,
)
_STRETCH = re.compile(
    rf"(?<!\d )(?<!\d-)(?<!\ba )\b(?:week|month|quarter|q[1-4]|half|year|spring|summer|autumn|fall|winter"
    rf"|early|mid|late|beginning|start|end"
    rf"|{_MONTH})\b",
    re.IGNORECASE,
)
_BEFORE_IT = re.compile(r"\b(?:before|by|until|till)\b", re.IGNORECASE)
_LENGTHS = (  # of "early in the third quarter" a week
    (re.compile(r"\b(?:week|early|mid|late|beginning|start|end)\b", re.IGNORECASE), 7),
    (re.compile(r"\b(?:quarter|q[1-4]|spring|summer|autumn|fall|winter)\b", re.IGNORECASE), 92),
    (re.compile(r"\bhalf\b", re.IGNORECASE), 184),
    (re.compile(rf"\b(?:month|{_MONTH})\b", re.IGNORECASE), 31),
)
_YEAR = 366

BACK_AT = time(6)
"""When calls come back that were put off until a day: before anybody makes their first call."""

_MONTH_FIRST = frozenset({"US", "PH"})  # 3/4/2026 is the fourth of March
_EITHER = frozenset({"CA"})


def month_first_in(country: str) -> bool | None:
    """Whether a country (ISO 3166, two letters) writes the month before the day; None where both are usual."""
    code = country.upper()
    return None if not code or code in _EITHER else code in _MONTH_FIRST


def month_and_day(first: int, second: int, *, month_first: bool | None) -> tuple[int, int] | None:
    """Month and day of a date in figures: as the numbers allow, else by `month_first`; None where nobody can tell.

    Whether there is such a day is for the caller to ask.
    """
    if first > 12 or second > 12 or first == second:
        return (second, first) if first > 12 else (first, second)
    if month_first is None:
        return None
    return (first, second) if month_first else (second, first)


def begins(day: date, zone: tzinfo) -> datetime:
    """When a day begins in a time zone, in UTC."""
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def comes_back(day: date, zone: tzinfo) -> datetime:
    """When a call that was put off until a day comes back, in UTC: in the morning of it, for what is put off late in
    the evening would be back in minutes, and in zones west of it on the same day."""
    return datetime.combine(day, BACK_AT, zone).astimezone(UTC)


def day_in_words(day: date) -> str:
    """A day as it is spoken: "7 May 2026"."""
    return f"{day.day} {day:%B %Y}"


def names_day(words: str) -> bool:
    """Whether what somebody said names one day: "call her Tuesday", "on 3 June"."""
    return _NAMES_DAY.search(words) is not None


def names_stretch(words: str) -> bool:
    """Whether it names a stretch of time, of which the first day is kept: "first week of December", "in July"."""
    return _STRETCH.search(words) is not None and not names_day(words)


def stretch_named(words: str) -> timedelta:
    """How long the stretch of time is of whose first day a promise was kept: the whole of it is in time. Nothing where
    the words name a day, or what lies before the stretch."""
    if not names_stretch(words) or _BEFORE_IT.search(words):
        return timedelta()
    return timedelta(days=next((days for length, days in _LENGTHS if length.search(words)), _YEAR))
