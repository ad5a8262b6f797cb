"""`callnow serve` is one for each home, tells who stands in its way, and tells when a run is owed and none begins."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from callnow.errors import CallnowError
from callnow.paths import SERVE
from callnow.setting_tables import CadenceSettings
from callnow.settings import Settings, load_settings
from callnow.store import only_run
from flows.running import prefect_state, serving
from flows.running.prefect_server import LIGHT, PrefectServer, prefect_server, use_prefect_home
from flows.running.run_errors import tell_in_words
from flows.running.serving import deployment_name
from tests.conftest import Callnow

API = "http://127.0.0.1:4200/api"


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a test sets for Prefect is gone with it, and what `serve` does on SIGTERM."""
    for name in (
        "PREFECT_API_URL",
        "PREFECT_HOME",
        "PREFECT_SERVER_UI_API_URL",
        "PREFECT_UI_STATIC_DIRECTORY",
        "PREFECT_API_KEY",
    ):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


@contextmanager
def answering(body: object) -> Iterator[int]:
    """A server on a free port that answers everything with this JSON."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, *args: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


def test_follow_ups_are_made_on_the_working_days(tmp_path: Path) -> None:
    """Where people work from Sunday to Thursday the morning's list is made on these days."""
    week = CadenceSettings(working_days=("sunday", "monday", "tuesday", "wednesday", "thursday"))
    deployments = asyncio.run(serving._deployments(Settings(home=tmp_path, cadence=week)))
    (mornings,) = [d for d in deployments if d.name and d.name.startswith("follow-ups")]
    (schedule,) = [made.schedule for made in mornings.schedules or []]
    assert schedule.cron == "0 7 * * sun,mon,tue,wed,thu"


@pytest.mark.parametrize(
    ("now", "owed"),
    [
        (datetime(2026, 3, 2, 11, 59, tzinfo=UTC), False),
        (datetime(2026, 3, 2, 12, 0, tzinfo=UTC), True),
        (datetime(2026, 3, 3, 3, 0, tzinfo=UTC), True),
        (datetime(2026, 3, 7, 15, 0, tzinfo=UTC), False),
    ],
    ids=["before", "at the hour", "evening", "saturday"],
)
def test_follow_ups_are_made_at_the_start_where_their_hour_has_passed(now: datetime, owed: bool, home: Path) -> None:
    """By the clock of the watch's time zone, on working days alone."""
    settings = load_settings(home, watch={"time_zone": "America/New_York", "followups_at": "07:00"})
    assert serving.morning_has_passed(settings, now) is owed


def test_two_homes_never_share_a_deployment(tmp_path: Path) -> None:
    """Homes of one name in different places have different names; one home has always the same."""
    one, two = tmp_path / "a" / "home", tmp_path / "b" / "home"
    assert deployment_name("watch", one) != deployment_name("watch", two)
    assert deployment_name("watch", one) == deployment_name("watch", one)
    assert "home" in deployment_name("watch", one)
    assert deployment_name("watch", tmp_path / "100% R&D <new>").startswith("watch 100- R-D -new- ")


def test_prefect_lives_in_the_home_unless_the_operator_says_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert use_prefect_home(tmp_path) == tmp_path / "prefect"
    assert os.environ["PREFECT_HOME"] == str(tmp_path / "prefect")
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "mine"))
    assert use_prefect_home(tmp_path) == tmp_path / "mine"


