"""make fleet: thousands of feeds on loopback, healthy and failing, read by us and by the plain loop anyone would write.

    python -m tests.fleet [--feeds 5000] [--parts compare,mixed]

The feeds are served by tests/sources/feed_server.py in a process of its own; every reader runs in a process of its own,
so that its processor time (children included) and memory are its own. The plain loop is asyncio with httpx at its
default of 100 connections and feedparser as it comes, without validators (and without time-outs: parsing in the loop
keeps answers waiting for longer than httpx does by default).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import resource
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
from rich.console import Console
from rich.table import Table

from tests.sources.feed_server import ITEMS, WAYS

SERVER = Path(__file__).parent / "sources" / "feed_server.py"
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
CHANGED = 0.05
Row = dict[str, Any]


@contextmanager
def server() -> Iterator[str]:
    """The address of a feed server that runs as long as the block."""
    process = subprocess.Popen([sys.executable, str(SERVER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.communicate()  # closes its standard input, at which it ends


def tell(base: str, command: str) -> None:
    with urllib.request.urlopen(urllib.request.Request(base + command, method="POST")) as answer:
        answer.read()


def spent() -> float:
    """Processor seconds of this process and its ended children."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


class Memory:
    """The most this process and its children have held at once, in MB, as seen at every hundredth `look`."""

    def __init__(self) -> None:
        self.looks, self.most = 0, 0.0

    def look(self) -> None:
        self.looks += 1
        if self.looks % 100 == 1:
            own = psutil.Process()
            self.most = max(self.most, sum(map(_held, [own, *own.children()])))


def _held(process: psutil.Process) -> float:
    try:
        return float(process.memory_info().rss) / 2**20
    except psutil.NoSuchProcess:
        return 0.0  # it has ended meanwhile


def measured(name: str, work: Callable[[], Row]) -> Row:
    began, before = time.perf_counter(), spent()
    row = work()
    return {"round": name, **row, "wall": time.perf_counter() - began, "cpu": spent() - before}


def ours(base: str, feeds: int) -> list[Row]:
    """A first round and one in which 19 of 20 feeds are unchanged."""
    from sources.feed import Feed, FeedState, SourceSettings
    from sources.rounds import read_feeds

    settings = SourceSettings()
    states = [(Feed(f"f{n}", f"{base}/feed/{n}.xml", allow_private=True), FeedState()) for n in range(feeds)]

    def one_round(hours: int) -> Row:
        async def go() -> Row:
            counts: Counter[str] = Counter()
            memory = Memory()
            after = []
            async for result, items in read_feeds(list(states), now=NOW + timedelta(hours=hours), settings=settings):
                memory.look()
                counts[result.status] += 1
                counts["items"] += len(items)
                after.append((result.feed, result.state))
            states[:] = after
            return {**counts, "memory": memory.most}

        return asyncio.run(go())

    first = measured("callnow, first round", lambda: one_round(0))
    tell(base, f"/age?feeds=0-{int(feeds * CHANGED) - 1}")
    return [first, measured("callnow, 95 % unchanged", lambda: one_round(1))]


def naive(base: str, feeds: int) -> list[Row]:
    """The same two rounds by the plain loop."""
    import feedparser
    import httpx

    logging.getLogger("httpx").setLevel(logging.WARNING)

    async def go() -> Row:
        places, counts, memory = asyncio.Semaphore(100), Counter[str](), Memory()
        async with httpx.AsyncClient(timeout=None) as client:

            async def one(n: int) -> None:
                async with places:
                    answer = await client.get(f"{base}/feed/{n}.xml")
                memory.look()
                counts["items"] += len(feedparser.parse(answer.content).entries)
                counts["new"] += 1

            await asyncio.gather(*(one(n) for n in range(feeds)))
        return {**counts, "memory": memory.most}

    first = measured("plain loop, first round", lambda: asyncio.run(go()))
    tell(base, f"/age?feeds=0-{int(feeds * CHANGED) - 1}")
    return [first, measured("plain loop, 95 % unchanged", lambda: asyncio.run(go()))]


