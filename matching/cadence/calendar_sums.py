"""Days that are counted from another: "two weeks after Easter", "Friday next week", "the 5th of next month"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from callnow.dates import MONTH_NUMBERS
from matching.cadence.day_words import AMOUNT, LATELY, MONTH, NUMBERS, UNITS, WEEKDAY, WEEKDAYS, NoSuchDay
from matching.cadence.feasts import FEASTS, next_feast

Named = Callable[[str, date], date | None]
"""The day of a phrase, seen from a day; None where it names none."""

_MOST_WORDS = 8

Anchor = Callable[[str], date | None]
"""The same, of what a day is counted from, seen from today."""

COUNTED_FROM = re.compile(
    rf"\b(?:{AMOUNT}|day|week|{WEEKDAY}) (?:after|before|prior to|following) (?!noon\b|lunch\b|work\b|hours\b|\d)"
)
"""What says that a day is counted from another that it does not name itself."""
_EVENT_ON = re.compile(r"(?:[a-z][\w'&-]* ){1,5}?((?:on|in) .+)")
_FROM_A_DAY = re.compile(rf"(?:in |about |around )?{AMOUNT} (after|from|before|past) (.+)")
_WEEKS_ON = re.compile(rf"{AMOUNT} (?:(?:on|from) )?(?:this |next |coming )?{WEEKDAY}")
_WEEKDAY_OF = re.compile(rf"(?:on |by )?(?:the )?{WEEKDAY} (?:of )?(?:(next) week|in {AMOUNT}|(week|after next))")
_IN_WEEKS_ON = re.compile(rf"in {AMOUNT} (?:on )?{WEEKDAY}")
_WEEK_AFTER_NEXT = re.compile(r"(?:in )?(?:the )?week after next")
_WEEK_OF_MONTH = re.compile(
    rf"(?:in |by |from )?(?:the )?(first|1st|second|2nd|third|3rd|last) week (?:(?:of|in) )?(?:next )?{MONTH}"
)
_WEEKS = {"first": 1, "1st": 1, "second": 8, "2nd": 8, "third": 15, "3rd": 15}  # the day with which each begins
_DAY_ALONE = re.compile(r"(?:on |by |from |(after ))?(?:the )?(\d{1,2})(?:st|nd|rd|th)")
_FEAST = re.compile(rf"(?:the )?({FEASTS})(?: break| holidays| day)?(?: week)?")
_DAY_OF_NEXT = re.compile(r"(?:on |by |from )?(?:the )?(\d{1,2})(?:st|nd|rd|th) (?:of |in )?(this|next) month")
_OF_THE_MONTH = re.compile(r"(?<=\d[snrt][tdh]) of the month$")
_NEXT_ON_DAY = re.compile(r"(this|next) month on the (\d{1,2})(?:st|nd|rd|th)")
_PART_OF_NEXT = re.compile(
    r"(?:in |by )?(?:the )?(early|mid|middle of|late|start of|beginning of)[ -](?:in )?(?:the )?"
    r"(this|next) (week|month|quarter|year)"
)
_BEGINS = ("early", "start of", "beginning of")
_PARTS = {  # months and days until the middle, and until it is late
    "week": ((0, 2), (0, 3)),
    "month": ((0, 14), (0, 20)),
    "quarter": ((1, 0), (2, 0)),
    "year": ((6, 0), (9, 0)),
}
_DAY_BESIDE = re.compile(rf"(?:in |on |by )?(?:the )?(day|week|{WEEKDAY[1:-1]}) (after|before|following) (.+)")
_WEEK_OF_DAY = re.compile(r"(?:in |by |on )?(?:the )?week of (?:the )?(.+)")
_BEFORE = re.compile(rf"(?:sometime )?(?:before (.+)|by ((?:the )?(?:{FEASTS})(?: day)?))")
_END_OF_YEAR = re.compile(
    r"(?:the )?(?:end of (?:the )?(?:this )?year|new year(?:'s|s)?(?: day)?|(?:first|1st) of the (?:new )?year)"
)
_HOLIDAYS = re.compile(r"(?:the )?(?:christmas |xmas |winter )?(?:holidays?|break)(?: season| break)?")
_AFTER_END = re.compile(r"after ((?:the )?end of .+)")
_WHOLE_MONTH = re.compile(rf"(?:in |next )?{MONTH}(?: \d{{4}})?")
_THIS_TIME = re.compile(r"(?:at |around |about )?this time next (week|month|quarter|year)")


def later(day: date, months: int, days: int = 0) -> date:
    """Months first, to the month's last day where it is shorter, then days."""
    there: date = day + relativedelta(months=months, days=days)
    return there


