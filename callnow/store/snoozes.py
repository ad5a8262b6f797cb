"""Calls that were put off: until when, which are due back, and to whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from callnow.dates import begins, comes_back
from callnow.store.rows import add_rows, change_rows, fetch, many
from callnow.store.sql import Connection, question

ZONE = "time_zone"  # in the table meta: of the days until which calls are put off
LONGEST = timedelta(days=400)  # by which a clock is thought to be ahead


def snooze(con: Connection, trigger_ids: Sequence[str], until: datetime) -> list[str]:
    """Puts these triggers off until then, where they wait. Returns the ids of those that did, sorted."""
    put_off = [row["id"] for row in fetch(con, question("waiting_among"), {"ids": many(trigger_ids)})]
    con.execute(question("snooze"), {"ids": many(put_off), "until": until})
    add_rows(con, "snooze", [{"trigger_id": id, "until": until.isoformat()} for id in put_off], replace=True)
    return put_off


def snooze_person(con: Connection, prospect_id: str, now: datetime, until: datetime) -> list[str]:
    """Puts the call to a person off: all reasons that wait at `now` come back together. Returns their ids, sorted."""
    rows = fetch(con, question("open_reasons"), {"prospect": prospect_id, "now": now})
    return snooze(con, [row["id"] for row in rows], until)


def end_snoozes(con: Connection, trigger_ids: Sequence[str], until: datetime | None = None) -> list[str]:
    """Forgets until when these triggers were put off, or of those that were put off `until` then; they stay in the
    state that they are in. Returns the ids of those that were, sorted."""
    asked = "DELETE FROM snooze WHERE trigger_id IN (SELECT unnest($ids::JSON::VARCHAR[]))"
    asked += " AND ($until IS NULL OR until = $until) RETURNING trigger_id"
    return sorted(row["trigger_id"] for row in fetch(con, asked, {"ids": many(trigger_ids), "until": until}))


def first_due_back(con: Connection) -> datetime | None:
    """When the first of the triggers that were put off is due again; None where none was."""
    first: datetime | None = fetch(con, question("snoozed_until"))[0]["first"]
    return first


def wake(con: Connection, now: datetime, zone: str) -> int:
    """Opens the triggers that were put off until now, by days of this time zone. Returns how many."""
    _keep_days(con, zone)
    woken = change_rows(con, question("wake"), {"now": now})
    con.execute("DELETE FROM woken WHERE woken_at < $1", [now - LONGEST])
    con.execute(question("keep_woken"), {"now": now})
    con.execute("DELETE FROM snooze WHERE until <= $1", [now])
    return woken


def put_off_again(con: Connection, now: datetime) -> None:
    """Puts off again what a clock that was ahead has brought back before its time, where it is still open."""
    con.execute(question("put_off_again"), {"now": now})
    asked = "SELECT trigger_id FROM woken WHERE woken_at > $now AND until > $now"
    con.execute(f"UPDATE trigger SET state = 'snoozed' WHERE state = 'open' AND id IN ({asked})", {"now": now})
    con.execute("DELETE FROM woken WHERE woken_at > $1", [now])


def _keep_days(con: Connection, zone: str) -> None:
    """Has what was put off until a day come back on that day in this time zone, where it was in another before.

    The moments at which calls come back there are days, and so are midnights: at those they came back in older homes.
    """
    kept = fetch(con, "SELECT value FROM meta WHERE key = $key", {"key": ZONE})
    if kept and kept[0]["value"] == zone:
        return
    for row in fetch(con, "SELECT DISTINCT until FROM snooze") if kept else ():
        before = ZoneInfo(kept[0]["value"])
        day = row["until"].astimezone(before).date()
        if row["until"] in (comes_back(day, before), begins(day, before)):
            moved = {"was": row["until"], "until": comes_back(day, ZoneInfo(zone))}
            for table in ("snooze", "click"):
                con.execute(f"UPDATE {table} SET until = $until WHERE until = $was", moved)
    con.execute("INSERT OR REPLACE INTO meta VALUES ($1, $2)", [ZONE, zone])


def calls_put_off(con: Connection, now: datetime) -> dict[str, datetime]:
    """Until when calls to prospects were put off, by prospect id; whoever was not is not in it."""
    return {row["prospect_id"]: row["until"] for row in fetch(con, question("calls_put_off"), {"now": now})}


def reasons_put_off(con: Connection, prospects: Collection[str]) -> dict[str, datetime]:
    """Until when the reasons to call these prospects (ids) were put off, by trigger id."""
    asked = "SELECT s.trigger_id, s.until FROM trigger t JOIN snooze s ON s.trigger_id = t.id WHERE t.state = 'snoozed'"
    asked += " AND t.prospect_id IN (SELECT unnest($ids::JSON::VARCHAR[]))"
    return {row["trigger_id"]: row["until"] for row in fetch(con, asked, {"ids": many(prospects)})}
