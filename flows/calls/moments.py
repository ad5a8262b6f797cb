"""When something was, as people and exports write it: ISO, in words, or in figures whose order the column tells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from callnow.dates import month_and_day
from callnow.errors import UsageError
from matching.cadence.calendar_words import past_day_named_in
from matching.cadence.day_words import NoSuchDay

NOON = time(12)  # of a day without an hour
ISO_DAY = len("2026-01-31")
HINT = "write it as 2026-01-31 or 2026-01-31T09:30"
_FIGURES = re.compile(
    r"(?:[^\W\d_]{2,12}\.?,?\s+)?(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)"
    r"(?:(?:,\s*|\s+|T)(\d{1,2})(?:[:.h](\d\d))?(?:[:.]\d\d(?:[.,]\d+)?)?\s*([ap])?\.?(?:m\.?)?(?:\s*(?:uhr|h))?)?",
    re.IGNORECASE,
)


_HOUR = re.compile(  # "yesterday at 3pm", "Oct 5 15:30"
    r"(?:^|[\s,]+)(?:at\s+|@\s*)?(?:(0?\d|1[0-2])(?:[:.](\d\d))?\s?([ap])\.?m\.?|(\d{1,2}):(\d\d))$", re.IGNORECASE
)
_AGO = re.compile(r"(an?|\d{1,3}) (hour|hr|minute|min)s? ago", re.IGNORECASE)


def month_comes_first(texts: Iterable[str]) -> bool | None:
    """Whether dates in figures, all of one export, have the month first; None where they do not say, or contradict.

    A number above 12 is a day, and with dots between them the day comes first; two above 12 are no date.
    """
    orders = set()
    for text in texts:
        if match := _FIGURES.fullmatch(text.strip()):
            first, second = int(match[1]), int(match[3])
            if match[2] == "." or (first > 12) != (second > 12):
                orders.add(second > 12 >= first)
    return orders.pop() if len(orders) == 1 else None


def undecided(texts: Iterable[str]) -> list[str]:
    """Those dates in figures that are two days, by which number is the month."""
    return [
        text for text in texts if (match := _FIGURES.fullmatch(text.strip())) and _month_and_day(match, None) is None
    ]


def read_moment(text: str, now: datetime, zone: tzinfo, *, month_first: bool | None = None) -> datetime:
    """When a contact was: an ISO time or day, a date in figures, "yesterday" or a day in words, of which the last is
    meant; noon where no hour is given, in `zone`. `month_first` is for dates in figures that do not say it themselves.

    Raises UsageError for what names no day.
    """
    text = text.strip()
    try:
        return _of_iso(datetime.fromisoformat(text), text, now, zone)
    except ValueError:
        pass
    if figures := _FIGURES.fullmatch(text):
        return _of_figures(figures, now, zone, month_first)
    if ago := _AGO.fullmatch(text):
        count = int(ago[1]) if ago[1].isdigit() else 1
        unit = "hours" if ago[2].lower().startswith("h") else "minutes"
        passed = timedelta(**{unit: count})
        return (now.astimezone(UTC) - passed).astimezone(zone)  # the clock there may have been put on or back since
    hour, words = _hour_in(text)
    try:
        day = past_day_named_in(" ".join(words.lower().replace(",", " ").split()), now.astimezone(zone).date())
    except NoSuchDay as error:
        raise UsageError(f"“{text}” {error}", where="when", hint=HINT) from None
    if day is None:
        raise UsageError(f"“{text}” names no day", where="when", hint=HINT)
    return datetime.combine(day, hour, zone) if hour else _at_noon(day, now, zone)


def _hour_in(text: str) -> tuple[time | None, str]:
    """The hour at the end of a day in words, and the words without it; "today" where there are none."""
    match = _HOUR.search(text)
    if not match:
        return None, text
    if match[3]:
        figures = int(match[1]) % 12 + (12 if match[3].lower() == "p" else 0), int(match[2] or 0)
    else:
        figures = int(match[4]), int(match[5])
    try:
        return time(*figures), text[: match.start()].strip() or "today"
    except ValueError:
        raise UsageError(f"“{text}” names no hour", where="when", hint=HINT) from None


def read_day(text: str, *, month_first: bool | None) -> str:
    """A date in figures as ISO writes its day; any other text as it is. Raises UsageError where it names no day."""
    figures = _FIGURES.fullmatch(text.strip())
    return _day(figures, month_first).isoformat() if figures else text


def names_hour(text: str) -> bool:
    """Whether what `read_moment` reads names an hour."""
    text = text.strip()
    if figures := _FIGURES.fullmatch(text):
        return figures[5] is not None
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return bool(_AGO.fullmatch(text) or _HOUR.search(text))
    return len(text) > ISO_DAY


def _of_iso(written: datetime, text: str, now: datetime, zone: tzinfo) -> datetime:
    moment = written if written.tzinfo else written.replace(tzinfo=zone)
    return moment if len(text) > ISO_DAY else _at_noon(moment.date(), now, zone)


def _of_figures(figures: re.Match[str], now: datetime, zone: tzinfo, month_first: bool | None) -> datetime:
    day = _day(figures, month_first)
    if figures[5] is None:
        return _at_noon(day, now, zone)
    hour, minute, half = int(figures[5]), int(figures[6] or 0), (figures[7] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return datetime.combine(day, time(hour, minute), zone)
    except ValueError:
        raise UsageError(f"“{figures[0]}” names no hour", where="when", hint=HINT) from None


def _day(figures: re.Match[str], month_first: bool | None) -> date:
    month_day = _month_and_day(figures, month_first)
    if month_day is None:
        raise UsageError(
            f"“{figures[0]}” does not say which number is the month",
            where="when",
            hint="--dates day-first or --dates month-first says it; or write it as 2026-01-31",
        )
    year = int(figures[4]) + (0 if len(figures[4]) == 4 else 2000)
    try:
        return date(year, *month_day)
    except ValueError:
        raise UsageError(f"“{figures[0]}” is not a day of the calendar", where="when", hint=HINT) from None


def _month_and_day(figures: re.Match[str], month_first: bool | None) -> tuple[int, int] | None:
    dotted = figures[2] == "."
    return month_and_day(int(figures[1]), int(figures[3]), month_first=False if dotted else month_first)


def _at_noon(day: date, now: datetime, zone: tzinfo) -> datetime:
    """A day at noon, but today no later than now."""
    local = now.astimezone(zone)
    return datetime.combine(day, min(NOON, local.time()) if day == local.date() else NOON, zone)
