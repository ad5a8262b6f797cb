"""`callnow serve`, left to itself, runs on its schedule, tells news that came between two runs, ends when told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import duckdb
import psutil
import pytest

from callnow.settings import load_settings
from flows.news.subscribing import subscribe
from flows.people.importing import ListReading, import_files
from sources.feed import Feed
from tests.clusters import running_dask
from tests.ports import free_port

SECONDS = 420  # two intervals of a minute, and a busy machine
FIRST = "Harrowmere Logistics to Relocate Corporate Headquarters From Austin to Fort Worth"
SECOND = "Harrowmere Logistics Names Ada Brook Chief Information Officer"
TEXTS = {
    FIRST: "Harrowmere Logistics today announced that it will move its corporate headquarters to Fort Worth, Texas.",
    SECOND: "Harrowmere Logistics today announced that it has appointed Ada Brook as Chief Information Officer.",
}


class NewsFeed(HTTPServer):
    """A feed whose titles the test adds to."""

    titles: list[str]


class Handler(BaseHTTPRequestHandler):
    server: NewsFeed

    def do_GET(self) -> None:
        stamp = format_datetime(datetime.now(UTC) - timedelta(minutes=30))
        items = "".join(
            f"<item><title>{title}</title><link>http://127.0.0.1/{n}</link><guid>{n}</guid><pubDate>{stamp}</pubDate>"
            f"<description>{TEXTS[title]}</description></item>"
            for n, title in enumerate(self.server.titles)
        )
        body = f'<rss version="2.0"><channel><title>Loopback wire</title>{items}</channel></rss>'.encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


@contextmanager
def news_feed() -> Iterator[NewsFeed]:
    feed = NewsFeed(("127.0.0.1", 0), Handler)
    feed.titles = [FIRST]
    threading.Thread(target=feed.serve_forever, daemon=True).start()
    try:
        yield feed
    finally:
        feed.shutdown()
        feed.server_close()


@contextmanager
def serving(home: Path, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`callnow serve` as an operator starts it, killed at the end where it still runs."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    command = [str(Path(sys.executable).with_name("callnow")), "--home", str(home), "serve", "--port", str(free_port())]
    with log.open("wb") as written:
        process = subprocess.Popen(command, env=kept, stdout=written, stderr=written)
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def watch_runs(home: Path) -> list[datetime]:
    """When the finished watch runs of a home began, from the published copy."""
    copy = home / "news.duckdb"
    if not copy.exists():
        return []
    with duckdb.connect(str(copy), read_only=True) as con:
        return [at for (at,) in con.execute("SELECT started_at FROM run WHERE kind = 'watch' ORDER BY 1").fetchall()]


def is_running(process: subprocess.Popen[bytes]) -> bool:
    """Whether a flow run is under way: it goes on for a moment after it has published."""
    for child in psutil.Process(process.pid).children(recursive=True):
        with suppress(psutil.NoSuchProcess):  # it has just ended
            if "prefect.engine" in child.cmdline():
                return True
    return False


def told(home: Path) -> str:
    """All that the file of the channel holds, whichever words a card is made of."""
    file = home / "told.jsonl"
    return file.read_text() if file.exists() else ""


def wait_until(done: Any, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + SECONDS
    while not done():
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < until, log.read_text()
        time.sleep(1)


@contextmanager
def task_runner(name: str) -> Iterator[str]:
    """The settings of a task runner: this process's threads, or a Dask cluster that lives as long as the block."""
    if name == "threads":
        yield ""
        return
    pytest.importorskip("prefect_dask")
    with running_dask() as address:
        yield f'task_runner = "dask"\ncluster = "{address}"\n'


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("runner", ["threads", "dask"])
def test_scheduled_runs_happen_by_themselves_and_tell_what_is_new(runner: str, home: Path, tmp_path: Path) -> None:
    """One run at once, two by the schedule; an item published between them is told; SIGTERM leaves nothing behind."""
    log = tmp_path / "serve.log"
    people = tmp_path / "people.csv"
    people.write_text("name,title,employer,phone\nLena Okonjo-Reyes,IT Director,Harrowmere Logistics,(512) 555-0134\n")
    with news_feed() as feed, task_runner(runner) as spread:
        address = f"127.0.0.1:{feed.server_port}"
        home.mkdir()
        (home / "callnow.toml").write_text(
            f'[watch]\nevery_minutes = 1\n{spread}[fetch]\nallow_private = ["{address}"]\n'
            f'[channels.file]\nkind = "jsonl"\npath = "{home / "told.jsonl"}"\n'
        )
        settings = load_settings(home)
        import_files(settings, [people], ListReading(), datetime.now(UTC))
        subscribe(settings, [Feed(name="loopback", url=f"http://{address}/news.rss", kind="feed", interval=30.0)])
        with serving(home, log) as process:
            wait_until(lambda: "Fort Worth" in told(home), process, log)
            feed.titles = [FIRST, SECOND]
            wait_until(lambda: len(watch_runs(home)) >= 3, process, log)
            wait_until(lambda: "Ada Brook" in told(home), process, log)
            # Prefect writes a traceback into the log for a run that it breaks off.
            wait_until(lambda: not is_running(process), process, log)
            family = psutil.Process(process.pid).children(recursive=True)
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 0, log.read_text()
            assert psutil.wait_procs(family, timeout=5)[1] == []
    printed = log.read_text()
    assert "Traceback" not in printed
    assert "Warning" not in printed
    assert "1 feeds read" in printed
    assert (home / "prefect" / "server.log").stat().st_size > 0
    assert printed.rstrip().endswith("Stopped.")
