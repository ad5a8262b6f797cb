"""`callnow status`: how a home stands, healthy or not, while others write, and what Prefect's server says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from callnow.model import Delivery, Employer, Prospect
from callnow.paths import SERVE
from callnow.settings import load_settings
from callnow.store import only_run
from callnow.store.connection import writing
from callnow.store.copies import publish
from callnow.store.feeds import keep_visits, save_feeds
from callnow.store.lock import running
from callnow.store.outbox import save_deliveries
from callnow.store.people import save_prospects
from callnow.store.rows import add_rows
from callnow.store.runs import LastRun, end_run, start_run
from callnow.terms import FeedVerdict, RunKind
from flows.running import status
from flows.running.database_state import DatabaseState, FeedTrouble
from flows.running.prefect_state import PrefectState
from sources.feed import Feed, FeedState
from tests.conftest import Callnow
from tests.homes import make_once

NOW = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)
AT = ("--at", NOW.isoformat())
COUNTS = {"feeds": 2, "failed": 0, "new_items": 3, "triggers": 1, "call_now": 1}
TRIGGER = {
    "prospect_id": "p1", "employer_id": "e1", "story_id": "", "event_id": "", "type": "layoffs", "tier": "call_now",
    "score": 50.0, "why": "w", "opener": "o", "expires_at": (NOW + timedelta(days=9)).isoformat(), "reasons": [],
    "owner": "", "state": "open", "kind": "news", "voicemail": "", "talking_points": [],
}  # fmt: skip


@pytest.fixture
def database(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A healthy home: one prospect, two feeds that answered, a run that ended ten minutes ago."""
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    make_once(home, "a healthy home", lambda: make(home))
    return home / "callnow.duckdb"


def make(home: Path) -> None:
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
    with writing(database) as con:
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
    with writing(database) as con:
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
    with writing(database) as con:
        con.execute("UPDATE prospect SET owner = 'Dana'")
    for owners, told in ('["Dnaa"]', True), ('["Dnaa", "dana"]', False):
        (home / "callnow.toml").write_text(f'[channels.desk]\nkind = "jsonl"\npath = "told.jsonl"\nowners = {owners}\n')
        code, found = asked(callnow)
        assert code == (3 if told else 0)
        what = [one["what"] for one in found["attention"]]
        assert what == (["the channel desk tells nobody anything: no prospect's owner is Dnaa"] if told else [])


@pytest.mark.integration
def test_it_is_answered_while_another_process_writes(database: Path, home: Path, callnow: Callnow) -> None:
    """The database is held: the published copy tells, nobody waits, and the run under way is named."""
    with only_run(home, "a run"), writing(database) as con:
        start_run(con, "r2", "watch", NOW)
        code = "import sys; from flows.cli import main; sys.argv[0] = 'callnow'; main()"
        words = [sys.executable, "-c", code, "--home", str(home), *AT, "status", "--json"]
        ran = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    found = json.loads(ran.stdout)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert found["running"].startswith("a run (process ")
    assert found["last_run"]["counts"] == COUNTS
    assert running(home) == ""


def test_the_first_run_of_a_home_is_no_damage(home: Path, callnow: Callnow) -> None:
    """The database is held and nothing was published yet: told as a run under way."""
    with only_run(home, "a run"), writing(home / "callnow.duckdb"):
        code = "import sys; from flows.cli import main; sys.argv[0] = 'callnow'; main()"
        words = [sys.executable, "-c", code, "--home", str(home), *AT, "status", "--json"]
        ran = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    found = json.loads(ran.stdout)
    assert (ran.returncode, ran.stderr, found["database_damage"]) == (0, "", None)
    assert found["running"].startswith("a run (process ")


def test_a_damaged_database_is_told_with_what_to_do(database: Path, callnow: Callnow) -> None:
    """One sentence and exit code 3; the file stays as it is."""
    database.write_bytes(b"not a database\n" * 300)
    code, found = asked(callnow)
    assert code == 3
    (one,) = found["attention"]
    assert one["what"].startswith("callnow.duckdb: cannot be opened as a database")
    assert "callnow recover" in one["what_to_do"]
    assert database.read_bytes().startswith(b"not a database")


def test_a_database_that_is_gone_is_told_with_what_to_do(database: Path, callnow: Callnow) -> None:
    """It is said to be gone, not to be none yet; and where no copy is left either, that a backup is needed."""
    database.unlink()
    ran = callnow("status")
    assert ran.code == 3
    assert "callnow.duckdb: is gone, but news.duckdb and callnow.duckdb.writes are there" in ran.out
    assert "`callnow recover` brings the copy back" in ran.out
    assert "not there" in ran.out
    assert "none yet" not in ran.out
    database.with_name("news.duckdb").unlink()
    ran = callnow("status")
    assert (ran.code, "callnow.duckdb: is gone, but callnow.duckdb.writes is there" in ran.out) == (3, True)
    assert "put callnow.duckdb back from a backup" in ran.out
    assert "callnow recover" not in ran.out


