"""Every file of a home is its owner's alone (0600), and every folder (0700), whatever the umask."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from callnow.settings import load_settings
from callnow.store.connection import writing
from callnow.store.files import connect, log_of
from flows.running import prefect_server
from flows.running.prefect_server import PrefectServer
from flows.running.run_now import COMMAND
from tests.conftest import Callnow
from tests.flows.whole_run import CLOSURE, HIRE, LAYOFFS, MOVE, NOW, Desk, feed
from tests.ports import free_port
from tests.sources.loopback import site

CHANNELS = "".join(
    f'[channels.{kind}]\nkind = "{kind}"\npath = "{path}"\ntiers = ["call_now", "worth_knowing"]\n'
    for kind, path in {
        "csv": "told.csv",
        "calendar": "out/deep/calls.ics",
        "feed": "out/calls",
    }.items()
)
MINE = {"callnow.toml"}  # what its user writes


UMASKS = [pytest.param(0o000, id="umask 000"), pytest.param(0o022, id="umask 022", marks=pytest.mark.slow)]


@pytest.fixture(params=UMASKS, autouse=True)
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def open_to_others(home: Path) -> dict[str, str]:
    """The files and folders of a home that others may read, write or enter, each with its mode."""
    found = {}
    for one in (home, *home.rglob("*")):
        mode = stat.S_IMODE(one.lstat().st_mode)
        if one.name not in MINE and mode != (0o700 if one.is_dir() else 0o600):
            found[str(one.relative_to(home))] = f"{mode:o}"
    return found


@pytest.mark.integration
def test_every_file_of_a_home(home: Path, callnow: Callnow, monkeypatch: pytest.MonkeyPatch) -> None:
    """After import, runs with channels that write files, calls, the page's start, follow-ups, status and recovery."""
    monkeypatch.setattr(uvicorn.Server, "run", lambda *_, **__: None)
    with site() as at:
        desk = Desk(callnow, home, CHANNELS)
        assert open_to_others(home) == {}
        at.routes["/wire"] = [feed(HIRE, LAYOFFS, MOVE, CLOSURE)]
        desk.add(wire=at.url("/wire"))
        assert desk.run().code == 0
    assert len(desk.told()) == 4
    for words in (
        ("follow-ups",),
        ("log", "Mara", "--called", "--note", "curious"),
        ("calendar",),
        ("rematch",),
        ("page", "--port", "0"),
        ("status",),
        ("run", "--due"),
    ):
        ran = callnow("--at", NOW.isoformat(), *words)
        assert ran.code in (0, 3), (words, ran.err)
        assert open_to_others(home) == {}, words
    written = {one.name for one in home.rglob("*") if one.is_file()}
    assert {"told.jsonl", "told.csv", "calls.ics", "calendar.ics", "page.token", "run.lock", "news.duckdb"} <= written
    with (home / "callnow.duckdb").open("r+b") as damaged:
        damaged.seek(8192)
        damaged.write(b"\xff" * 4096)
    assert callnow("recover").code == 0
    assert any("damaged" in one.name for one in home.iterdir())
    assert open_to_others(home) == {}


def test_the_log_of_a_database(home: Path, callnow: Callnow) -> None:
    """DuckDB's write-ahead log holds what was committed, and stays where a run is killed."""
    Desk(callnow, home)
    settings = load_settings(home)
    held = connect(settings.database)  # while one is open the log is not folded into the file
    try:
        with writing(settings.database) as con:
            con.execute("UPDATE prospect SET notes = 'likes rowing'")
        assert log_of(settings.database).stat().st_size > 0
        assert open_to_others(home) == {}
    finally:
        held.close()


def test_the_logs_of_prefects_server(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also those that are begun when one is full."""
    home.mkdir(mode=0o700)
    monkeypatch.setattr(prefect_server, "LOG_BYTES", 400)
    words = "for n in range(40): print('a line of the server', n)"
    process = subprocess.Popen([sys.executable, "-c", words], stdout=subprocess.PIPE, text=True)
    PrefectServer("http://127.0.0.1:4200/api", process, home / "server.log")
    process.wait()
    for thread in threading.enumerate():
        if thread.name == "prefect server log":
            thread.join(10)
    assert {"server.log", "server.log.1", "server.log.2"} <= {one.name for one in home.iterdir()}
    assert open_to_others(home) == {}


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_what_serve_makes(home: Path, callnow: Callnow) -> None:
    """Prefect's database, its profile and its logs, once a first run has ended."""
    Desk(callnow, home)
    port = free_port()
    command = [
        *COMMAND,
        "--home",
        str(home),
        "serve",
        "--port",
        str(port),
    ]
    log = home.parent / "serve.log"
    with log.open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, start_new_session=True)
    try:
        until = time.monotonic() + 300
        while "watch, " not in callnow("status").out or "under way" in callnow("status").out:
            assert time.monotonic() < until, log.read_text()
            assert process.poll() is None, log.read_text()
            time.sleep(1)
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            assert open_to_others(home) == {}
    finally:
        process.terminate()
        process.wait(60)
    assert (home / "prefect" / "server.log").exists()
    assert open_to_others(home) == {}
