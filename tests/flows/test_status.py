"""`callnow status`: how a home stands, healthy or not."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from callnow.model import Delivery
from callnow.settings import Settings
from callnow.store.feeds import keep_visits
from callnow.store.outbox import save_deliveries
from callnow.store.rows import add_rows
from callnow.store.runs import start_run
from flows.running.publishing import publishing
from tests.conftest import Callnow
from tests.flows.healthy_home import AT, COUNTS, NOW, asked, visited

TRIGGER = {
    "prospect_id": "p1", "employer_id": "e1", "story_id": "", "event_id": "", "type": "layoffs", "tier": "call_now",
    "score": 50.0, "why": "w", "opener": "o", "expires_at": (NOW + timedelta(days=9)).isoformat(), "reasons": [],
    "owner": "", "state": "open", "kind": "news", "voicemail": "", "talking_points": [],
}  # fmt: skip


def test_a_healthy_home_ends_with_zero(database: Path, callnow: Callnow) -> None:
    """Last run and what it did, when feeds are due, nothing that needs anybody."""
    code, found = asked(callnow)
    assert (code, found["healthy"], found["attention"]) == (0, True, [])
    assert found["last_run"]["counts"] == COUNTS
    assert found["last_run"]["started_at"] == (NOW - timedelta(minutes=10)).isoformat()
    assert found["next_feed_at"] == (NOW + timedelta(minutes=20)).isoformat()
    assert (found["feeds"], found["prospects"], found["running"]) == (2, 1, None)
    assert found["outbox"] == {"pending": 0, "failed": 0, "dead": 0, "sent": 0}
    words = callnow(*AT, "status")
    assert words.code == 0
    assert "10 minutes ago" in words.out
    assert "2 feeds read, 3 new items, 1 trigger, 1 to call now" in words.out
    assert "Nothing needs you now." in words.out


def test_a_home_in_which_nothing_was_done_says_how_to_begin(home: Path, callnow: Callnow) -> None:
    """Exit code 3, and nothing is made."""
    code, found = asked(callnow)
    assert code == 3
    assert [one["what"] for one in found["attention"]] == [
        "nobody was imported",
        "no feed is switched on",
        "nothing was ever read",
    ]
    assert all(one["what_to_do"] for one in found["attention"])
    assert not home.exists()


def test_a_home_that_cannot_be_written_needs_somebody(
    database: Path, callnow: Callnow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It answers from its copy as if all were well, but no run can begin there."""
    monkeypatch.setattr(os, "access", lambda path, mode: not mode & os.W_OK)
    code, found = asked(callnow)
    assert (code, [one["what"] for one in found["attention"]]) == (
        3,
        [f"no run can begin: {database.parent} cannot be written"],
    )
    assert "--home" in found["attention"][0]["what_to_do"]


def test_channels_that_keep_every_run_from_beginning_are_told(database: Path, callnow: Callnow) -> None:
    """Each with its line in callnow.toml: such a run ends before the database knows of it, so nothing else tells."""
    file = database.parent / "callnow.toml"
    file.write_text('[channels.desk]\nkind = "csv"\n[channels.team]\nkind = "smoke signals"\n')
    code, found = asked(callnow)
    assert (code, found["healthy"]) == (3, False)
    told = [one["what"] for one in found["attention"] if "no run can begin" in one["what"]]
    assert [what.partition("channels.")[2] for what in told] == [
        "desk.path: missing; a channel of kind csv needs it",
        "team.kind: no such kind of channel: 'smoke signals'",
    ]
    assert all("line " in what for what in told)
    file.write_text('[channels.desk]\nkind = "csv"\npath = "told.csv"\n')
    assert asked(callnow)[0] == 0


def test_what_needs_somebody_is_told_with_the_reason(database: Path, callnow: Callnow) -> None:
    """A feed that failed often, a dead letter and a run that was broken off; a feed that failed once does not count."""
    with publishing(Settings(home=database.parent)) as con:
        keep_visits(con, [("north", visited(NOW, failures=5, error="north: no such host"), [])], NOW)
        keep_visits(con, [("south", visited(NOW, failures=1, error="south: no answer in time"), [])], NOW)
        save_deliveries(con, [Delivery("d1", "t1", "desk", "dead"), Delivery("d2", "t1", "team", "failed")])
        start_run(con, "r2", "watch", NOW - timedelta(minutes=5))
    code, found = asked(callnow)
    assert code == 3
    assert [one["what"] for one in found["attention"]] == [
        "the watch run of 2026-03-02 15:25 was broken off",
        "the news of 1 of 2 feeds may be missed",
        "1 message could not be delivered",
    ]
    assert [(feed["name"], feed["why"], feed["missed"]) for feed in found["feeds_in_trouble"]] == [
        ("north", "5 visits failed: no such host", True),
        ("south", "one visit failed: no answer in time", False),
    ]
    assert (found["outbox"]["dead"], found["outbox"]["failed"]) == (1, 1)
    assert found["last_run"]["ended_at"] is None
    words = callnow(*AT, "status")
    assert (words.code, "no such host" in words.out, "callnow outbox --dead" in words.out) == (3, True, True)


def test_a_channel_that_fails_for_hours_needs_somebody(database: Path, callnow: Callnow) -> None:
    """With how much waits since when, and why; one that failed a moment ago, or once, does not count."""
    with publishing(Settings(home=database.parent)) as con:
        for number, (channel, hours, attempts) in enumerate(
            (("team", 5, 2), ("team", 3, 4), ("desk", 0, 9), ("x", 9, 1))
        ):
            row = TRIGGER | {"id": f"t{number}", "decided_at": (NOW - timedelta(hours=hours)).isoformat()}
            add_rows(con, "trigger", [row])
            error = f"{channel}: no such host — check it"
            save_deliveries(con, [Delivery(f"d{number}", f"t{number}", channel, "failed", attempts, None, error)])
    code, found = asked(callnow)
    waits = "2 messages have waited since 2026-03-02 10:30 UTC: no such host — check it"
    assert (code, [one["what"] for one in found["attention"]]) == (3, [f"the channel team fails: {waits}"])
    assert [one["name"] for one in found["channels_failing"]] == ["desk", "team", "x"]


def test_a_channel_for_a_recruiter_whom_nobody_has_needs_somebody(database: Path, home: Path, callnow: Callnow) -> None:
    """A misspelled name is told nothing, ever; where one of several has people, and in whatever case, all is well."""
    with publishing(Settings(home=database.parent)) as con:
        con.execute("UPDATE prospect SET owner = 'Dana'")
    for owners, told in ('["Dnaa"]', True), ('["Dnaa", "dana"]', False):
        (home / "callnow.toml").write_text(f'[channels.desk]\nkind = "jsonl"\npath = "told.jsonl"\nowners = {owners}\n')
        code, found = asked(callnow)
        assert code == (3 if told else 0)
        what = [one["what"] for one in found["attention"]]
        assert what == (["the channel desk tells nobody anything: no prospect's owner is Dnaa"] if told else [])


def test_it_imports_no_prefect_and_nothing_that_reads_the_news() -> None:
    """What is asked every few minutes must be there at once."""
    code = (
        "import sys, flows.running.status as _\n"
        "print([name for name in ('prefect', 'httpx', 'feedparser') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert ran.stdout.strip() == "[]"
