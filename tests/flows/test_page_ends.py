"""A page that is told to end ends itself and what works behind it, without a word."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from callnow.settings import Settings
from callnow.store import reading
from callnow.store.rows import fetch
from flows.running.run_now import COMMAND
from tests.bench_page import ADDRESS, Browser
from tests.conftest import Callnow

PATIENCE = 60.0  # seconds


@pytest.fixture
def process(callnow: Callnow, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """`callnow page` in a home with one person."""
    people = tmp_path / "people.csv"
    people.write_text("name,employer,phone\nDana Whitlock,Dorvane,+1 612 555 0117\n", encoding="utf-8")
    assert callnow("import", people).code == 0
    words = [*COMMAND, "--home", str(callnow.home), "page", "--port", "0"]
    pipe, wide = subprocess.PIPE, os.environ | {"COLUMNS": "200"}
    with subprocess.Popen(words, stdout=pipe, stderr=pipe, text=True, env=wide) as running:
        yield running
        running.kill()


@pytest.mark.integration
def test_a_page_that_is_terminated_ends_with_what_works_behind_it(
    process: subprocess.Popen[str], callnow: Callnow
) -> None:
    """As by a service manager, which takes another exit code than 0 for a failure and keeps what is on stderr."""
    assert process.stdout
    assert process.stderr
    host, port, token = next(found.groups() for line in process.stdout if (found := ADDRESS.search(line)))
    with reading(Settings(home=callnow.home)) as con:
        (person,) = fetch(con, "SELECT id FROM prospect")
    own = psutil.Process(process.pid)
    browser = Browser(host, int(port), own)
    browser.let_in(token)
    assert browser.ask(f"/people/{person['id']}/called", {"outcome": "good talk"})[0] == 200
    until = time.monotonic() + PATIENCE
    while not (behind := own.children(recursive=True)):  # what was clicked is published there
        assert time.monotonic() < until
        time.sleep(0.1)
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE) == 0
    assert process.stderr.read() == ""
    assert psutil.wait_procs(behind, timeout=PATIENCE)[1] == []
