"""Dates as newsroom pages write them: "March 3, 2026", "3. März 2026", "03.11.2026", "2026年3月3日", "2 days ago".

A page's date is a day; the hour is kept only where it comes with its zone (a `datetime` attribute, JSON-LD), for an
hour without a zone is wrong by up to a day. All patterns are matched on `folded` text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from callnow.dates import MONTH_NUMBERS, month_and_day, month_first_in
from callnow.letters import plain
from sources.dates import month_numbers, read_moment


@dataclass(frozen=True, slots=True)
class When:
    """A date on a page: `at` in UTC (noon where only the day is known), `start` and `end` its place in the text."""

    at: datetime
    start: int = 0
    end: int = 0
    yearless: bool = False


@dataclass(frozen=True, slots=True)
class DateReading:
    """How a page is to be read: which of 03/04 is the month, which of 03.04., and the time it was fetched."""

    month_first: bool
    now: datetime
    dotted_month_first: bool = False


def folded(text: str) -> str:
    """`text` in lower case, without accents, with single spaces: what the patterns below match."""
    return unicodedata.normalize("NFC", plain(" ".join(text.split())))


@cache
def month_words() -> dict[str, int]:
    """The number by the name or short form, folded: English, and what data/date_words.toml has of other languages."""
    return {folded(name): number for name, number in month_numbers().items()} | MONTH_NUMBERS


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month = "|".join(sorted(month_words(), key=len, reverse=True))
    year = r"(?P<y>(?:19|20)\d\d|['’‘]\d\d)(?!\d)"
    numbers = r"(?P<{}>\d{{1,2}})"
    day, num = numbers.format("d"), numbers.format("m")
    return tuple(
        re.compile(p)
        for p in (
            rf"(?<![\d/.-])(?P<y>(?:19|20)\d\d)[-/.]{num}[-/.]{day}(?!\d)",
            rf"(?P<y>20\d\d) ?[年.년] ?{num} ?[月.월] ?{day} ?[日.일]?",
            rf"(?<!\d){day}(?:st|nd|rd|th|er|\.?[oº]|\.)?[ -]?(?:de |of )?(?P<n>{month})\.?,?[ -]?(?:de |del )?{year}",
            rf"(?<!\d){day}[ -](?P<n>{month})\.?[ -](?P<y>[12]\d)(?![\d:.]| ?[ap]\.?m)",
            rf"\b(?P<n>{month})\.?[ -]?{day}(?:st|nd|rd|th)?,? ?,? ?{year}",
            r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<y>20\d\d|\d\d)(?![\d/-])",
            rf"(?<!\d){day}(?:st|nd|rd|th|er|\.?[oº]|\.)? ?(?:de |of )?(?P<n>{month})\b(?!\.?[ -]?\d)",
            rf"(?<!\d )(?<!\d-)\b(?P<n>{month})\.? ?{day}(?:st|nd|rd|th)?\b(?![,:.]? ?\d)",
        )
    )


_FIGURES = 5  # of the patterns: a day and a month in figures
_AGO = re.compile(
    r"\b(?:(?P<n>\d{1,2}|an?|one) (?P<u>minute|hour|day|week)s? ago|(?P<y>yesterday|today)"
    r"|vor (?P<n2>\d{1,2}|einer|einem) (?P<u2>minute|stunde|tag|woche)[en]*"
    r"|il y a (?P<n3>\d{1,2}|une?) (?P<u3>minute|heure|jour|semaine)s?)"
)
# What every text that find_date reads holds, in any case: looked for first, as most texts of a page hold none of it
MAY_BE_DATED = re.compile(r"\d|\bago\b|day|\bvor\s|\bil\sy\sa\b", re.IGNORECASE)
# An hour behind a date belongs to it ("… 9:00 a.m. EST"), though it is not read.
_HOUR = re.compile(
    r",? ?(?:at |um |a )?\(?\d{1,2}(?::\d\d){1,2} ?(?:[ap]\.?m\.?)?"
    r"(?: (?:[a-z]{2,4}\b|eastern|central|mountain|pacific))?(?: (?:standard|daylight|time))*\)?"
)
_UNIT = {
    "minute": timedelta(0), "hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1),
    "stunde": timedelta(hours=1), "tag": timedelta(days=1), "woche": timedelta(weeks=1),
    "heure": timedelta(hours=1), "jour": timedelta(days=1), "semaine": timedelta(weeks=1),
}  # fmt: skip


def find_date(text: str, reading: DateReading) -> When | None:
    """The first date in `text` (already `folded`), or None."""
    days = [when for pattern in _patterns() for m in pattern.finditer(text) if (when := _read(m, reading))]
    if days:
        return min(days, key=lambda w: (w.yearless, w.start))
    ago = _AGO.search(text)
    if ago is None:
        return None
    number = next((g for g in (ago["n"], ago["n2"], ago["n3"]) if g), "1")
    unit = next((g for g in (ago["u"], ago["u2"], ago["u3"]) if g), "day")
    count = 0 if ago["y"] == "today" else int(number) if number.isdigit() else 1
    return When(_noon((reading.now - _UNIT[unit] * count).date()), ago.start(), ago.end())


def _read(match: re.Match[str], reading: DateReading) -> When | None:
    parts = match.groupdict()
    year, month, day = parts.get("y"), parts.get("m"), parts.get("d")
    if parts.get("a"):
        month_first = reading.dotted_month_first if parts["sep"] == "." else reading.month_first
        month_no, day_no = month_and_day(int(parts["a"]), int(parts["b"]), month_first=month_first) or (0, 0)
    else:
        month_no = month_words()[parts["n"]] if parts.get("n") else int(month or 0)
        day_no = int(day or 0)
    try:
        if year:
            number = int(year.lstrip("'’‘"))
            day_read = date(number + 2000 if number < 100 else number, month_no, day_no)
        else:
            day_read = _latest(month_no, day_no, reading.now.date())
    except ValueError:
        return None
    hour = _HOUR.match(match.string, match.end())
    return When(_noon(day_read), match.start(), hour.end() if hour else match.end(), yearless=not year)


def _latest(month: int, day: int, today: date) -> date:
    """The last such day that is not past tomorrow (29 February needs a leap year)."""
    for year in range(today.year + 1, today.year - 8, -1):
        try:
            at = date(year, month, day)
        except ValueError:
            continue
        if at <= today + timedelta(days=1):
            return at
    raise ValueError(f"no day {day} in month {month}")


def read_stamp(text: str, reading: DateReading) -> When | None:
    """A machine's date (a `datetime` attribute, JSON-LD): ISO 8601 with its zone, else the day it begins with."""
    text = text.strip()
    moment = read_moment(text) if re.match(r"(?:19|20)\d\d-\d\d-\d\d[T ]", text) else None
    if moment and moment.known:
        return When(moment.at)
    if re.fullmatch(r"1\d{9}(?:\d{3})?", text):
        return When(datetime.fromtimestamp(int(text[:10]), UTC))
    return find_date(folded(text), reading)


