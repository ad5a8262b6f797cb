"""The day that a phrase names, seen from today: rules for English as recruiters write it, dateparser for the rest."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, time, timedelta

import dateparser

from callnow.dates import MONTH_NUMBERS, month_and_day
from matching.cadence.calendar_periods import feast, month, of_next_year, period, quarter, season, year_of
from matching.cadence.calendar_sums import (
    COUNTED_FROM,
    day_of_month,
    day_of_sum,
    last_day_alone,
    later,
    moved,
    next_weekday,
)
from matching.cadence.day_spelling import spelled_out, without_weekday
from matching.cadence.day_words import AMOUNT, LATELY, MONTH, NUMBERS, UNITS, WEEKDAY, WEEKDAYS, JustPast, NoSuchDay
from matching.cadence.feasts import FEASTS

LANGUAGES = ["en", "de", "fr", "es", "it", "pt", "nl", "sv"]


def day_named_in(phrase: str, today: date, *, in_full: bool = True) -> date | None:
    """The day of `phrase` (lower case, single spaces), None where it names none; it may be past. Without `in_full`
    dateparser is not asked, which finds days in numbers of other things.

    Where the whole phrase is not a day, its end may be one: "after the board meeting on 3 June"; not where what stands
    before it belongs to the day, and makes it another ("a week before 3 June", "not in June").
    """
    phrase = spelled_out(phrase)
    for start in (0, *(m.start() for m in _MAY_START.finditer(phrase))):
        if day := _by_rules(phrase[start:], today):
            before = phrase[:start]
            if _BELONGS_TO_DAY.search(before) or COUNTED_FROM.search(before) or _begins_otherwise(before, day, today):
                raise NoSuchDay("says more than one time")
            return day
    unread = not in_full or not re.search(r"\d", phrase) or _SHORT_FIGURES.search(phrase) or _HOURS.search(phrase)
    return None if unread else _by_dateparser(phrase, today)


def _begins_otherwise(phrase: str, day: date, today: date) -> bool:
    """Whether a phrase begins with another day than `day`: "Tuesday about the interview"; not "after summer"."""
    words = phrase.split()[:_MOST_WORDS]
    if not words or words[0] in ("after", "once", "when"):
        return False
    for count in range(len(words), 0, -1):
        beginning = " ".join(words[:count])
        try:
            first = None if _NO_DAY_ALONE.fullmatch(beginning) else _by_rules(beginning, today)
        except NoSuchDay:
            continue
        if first:
            return first != day
    return False


def past_day_named_in(phrase: str, today: date) -> date | None:
    """The day of `phrase` as one that was: "26 Nov" and "Tuesday" are the last ones. What has its year, or counts from
    today, stays the day that it is, also to come."""
    phrase = without_weekday(spelled_out(phrase))
    if weekday := _PAST_WEEKDAY.fullmatch(phrase):
        return next_weekday(WEEKDAYS[weekday[1]], today - timedelta(days=8))
    if day := last_day_alone(phrase, today):
        return day
    try:
        day = day_named_in(phrase, today)
    except JustPast as error:
        return error.day
    if day and day > today:
        last = day_named_in(phrase, later(today, -12, 1))
        return last if last and (last.month, last.day) == (day.month, day.day) else day
    return day or _by_dateparser(phrase, today, prefer="past")


def _by_rules(phrase: str, today: date) -> date | None:
    """The day of a whole phrase; None where no rule fits it."""
    for rule in _RULES:
        if day := rule(phrase, today):
            return day
    return day_of_sum(phrase, today, _by_rules) or _first_of_two(phrase, today)


def _first_of_two(phrase: str, today: date) -> date | None:
    """The first of two days of which either will do: "late March or early April"."""
    one, _, other = phrase.partition(" or ")
    return _by_rules(one, today) if other and _by_rules(other, today) else None


_NO_DAY_ALONE = re.compile(r"may|\d+(?:st|nd|rd|th)")  # "may move", "1st thing", "2nd interview"
_MOST_WORDS = 6  # of a day with which a phrase begins
_MAY_START = re.compile(
    r"(?<=\s)(?:in|on|by|before|after|around|about|next|this|early|mid|late|end|tomorrow|from|the|week)\b"
)
# At the end of what stands before a day: a unit, a weekday, a month or part of one, "the 5th of", "before", a refusal.
_BELONGS_TO_DAY = re.compile(
    rf"(?:\b(?:{'|'.join(UNITS)})s?|\b{WEEKDAY}|\b\d+(?:st|nd|rd|th)"
    rf"|(?<!after )(?<!\bif )\b(?:{MONTH[1:-1]}|q[1-4]|spring|summer|autumn|fall|winter|{FEASTS}|holidays)"
    r"|\b(?:early|mid|late|first|second|third|fourth|last|before|until|till|time|fiscal|financial|school|academic|tax|of)|\b(?:end|start|beginning|middle)"
    r"|\b(?:not|never|don't|do not)(?: (?:to|be|want|like|call|called|ring|contact|contacted|try|phone|bother|reach))*"
    r"(?: (?:me|him|her|them|us|again|back))*) (?:the )?$"
)
_SPAN = re.compile(
    rf"(?:(?:in|after|within) )?(?:the next )?(?:about |around |roughly |another )?{AMOUNT}"
    r"(?: or so| time| from now| from today| out)?"
)
_WEEKDAY = re.compile(rf"(?:on |by |from |this |coming |(next) )*{WEEKDAY}")
_PAST_WEEKDAY = re.compile(rf"(?:(?:on|last|this|past) )*{WEEKDAY}")
_DAY_MONTH = re.compile(
    rf"(?:(after|on|by|from|around|about) )?(?:the )?(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {MONTH}(?: (\d{{4}}))?"
)
_MONTH_DAY = re.compile(
    rf"(?:(after|on|by|from|around|about) )?{MONTH} (?:the )?(\d{{1,2}})(?:st|nd|rd|th)?(?: (\d{{4}}))?"
)
_ISO = re.compile(r"(?:(after|on|by|from) )?(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_FIGURES = re.compile(r"(?:(after|on|by|from|around|about) )?(\d{1,2})([-/.])(\d{1,2})(?:[-/.](\d{4}|\d\d)?)?")
_HOURS = re.compile(r"\d ?(?:h|hrs?|hours?|min|mins|minutes?|s|secs?|seconds?)\b")  # no time to a day
_DATED_WEEKDAY = re.compile(  # "Tuesday the 20th", "after Tue 20 October", "Tue 10/20"
    rf"((?:after|on|by|from|around|about|next|this) )?{WEEKDAY} (?:the )?"
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?|(\d{{1,2}}[-/.]\d.*|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}.*|{MONTH} .+))"
)
_MONTHS_AHEAD = 2  # in which "Friday the 13th" is looked for
_SHORT_FIGURES = re.compile(r"(?<![\d/.-])\d{1,2}[-/.]\d{1,2}(?:[-/.]\d\d)?(?![\d/-])")  # which dateparser guesses


def _near(phrase: str, today: date) -> date | None:
    days = {"today": 0, "later today": 0, "tomorrow": 1, "the day after tomorrow": 2, "day after tomorrow": 2}
    return today + timedelta(days=days[phrase]) if phrase in days else None


def _span(phrase: str, today: date) -> date | None:
    match = _SPAN.fullmatch(phrase)
    if not match:
        return None
    day = moved(today, match[1], match[2])
    if match[1] not in NUMBERS and float(match[1]) <= 0:
        raise NoSuchDay("is not a time from now")
    return day


def _weekday(phrase: str, today: date) -> date | None:
    match = _WEEKDAY.fullmatch(phrase)
    if not match:
        return None
    wanted = WEEKDAYS[match[2]]
    if match[1]:  # "next Tuesday" is the one of next week, whatever today is
        return today + timedelta(days=7 - today.weekday() + wanted)
    return next_weekday(wanted, today)


def _date(phrase: str, today: date) -> date | None:
    if match := _ISO.fullmatch(phrase):
        after, year, month, day = match[1], int(match[2]), int(match[3]), int(match[4])
    elif match := _FIGURES.fullmatch(phrase):
        order = _which_is_month(int(match[2]), int(match[4]), dotted=match[3] == ".")
        after, month, day, year = match[1], *order, year_of(match[5])
    elif match := _DAY_MONTH.fullmatch(phrase):
        after, day, month, year = match[1], int(match[2]), MONTH_NUMBERS[match[3]], int(match[4] or 0)
    elif match := _MONTH_DAY.fullmatch(phrase):
        after, month, day, year = match[1], MONTH_NUMBERS[match[2]], int(match[3]), int(match[4] or 0)
    else:
        return None
    if not year and (month, day) == (2, 29) and not calendar.isleap(today.year) and calendar.isleap(today.year + 1):
        year = today.year + 1
    named = _existing(year or today.year, month, day)
    if not year and today - LATELY <= named < today:
        raise JustPast(named)
    if not year and named < today:
        named = _existing(today.year + 1, month, day)
    return named + timedelta(days=after == "after")


def _dated_weekday(phrase: str, today: date) -> date | None:
    """A weekday with its date, refused where that date is another weekday."""
    match = _DATED_WEEKDAY.fullmatch(phrase)
    if not match:
        return None
    wanted, after = WEEKDAYS[match[2]], match[1] == "after "
    if match[3]:
        starts = (later(today.replace(day=1), months) for months in range(_MONTHS_AHEAD + 1))
        days = [day for start in starts if (day := day_of_month(start, int(match[3]))) and day > today]
    else:
        days = [day for day in (_date(match[4], today),) if day]
    day = next((day for day in days if day.weekday() == wanted), None)
    if not day and (days or match[3]):
        raise NoSuchDay(f"is no {calendar.day_name[wanted]}")
    return day and day + timedelta(days=after)


def _which_is_month(first: int, second: int, *, dotted: bool) -> tuple[int, int]:
    """(month, day) of a date in figures, refused where both readings are possible; with full stops the day is first."""
    order = month_and_day(first, second, month_first=False if dotted else None)
    if order is None:
        ways = f"{first} {calendar.month_name[second]} or {second} {calendar.month_name[first]}"
        raise NoSuchDay(f"could be {ways}")
    return order


def _existing(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NoSuchDay(f"is not a day of {year}") from None


def _by_dateparser(phrase: str, today: date, *, prefer: str = "future") -> date | None:
    """What our own rules do not know: other languages, other spellings. A day and a month must have been named."""
    read: datetime | None = dateparser.parse(
        phrase,
        languages=LANGUAGES,
        settings={
            "RELATIVE_BASE": datetime.combine(today, time(12)),
            "PREFER_DATES_FROM": prefer,
            "REQUIRE_PARTS": ["day", "month"],
        },
    )
    return read.date() if read else None


_RULES = (_near, _span, period, _dated_weekday, _date, month, quarter, season, feast, _weekday, of_next_year)
