"""A clock that was ahead: what runs dated by it, and the deliveries it put off, put back to what the clock says now."""

from __future__ import annotations

from datetime import datetime, timedelta

from callnow.store.snoozes import put_off_again
from callnow.store.sql import Connection, question

SLACK = timedelta(minutes=5)  # less than this is not a jump: clocks are set by seconds now and then
_PUT_BACK = ("deliveries", "sent", "announcements", "triggers", "runs")  # queries/put_back_….sql


def clock_was_ahead(con: Connection, now: datetime) -> timedelta:
    """By how much: a run that began later than `now` was dated by a clock that was ahead. Zero where none did."""
    ((last,),) = con.execute("SELECT max(started_at) FROM run").fetchall()
    ahead = last - now if last else timedelta()
    return ahead if ahead > SLACK else timedelta()


def put_back(con: Connection, ahead: timedelta, now: datetime) -> None:
    """Puts what runs have dated back by as much as the clock was ahead: nothing waits for days yet to come, and a call
    that is made now comes after it was asked for, and what was put off until a day yet to come is put off again."""
    for name in _PUT_BACK:
        con.execute(question(f"put_back_{name}"), {"now": now, "ahead": ahead.total_seconds()})
    put_off_again(con, now)
