"""Days on which a prospect may be called: working days, closed neither to all nor to this prospect, past any pause."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

MONDAY_TO_FRIDAY = frozenset(range(5))
_A_DAY = timedelta(days=1)
_FURTHEST = timedelta(days=3 * 366)  # a calendar that is closed for three years is closed


@dataclass(frozen=True, slots=True)
class Calendar:
    """`weekdays` are 0 (Monday) to 6; `closed` and `holidays` are days without any call; before `open_from` all is
    paused."""

    weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    closed: frozenset[date] = frozenset()
    open_from: date = date.min
    holidays: Container[date] = frozenset()

    def allows(self, day: date) -> bool:
        """Whether anybody may be called on that day."""
        if day < self.open_from or day.weekday() not in self.weekdays:
            return False
        return day not in self.closed and day not in self.holidays

    def also_closed(self, days: frozenset[date], paused_until: date | None = None) -> Calendar:
        """This calendar with more closed days and, where given, a pause: `paused_until` is the first day after it."""
        if not days and paused_until is None:
            return self
        return replace(self, closed=self.closed | days, open_from=max(self.open_from, paused_until or date.min))


def first_open(day: date, calendar: Calendar) -> date | None:
    """The first open day from `day` on; None where there is none within three years, or in a pause without end."""
    if calendar.open_from == date.max:
        return None
    if calendar.allows(day):  # as most are
        return day
    return next(open_days(day, min(max(day, calendar.open_from), date.max - _FURTHEST) + _FURTHEST, calendar), None)


def last_open(day: date, calendar: Calendar, not_before: date) -> date:
    """The last open day up to `day`, but never before `not_before` (the answer where nothing is open between)."""
    while day > not_before and not calendar.allows(day):
        day -= _A_DAY
    return max(day, not_before)


def open_days(start: date, end: date, calendar: Calendar) -> Iterator[date]:
    """Open days from `start` to `end`, both included."""
    day = max(start, calendar.open_from)
    while day <= end:
        if calendar.allows(day):
            yield day
        if day == date.max:
            return
        day += _A_DAY
