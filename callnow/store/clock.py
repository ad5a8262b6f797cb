"""A clock that was ahead: the runs it dated and the deliveries it put off, put back to what the clock says now."""

from __future__ import annotations

from datetime import datetime, timedelta

from callnow.store.sql import Connection, question

SLACK = timedelta(minutes=5)  # less than this is not a jump: clocks are set by seconds now and then


def clock_was_ahead(con: Connection, now: datetime) -> timedelta:
    """By how much: a run that began later than `now` was dated by a clock that was ahead. Zero where none did."""
    ((last,),) = con.execute("SELECT max(started_at) FROM run").fetchall()
    ahead = last - now if last else timedelta()
    return ahead if ahead > SLACK else timedelta()


def put_back(con: Connection, ahead: timedelta, now: datetime) -> None:
    """Puts runs and deliveries back by as much as the clock was ahead, so that none waits for days yet to come."""
    for name in ("put_back_deliveries", "put_back_runs"):
        con.execute(question(name), {"now": now, "ahead": ahead.total_seconds()})
