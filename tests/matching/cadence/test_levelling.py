"""Due calls are spread over the days, each inside its interval where the cap allows."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.cadence.levelling import PlannedCall, level
from matching.cadence.next_call import Cause, NextCall
from matching.cadence.workdays import Calendar, open_days

TODAY = date(2026, 3, 2)  # a Monday
WEEK = Calendar()


def call(number: int, start: int = 0, length: int = 28, cause: Cause = Cause.RHYTHM) -> NextCall:
    due = TODAY + timedelta(days=start)
    return NextCall(f"p{number}", due, due + timedelta(days=length), cause, "t", "Because.")


@st.composite
def calls(draw: st.DrawFn) -> list[NextCall]:
    spans = draw(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 9)), max_size=25))
    return [call(i, start, length) for i, (start, length) in enumerate(spans)]


def most_in_time(wanted: list[NextCall], cap: int, own: dict[str, Calendar]) -> int:
    """How many calls any plan can keep inside their intervals: a maximum matching, by brute search."""
    taken: dict[tuple[date, int], NextCall] = {}

    def seat(one: NextCall, tried: set[tuple[date, int]]) -> bool:
        for day in open_days(max(one.due_on, TODAY), one.latest_on, own.get(one.prospect_id, WEEK)):
            for place in ((day, i) for i in range(cap)):
                if place not in tried:
                    tried.add(place)
                    if place not in taken or seat(taken[place], tried):
                        taken[place] = one
                        return True
        return False

    return sum(seat(one, set()) for one in wanted)


@settings(max_examples=50)
@given(calls(), st.integers(1, 3), st.lists(st.frozensets(st.integers(0, 22), max_size=8), min_size=25, max_size=25))
def test_as_many_are_in_time_as_any_plan_could_keep(
    wanted: list[NextCall], cap: int, closed: list[frozenset[int]]
) -> None:
    """No plan with this cap and these days off keeps more calls in time; the rest are said to be late."""
    own = {
        c.prospect_id: WEEK.also_closed(frozenset(TODAY + timedelta(days=n) for n in off))
        for c, off in zip(wanted, closed, strict=False)
    }
    planned = level(wanted, TODAY, cap, WEEK, own=own)
    assert sorted(p.call.prospect_id for p in planned) == sorted(c.prospect_id for c in wanted)
    assert max(Counter(p.day for p in planned).values(), default=0) <= cap
    assert all(own[p.call.prospect_id].allows(p.day) and p.day >= max(p.call.due_on, TODAY) for p in planned)
    assert sum(not p.late for p in planned) == most_in_time(wanted, cap, own)


def test_five_hundred_do_not_fall_on_one_monday() -> None:
    """A whole list imported on one day is strewn over weeks even where the cap would let it through at once."""
    planned = level([call(i, 0, 84) for i in range(500)], TODAY, 500, WEEK)
    busiest = max(Counter(p.day for p in planned).values())
    assert busiest <= 40
    assert not any(p.late for p in planned)


def test_the_cap_holds_and_the_rest_is_late() -> None:
    """Where the cap does not allow it, every call is still planned, and those past their latest say so."""
    planned = level([call(i, 0, 4) for i in range(30)], TODAY, 2, WEEK)
    assert [p.late for p in planned].count(False) == 10
    assert set(Counter(p.day for p in planned).values()) == {2}


def test_promises_choose_first() -> None:
    """With room for one call a day the promise has its day, then the event, then the rhythm."""
    wanted = [call(1, 0, 0), call(2, 0, 0, Cause.EVENT), call(3, 0, 0, Cause.PROMISE)]
    planned = level(wanted, TODAY, 1, WEEK)
    assert [p.call.prospect_id for p in planned] == ["p3", "p2", "p1"]
    assert [p.late for p in planned] == [False, True, True]


def test_what_is_late_already_is_caught_up_within_the_week() -> None:
    """Calls past their latest come before those that still have time, oldest first, and are never put off for ever."""
    overdue, fresh = [call(i, -90 + i, 20) for i in range(5)], [call(10 + i, -10, 30) for i in range(20)]
    planned = level([*fresh, *overdue], TODAY, 1, WEEK)
    assert [p.call.prospect_id for p in planned[:5]] == [f"p{i}" for i in range(5)]


def test_calls_made_today_count_towards_the_cap() -> None:
    """What was made already leaves less room today."""
    planned = level([call(i, 0, 1) for i in range(4)], TODAY, 3, WEEK, made=2)
    assert Counter(p.day for p in planned)[TODAY] == 1


def test_the_same_list_gives_the_same_plan() -> None:
    """The jitter is seeded: the order of the calls changes nothing, another seed does."""
    wanted = [call(i, i % 3, 50) for i in range(40)]
    plan = level(wanted, TODAY, 3, WEEK)
    assert level(wanted[::-1], TODAY, 3, WEEK) == plan
    assert level(wanted, TODAY, 3, WEEK, seed="other") != plan


def test_a_cap_of_none_is_refused() -> None:
    """A cap below one call a day is a mistake, and nobody's calls are dropped for it."""
    with pytest.raises(ValueError, match="cap of 0"):
        level([call(1)], TODAY, 0, WEEK)
    assert level([], TODAY, 1, WEEK) == []


def test_hundreds_of_calls_at_the_brim_are_planned_in_time() -> None:
    """With hardly more room than calls, all are levelled and none is late."""
    planned = level([call(i, i % 20, 40 + i % 9) for i in range(840)], TODAY, 20, WEEK)
    assert not any(p.late for p in planned)


def test_a_plan_knows_its_late_ones() -> None:
    """A call planned past its latest day is late, on that day it is not."""
    one = call(1, 0, 5)
    assert not PlannedCall(one, one.latest_on).late
    assert PlannedCall(one, one.latest_on + timedelta(days=1)).late