def mixed(base: str, feeds: int) -> list[Row]:
    """A round for each way to fail: a tenth of the feeds fails so, another tenth each time, the others get news."""
    from sources.feed import Feed, FeedState, SourceSettings
    from sources.rounds import read_feeds

    settings = SourceSettings()
    known = {f"{n}": (Feed(f"{n}", f"{base}/feed/{n}.xml", allow_private=True), FeedState()) for n in range(feeds)}
    arrived: dict[str, set[str]] = {name: set() for name in known}
    rows = []

    async def go(hours: int) -> Row:
        counts: Counter[str] = Counter()
        kinds: Counter[str] = Counter()
        memory, longest, planned = Memory(), 0.0, 0
        visits = read_feeds(
            list(known.values()), now=NOW + timedelta(hours=hours), settings=settings, max_connections=100
        )
        async for result, items in visits:
            memory.look()
            counts[result.status] += 1
            longest = max(longest, result.seconds)
            arrived[result.feed.name].update(item.guid for item in items)
            # A person would lift the pause; here the next round does.
            known[result.feed.name] = (result.feed, replace(result.state, paused_reason=""))
            if result.error is not None:
                kinds[f"{result.error.kind} {getattr(result.error, 'status', None) or ''}".strip()] += 1
                planned += result.state.next_check_at is not None
        return {
            **counts,
            "kinds": dict(kinds),
            "planned": planned,
            "longest": longest,
            "memory": memory.most,
        }

    tenth = feeds // 10
    for number, way in enumerate([*WAYS, "healthy"]):
        at = number % 10 * tenth
        tell(base, f"/ways?way={way}&feeds={at}-{at + tenth - 1}")
        if number:  # every feed's first items are there to be had once
            fresh = (number + 5) % 10 * tenth
            tell(base, f"/age?feeds={fresh}-{fresh + tenth - 1}")
        rows.append(measured(way, lambda hours=number: asyncio.run(go(hours))))  # type: ignore[misc]
    with urllib.request.urlopen(base + "/extra") as answer:
        extra: dict[str, int] = json.load(answer)
    owed = {name: {f"{name}-{n}" for n in range(ITEMS + extra.get(name, 0))} for name in known}
    missing = sum(len(owed[name] - arrived[name]) for name in known)
    rows[-1] |= {"owed": sum(map(len, owed.values())), "missing": missing}
    return rows


PARTS = {"ours": ours, "naive": naive, "mixed": mixed}


def in_own_process(part: str, feeds: int) -> list[Row]:
    with server() as base:
        tell(base, f"/warm?feeds=0-{feeds - 1}")
        command = [sys.executable, "-m", "tests.fleet", "--feeds", str(feeds), "--only", part, "--base", base]
        rows: list[Row] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
        return rows


def compare(console: Console, feeds: int) -> None:
    mine, theirs = in_own_process("ours", feeds), in_own_process("naive", feeds)
    table = Table(title=f"{feeds} feeds of {ITEMS} items on loopback")
    for heading in ("round", "new", "unchanged", "items", "wall s", "CPU s", "CPU ms a feed", "memory MB"):
        table.add_column(heading, justify="left" if heading == "round" else "right")
    for row in [*mine, *theirs]:
        figures = [
            f"{row['wall']:.1f}",
            f"{row['cpu']:.2f}",
            f"{row['cpu'] / feeds * 1000:.3f}",
            f"{row['memory']:.0f}",
        ]
        table.add_row(row["round"], *(str(row.get(k, 0)) for k in ("new", "unchanged", "items")), *figures)
    console.print(table)
    for n, name in enumerate(("first round", "unchanged round")):
        console.print(f"{name}: {theirs[n]['cpu'] / mine[n]['cpu']:.1f} times less CPU than the plain loop")


def survive(console: Console, feeds: int) -> None:
    rows = in_own_process("mixed", feeds)
    table = Table(title=f"{feeds} feeds, a tenth failing in each way in turn")
    headings = ("way", "new", "unchanged", "failed", "classes", "next try set", "longest s", "wall s", "memory MB")
    for heading in headings:
        table.add_column(heading, justify="left" if heading in {"way", "classes"} else "right")
    for row in rows:
        kinds = ", ".join(f"{kind} × {count}" for kind, count in row["kinds"].items())
        figures = [str(row["planned"]), f"{row['longest']:.1f}", f"{row['wall']:.1f}", f"{row['memory']:.0f}"]
        table.add_row(row["round"], *(str(row.get(k, 0)) for k in ("new", "unchanged", "failed")), kinds, *figures)
    console.print(table)
    console.print(f"items published {rows[-1]['owed']}, not arrived {rows[-1]['missing']}")


def main() -> None:
    parser = argparse.ArgumentParser(description="thousands of feeds on loopback")
    parser.add_argument("--feeds", type=int, default=5000)
    parser.add_argument("--parts", default="compare,mixed", help="compare, mixed or both")
    parser.add_argument("--only", choices=sorted(PARTS), help=argparse.SUPPRESS)
    parser.add_argument("--base", help=argparse.SUPPRESS)
    words = parser.parse_args()
    if words.only:
        sys.stdout.write(json.dumps(PARTS[words.only](words.base, words.feeds)))
        return
    console = Console(width=150)
    if "compare" in words.parts:
        compare(console, words.feeds)
    if "mixed" in words.parts:
        survive(console, words.feeds)


if __name__ == "__main__":
    main()
