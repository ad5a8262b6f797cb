"""What is put off until a day comes back on that day, whatever becomes of the clock and its zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from callnow.dates import comes_back
from callnow.model import Trigger
from callnow.store.clicks import Click, click_by_id, keep_click, undo_click
from callnow.store.clock import put_back
from callnow.store.connection import writing
from callnow.store.rows import add, fetch
from callnow.store.snoozes import snooze, wake
from callnow.store.sql import Connection
from callnow.store.touches import answer_triggers
from callnow.terms import Action, Tier

NOW = datetime(2026, 3, 17, 15, tzinfo=UTC)
DAY = timedelta(days=1)
MORNINGS = {"America/New_York": "2026-03-18T10:00+00:00", "Asia/Tokyo": "2026-03-17T21:00+00:00",
            "Pacific/Honolulu": "2026-03-18T16:00+00:00"}  # fmt: skip


def keep(con: Connection, *ids: str) -> None:
    add(con, "trigger", [Trigger(id, "p1", "m1", "", "", "", Tier.CALL_NOW, 60.0, "", "", NOW, NOW) for id in ids])


def put_off(con: Connection) -> dict[str, datetime]:
    return {row["trigger_id"]: row["until"] for row in fetch(con, "FROM snooze")}


@pytest.mark.parametrize("zone", MORNINGS)
@pytest.mark.parametrize("day", ["2026-03-17T23:00+00:00", "2026-03-18T05:00+00:00"])
def test_a_day_stays_the_day_in_another_time_zone(day: str, zone: str, tmp_path: Path) -> None:
    """What was put off until an hour stays so; what a click put off is taken back as before. A day comes back in its
    morning, also where it was kept as its midnight."""
    until, hour = datetime.fromisoformat(day), datetime(2026, 3, 17, 17, tzinfo=UTC)
    with writing(tmp_path / "callnow.duckdb") as con:
        keep(con, "t1", "t2")
        snooze(con, ["t1"], until)  # Wednesday in Berlin
        keep_click(con, Click("c1", NOW, "p1", Action.PUT_OFF, ("t1",), until=until), NOW - DAY)
        snooze(con, ["t2"], hour)
        for kept in "Europe/Berlin", zone, zone:
            wake(con, NOW - DAY, kept)
        assert put_off(con) == {"t1": datetime.fromisoformat(MORNINGS[zone]), "t2": hour}
        click = click_by_id(con, "c1")
        assert click is not None
        assert undo_click(con, click, NOW) == ["t1"]


def test_a_clock_that_was_ahead_brings_back_nothing_for_good(tmp_path: Path) -> None:
    """What came back by it, and is open, is put off again; what was due by the true clock or answered is not."""
    with writing(tmp_path / "callnow.duckdb") as con:
        keep(con, "early", "due", "called", "later")
        for id, until in ("early", NOW + DAY), ("due", NOW - DAY), ("called", NOW + DAY), ("later", NOW + 9 * DAY):
            snooze(con, [id], until)
        wake(con, NOW + 2 * DAY, "UTC")
        answer_triggers(con, ["called"])
        for _ in range(2):
            put_back(con, 2 * DAY, NOW)
        wake(con, NOW, "UTC")
        states = {row["id"]: row["state"] for row in fetch(con, "SELECT id, state FROM trigger")}
        assert states == {"early": "snoozed", "due": "open", "called": "called", "later": "snoozed"}
        assert put_off(con) == {"early": NOW + DAY, "later": NOW + 9 * DAY}
        assert wake(con, NOW + DAY, "UTC") == 1


def test_what_is_put_off_late_in_the_evening_is_not_back_in_minutes() -> None:
    """It comes back in the morning, hours later."""
    for name in MORNINGS:
        zone = ZoneInfo(name)
        late = datetime(2026, 3, 17, 23, 58, tzinfo=zone)
        back = comes_back(late.date() + DAY, zone)
        assert (back - late > DAY / 4, back.astimezone(zone).date()) == (True, late.date() + DAY)
