"""Rate limits for other people's servers."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from sources.feed import Feed, FeedState
from sources.politeness import HostGate, host_of, rounds

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        until = self.now + seconds
        while self.now < until:
            await asyncio.sleep(0)
            self.now = max(self.now, min(until, self.now + 0.05))


def test_five_hundred_feeds_on_one_host() -> None:
    """Requests to one host start a second apart, two at once at most, and other hosts do not wait for it."""
    clock = Clock()
    starts: dict[str, list[float]] = {"busy.example": [], "other.example": []}
    open_now: Counter[str] = Counter()
    most: Counter[str] = Counter()

    async def visit(gate: HostGate, host: str) -> None:
        async with gate.turn(host):
            starts[host].append(clock())
            open_now[host] += 1
            most[host] = max(most[host], open_now[host])
            await clock.sleep(3.0)
            open_now[host] -= 1

    async def all_of_them() -> None:
        gate = HostGate(1.0, 2, clock=clock, sleep=clock.sleep)
        hosts = ["busy.example"] * 500 + ["other.example"]
        await asyncio.gather(*(visit(gate, host) for host in hosts))

    asyncio.run(all_of_them())
    busy = sorted(starts["busy.example"])
    assert len(busy) == 500
    assert min(b - a for a, b in pairwise(busy)) >= 0.999
    assert most["busy.example"] == 2
    assert starts["other.example"][0] == 100.0


def test_closed_host() -> None:
    """A host that asked to be left alone stays closed until the latest time it named."""
    gate = HostGate(1.0, 2)
    gate.close_until("a.example", NOW + timedelta(hours=1))
    gate.close_until("a.example", NOW)
    assert gate.closed_until("a.example") == NOW + timedelta(hours=1)
    assert gate.closed_until("b.example") is None


def test_hosts_that_are_closed_or_were_just_visited() -> None:
    """A batch that goes on with hosts waits before its first request, but not for one that is closed."""
    clock = Clock()
    starts: dict[str, float] = {}

    async def visit(gate: HostGate, host: str) -> None:
        async with gate.turn(host):
            starts[host] = clock()

    async def both() -> dict[str, datetime]:
        gate = HostGate(1.0, 2, closed={"closed.example": NOW}, again=True, clock=clock, sleep=clock.sleep)
        await visit(gate, "closed.example")
        await visit(gate, "open.example")
        gate.close_until("open.example", NOW)
        return gate.closed

    assert asyncio.run(both()) == {"closed.example": NOW, "open.example": NOW}
    assert starts["closed.example"] == 100.0
    assert starts["open.example"] >= 100.999


def test_batches_of_one_round_share_no_host() -> None:
    """Every feed is in one batch of at most the size; a host that has more goes on in the next round, in its order."""
    feeds = [(Feed(f"{h}-{n}", f"https://h{h}.example/{n}"), FeedState()) for h in range(30) for n in range(h % 7 + 1)]
    feeds += [(Feed(f"big-{n}", f"https://big.example/{n}"), FeedState()) for n in range(45)]
    made = rounds(feeds, 20)
    assert sorted(f.name for one in made for batch in one for f, _ in batch) == sorted(f.name for f, _ in feeds)
    assert [f.name for one in made for batch in one for f, _ in batch if "big" in f.name] == [
        f"big-{n}" for n in range(45)
    ]
    assert len(made) == 3
    for one in made:
        hosts = [{host_of(f, s) for f, s in batch} for batch in one]
        assert sum(map(len, hosts)) == len(set().union(*hosts))
        assert max(map(len, one)) <= 20
    assert rounds([], 20) == []


def test_host_follows_the_move() -> None:
    """The host of a feed that has moved is where it moved to."""
    feed = Feed("a", "https://old.example/feed")
    assert host_of(feed, FeedState()) == "old.example"
    assert host_of(feed, FeedState(url="https://new.example/feed")) == "new.example"
    assert host_of(Feed("a", "http://[::1"), FeedState()) == ""
