"""`callnow status` of Prefect's server and the schedule: what it answers, and a run that is owed."""

from __future__ import annotations

import json
import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from callnow.feeds import ListedFeed
from callnow.paths import SERVE
from callnow.settings import load_settings
from callnow.store import only_run
from callnow.store.runs import LastRun
from callnow.terms import FeedVerdict, RunKind
from flows.running import status
from flows.running.database_state import DatabaseState
from flows.running.prefect_state import BROKEN_OFF, PrefectState
from tests.conftest import Callnow
from tests.flows.healthy_home import AT, NOW, asked


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


def ended(state: str, began: timedelta, message: str = "", home: str = "") -> dict[str, object]:
    """A run of this home in Prefect's history that began so long after NOW, and ended ten seconds later."""
    moments = {"start_time": NOW + began, "end_time": NOW + began + timedelta(seconds=10)}
    return {
        "parameters": {"home": home},
        "state": {"type": state, "message": message},
        **{name: moment.isoformat().replace("+00:00", "Z") for name, moment in moments.items()},
    }


OF_MEMORY = "Process exited with status code: 127. Command not found."
OF_THE_DISK = "Flow run encountered an exception: StoreError: callnow.duckdb: No space left — free disk space"
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.mark.parametrize(
    ("history", "what", "what_to_do"),
    [
        (
            [("FAILED", 9 * MINUTE, OF_THE_DISK)],
            "the last run failed: 2026-03-02 15:39 UTC: callnow.duckdb: No space left",
            "free disk space",
        ),
        (
            [("CRASHED", 9 * MINUTE, OF_MEMORY), ("CRASHED", 6 * MINUTE, "Shot."), ("COMPLETED", MINUTE)],
            "the last 2 runs were killed, the first of them at 2026-03-02 15:36 UTC: "
            "Process exited with status code: 127. It ended itself, as where it gets no more memory.",
            "see whether this machine has memory left",
        ),
        ([("COMPLETED", 9 * MINUTE), ("FAILED", 6 * MINUTE, OF_THE_DISK)], "", ""),
        ([("FAILED", -HOUR, OF_THE_DISK)], "", ""),  # another began since, and ended well
        ([("CRASHED", 9 * MINUTE, BROKEN_OFF), ("COMPLETED", MINUTE)], "", ""),  # somebody stopped `callnow serve`
        (
            [("CRASHED", 9 * MINUTE, BROKEN_OFF), ("FAILED", MINUTE, "Ray ended")],
            "the last run failed: 2026-03-02 15:31 UTC: Ray ended",
            "the log",
        ),
    ],
)
def test_runs_of_the_schedule_that_failed_are_told(
    history: list[tuple[str, timedelta, str]],
    what: str,
    what_to_do: str,
    database: Path,
    home: Path,
    callnow: Callnow,
    httpserver: HTTPServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Such as leave no trace in the database: killed before they opened it, or not able to write into it."""
    monkeypatch.setenv("PREFECT_API_URL", httpserver.url_for("/api"))
    httpserver.expect_request("/api/admin/version").respond_with_json("3.8.8")
    runs = [ended(*run, home=str(home)) for run in history]
    of_another = ended("FAILED", HOUR, "of another home", "/elsewhere")
    httpserver.expect_request("/api/flow_runs/filter").respond_with_json([of_another, *runs])
    code, found = asked(callnow)
    assert code == (3 if what else 0)
    assert [one["what"] for one in found["attention"]] == [what] * bool(what)
    if what:
        assert found["attention"][0]["what_to_do"].startswith(what_to_do)


def test_a_full_disk_needs_somebody_whatever_serves(
    database: Path, callnow: Callnow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that fails on it can leave no note of that, and after `callnow serve` has ended nobody else knows."""
    monkeypatch.setattr(status, "is_full", lambda folder: True)
    code, found = asked(callnow)
    (one,) = found["attention"]
    assert (code, one["what_to_do"].startswith("free disk space")) == (3, True)
    assert one["what"].startswith("no room is left on the disk of the home")


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
    failing = ListedFeed(
        {"name": "north"}, True, "added", FeedVerdict.FAILING, "one visit failed", "", "", 1, 1, None, False, False, {}
    )
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