@pytest.mark.parametrize("writable", [True, False])
def test_prefect_has_its_pages_where_another_user_installed_it(
    writable: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Prefect unpacks them beside its code; where that may not be written (a service, a container), in the home."""
    monkeypatch.setattr(os, "access", lambda *asked: writable)
    use_prefect_home(tmp_path)
    pages = os.environ.get("PREFECT_UI_STATIC_DIRECTORY")
    assert pages == (None if writable else str(tmp_path / "prefect" / "ui"))


def test_a_second_serve_of_a_home_names_the_first(home: Path, callnow: Callnow) -> None:
    with only_run(home, f"`callnow serve` at {API}", SERVE):
        ran = callnow("serve")
    assert ran.code == 1
    assert f"process {os.getpid()}" in ran.err
    assert API in ran.err
    assert "stop that one first" in ran.err


def test_it_can_be_stopped_while_prefects_server_starts(
    home: Path, callnow: Callnow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As process 1 of a container, which no signal ends that it has no handler for; the server is ended with it."""
    ended = []

    @contextmanager
    def starting(home: Path, port: int) -> Iterator[None]:
        try:
            assert signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL
            signal.raise_signal(signal.SIGTERM)
            yield
        finally:
            ended.append(port)

    monkeypatch.setattr("flows.running.prefect_server.prefect_server", starting)
    ran = callnow("serve", "--port", "4999")
    assert (ran.code, ended) == (0, [4999])
    assert "Stopped.\n" in ran.err


def test_a_port_in_use_is_told_with_who_holds_it(home: Path, callnow: Callnow, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Prefect server is named with its version and can be used instead; anything else is another program."""
    with answering("3.8.8") as port:
        ran = callnow("serve", "--port", port)
    assert ran.code == 1
    assert "a Prefect server (version 3.8.8)" in ran.err
    assert f"PREFECT_API_URL=http://127.0.0.1:{port}/api" in ran.err
    monkeypatch.setattr(prefect_state, "SECONDS", 0.3)  # which one that never answers takes
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        ran = callnow("serve", "--port", held.getsockname()[1])
    assert "another program" in ran.err


@pytest.mark.parametrize(
    ("body", "told"), [("2.20.1", "the server is Prefect 2.20.1"), ({"detail": "no"}, "no Prefect server answers")]
)
def test_a_server_of_another_version_or_kind_is_refused(
    body: object, told: str, home: Path, callnow: Callnow, monkeypatch: pytest.MonkeyPatch
) -> None:
    with answering(body) as port:
        monkeypatch.setenv("PREFECT_API_URL", f"http://127.0.0.1:{port}/api")
        ran = callnow("serve")
    assert ran.code == 1
    assert told in ran.err


def test_a_server_that_is_down_is_told_without_its_password(
    home: Path, callnow: Callnow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://someone:secret@127.0.0.1:9/api")
    ran = callnow("serve")
    assert ran.code == 1
    assert "no Prefect server answers" in ran.err
    assert "secret" not in ran.err


def test_a_server_that_ends_is_told_with_its_last_error(tmp_path: Path) -> None:
    """The lines from its last error on, and where all it said stands; what it said is in that file."""
    words = "print('fine'); print('ERROR | the scheduler stumbled'); print('over this'); raise SystemExit(7)"
    process = subprocess.Popen([sys.executable, "-c", words], stdout=subprocess.PIPE, text=True)
    server = PrefectServer(API, process, tmp_path / "server.log")
    process.wait()
    for thread in threading.enumerate():
        if thread.name == "prefect server log":
            thread.join(10)
    with pytest.raises(CallnowError, match="exit code 7") as caught:
        server.check()
    assert "the scheduler stumbled\n  over this" in str(caught.value)
    assert "fine" not in caught.value.what
    assert "fine" in (tmp_path / "server.log").read_text()


def test_a_server_without_room_is_told_in_one_sentence(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Where the disk is full its log cannot be written: nothing is printed for its lines, and the cause is told."""
    (tmp_path / "server.log").symlink_to("/dev/full")
    words = "print('sqlite3.OperationalError: database or disk is full'); raise SystemExit(3)"
    process = subprocess.Popen([sys.executable, "-c", words], stdout=subprocess.PIPE, text=True)
    server = PrefectServer(API, process, tmp_path / "server.log")
    process.wait()
    for thread in threading.enumerate():
        if thread.name == "prefect server log":
            thread.join(10)
    with pytest.raises(CallnowError, match=r"exit code 3\): no room is left on the disk — free disk space"):
        server.check()
    assert capfd.readouterr() == ("", "")


def test_prefects_server_ends_with_whoever_began_it() -> None:
    """Its standard input is a pipe from `callnow serve`: once that is closed, by kill -9 too, it is gone."""
    command = [sys.executable, "-m", "flows.running.with_parent", "version"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True)
    assert process.stdin
    process.stdin.close()
    assert process.wait(60) == -signal.SIGKILL


@pytest.mark.filterwarnings("ignore:Logger")  # Prefect's, outside of a run
def test_what_ends_a_run_stands_in_its_log_in_words(caplog: pytest.LogCaptureFixture) -> None:
    """An error for people is told once, without a traceback; a surprise keeps its own."""
    tell_in_words()
    log = logging.getLogger("prefect.flow_runs")
    for error in (CallnowError("none answered", where="watch", hint="look"), ZeroDivisionError("a surprise")):
        for words in ("Encountered exception during execution: %r", "Engine execution exited: %r"):
            log.error(words, error, exc_info=error)
    told = [record for record in caplog.records if record.name == log.name]
    assert [record.getMessage() for record in told if not record.exc_info] == ["watch: none answered — look"]
    assert len(told) == 3


def test_a_named_server_is_used_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.metadata import version

    with answering(version("prefect")) as port:
        monkeypatch.setenv("PREFECT_API_URL", f"http://127.0.0.1:{port}/api")
        with prefect_server(tmp_path, 1) as server:
            assert server.api == f"http://127.0.0.1:{port}/api"
            assert server.process is None


@pytest.mark.parametrize("under_nohup", [False, True])
def test_a_terminal_that_is_closed_ends_it_unless_nohup_forbids(under_nohup: bool) -> None:
    """SIGHUP ends it as SIGTERM does, with the runs under way; where it is not to be heard it stays unheard."""

    async def hears_it() -> bool:
        stop = await serving._stop_signal(SimpleNamespace(started=True), None)  # type: ignore[arg-type]
        heard = signal.getsignal(signal.SIGHUP) not in (signal.SIG_DFL, signal.SIG_IGN)
        signal.raise_signal(signal.SIGHUP if heard else signal.SIGTERM)
        await stop
        return heard

    before = signal.signal(signal.SIGHUP, signal.SIG_IGN if under_nohup else signal.SIG_DFL)
    try:
        assert asyncio.run(hears_it()) is not under_nohup
    finally:
        signal.signal(signal.SIGHUP, before)


class Serving:
    """`serve` in which each schedule ends as it is told to, and a server that counts its starts."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *ends: str) -> None:
        self.server, self.ends, self.starts = PrefectServer(API), list(ends), 0
        monkeypatch.setattr(serving, "_serve", self.serve)
        monkeypatch.setattr(self.server, "restart", self.restart)

    async def serve(self, settings: Settings, server: PrefectServer) -> None:
        end = self.ends.pop(0)
        if end == "after a run":
            server.restarts = 0
        if end:
            raise server.trouble(f"no run has begun for {len(self.ends)} minutes")

    def restart(self) -> None:
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL  # as before: it can be stopped while it starts
        self.starts += 1
        self.server.restarts += 1
        if self.ends[0] == "does not start":
            self.ends.pop(0)
            raise self.server.trouble("it did not answer")


@pytest.mark.parametrize(
    ("ends", "starts", "told"),
    [
        ([""], 0, ""),
        (["stuck", ""], 1, ""),
        (["stuck", "stuck", ""], 2, ""),
        (["stuck", "stuck", "stuck"], 2, "no run has begun for 0 minutes"),
        (["stuck", "does not start", "stuck"], 2, "no run has begun for 0 minutes"),
        (["stuck", "does not start", "does not start"], 2, "it did not answer"),
        (["stuck", *["after a run"] * 9, ""], 10, ""),
    ],
)
def test_what_stands_still_is_started_again(
    ends: list[str],
    starts: int,
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    home: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Each time with the reason; where two starts in a row bring no run it ends with the last one."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    kept = Serving(monkeypatch, *ends)
    with only_run(home, "`callnow serve`", SERVE), pytest.raises(CallnowError, match=told) if told else nullcontext():
        serving.serve_flows(load_settings(home), kept.server)
    assert kept.starts == starts
    assert caplog.text.count("Prefect's server and the schedule are started again") == starts


def test_nothing_is_started_again_for_a_home_that_is_gone(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """Prefect's server would begin its folder anew where the home was, in the way of whoever puts it back."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    kept = Serving(monkeypatch, "stuck", "")
    with only_run(home, "`callnow serve`", SERVE):
        home.rename(home.with_name("moved"))
        with pytest.raises(CallnowError, match="is gone or another"):
            serving.serve_flows(load_settings(home), kept.server)
    assert kept.starts == 0
    assert not home.exists()


def test_a_server_that_is_started_again_forgets_what_the_last_one_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the same address, with the words of its own."""

    def say(words: str) -> subprocess.Popen[str]:
        return subprocess.Popen([sys.executable, "-c", f"print({words!r})"], stdout=subprocess.PIPE, text=True)

    first = say("ERROR | disk is full")
    server = PrefectServer(API, first, tmp_path / "server.log")
    first.wait()
    monkeypatch.setattr("flows.running.prefect_server._start_process", lambda api: say(f"ERROR | again at {api}"))
    monkeypatch.setattr("flows.running.prefect_server._wait_until_healthy", lambda server: server.process.wait())
    server.restart()
    for thread in threading.enumerate():
        if thread.name == "prefect server log":
            thread.join(10)
    assert server.process is not first
    assert server.last_words() == f"; it last wrote:\n  ERROR | again at {API}"
    assert server.restarts == 1


def test_a_named_server_that_is_away_for_a_while_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that woke has no network at once: two starts in vain within a second ended `serve`."""
    answers: list[object] = [OSError(), OSError(), True]

    def ask(url: str) -> object:
        if isinstance(answer := answers.pop(0), OSError):
            raise answer
        return answer

    monkeypatch.setattr("flows.running.prefect_server.ask_api", ask)
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    PrefectServer(API).restart()
    assert not answers


def test_prefect_takes_what_keeps_its_database_light(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten minutes ahead instead of an hour, and no run marked as late; a setting it cannot read ends its server."""
    from prefect.settings.models.server.services import ServerServicesLateRunsSettings, ServerServicesSchedulerSettings

    for name, value in LIGHT.items():
        monkeypatch.setenv(name, value)
    assert ServerServicesSchedulerSettings().min_scheduled_time == timedelta(minutes=10)
    assert not ServerServicesLateRunsSettings().enabled


def test_a_run_that_meets_the_one_before_is_left_out(tmp_path: Path) -> None:
    """Those that wait would pile up on a busy machine, and each is asked for again and again."""
    deployments = asyncio.run(serving._deployments(Settings(home=tmp_path)))
    assert {d.concurrency_limit for d in deployments} == {1}
    assert {d.concurrency_options.collision_strategy for d in deployments if d.concurrency_options} == {"CANCEL_NEW"}


@pytest.mark.parametrize(
    ("name", "below", "least"),
    [
        ("prefect.runner", "prefect.runner.state_proposer", logging.WARNING),
        ("prefect.FlowRunCancellingObserver", "prefect.FlowRunCancellingObserver", logging.ERROR),
    ],
)
def test_what_nobody_can_act_on_is_not_shown(name: str, below: str, least: int) -> None:
    """That runs wait, that the runner asks in another way; who asks Prefect for everything gets it."""
    logger = logging.getLogger(name)
    before = logger.level
    try:
        for level, shown in ((logging.DEBUG, logging.DEBUG), (logging.INFO, least)):
            logger.setLevel(level)
            serving.silence_runner()
            assert logging.getLogger(below).getEffectiveLevel() == shown
    finally:
        logger.setLevel(before)
