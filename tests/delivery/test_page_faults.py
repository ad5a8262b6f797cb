"""A database that is busy and a copy that is damaged are told in words, and nothing is half-written."""

from __future__ import annotations

import multiprocessing
import re
import subprocess
import sys
import time
from multiprocessing.synchronize import Event
from pathlib import Path

import duckdb
import pytest

from tests.delivery.page_desk import listed, morning, served

made = pytest.fixture(scope="module")(morning)


@pytest.mark.integration
def test_a_busy_database_is_told_in_words(home: Path) -> None:
    """While a run writes for long, the list is still read, and a click says to wait; nothing is half-written."""
    (home / "callnow.toml").write_text("[store]\nlock_wait = 0.2\n")
    file = str(home / "callnow.duckdb")
    code = f"import duckdb, time; c = duckdb.connect({file!r}); print('held', flush=True); time.sleep(60)"
    with (
        served(home) as page,
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as holder,
    ):
        try:
            assert holder.stdout is not None
            assert holder.stdout.readline().strip() == "held"
            assert listed(page.ask("/").text)[0] == "f1"
            answer = page.ask("/calls/t3/dismiss", {}, htmx=True)
            assert "still writing something else" in answer.text
            assert "try again" in answer.text
            assert not re.search(r"process \d|python", answer.text)
            assert answer.headers["hx-reswap"] == "none"
        finally:
            holder.kill()
            holder.wait()
        assert page.state("t3") == "open"


def _hold(file: str, held: Event) -> None:
    with duckdb.connect(file):
        held.set()
        time.sleep(1.5)


def test_a_click_waits_for_what_the_page_itself_began(home: Path) -> None:
    """What works behind it, as a rematch that the last click asked for, may write for longer than others may."""
    (home / "callnow.toml").write_text("[store]\nlock_wait = 0.2\n")
    spawning = multiprocessing.get_context("spawn")
    held = spawning.Event()
    behind = spawning.Process(target=_hold, args=(str(home / "callnow.duckdb"), held))
    with served(home) as page:
        behind.start()
        assert held.wait(30)
        answer = page.ask("/calls/t3/dismiss", {}, htmx=True)
        behind.join()
        assert "is dismissed" in answer.text
        assert page.state("t3") == "dismissed"


def test_what_an_older_copy_lacks_is_not_told_as_forgotten(home: Path) -> None:
    """Who was added just before something holds the database is kept, and every page says that it is not shown yet."""
    (home / "callnow.toml").write_text("[store]\nlock_wait = 0.2\n")
    file = str(home / "callnow.duckdb")
    code = f"import duckdb; input(); c = duckdb.connect({file!r}); print('held', flush=True); input()"
    pipe = subprocess.PIPE
    with (
        served(home) as page,
        subprocess.Popen([sys.executable, "-c", code], stdin=pipe, stdout=pipe, text=True) as holder,
    ):
        try:
            record = page.ask("/people/add", {"name": "Ines Valder", "employer": "Orbit Foods"}).headers["location"]
            assert holder.stdin is not None
            assert holder.stdout is not None
            print(file=holder.stdin, flush=True)
            assert holder.stdout.readline().strip() == "held"
            for path in (record, record.removesuffix("/record")):
                answer = page.ask(path)
                assert answer.status == 503
                assert "What you saved is kept" in answer.text
            for path in ("/", "/people", "/history"):
                assert "is kept, and not shown yet" in page.ask(path).text, path
        finally:
            holder.kill()
            holder.wait()
        assert "Ines Valder" in page.ask(record).text
        assert "not shown yet" not in page.ask("/people").text
        assert page.ask("/people/nobody/record").status == 404


def test_a_damaged_copy_is_told_in_words(home: Path) -> None:
    """No traceback, but what is wrong and what to do."""
    (home / "news.duckdb").write_bytes(b"not a database" * 1000)
    with served(home) as page:
        answer = page.ask("/")
    assert answer.status == 503
    assert "What to do" in answer.text
    assert "Traceback" not in answer.text
