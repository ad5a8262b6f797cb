"""When an item was published, read from whatever its source wrote; never silently wrong.

A time counts as known only where its zone is: an offset, a name in data/date_words.toml, or an IANA name. A time
without a known zone is marked unknown and read as late as it can have been; a day without a time is that day at noon
UTC. No time is after the time it was fetched. What names no day that can be read, or one that lies ahead, is undated.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from dateutil import parser as dateutil_parser

from callnow.dates import MONTH_NUMBERS, month_and_day, month_first_in
from callnow.paths import DATA

OLDEST = datetime(1990, 1, 2, tzinfo=UTC)  # before the web: 1970, 1900 and 0001 are how programs write "none"
SKEW = timedelta(minutes=15)  # a server's clock may run ahead of ours by this much
LATEST_ZONE = timedelta(hours=12)  # the same wall time comes last at UTC-12
EARLIEST_ZONE = timedelta(hours=14)  # … and first at UTC+14
DAY_AHEAD = LATEST_ZONE + EARLIEST_ZONE  # no zone that was mistaken or left out moves a day further

_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ]+(\d\d?):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?)?\s*(Z|z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?"
)
_RFC822 = re.compile(
    r"(?:[A-Za-z]{3,9}\.?,?\s+)?(\d{1,2})[\s-]+([A-Za-z]{3})[a-z]*\.?,?[\s-]+(\d{4}|\d\d)"
    r"(?:,?\s+(\d\d?):(\d\d)(?::(\d\d))?)?\s*([+-]\d\d:?\d\d|[A-Za-z]{1,5})?"
)
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")  # seconds, or their thousandths, since 1970
_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+-])(\d{1,2}):?(\d\d)?$")
_TRAILING_ZONE = re.compile(
    r"^(.*\d(?:\s*[ap]\.?m\b\.?)?)\s*\(?([A-Za-z]+(?:/[A-Za-z_]+)*|(?:UTC|GMT)\s*[+-]\d[\d:]*|[+-]\d\d:?\d\d)\)?$", re.I
)
_REMARK = re.compile(r"\s*\([^()]*\)\s*$")
_BEFORE_DIGITS = re.compile(r"(\D{2,40}?)(?=\d)")
_NUMERIC = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?!\d)")
_ZONE_BEFORE_YEAR = re.compile(r"(\d\d:\d\d(?::\d\d)?) ([A-Za-z]{2,5}|[+-]\d{4}) (\d{4})$")
_WORD = re.compile(r"[^\W\d_]+")
_ORDERLESS = re.compile(r"^\s*(\d{1,2})([./-])(\d{1,2})[./-](\d{4}|\d\d)\b")


class Moment(NamedTuple):
    """A time in UTC, whether the source said it well enough to rely on it, and whether it named a day at all."""

    at: datetime
    known: bool
    dated: bool = True


@dataclass(frozen=True, slots=True)
class DateWords:
    """data/date_words.toml; `months` by number."""

    zones: Mapping[str, float]
    places: Mapping[str, str]
    country_zones: Mapping[str, Mapping[str, float]]
    months: Mapping[Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"], tuple[str, ...]]


@cache
def date_words() -> DateWords:
    """The words that ship with the project."""
    from callnow.datafiles import read_data_file  # noqa: PLC0415 - pydantic, which few of the children that read need

    return read_data_file(DATA / "date_words.toml", DateWords)


@cache
def month_numbers() -> Mapping[str, int]:
    """The number of a month by its name in other languages."""
    return {name: int(number) for number, names in date_words().months.items() for name in names}


def published(text: str, fetched_at: datetime, country: str = "") -> Moment:
    """What `text` says of an item fetched at `fetched_at`; that time itself, undated, where it says nothing usable.

    `country` is the source's, for names of zones that mean different ones.
    """
    moment = read_moment(text, country)
    if moment is None or moment.at > fetched_at + DAY_AHEAD:
        moment = _other_order(text, country, fetched_at) or moment
    if moment is None or moment.at < OLDEST:
        return Moment(fetched_at, known=False, dated=False)
    ahead = moment.at - fetched_at
    if ahead > timedelta(0):
        return Moment(fetched_at, known=moment.known and ahead <= SKEW, dated=ahead <= DAY_AHEAD)
    return moment


def read_moment(text: str, country: str = "") -> Moment | None:
    """The time that `text` names, None where it names none. Not known: its zone is not, and it is read as UTC-12."""
    text = " ".join(text[:120].split())
    if _EPOCH.fullmatch(text):
        return Moment(datetime.fromtimestamp(int(text[:10]), UTC), known=True)
    text = _without_weekday(text)
    try:
        return _iso(text, country) or _rfc822(text, country) or _other(text, country)
    except (ValueError, ArithmeticError, LookupError, TypeError, AttributeError):  # what dateutil raises on nonsense
        return None


def _without_weekday(text: str) -> str:
    """`text` without the words before its date, such as the weekday in any language; a month before the day stays."""
    match = _BEFORE_DIGITS.match(text)
    if match is None:
        return text
    rest = text[match.end() :]
    if _NUMERIC.match(rest) or any(map(_is_month, _WORD.findall(rest))):
        return rest  # "mar" is March, and in "mar, 17 nov" it is a Tuesday
    *_, last = _WORD.findall(match[0]) or [""]
    return f"{last} {rest}" if _is_month(last) else text


def _is_month(word: str) -> bool:
    return word.lower() in MONTH_NUMBERS or word.lower() in month_numbers()


def _iso(text: str, country: str) -> Moment | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    if hour is None:
        return _day(int(year), int(month), int(day))
    return _zoned(
        datetime(int(year), int(month), int(day), tzinfo=UTC), int(hour), int(minute), int(second or 0), zone, country
    )


def _rfc822(text: str, country: str) -> Moment | None:
    match = _RFC822.fullmatch(text)
    month = MONTH_NUMBERS.get(match[2].lower()) if match else None
    if match is None or month is None:
        return None
    day, _, year, hour, minute, second, zone = match.groups()
    whole = int(year) + (0 if len(year) == 4 else 2000 if int(year) < 70 else 1900)
    if hour is None:
        return _day(whole, month, int(day))
    return _zoned(datetime(whole, month, int(day), tzinfo=UTC), int(hour), int(minute), int(second or 0), zone, country)


def _other(text: str, country: str) -> Moment | None:
    """Spellings met less often: AM and PM, month first, other languages, names of zones written out."""
    text = _WORD.sub(_english, _ZONE_BEFORE_YEAR.sub(r"\1 \3 \2", text))
    if (remark := _REMARK.search(text)) and _OFFSET.search(text[: remark.start()]):
        text = text[: remark.start()]  # "+0100 (CET)" says it twice
    wall, zone = text, None
    match = None if _NUMERIC.fullmatch(text) else _TRAILING_ZONE.match(text)  # the year of 31-10-2026 is no zone
    if match and not _is_word_of_a_date(match[2]):
        wall, zone = match[1], match[2]
    day_first = _order(wall, country)
    if day_first is None:
        return None
    # Whatever the text leaves out comes from the default: two of them tell what it left out.
    first_reading, second_reading = (
        dateutil_parser.parse(wall, default=default, dayfirst=day_first, ignoretz=True)
        for default in (datetime(2000, 1, 1, tzinfo=UTC), datetime(2001, 2, 2, 1, 1, tzinfo=UTC))
    )
    if first_reading.date() != second_reading.date():
        return None
    if first_reading.time() != second_reading.time():
        return _day(first_reading.year, first_reading.month, first_reading.day)
    return _zoned(
        datetime(first_reading.year, first_reading.month, first_reading.day, tzinfo=UTC),
        first_reading.hour,
        first_reading.minute,
        first_reading.second,
        zone,
        country,
    )


def _zoned(day: datetime, hour: int, minute: int, second: int, zone: str | None, country: str) -> Moment:
    """The moment of a wall time; `day` is its midnight, whose UTC stands for the zone still to be found."""
    # Hour 24 and leap seconds are written by some and mean the next moment.
    wall = day + timedelta(hours=hour, minutes=minute, seconds=min(second, 60))
    if hour > 24 or minute > 59:
        raise ValueError("no such time of day")
    known = _zone(zone or "", country)
    if known is None:
        return Moment(wall + LATEST_ZONE, known=False)
    return Moment(wall.replace(tzinfo=known).astimezone(UTC), known=True)


def _zone(name: str, country: str) -> tzinfo | None:
    upper = name.upper()
    if upper in {"Z", "GMT", "UTC", "+0000", "+00:00"}:
        return UTC
    if match := _OFFSET.fullmatch(upper):
        hours = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        return timezone(-hours if match[1] == "-" else hours) if hours <= timedelta(hours=14) else None
    words = date_words()
    offset = words.country_zones.get(country.upper(), {}).get(upper, words.zones.get(upper))
    if offset is not None:
        return timezone(timedelta(hours=offset))
    place = words.places.get(upper, name if "/" in name else "")
    try:
        return ZoneInfo(place) if place else None
    except (KeyError, ValueError, OSError):
        return None


def _day(year: int, month: int, day: int) -> Moment:
    return Moment(datetime(year, month, day, 12, tzinfo=UTC), known=True)


def _english(word: re.Match[str]) -> str:
    month = month_numbers().get(word[0].lower())
    if month is not None:
        return str(month_name[month])
    return (
        ""
        if word[0].lower() in {"de", "del", "den", "der", "le", "el", "um", "uhr", "à", "às", "at", "il"}
        else word[0]
    )


def _is_word_of_a_date(word: str) -> bool:
    return word[:3].lower() in MONTH_NUMBERS or word.lower() in {"am", "pm", "th", "st", "nd", "rd"}


def _order(text: str, country: str) -> bool | None:
    """Whether the day comes first in a date of numbers; None where nobody can tell. With full stops it does, but where
    the country writes the month first.
    """
    match = _ORDERLESS.match(text)
    if match is None:
        return False
    first, second = int(match[1]), int(match[3])
    month_first = month_first_in(country)
    order = month_and_day(first, second, month_first=bool(month_first) if match[2] == "." else month_first)
    return None if order is None else order == (second, first)


def _other_order(text: str, country: str, fetched_at: datetime) -> Moment | None:
    """What a date of numbers is where only one order of day and month gives a day that has come; None where both do, or
    where the country leaves no doubt which is meant.
    """
    text = _without_weekday(" ".join(text[:120].split()))
    match = _ORDERLESS.match(text)
    if match is None or (match[2] != "." and month_first_in(country) is not None):
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4]) + (2000 if len(match[4]) == 2 else 0)
    written = (f"{year}-{month:02}-{day:02}{text[match.end() :]}" for month, day in {(first, second), (second, first)})
    moments = [moment for one in written if (moment := read_moment(one, country))]
    come = [moment for moment in moments if moment.at <= fetched_at + DAY_AHEAD]
    return come[0] if len(come) == 1 else None
