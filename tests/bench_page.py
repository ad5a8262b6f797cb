"""The page and the morning's lists over a large home: 5,000 prospects, 20,000 items, 12,000 open calls.

    python -m tests.bench_page [--home FOLDER] [--rounds 10]

Everything is run as its user runs it: `callnow today` and `callnow calls` in processes of their own, and `callnow page`
served at loopback to one browser. Seconds are printed as the clock has them, which a busy machine stretches, and as the
processor spent. FOLDER keeps the home that is made, so that the next run need not make it; it is copied, not changed.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import psutil
from rich.console import Console
from rich.table import Table

from callnow.settings import load_settings
from callnow.store.connection import writing
from callnow.store.copies import publish
from callnow.store.judgements import save_alias
from callnow.store.lock import running
from flows.running.run_now import COMMAND
from tests.large_home import LARGE, make_large_home, other_names

LONGEST = 30.0  # seconds that one answer is waited for
ENDS_WITHIN = 300.0  # seconds that the page may take to end: it publishes what was clicked, and ends what it began
PAUSE = 3.0  # seconds between two clicks: what was clicked is published meanwhile
OFTEN = 0.2  # seconds between two requests while names are matched again
ADDRESS = re.compile(r"http://([\d.]+):(\d+)/\?token=(\S+)")  # of a page, as `callnow page` prints it, with its key
LIMITS = {"today": 2.0, "calls": 1.5, "first page": 1.0, "click": 0.5, "rematch": 0.5}


@dataclass
class Took:
    """Seconds of the clock, and of the processor, of each time something was done."""

    what: str
    limit: float
    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    @property
    def longest(self) -> float:
        return max(self.clock)


def processor_seconds(process: psutil.Process) -> float:
    """What a process has used, without its children."""
    used = process.cpu_times()
    return float(used.user + used.system)


@dataclass
class Browser:
    """One browser at a page: asks, clicks, and knows how long each took."""

    host: str
    port: int
    process: psutil.Process
    cookie: str = ""

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str, dict[str, str]]:
        """The answer to one request, as our own page sends it: status, text, headers."""
        headers = {"Host": f"{self.host}:{self.port}", "Origin": f"http://{self.host}:{self.port}"}
        headers |= {"Cookie": self.cookie} if self.cookie else {}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if not path.startswith("/?") and path != "/":
            headers["HX-Request"] = "true"
        con = http.client.HTTPConnection(self.host, self.port, timeout=LONGEST)
        try:
            con.request("GET" if form is None else "POST", path, None if form is None else urlencode(form), headers)
            answer = con.getresponse()
            return answer.status, answer.read().decode(), {k.lower(): v for k, v in answer.getheaders()}
        finally:
            con.close()

    def let_in(self, token: str) -> None:
        """Shows the key once, and keeps the cookie."""
        _, _, headers = self.ask(f"/?token={token}")
        self.cookie = headers["set-cookie"].partition(";")[0]

    def timed(self, took: Took, path: str, form: dict[str, str] | None = None) -> str:
        """The text of an answer; how long it took is noted."""
        clock, used = time.perf_counter(), processor_seconds(self.process)
        try:
            status, text, _ = self.ask(path, form)
        except TimeoutError:
            status, text = 200, ""  # as long as anyone waits, which the clock notes
        took.clock.append(time.perf_counter() - clock)
        took.processor.append(processor_seconds(self.process) - used)
        if status != 200:
            raise RuntimeError(f"{path}: {status}")
        return text


@contextmanager
def page(home: Path) -> Iterator[tuple[Browser, str]]:
    """`callnow page` on a free port, ended with the block, and its key."""
    words = [*COMMAND, "--home", str(home), "page", "--port", "0"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=os.environ | {"COLUMNS": "200"})
    try:
        for line in process.stdout or ():
            if found := ADDRESS.search(line):
                yield Browser(found[1], int(found[2]), psutil.Process(process.pid)), found[3]
                return
        raise RuntimeError("callnow page printed no address")
    finally:
        process.terminate()
        try:
            process.wait(ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()


def command(home: Path, took: Took, *words: str) -> None:
    """Runs a command of `callnow`, and notes how long it took."""
    clock = time.perf_counter()
    before = os.times()
    subprocess.run([*COMMAND, "--home", str(home), *words], check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    took.clock.append(time.perf_counter() - clock)
    took.processor.append(after.children_user + after.children_system - before.children_user - before.children_system)


def calls_in(text: str) -> list[str]:
    """The ids of the calls that a list shows, in its order, each once."""
    return list(dict.fromkeys(re.findall(r"data-call=\"([^\"]+)\"", text)))


def measure_clicks(browser: Browser, rounds: int) -> list[Took]:
    """Looks and clicks with pauses between them, as a recruiter works through a list."""
    first = Took("first page", LIMITS["first page"])
    waiting = calls_in(browser.timed(first, "/"))
    card, click = Took("open a card", LIMITS["click"]), Took("click", LIMITS["click"])
    look, find = Took("the list again", LIMITS["click"]), Took("search", LIMITS["click"])
    done: Sequence[Callable[[str], tuple[str, dict[str, str]]]] = (
        lambda id: (f"/calls/{id}/called", {"outcome": "good talk"}),
        lambda id: (f"/calls/{id}/snooze", {"until": "tomorrow"}),
        lambda id: (f"/calls/{id}/dismiss", {}),
        lambda id: (f"/calls/{id}/voicemail", {}),
    )
    for number, id in enumerate(waiting[3 : 3 + rounds]):
        browser.timed(card, f"/calls/{id}")
        browser.timed(click, *done[number % len(done)](id))
        browser.timed(look, "/list")
        browser.timed(find, "/list?q=marr")
        time.sleep(PAUSE)
    return [first, card, click, look, find]


def during(browser: Browser, home: Path, took: Took, ids: list[str], ended: Callable[[], bool]) -> None:
    """Looks and clicks in turn, until what goes on beside the page has ended."""
    turn = 0
    while not ended():
        if turn % 3 == 2 and ids:
            browser.timed(took, f"/calls/{ids.pop()}/dismiss", {})
        else:
            browser.timed(took, "/list" if turn % 3 else "/")
        turn += 1
        time.sleep(OFTEN)


def measure_rematch(browser: Browser, home: Path) -> Iterator[Took]:
    """The longest that anything takes while all names are matched again: after a click, and by the command."""
    ids = calls_in(browser.ask("/")[1])[20:]
    by_click, by_command = Took("rematch after a click", LIMITS["rematch"]), Took("rematch", LIMITS["rematch"])
    began = time.monotonic()
    browser.timed(by_click, f"/calls/{ids.pop()}/never-match", {})
    while not running(home) and time.monotonic() < began + 60:
        during(browser, home, by_click, ids, _after_one())
    during(browser, home, by_click, ids, lambda: not running(home))
    yield by_click
    settings = load_settings(home)
    with writing(settings.database) as con:
        for name, employer in other_names(con):
            save_alias(con, name, employer)
    process = subprocess.Popen([*COMMAND, "--home", str(home), "rematch"], stdout=subprocess.DEVNULL)
    during(browser, home, by_command, ids, lambda: process.poll() is not None)
    if process.returncode:
        raise RuntimeError(f"rematch ended with {process.returncode}")
    yield by_command


def _after_one() -> Callable[[], bool]:
    turns = iter((False,))
    return lambda: next(turns, True)


def report(found: Iterable[Took], console: Console) -> bool:
    """Prints what was measured, as it comes and once more as a table. Returns whether each kept its limit."""
    table = Table("what", "times", "median s", "longest s", "processor s (longest)", "limit s", "kept")
    kept_all = True
    for one in found:
        median = sorted(one.clock)[len(one.clock) // 2]
        used = max(one.processor)
        kept = "yes" if one.longest <= one.limit else "no"
        kept_all &= kept == "yes"
        console.print(f"{one.what}: {median:.2f} s, at most {one.longest:.2f} s, of the processor {used:.2f} s")
        table.add_row(
            one.what, str(len(one.clock)), f"{median:.2f}", f"{one.longest:.2f}", f"{used:.2f}", f"{one.limit}", kept
        )
    console.print(table)
    console.print(f"load of the machine over the last minute: {os.getloadavg()[0]:.1f}, processors: {os.cpu_count()}")
    return kept_all


def measure(home: Path, rounds: int) -> Iterator[Took]:
    """All of it, in one home, each as soon as it is known."""
    today, calls = Took("callnow today", LIMITS["today"]), Took("callnow calls", LIMITS["calls"])
    for _ in range(3):
        command(home, today, "today")
        command(home, calls, "calls")
    yield from (today, calls)
    with page(home) as (browser, token):
        browser.let_in(token)
        yield from measure_clicks(browser, rounds)
        yield from measure_rematch(browser, home)


def bring_up_to_date(home: Path) -> None:
    """A home that was kept since an earlier version, with its copy, in the schema of today."""
    settings = load_settings(home)
    with writing(settings.database):
        pass
    publish(settings.database, settings.published)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--home", type=Path, help="a folder for the home, made where it is missing")
    parser.add_argument("--rounds", type=int, default=8)
    given = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # whoever installed callnow has it compiled
    with tempfile.TemporaryDirectory() as folder:
        made = given.home or Path(folder, "made")
        if not made.exists():
            make_large_home(made, LARGE, datetime.now(UTC))
        home = shutil.copytree(made, Path(folder, "home"))
        bring_up_to_date(home)
        return 0 if report(measure(home, given.rounds), Console(width=140)) else 1


if __name__ == "__main__":
    sys.exit(main())
