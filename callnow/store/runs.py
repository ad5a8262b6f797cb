"""Runs: when each began and ended, what it counted, and which triggers it decided."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from callnow.model import Trigger
from callnow.store.rows import add_rows, fetch, fetch_as
from callnow.store.sql import Connection, question
from callnow.terms import RunKind


@dataclass(frozen=True, slots=True)
class LastRun:
    """The run that began last. `ended_at` is None while it goes on, and for ever where it was broken off."""

    kind: RunKind
    started_at: datetime
    ended_at: datetime | None
    counts: dict[str, int]


def start_run(con: Connection, run_id: str, kind: RunKind, now: datetime) -> None:
    """Notes that a run began."""
    add_rows(con, "run", [{"id": run_id, "kind": kind, "started_at": now.isoformat()}], replace=True)


def end_run(con: Connection, run_id: str, now: datetime, counts: Mapping[str, int]) -> None:
    """Notes that a run ended, and what it counted."""
    con.execute("UPDATE run SET ended_at = $2, counts = $3 WHERE id = $1", [run_id, now, json.dumps(dict(counts))])


def last_run(con: Connection) -> LastRun | None:
    """The run that began last; None before the first."""
    for row in fetch(con, question("last_run")):
        return LastRun(RunKind(row["kind"]), row["started_at"], row["ended_at"], json.loads(row["counts"] or "{}"))
    return None


def note_morning(con: Connection, day: date) -> None:
    """Notes that the follow-ups of a day were made; the page asks by `page_totals`."""
    con.execute("INSERT OR REPLACE INTO meta VALUES ('morning', $1)", [day.isoformat()])


def calls_of_run(con: Connection, moment: datetime) -> list[Trigger]:
    """The open calls to make now that the run which took `moment` for now decided, best first; also of stories that say
    more by then."""
    asked = "SELECT * FROM trigger WHERE decided_at = $moment AND tier = 'call_now' AND state = 'open'"
    return fetch_as(con, Trigger, f"{asked} ORDER BY score DESC, id", {"moment": moment})


def calls_asked_for(con: Connection) -> set[str]:
    """The ids of all calls to make now that were ever asked for, whatever became of them."""
    return {row["id"] for row in fetch(con, "SELECT id FROM trigger WHERE tier = 'call_now'")}
