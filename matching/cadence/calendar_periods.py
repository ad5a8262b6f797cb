"""Months, quarters, seasons and feasts by which people name a day: the first day of a period, or of a part of it."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from callnow.dates import MONTH_NUMBERS
from matching.cadence.calendar_sums import later, start_of
from matching.cadence.day_words import LATELY, MONTH, UNITS, JustPast, NoSuchDay
from matching.cadence.feasts import FEASTS, back_after, next_feast

_PART = r"(?:(early|mid|middle of|late|end of|the end of|end|start of|the start of|beginning of|the beginning of)[ -])?"
_IN_MONTH = re.compile(rf"(?:(after|in|by|from|around) )?{_PART}(?:in )?(?:next )?{MONTH}(?: (?:of )?(\d{{4}}|'\d\d))?")
_QUARTER = re.compile(
    r"(?:(after|in|by|from|around|(?:by |from )?(?:the )?end(?: of)?) )?(?:the )?"
    r"(?:(early|mid|middle of|late|start of|the start of|beginning of|the beginning of)[ -](?:the )?)?"
    r"(?:q([1-4])|(first|second|third|fourth) quarter)(?: (?:of )?(\d{4}))?"
)
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_SEASON = re.compile(
    rf"(?:(after|in|by|from|next|this) )?(?:the )?(?:next )?({'|'.join(_SEASONS)})(?:(?<=summer) break)?"
)
_PERIOD = re.compile(
    r"(?:in |by |from |at |around )?(?:the )?(end of )?(?:the )?(this |next |)(week|month|quarter|year)"
)
_FEAST = re.compile(
    r"(?:after|in|from|early in) (?:the )?"
    rf"({FEASTS}|holidays)(?: break| holidays|(?: jr)? day)?"
)
_AT_FEAST = re.compile(rf"(?:(?:around|about|at|on) )?(?:the )?({FEASTS})(?: day)?")


def period(phrase: str, today: date) -> date | None:
    """ "Next month", "the end of the week"."""
    match = _PERIOD.fullmatch(phrase)
    if not match or not (match[1] or match[2] == "next "):
        return None
    unit = match[3]
    start = start_of(unit, today, following=match[2] == "next ")
    return later(start, *UNITS[unit]) - timedelta(days=3 if unit == "week" else 1) if match[1] else start


def month(phrase: str, today: date) -> date | None:
    """ "In May", "mid January", "the end of June 2028"."""
    match = _IN_MONTH.fullmatch(phrase)
    if not match or (match[3] == "may" and phrase == "may"):
        return None
    after, part, month = match[1] == "after", (match[2] or "").removeprefix("the "), MONTH_NUMBERS[match[3]]
    day = {"mid": 15, "middle of": 15, "late": 21, "end of": 31, "end": 31}.get(part, 1)
    year = year_of(match[4]) or today.year + (month < today.month)
    last = calendar.monthrange(year, month)[1]
    start = date(year, month, min(day, last))
    if after:
        return later(start.replace(day=1), 1)
    if not match[4] and start < today and month == today.month:
        raise NoSuchDay("has begun already")
    return start


def quarter(phrase: str, today: date) -> date | None:
    """ "Q3", "the end of the first quarter", "late Q2": of its middle and its end the month begins."""
    match = _QUARTER.fullmatch(phrase)
    if not match:
        return None
    part, number = match[2] or "", int(match[3]) if match[3] else _QUARTERS[match[4]]
    over, ends, now = match[1] == "after", (match[1] or "").endswith(("end", "end of")), (today.month - 1) // 3 + 1
    year = int(match[5]) if match[5] else today.year + (number < now)
    months = 3 * number - 3 + (3 if ends or over else {"mid": 1, "middle of": 1, "late": 2}.get(part, 0))
    day = later(date(year, 1, 1), months, -1 if ends else 0)
    if not match[5] and number == now and not (ends or over) and (day <= today or part == ""):
        raise NoSuchDay("has begun already")
    return day


def season(phrase: str, today: date) -> date | None:
    """ "In spring", "after the summer"; refused where that has begun, but for "next spring"."""
    day = _next_season(phrase, today if "next " in phrase else later(today, -3))
    if day and day < today:
        raise NoSuchDay("has begun already")
    return day


def _next_season(phrase: str, today: date) -> date | None:
    match = _SEASON.fullmatch(phrase)
    if not match:
        return None
    month = _SEASONS[match[2]] + 3 * (match[1] == "after")
    day = later(date(today.year, 1, 1), month - 1)
    if month > 12 and today < later(day, -12):  # in January, the winter that ends is last year's
        day = later(day, -12)
    return day if day > today else later(day, 12)


def feast(phrase: str, today: date) -> date | None:
    """ "After Easter", "at Christmas"; after a feast, the day on which people are back. Refused where that has just
    passed."""
    day = _next_feast(phrase, today - LATELY)
    if day and day < today:
        raise JustPast(day)
    return day


def _next_feast(phrase: str, today: date) -> date | None:
    if match := _AT_FEAST.fullmatch(phrase):
        return next_feast(match[1], today)
    match = _FEAST.fullmatch(phrase)
    return back_after(match[1], today) if match else None


_NEXT_YEAR = re.compile(r"(.+?) (?:of |in )?next year")


def of_next_year(phrase: str, today: date) -> date | None:
    """A month, quarter, season or feast of the next year: "March next year", "after Easter next year"."""
    match = _NEXT_YEAR.fullmatch(phrase)
    if not match:
        return None
    dated = (rule(f"{match[1]} {today.year + 1}", today) for rule in (month, quarter))
    seen_from_its_eve = (rule(match[1], date(today.year, 12, 31)) for rule in (_next_season, _next_feast))
    return next(filter(None, (*dated, *seen_from_its_eve)), None)


def year_of(figures: str | None) -> int:
    """A year of four figures or of two; 0 where there is none."""
    number = int((figures or "0").removeprefix("'"))
    return number + 2000 if figures and number < 100 else number
