"""A home of which `callnow status` has nothing to say, and how that is asked."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from callnow.model import Employer, Prospect
from callnow.store.connection import writing
from callnow.store.copies import publish
from callnow.store.feeds import keep_visits, save_feeds
from callnow.store.people import save_prospects
from callnow.store.runs import end_run, start_run
from sources.feed import Feed, FeedState
from tests.conftest import Callnow

NOW = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)
AT = ("--at", NOW.isoformat())
COUNTS = {"feeds": 2, "failed": 0, "new_items": 3, "triggers": 1, "call_now": 1}


def make_healthy(home: Path) -> None:
    """One prospect, two feeds that answered, a run that ended ten minutes ago."""
    database = home / "callnow.duckdb"
    run_at = NOW - timedelta(minutes=10)
    with writing(database) as con:
        employer = Employer("e1", "Quorrel Systems")
        save_prospects(
            con,
            [Prospect(id="p1", name="Ida Varn", employer="Quorrel Systems", employer_id="e1")],
            [employer],
            NOW.date(),
        )
        save_feeds(con, [vars_of(Feed(name, f"https://{name}.example.com/feed")) for name in ("north", "south")])
        for name in ("north", "south"):
            keep_visits(con, [(name, visited(run_at), [])], run_at)
        start_run(con, "r1", "watch", run_at)
        end_run(con, "r1", run_at, COUNTS)
    publish(database, home / "news.duckdb")


def vars_of(feed: Feed) -> dict[str, Any]:
    return {name: getattr(feed, name) for name in feed.__dataclass_fields__}


def visited(at: datetime, failures: int = 0, error: str = "") -> dict[str, Any]:
    state = FeedState(
        last_checked_at=at, last_success_at=at, next_check_at=at + timedelta(minutes=30), failures=failures, error=error
    )
    return state.to_dict()


def asked(callnow: Callnow) -> tuple[int, dict[str, Any]]:
    ran = callnow(*AT, "status", "--json")
    assert "error:" not in ran.err
    return ran.code, json.loads(ran.out)
