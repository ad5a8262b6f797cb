"""A page that is told to end ends itself and what works behind it; one that is killed leaves word of what it owed."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest

from callnow.__main__ import SENTENCE, STOPPED
from callnow.settings import Settings
from callnow.store import reading, writing
from callnow.store.owed_rematch import rematch_owed
from callnow.store.rows import fetch
from flows.cli.page import bring_up_to_date
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
    # else the page ignores them where whoever began us does, as nohup has it of SIGHUP
    signal.signal(signal.SIGINT, signal.default_int_handler)
    hang_up = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    words = [*COMMAND, "--home", str(callnow.home), "page", "--port", "0"]
    pipe, wide = subprocess.PIPE, os.environ | {"COLUMNS": "200"}
    with subprocess.Popen(words, stdout=pipe, stderr=pipe, text=True, env=wide) as running:
        signal.signal(signal.SIGHUP, hang_up)
        yield running
        running.kill()


def open_page(process: subprocess.Popen[str]) -> Browser:
    assert process.stdout
    host, port, token = next(found.groups() for line in process.stdout if (found := ADDRESS.search(line)))
    browser = Browser(host, int(port), psutil.Process(process.pid))
    browser.let_in(token)
    return browser


@pytest.mark.integration
@pytest.mark.parametrize(
    ("signals", "code", "words"),
    [
        ([signal.SIGTERM], 0, ""),
        ([signal.SIGHUP], 0, ""),
        ([signal.SIGINT], STOPPED, SENTENCE.decode()),
        ([signal.SIGINT, signal.SIGINT], STOPPED, SENTENCE.decode()),
    ],
    ids=["SIGTERM", "terminal closed", "Ctrl-C", "Ctrl-C twice"],
)
def test_a_page_that_is_told_to_end_ends_with_what_works_behind_it(
    process: subprocess.Popen[str], callnow: Callnow, signals: list[signal.Signals], code: int, words: str
) -> None:
    """A service manager takes another exit code than 0 for a failure, and keeps what is on stderr. What was clicked is
    published first, unless it is told again to end."""
    assert process.stderr
    browser = open_page(process)
    with reading(Settings(home=callnow.home)) as con:
        (person,) = fetch(con, "SELECT id FROM prospect")
    assert browser.ask(f"/people/{person['id']}/called", {"outcome": "good talk"})[0] == 200
    until = time.monotonic() + PATIENCE
    while not (behind := browser.process.children(recursive=True)):  # what was clicked is published there
        assert time.monotonic() < until
        time.sleep(0.1)
    for number in signals:
        process.send_signal(number)
        time.sleep(0.5)
    assert process.wait(PATIENCE) == code
    assert process.stderr.read() == words
    assert psutil.wait_procs(behind, timeout=PATIENCE)[1] == []
    if len(signals) == 1:
        with reading(Settings(home=callnow.home)) as con:
            assert fetch(con, "SELECT outcome FROM touch") == [{"outcome": "good talk"}]


@pytest.mark.integration
def test_a_page_that_is_killed_leaves_word_of_what_it_owed(process: subprocess.Popen[str], callnow: Callnow) -> None:
    """Who was added last is matched to the news that was read before by the page's next start, at the latest."""
    browser = open_page(process)
    browser.ask("/people/add", {"name": "Ines Valder", "employer": "Orbit Foods"})
    process.kill()
    process.wait(PATIENCE)
    settings = Settings(home=callnow.home)
    with writing(settings) as con:
        assert rematch_owed(con)
    bring_up_to_date(settings, datetime.now(UTC))
    with writing(settings) as con:
        assert rematch_owed(con) == ""
