"""Spreading due calls over the days to come: so many a day, each inside its interval where the cap allows.

Every call first looks for room near a day of its own, by a jitter seeded by prospect and due day, so that those who
were imported together part ways. Promises choose first, then events, then what is late already, then the rhythm by its
latest day. A call that finds no room makes others move within their intervals. One that no moving can help goes on the
first free day after, and says so: its day is past its latest.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from callnow.model import stable_id
from matching.cadence.next_call import Cause, NextCall
from matching.cadence.workdays import Calendar, open_days

_SPREAD = 0.5  # the share of an interval over which its calls are strewn at first
_LATE_SPREAD = timedelta(days=6)  # what is late already is caught up within a week, where there is room
_AT_ONCE = {Cause.PROMISE: 0, Cause.EVENT: 1}


@dataclass(frozen=True, slots=True)
class PlannedCall:
    """A call and the day it is planned for."""

    call: NextCall
    day: date

    @property
    def late(self) -> bool:
        """No day inside the call's interval had room (or was left), so it is planned past its latest."""
        return self.day > self.call.latest_on


def level(
    calls: Sequence[NextCall],
    today: date,
    cap: int,
    calendar: Calendar,
    *,
    own: Mapping[str, Calendar] | None = None,
    made: int = 0,
    seed: str = "",
) -> list[PlannedCall]:
    """A day from `today` on for each of `calls`, at most `cap` a day, ordered by day, then urgency.

    `calendar` are the recruiter's open days; `own` holds a prospect's calendar, by id, where it is closed on more.
    `made` calls of today's cap are used up already. The same arguments give the same plan. Not kept inside their
    intervals are only calls that no plan for this cap could keep there, given those that choose before them.
    """
    if cap < 1:
        raise ValueError(f"a cap of {cap} calls a day leaves no day for any")
    own = own or {}
    order = sorted(calls, key=lambda c: _rank(c, today))
    days = _days(order, today, cap, calendar)
    board = _Board(days, cap, made if days and days[0] == today else 0)
    left: list[tuple[NextCall, set[int]]] = []
    open_between = cache(lambda start, end: list(open_days(start, end, calendar)))  # thousands share their few days
    for call in order:
        allowed = _allowed(call, today, days, own.get(call.prospect_id))
        if not board.place(call, allowed, _preferred(call, days, today, open_between, seed)):
            left.append((call, allowed))
    for call, _ in left:
        board.append(call, own.get(call.prospect_id, calendar), today)
    planned = [PlannedCall(call, days[i]) for i, on_day in enumerate(board.load) for call in on_day]
    return sorted(planned, key=lambda p: (p.day, _rank(p.call, today)))


class _Board:
    """Days with the calls on each. Its own class, because moving calls about is one state that three steps share."""

    def __init__(self, days: Sequence[date], cap: int, made: int) -> None:
        self.days = days
        self.load: list[list[NextCall]] = [[] for _ in days]
        self.room = [cap] * len(days)
        if days:
            self.room[0] = max(0, cap - made)
        self.allowed: dict[NextCall, set[int]] = {}
        self.stuck: set[int] = set()  # full days whose calls can only move to other stuck days

    def place(self, call: NextCall, allowed: set[int], preferred: int) -> bool:
        """Put `call` on the nearest day to `preferred` with room, later ones first; else move others to make room."""
        self.allowed[call] = allowed
        free = [i for i in allowed if self.room[i] > 0]
        if free:
            later = [i for i in free if i >= preferred]
            self._put(call, min(later) if later else max(free))
            return True
        return self._make_room(call, allowed)

    def append(self, call: NextCall, calendar: Calendar, today: date) -> None:
        """Put `call` on the first day after its interval that has room."""
        start = bisect_left(self.days, max(call.due_on, today))
        self._put(call, next(i for i in range(start, len(self.days)) if self.room[i] and calendar.allows(self.days[i])))

    def _put(self, call: NextCall, day: int) -> None:
        self.load[day].append(call)
        self.room[day] -= 1

    def _make_room(self, call: NextCall, allowed: set[int]) -> bool:
        """Find the shortest chain of moves that ends on a day with room (an augmenting path), and make the moves."""
        came_by: dict[int, tuple[int, NextCall]] = {}
        queue = deque(sorted(allowed - self.stuck))
        if not queue:
            return False
        unseen = set(range(len(self.days))) - self.stuck - allowed
        while queue:
            day = queue.popleft()
            for other in self.load[day]:
                for target in sorted(unseen & self.allowed[other]):
                    came_by[target] = (day, other)
                    if self.room[target] > 0:
                        self._put(call, self._shift(target, came_by))
                        return True
                    unseen.discard(target)
                    queue.append(target)
        self.stuck |= came_by.keys() | allowed
        return False

    def _shift(self, day: int, came_by: Mapping[int, tuple[int, NextCall]]) -> int:
        """Move each call of the chain that ends at `day`; the day at its start, which has room then."""
        while day in came_by:
            before, call = came_by[day]
            self.load[before].remove(call)
            self.room[before] += 1
            self._put(call, day)
            day = before
        return day


def _rank(call: NextCall, today: date) -> tuple[int, date, str]:
    if call.cause in _AT_ONCE:
        return (_AT_ONCE[call.cause], call.latest_on, call.prospect_id)
    return (2 if call.latest_on < today else 3, call.latest_on, call.prospect_id)


def _days(calls: Sequence[NextCall], today: date, cap: int, calendar: Calendar) -> list[date]:
    """Open days far enough ahead that every call finds one, even after its interval."""
    if not calls:
        return []
    furthest = max(today, *(call.latest_on for call in calls), *(call.due_on for call in calls))
    overflow = timedelta(days=366 + 7 * (len(calls) // (cap * len(calendar.weekdays)) + 1))
    return list(open_days(today, furthest + overflow, calendar))


def _allowed(call: NextCall, today: date, days: Sequence[date], own: Calendar | None) -> set[int]:
    """Which of the recruiter's open `days` lie inside the call's interval and are not closed to the prospect."""
    start, end = max(call.due_on, today), call.latest_on
    if end < today:
        end = today + _LATE_SPREAD
    inside = range(bisect_left(days, start), bisect_right(days, end))
    return {i for i in inside if own.allows(days[i])} if own else set(inside)


def _preferred(
    call: NextCall, days: Sequence[date], today: date, open_between: Callable[[date, date], Sequence[date]], seed: str
) -> int:
    """Where to look for room first. The day depends on the call alone, so that tomorrow's plan prefers it still."""
    day = call.due_on
    if call.cause not in _AT_ONCE and call.latest_on >= today:
        jitter = int(stable_id(seed, call.prospect_id, call.due_on), 16) / 16**16
        within = open_between(call.due_on, call.due_on + _SPREAD * (call.latest_on - call.due_on))
        day = within[int(jitter * len(within))] if within else day
    return bisect_left(days, max(day, today))