def reading_of(texts: list[str], country: str, language: str, now: datetime) -> DateReading:
    """How a page's 03/04/2026 and 03.04.2026 are to be read: by what its own dates allow, then by what its country
    writes.

    `texts` are folded. A page where one reading gives impossible or future days is read the other way. Without a
    country English pages are taken for American ones, but with full stops the day is first.
    """
    habit = month_first_in(country)
    american = language.replace("_", "-") in {"", "en", "en-us", "en-ca"} if habit is None else habit
    dotted = _month_comes_first(texts, bool(habit), now, dotted=True)
    return DateReading(_month_comes_first(texts, american, now, dotted=False), now, dotted)


def _month_comes_first(texts: list[str], habit: bool, now: datetime, *, dotted: bool) -> bool:
    """Which order fits more of the dates with full stops, or of those without; the habit where both do alike."""
    limit = now + timedelta(days=1)
    fits = {True: 0, False: 0}
    for text in texts:
        match = _patterns()[_FIGURES].search(text)
        if match is None or (match["sep"] == ".") != dotted:
            continue
        for month_first in fits:
            first, second = int(match["a"]), int(match["b"])
            when = _read(match, DateReading(month_first, now, month_first))
            forced = first > 12 if month_first else second > 12
            fits[month_first] += when is not None and not forced and when.at <= limit
    return habit if fits[True] == fits[False] else fits[True] > fits[False]


def date_in_address(url: str, reading: DateReading) -> When | None:
    """The day a link's path names: /2026/11/03/…, /2026-11-03-…, /20261103-…"""
    match = re.search(r"/(20\d\d)[/-](\d\d)[/-](\d\d)(?=[/_-]|$)|[/_-](20\d\d)(\d\d)(\d\d)(?=[/_.-]|$)", url)
    if match is None:
        return None
    year, month, day = (int(g) for g in match.groups() if g)
    try:
        at = _noon(date(year, month, day))
    except ValueError:
        return None
    return When(at) if at <= reading.now + timedelta(days=1) else None


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
