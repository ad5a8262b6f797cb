"""Prefect's server beside `callnow serve`: where it lives, who stands in its way, what is told of its end."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from callnow.errors import CallnowError
from flows.running import prefect_state
from flows.running.prefect_server import LIGHT, PrefectServer, prefect_server, use_prefect_home
from tests.conftest import Callnow
from tests.flows.conftest import API

pytestmark = pytest.mark.usefixtures("own_environment")


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


def test_a_server_whose_folder_is_gone_is_read_on_and_its_log_begun_again(home: Path) -> None:
    """Whether it was gone before its first word or between two; where the home is gone, too, none is made."""
    log, said = home / "prefect" / "server.log", "import sys\nfor line in sys.stdin: print(line * 2000, flush=True)"
    process = subprocess.Popen([sys.executable, "-c", said], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    home.mkdir(exist_ok=True)
    server, moved = PrefectServer(API, process, log), home.with_name("moved")
    assert process.stdin

    def says(word: str) -> None:  # more than a pipe holds
        print(word * 40, file=process.stdin, flush=True)
        until(lambda: bool(server._lines) and word in server._lines[-1])

    says("first")
    until(lambda: "first" in log.read_text())
    shutil.rmtree(log.parent)
    says("second")
    until(lambda: "second" in log.read_text())
    assert (stat.S_IMODE(log.parent.stat().st_mode), stat.S_IMODE(log.stat().st_mode)) == (0o700, 0o600)
    home.rename(moved)
    says("third")
    assert not home.exists()
    process.stdin.close()
    assert process.wait(10) == 0


def until(so: Callable[[], bool]) -> None:
    """Waits until it is so, at most ten seconds."""
    end = time.monotonic() + 10
    while True:
        with suppress(FileNotFoundError):
            if so():
                return
        assert time.monotonic() < end
        time.sleep(0.02)


def test_prefects_server_ends_with_whoever_began_it() -> None:
    """Its standard input is a pipe from `callnow serve`: once that is closed, by kill -9 too, it is gone."""
    command = [sys.executable, "-m", "flows.running.with_parent", "version"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True)
    assert process.stdin
    process.stdin.close()
    assert process.wait(60) == -signal.SIGKILL


def test_a_named_server_is_used_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.metadata import version

    with answering(version("prefect")) as port:
        monkeypatch.setenv("PREFECT_API_URL", f"http://127.0.0.1:{port}/api")
        with prefect_server(tmp_path, 1) as server:
            assert server.api == f"http://127.0.0.1:{port}/api"
            assert server.process is None


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
