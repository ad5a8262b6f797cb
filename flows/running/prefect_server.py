"""Prefect's server beside `callnow serve`: its own home, its words in a log file, its end told with its last words.

What is set here must be set before Prefect is imported: it reads its settings then.
"""

from __future__ import annotations

import logging
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from importlib.util import find_spec
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from urllib.parse import urlsplit

from callnow.errors import CallnowError
from callnow.private_files import OWNER_ONLY_FOLDER, make_private_folder, open_private
from callnow.store.files import FULL
from flows.running.prefect_state import START_SECONDS, ask_api, without_login

STOP_SECONDS = 4.0  # then it is killed: all of `serve` must end within ten
LOG_BYTES, LOG_FILES = 5_000_000, 4
LAST_LINES = 200  # lines of the server kept to look for its last error
LIGHT = {  # what keeps its SQLite from being locked on a busy machine
    "PREFECT_SERVER_SERVICES_SCHEDULER_MIN_SCHEDULED_TIME": "PT10M",  # or three runs; of its own an hour ahead
    "PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED": "false",  # each late run would be marked as such, again and again
}
TOLD_LINES = 6  # of these, how many a person is shown


class _PrivateLog(RotatingFileHandler):
    """A log that is its owner's alone, also the file that is begun when one is full, or when its folder was removed."""

    def _open(self) -> TextIOWrapper:
        with suppress(OSError):  # no folder is made above it: where the home is gone it would stand in its way
            Path(self.baseFilename).parent.mkdir(mode=OWNER_ONLY_FOLDER)
        return open(self.baseFilename, "a", encoding=self.encoding, opener=open_private)

    def emit(self, record: logging.LogRecord) -> None:
        if self.stream and not os.path.exists(self.baseFilename):
            removed, self.stream = self.stream, None  # as logging does between two files
            with suppress(OSError):
                removed.close()
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:
        """Passes over what could not be written, as on a full disk: logging would print a traceback for each line."""


class Standstill(CallnowError):
    """What schedules stands still: started again it may go on. `why` is said in a few words."""

    why = ""


class PrefectServer:
    """The API that flows are run with; `process` and `log` are those of a server that we started.

    `restarts` counts how often it was started again since a run last began.
    """

    def __init__(self, api: str, process: subprocess.Popen[str] | None = None, log: Path | None = None) -> None:
        self.api, self.log, self.restarts = api, log, 0
        self._follow(process)

    def _follow(self, process: subprocess.Popen[str] | None) -> None:
        self.process, self._lines = process, deque[str](maxlen=LAST_LINES)
        if process and self.log:
            args = (process, self._lines, self.log)
            threading.Thread(target=_keep_words, args=args, name="prefect server log", daemon=True).start()

    def restart(self) -> None:
        """Starts a server of our own again, at its address; one that the operator named is waited for, for it may be
        away for a while, as the network of a machine that has just woken."""
        self.restarts += 1
        if self.process:
            _stop(self)
            self._follow(_start_process(self.api))
        _wait_until_healthy(self)

    def check(self) -> None:
        """Raises CallnowError where the server that we started has ended."""
        if self.process and self.process.poll() is not None:
            raise self.trouble(f"Prefect's server ended by itself (exit code {self.process.returncode})")

    def trouble(self, why: str) -> Standstill:
        """The error that says so, and what the server last told."""
        if any(FULL.search(line) for line in self._lines):
            why, hint = f"{why}: no room is left on the disk", "free disk space, then start `callnow serve` again"
            trouble = Standstill(why, where=str(self.log), hint=hint)
        else:
            hint = f"{self.log or 'the log of that server'} has all it said; start `callnow serve` again"
            trouble = Standstill(f"{why}{self.last_words()}", where=self.api, hint=hint)
        trouble.why = why
        return trouble

    def last_words(self) -> str:
        """The last error that the server wrote, else its last lines; "" where it wrote nothing."""
        lines = [line for line in self._lines if line.strip()]
        wrong = [n for n, line in enumerate(lines) if re.search(r"\bERROR\b|\bCRITICAL\b|Error: |Traceback", line)]
        last_lines = lines[wrong[-1] :][:TOLD_LINES] if wrong else lines[-TOLD_LINES:]
        return "; it last wrote:\n  " + "\n  ".join(last_lines) if last_lines else ""