def test_prefects_server_tells_the_next_run_of_this_home(
    database: Path, home: Path, callnow: Callnow, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the runs that are scheduled, the first of this home; another home's is not ours."""
    monkeypatch.setenv("PREFECT_API_URL", httpserver.url_for("/api"))
    monkeypatch.setenv("PREFECT_API_AUTH_STRING", "me:secret")
    header = {"Authorization": "Basic bWU6c2VjcmV0"}
    httpserver.expect_request("/api/admin/version", headers=header).respond_with_json("3.8.8")
    runs = [
        {"parameters": {"home": "/elsewhere"}, "expected_start_time": "2026-03-02T15:31:00Z"},
        {"parameters": {"home": str(home)}, "expected_start_time": "2026-03-02T15:45:00Z"},
    ]
    httpserver.expect_request("/api/flow_runs/filter", method="POST", headers=header).respond_with_json(runs)
    code, found = asked(callnow)
    assert (code, found["next_run_at"]) == (0, "2026-03-02T15:45:00+00:00")
    assert (found["prefect"]["reachable"], found["prefect"]["version"]) == (True, "3.8.8")
    assert "2026-03-02 15:45 UTC, by Prefect's schedule" in callnow(*AT, "status").out


@pytest.mark.parametrize("answer", ["down", "no Prefect", "locked", "no address"])
def test_a_server_that_does_not_answer_needs_somebody(
    answer: str, database: Path, callnow: Callnow, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Down, another program, one that wants a key, an address that is none: told in words, exit code 3."""
    page = httpserver.expect_request("/api/admin/version")
    said = {
        "down": ("http://127.0.0.1:9/api", "Connection refused"),
        "no Prefect": (httpserver.url_for("/api"), "what answers there is no Prefect server"),
        "locked": (httpserver.url_for("/api"), "it answers 401 (it wants a key)"),
        "no address": ("ftp://example.com/api", "does not begin with http"),
    }
    if answer == "locked":
        page.respond_with_data("", status=401)
    else:
        page.respond_with_data("<h1>hello</h1>")
    address, why = said[answer]
    monkeypatch.setenv("PREFECT_API_URL", address)
    code, found = asked(callnow)
    assert code == 3
    assert why in found["prefect"]["why_not"]
    (one,) = found["attention"]
    assert f"Prefect does not answer at {address}" in one["what"]
    assert "PREFECT_API_URL" in one["what_to_do"]


def test_who_serves_the_home_is_told_and_that_it_owes_a_run(
    database: Path, home: Path, callnow: Callnow, httpserver: HTTPServer
) -> None:
    """The address comes from who holds the home; a schedule that has not begun a run for two intervals needs a look,
    unless it has not served for so long: after a night in which the machine was off the first run takes its time."""
    httpserver.expect_request("/api/admin/version").respond_with_json("3.8.8")
    httpserver.expect_request("/api/flow_runs/filter").respond_with_json([])
    api = httpserver.url_for("/api")
    with only_run(home, f"`callnow serve` at {api}", SERVE):
        code, found = asked(callnow)
        assert (code, found["prefect"]["address"], found["prefect"]["reachable"]) == (0, api, True)
        assert found["prefect"]["served_by"].startswith(f"`callnow serve` at {api} (process ")
        just_begun = callnow("--at", (NOW + timedelta(minutes=31)).isoformat(), "status", "--json")
        an_hour_ago = time.time() - 3600
        os.utime(home / SERVE, (an_hour_ago, an_hour_ago))
        later = callnow("--at", (NOW + timedelta(minutes=31)).isoformat(), "status", "--json")
    assert (just_begun.code, later.code) == (0, 3)
    assert json.loads(later.out)["attention"][0]["what"].startswith(
        "`callnow serve` runs, but no run began since 2026-03-02 15:20"
    )
    code, found = asked(callnow)  # it has ended: nobody holds the home, and no address is known
    assert (code, found["prefect"]["served_by"], found["prefect"]["address"]) == (0, None, None)


def test_a_serve_that_has_just_begun_is_starting(home: Path, callnow: Callnow) -> None:
    """While Prefect's server starts nothing is amiss; where it has not answered for long somebody is needed."""
    with only_run(home, "`callnow serve` at http://127.0.0.1:9/api", SERVE):
        ran = callnow(*AT, "status")
        assert "is starting at http://127.0.0.1:9/api" in ran.out
        assert "does not answer" not in ran.out
        assert "nothing was ever read" not in ran.out
        os.utime(home / SERVE, (0, 0))
        ran = callnow(*AT, "status")
    assert (ran.code, "Prefect does not answer at http://127.0.0.1:9/api" in ran.out) == (3, True)
    assert "what to do: nothing: `callnow serve` starts it again by itself" in ran.out


def test_a_run_that_only_visited_feeds_in_trouble_is_none_of_the_networks(home: Path) -> None:
    """Where none of the feeds that were due answered nothing is wrong as long as another, not due, is well."""
    last = LastRun(RunKind.WATCH, NOW, NOW, {"feeds": 1, "failed": 1})
    failing = FeedTrouble("north", FeedVerdict.FAILING, "one visit failed", False, None)
    for feeds, told in ((2, False), (1, True)):
        state = DatabaseState(last_run=last, feeds=feeds, trouble=(failing,), prospects=1)
        attention = status._attention(load_settings(home), state, PrefectState(), "", NOW)
        assert ("no feed answered in the last run" in [one.what for one in attention]) is told


@pytest.mark.parametrize(("days", "told"), [(3, False), (5, True)])
def test_where_nothing_serves_a_run_is_missed_after_a_long_weekend(home: Path, days: int, told: bool) -> None:
    """cron that no longer starts any run leaves no other trace."""
    last = LastRun(RunKind.WATCH, NOW - timedelta(days=days), NOW, {})
    state = DatabaseState(last_run=last, feeds=1, prospects=1)
    attention = status._attention(load_settings(home), state, PrefectState(), "", NOW)
    assert any(one.what.endswith(f"UTC, {days} days ago") for one in attention) is told


def test_it_imports_no_prefect_and_nothing_that_reads_the_news() -> None:
    """What is asked every few minutes must be there at once."""
    code = (
        "import sys, flows.running.status as _\n"
        "print([name for name in ('prefect', 'httpx', 'feedparser') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert ran.stdout.strip() == "[]"