def start_of(unit: str, today: date, *, following: bool) -> date:
    """The first day of this week, month, quarter or year, or of the one that follows."""
    start = {
        "week": _monday_of(today),
        "month": today.replace(day=1),
        "quarter": date(today.year, 3 * ((today.month - 1) // 3) + 1, 1),
        "year": date(today.year, 1, 1),
    }[unit]
    return later(start, *UNITS[unit]) if following else start


def moved(day: date, number: str, unit: str, sign: int = 1) -> date:
    """A day that is so much later, or with `sign` -1 earlier; a half month has 15 days."""
    count = NUMBERS[number] if number in NUMBERS else float(number)
    months, days = (sign * count * part for part in UNITS[unit])
    return later(day, int(months), round(days + (months - int(months)) * 30.4))


def day_of_sum(phrase: str, today: date, named: Named) -> date | None:
    """The day of a phrase that counts from another day, which `named` tells; None where it is not such a phrase."""
    if day := next(filter(None, (rule(phrase, today) for rule in _RULES)), None):
        return day
    anchor = _anchors(today, named)
    return next(filter(None, (rule(phrase, today, anchor) for rule in _BESIDE)), None)


def _anchors(today: date, named: Named) -> Anchor:
    """What tells the days that others are counted from; of feasts one that has passed lately, for "two weeks after
    Thanksgiving" may be said in December."""

    def anchor(words: str) -> date | None:
        if feast := _FEAST.fullmatch(words):
            return next_feast(feast[1], today - LATELY)
        if words.count(" ") >= _MOST_WORDS:
            return None  # "the day after the day after …" would be asked for again and again
        event = _EVENT_ON.fullmatch(words)  # "his review on Dec 14"
        return named(words, today) or named(f"in {words}", today) or (named(event[1], today) if event else None)

    return anchor


def next_weekday(weekday: int, today: date) -> date:
    """The next day that is this weekday, today excepted."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _weeks_on(phrase: str, today: date) -> date | None:
    match = _WEEKS_ON.fullmatch(phrase)
    return moved(next_weekday(WEEKDAYS[match[3]], today), match[1], match[2]) if match else None


def _weekday_of(phrase: str, today: date) -> date | None:
    if match := _IN_WEEKS_ON.fullmatch(phrase):  # "in two weeks on Tuesday" is the Tuesday of that week
        day = moved(today, match[1], match[2])
        return day + timedelta(days=WEEKDAYS[match[3]] - day.weekday())
    match = _WEEKDAY_OF.fullmatch(phrase)
    if not match:
        return None
    weekday = WEEKDAYS[match[1]]
    if match[5]:  # "Tuesday week", "Tuesday after next"
        return next_weekday(weekday, today) + timedelta(days=7)
    day = today + timedelta(days=7) if match[2] else moved(today, match[3], match[4])
    return day + timedelta(days=weekday - day.weekday())


def _week_after_next(phrase: str, today: date) -> date | None:
    return today + timedelta(days=14 - today.weekday()) if _WEEK_AFTER_NEXT.fullmatch(phrase) else None


def _week_of_month(phrase: str, today: date) -> date | None:
    match = _WEEK_OF_MONTH.fullmatch(phrase)
    if not match:
        return None
    month = MONTH_NUMBERS[match[2]]
    start = date(today.year + (month < today.month), month, 1)
    last = calendar.monthrange(start.year, month)[1] - 6
    day = start.replace(day=_WEEKS.get(match[1], last))
    if day <= today:
        return None  # it has begun, or has passed lately: nobody means that of next year
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= WEEKDAYS["saturday"] else day


def _day_alone(phrase: str, today: date) -> date | None:
    """The next day with a number, in the first month that has it."""
    match = _DAY_ALONE.fullmatch(_OF_THE_MONTH.sub("", phrase))
    starts = (later(today.replace(day=1), months) for months in range(3)) if match else ()
    days = (day_of_month(start, int(match[2])) for start in starts) if match else ()
    day = next((day for day in days if day and day > today), None)
    return day + timedelta(days=1) if match and day and match[1] else day


def last_day_alone(phrase: str, today: date) -> date | None:
    """The last day with a number up to today, in this month or the one before that has it."""
    match = _DAY_ALONE.fullmatch(phrase)
    starts = (later(today.replace(day=1), -months) for months in range(3)) if match else ()
    days = (day_of_month(start, int(match[2])) for start in starts) if match else ()
    return next((day for day in days if day and day <= today), None)


def _day_of_next(phrase: str, today: date) -> date | None:
    if match := _DAY_OF_NEXT.fullmatch(phrase):
        which, number = match[2], int(match[1])
    elif match := _NEXT_ON_DAY.fullmatch(phrase):
        which, number = match[1], int(match[2])
    else:
        return None
    return day_of_month(later(today.replace(day=1), int(which == "next")), number)


def _part_of_next(phrase: str, today: date) -> date | None:
    match = _PART_OF_NEXT.fullmatch(phrase)
    if not match:
        return None
    part, unit = match[1], match[3]
    start = start_of(unit, today, following=match[2] == "next")
    middle, late = _PARTS[unit]
    return start if part in _BEGINS else later(start, *(late if part == "late" else middle))


def _this_time(phrase: str, today: date) -> date | None:
    match = _THIS_TIME.fullmatch(phrase)
    return later(today, *UNITS[match[1]]) if match else None


def day_of_month(start: date, number: int) -> date | None:
    """The day with this number of the month that begins at `start`; None where it has none."""
    return start.replace(day=number) if 1 <= number <= calendar.monthrange(start.year, start.month)[1] else None


def _from_a_day(phrase: str, today: date, anchor: Anchor) -> date | None:
    """ "A week before 3 June", "two weeks after Easter"."""
    match = _FROM_A_DAY.fullmatch(phrase)
    day = anchor(match[4]) if match else None
    return moved(day, match[1], match[2], -1 if match[3] == "before" else 1) if match and day else None


def _day_beside(phrase: str, today: date, anchor: Anchor) -> date | None:
    """ "The Monday after Thanksgiving", "the day before the 5th", "the week after Easter"."""
    match = _DAY_BESIDE.fullmatch(phrase)
    day = anchor(match[3]) if match and not _WHOLE_MONTH.fullmatch(match[3]) else None
    if not match or not day:
        return None
    what, sign = match[1], -1 if match[2] == "before" else 1
    if what == "day":
        return day + timedelta(days=sign)
    if what == "week":
        return _monday_of(day) + timedelta(days=7 * sign)
    return next_weekday(WEEKDAYS[what], day) - timedelta(
        days=0 if sign > 0 else 7 + 7 * (day.weekday() == WEEKDAYS[what])
    )


def _week_of_day(phrase: str, today: date, anchor: Anchor) -> date | None:
    """The Monday of the week that a day lies in; the day itself where that Monday has come."""
    match = _WEEK_OF_DAY.fullmatch(phrase)
    day = anchor(match[1]) if match and not _WHOLE_MONTH.fullmatch(match[1]) else None
    return day and (_monday_of(day) if _monday_of(day) > today else day)


def _before(phrase: str, today: date, anchor: Anchor) -> date | None:
    """A week before a day, for "before" leaves time to talk; where that has come, the day before it."""
    match = _BEFORE.fullmatch(phrase)
    if not match:
        return None
    words = match[1] or match[2]
    # Between Christmas and New Year nobody is there.
    if _END_OF_YEAR.fullmatch(words):
        day: date | None = min(next_feast("christmas", today), date(today.year, 12, 31))
    else:
        day = anchor("christmas" if _HOLIDAYS.fullmatch(words) else words)
    if not day:
        return None
    if day <= today:
        raise NoSuchDay("has come already")
    return day - timedelta(days=7 if day - timedelta(days=7) > today else 1)


def _after_end(phrase: str, today: date, anchor: Anchor) -> date | None:
    """The day after the end of a period."""
    match = _AFTER_END.fullmatch(phrase)
    day = anchor(match[1]) if match else None
    return day and day + timedelta(days=1)


def _monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


_RULES = (
    _weeks_on, _weekday_of, _week_after_next, _week_of_month, _day_alone, _day_of_next, _part_of_next, _this_time,
)  # fmt: skip
_BESIDE = (_from_a_day, _day_beside, _week_of_day, _before, _after_end)
