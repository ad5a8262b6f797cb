"""From an item appearing on a feed to the alert received, at 5,000 prospects.

    python -m tests.bench_latency [--prospects 5000] [--items 5] [--every 2]

A feed on loopback gets a new item at a moment drawn by lot within a poll interval; `callnow run` is started every
interval in a process of its own, as cron does it. Measured is the time from the item's appearing to its arrival at a
signed webhook, and from the poll that found it. What a scheduler adds is at most one interval.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from rich.console import Console

from callnow.settings import load_settings
from flows.news.subscribing import subscribe
from flows.people.importing import ListReading, import_files
from flows.running.run_now import COMMAND
from sources.feed import Feed
from tests.killing import SECRET, Receivers, receivers
from tests.sources.loopback import Site, reply, site

LIMIT = 5.0  # seconds beyond the poll interval
SYLLABLES = ("quor", "vex", "tarn", "bri", "lom", "sket", "dwy", "pell", "osk", "fenn", "gri", "huld", "marr", "nost")
KINDS = ("Systems", "Logistics", "Foods", "Health", "Energy", "Robotics", "Insurance", "Media")
TITLES = ("IT Director", "Head of Data", "VP of Finance", "HR Director", "Operations Director")
CONFIG = """
[fetch]
allow_private = ["127.0.0.1:{feed}", "127.0.0.1:{receiver}"]
[channels.signed]
kind = "webhook"
url = "http://127.0.0.1:{receiver}/home/signed"
secret = "{secret}"
tiers = ["call_now", "worth_knowing"]
"""


@dataclass(frozen=True)
class Waited:
    """Seconds from an item's appearing, and from the start of the run that found it, to the end of that run, when its
    alerts are out; the processor seconds of that run, which tell what a busy machine added."""

    since_item: float
    since_poll: float
    processor: float
    alerts: int


def invented(count: int) -> list[str]:
    """`count` names of companies that do not exist, each once."""
    dice, names = random.Random(1), set[str]()
    while len(names) < count:
        names.add("".join(dice.choices(SYLLABLES, k=3)).capitalize() + " " + dice.choice(KINDS))
    return sorted(names)


def write_prospects(file: Path, employers: Sequence[str], count: int) -> None:
    with file.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.writer(opened)
        writer.writerow(["name", "title", "employer", "phone", "email"])
        for n in range(count):
            employer = employers[n % len(employers)]
            person = f"Ida{n} Varn"
            writer.writerow([person, TITLES[n % 5], employer, f"+1 212 555 01{n % 100:02}", f"p{n}@example.com"])


def show(feed: Site, employers: Sequence[str]) -> None:
    """Puts an appointment at each of `employers` on the feed, newest first."""
    now = format_datetime(datetime.now(UTC))
    rows = "".join(
        f"<item><title>{e} Names Mara Lindqvist as Chief Information Officer</title>"
        f"<link>https://wire.example.com/{n}</link><guid>{n}</guid><pubDate>{now}</pubDate></item>"
        for n, e in reversed(list(enumerate(employers)))
    )
    body = f'<rss version="2.0"><channel><title>wire</title>{rows}</channel></rss>'.encode()
    feed.routes["/wire.rss"] = [reply(200, body, "Content-Type: application/rss+xml")]


def arrived(got: Receivers, employer: str) -> int:
    posts = [json.loads(body)["data"]["contact"]["company"] for _, body in got.got.get(("home", "signed"), [])]
    return posts.count(employer)


def measure(count: int, items: int, every: float) -> list[Waited]:
    dice, employers = random.Random(2), invented(count * 4 // 5)
    with tempfile.TemporaryDirectory() as folder, site() as feed, receivers() as got:
        home = Path(folder) / "home"
        write_prospects(Path(folder) / "prospects.csv", employers, count)
        settings = load_settings(home)
        import_files(settings, [Path(folder) / "prospects.csv"], ListReading(), datetime.now(UTC))
        subscribe(settings, [Feed(name="wire", url=feed.url("/wire.rss"), allow_private=True)])
        (home / "callnow.toml").write_text(CONFIG.format(feed=feed.port, receiver=got.port, secret=SECRET))
        show(feed, [])
        run(home)
        found = []
        for number in range(1, items + 1):
            time.sleep(dice.uniform(0, every))
            appeared = time.monotonic()
            show(feed, employers[:number])
            time.sleep(every - (appeared % every))  # the next poll is due
            polled, spent = time.monotonic(), processor_seconds()
            run(home)
            ended = time.monotonic()
            found.append(
                Waited(
                    ended - appeared, ended - polled, processor_seconds() - spent, arrived(got, employers[number - 1])
                )
            )
        return found


def run(home: Path) -> None:
    """One whole run, from the start of its process to its end: the alert is out before that."""
    subprocess.run([*COMMAND, "--home", str(home), "run"], check=True, stdout=subprocess.DEVNULL)


def processor_seconds() -> float:
    """Of the processes that this one started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--prospects", type=int, default=5000)
    parser.add_argument("--items", type=int, default=5)
    parser.add_argument("--every", type=float, default=2.0, help="the poll interval in seconds")
    given = parser.parse_args()
    console, found = Console(), measure(given.prospects, given.items, given.every)
    for one in found:
        console.print(
            f"item to end of run {one.since_item:.2f} s, poll to end of run {one.since_poll:.2f} s "
            f"({one.processor:.2f} s of processor), {one.alerts} alerts"
        )
    slowest = max(one.since_item for one in found) - given.every
    good = slowest <= LIMIT and all(one.alerts for one in found)
    console.print(f"{given.prospects} prospects: one interval and {max(slowest, 0):.2f} s at most (owed: {LIMIT} s)")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