def _keep_words(process: subprocess.Popen[str], lines: deque[str], log: Path) -> None:
    """Writes what a server says into its log until it ends, and keeps the last of it in `lines`.

    It reads on where nothing can be written: a server whose words nobody reads stands still.
    """
    handler = _PrivateLog(log, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    assert process.stdout is not None
    for line in process.stdout:
        lines.append(line.rstrip())
        handler.emit(logging.makeLogRecord({"msg": line.rstrip().replace("%", "%%")}))
    with suppress(OSError):  # what is left to be written has no room either
        handler.close()


def use_prefect_home(home: Path) -> Path:
    """Makes Prefect keep its database, results and logs in the home, unless the operator named another place."""
    os.environ.setdefault("DO_NOT_TRACK", "1")
    os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
    folder = Path(os.environ.setdefault("PREFECT_HOME", str(home / "prefect")))
    make_private_folder(folder)
    clear_results(home)
    prefect = find_spec("prefect")
    if prefect and prefect.origin and not os.access(Path(prefect.origin).parent / "server", os.W_OK):
        # It unpacks its pages there, and has none where another user installed it, as for a service or a container.
        os.environ.setdefault("PREFECT_UI_STATIC_DIRECTORY", str(folder / "ui"))
    return folder


def clear_results(home: Path) -> None:
    """Removes what Prefect kept in the home of errors that ended runs, which nobody reads again."""
    folder = home / "prefect" / "storage"
    with suppress(OSError):  # most of the time there is none
        for kept in folder.iterdir():
            kept.unlink()
        folder.rmdir()


@contextmanager
def prefect_server(home: Path, port: int) -> Iterator[PrefectServer]:
    """The server that PREFECT_API_URL names, else one of our own that ends with us. Raises CallnowError."""
    address = os.environ.get("PREFECT_API_URL")
    folder = use_prefect_home(home)
    if address:
        _check_version(address)
        yield PrefectServer(address)
        return
    _check_port(port)
    api = _own_api(port)
    server = _start(api, folder / "server.log")
    try:
        _wait_until_healthy(server)
        os.environ["PREFECT_API_URL"] = api
        yield server
    finally:
        _stop(server)


def api_address(port: int) -> str:
    """The address of the API that `prefect_server` will give."""
    return os.environ.get("PREFECT_API_URL") or _own_api(port)


def _own_api(port: int) -> str:
    return f"http://127.0.0.1:{port}/api"


def _start(api: str, log: Path) -> PrefectServer:
    os.environ["PREFECT_SERVER_UI_API_URL"] = api
    for name, value in LIGHT.items():
        os.environ.setdefault(name, value)
    log.touch(mode=0o600)
    return PrefectServer(api, _start_process(api), log)


def _start_process(api: str) -> subprocess.Popen[str]:
    prefect = [sys.executable, "-m", "flows.running.with_parent"]
    # In a session of its own: Ctrl-C is for us, and the server must outlive the flows' last words to it.
    return subprocess.Popen(
        [*prefect, "server", "start", "--host", "127.0.0.1", "--port", str(urlsplit(api).port)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
        umask=0o077,  # its database holds the names of runs and events of this home
    )


def _stop(server: PrefectServer) -> None:
    """Ends a server of our own and whatever it started, its process group."""
    process = server.process
    assert process is not None
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=STOP_SECONDS)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, 9)
    process.wait()


def _check_port(port: int) -> None:
    """Raises CallnowError where something answers at the port already, naming it where it is a Prefect server."""
    with socket.socket() as asked:
        asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asked.bind(("127.0.0.1", port))
        except OSError as error:
            api = _own_api(port)
            who = f"a Prefect server (version {version})" if (version := _version_of(api)) else "another program"
            raise CallnowError(
                f"the port is taken by {who}: {error.strerror}",
                where=f"127.0.0.1:{port}",
                hint=f"choose another with --port, or use that server: PREFECT_API_URL={api}",
            ) from None


def _check_version(api: str) -> None:
    """Raises CallnowError where the server named does not answer, or speaks for another version of Prefect."""
    shown, ours = without_login(api), version("prefect")
    theirs = _version_of(api)
    if not theirs:
        what, hint = "no Prefect server answers", "start it, or correct or unset PREFECT_API_URL"
        raise CallnowError(what, where=shown, hint=hint)
    if theirs.split(".")[:2] != ours.split(".")[:2]:
        hint = f"run a server of version {ours}, or install Prefect {theirs} beside callnow"
        raise CallnowError(f"the server is Prefect {theirs}, callnow runs with {ours}", where=shown, hint=hint)


def _version_of(api: str) -> str:
    """The version that a Prefect server tells, "" where none answers."""
    try:
        version = ask_api(f"{api}/admin/version")
    except (OSError, ValueError):
        return ""
    return version if isinstance(version, str) else ""


def _wait_until_healthy(server: PrefectServer) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        server.check()
        with suppress(OSError, ValueError):
            if ask_api(f"{server.api}/health") is True:
                return
        time.sleep(0.5)
    raise server.trouble(f"Prefect's server did not answer within {START_SECONDS:.0f} s")
