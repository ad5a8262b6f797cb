"""callnow without a command: page and schedule together at a terminal, the list of commands elsewhere."""

from __future__ import annotations

import http.client
import os
import pty
import re
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest

from delivery.page.ticket import FILE_NAME, make_ticket, take_ticket
from flows.running.run_now import COMMAND
from tests.conftest import Callnow

OPENER = '#!/bin/sh\necho "$1" >> "$OPENED"\n'


def test_without_a_terminal_it_lists_its_commands(callnow: Callnow) -> None:
    """Scripts and pipes wait for nothing: help, and exit code 2 as for any command that is missing."""
    ran = callnow()
    assert ran.code == 2
    assert "Usage: " in ran.out
    assert "Every day" in ran.out
    assert not callnow.home.exists()


def test_a_ticket_opens_the_page_once_and_soon(home: Path) -> None:
    """Not twice, not a wrong one, not an old one, and only the last that was made."""
    home.mkdir()
    assert not take_ticket(home, "")
    first, second = make_ticket(home), make_ticket(home)
    assert not take_ticket(home, first)
    assert take_ticket(home, second)
    assert not take_ticket(home, second)
    old = make_ticket(home)
    os.utime(home / FILE_NAME, (time.time() - 600,) * 2)
    assert not take_ticket(home, old)


class Terminal:
    """callnow started at a terminal of its own, with a browser that keeps the address it is given."""

    def __init__(self, home: Path) -> None:
        self.opened, opener = home.with_suffix(".opened"), home.with_suffix(".browser")
        opener.write_text(OPENER)
        opener.chmod(0o755)
        ours, theirs = pty.openpty()
        self.printed: list[bytes] = []
        self.process = subprocess.Popen(
            [*COMMAND, "--home", str(home)],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=os.environ | {"BROWSER": str(opener), "OPENED": str(self.opened), "CALLNOW_PAGE__PORT": "0"},
            start_new_session=True,
        )
        os.close(theirs)
        threading.Thread(target=self._read, args=(ours,), daemon=True).start()

    def _read(self, ours: int) -> None:
        try:
            while read := os.read(ours, 4096):
                self.printed.append(read)
        except OSError:  # the other end is closed
            os.close(ours)

    def addresses(self, count: int) -> list[str]:
        """The addresses that the browser was opened at, once there are so many."""
        until = time.monotonic() + 90
        while not self.opened.exists() or len(self.opened.read_text().split()) < count:
            assert time.monotonic() < until, b"".join(self.printed).decode()
            time.sleep(0.1)
        return self.opened.read_text().split()


@pytest.fixture
def terminal(home: Path) -> Iterator[Terminal]:
    running = Terminal(home)
    yield running
    if running.process.poll() is None:
        running.process.terminate()
    running.process.wait(60)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP, signal.SIGKILL], ids=["Ctrl-C", "closed", "killed"])
def test_at_a_terminal_it_serves_page_and_schedule_until_it_is_ended(
    terminal: Terminal, home: Path, number: signal.Signals
) -> None:
    """The browser is let in by its ticket; a second start opens it at the same page; nothing outlives the end."""
    (address,) = terminal.addresses(1)
    parts = urlsplit(address)
    con = http.client.HTTPConnection("127.0.0.1", parts.port or 0, timeout=60)
    con.request("GET", f"/?{parts.query}")
    assert con.getresponse().status == 303
    con.close()
    second = Terminal(home)
    assert second.process.wait(60) == 0
    assert urlsplit(terminal.addresses(2)[1]).port == parts.port
    until = time.monotonic() + 90
    while "serve.lock" not in os.listdir(home):
        assert time.monotonic() < until
        time.sleep(0.2)
    children = psutil.Process(terminal.process.pid).children(recursive=True)
    assert children
    os.killpg(terminal.process.pid, number)
    terminal.process.wait(60)
    _, left = psutil.wait_procs(children, timeout=60)
    assert not left
    assert not re.search(rb"Traceback", b"".join(terminal.printed))
