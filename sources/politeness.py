"""Rate limits for other people's servers: few connections to a host, a pause between requests, no earlier than asked.

One gate belongs to one batch. So no two batches that are visited at once may share a host, and a batch that goes on
with a host must know what the one before was told: `rounds` sees to the first, `closed` and `again` to the second.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from urllib.parse import urlsplit

from callnow.errors import FetchFailed
from callnow.terms import FailureKind
from sources.feed import Feed, FeedState

FeedWithState = tuple[Feed, FeedState]


class HostGate:
    """Lets requests to one host pass: `connections` at once, `gap` seconds between two starts.

    `closed` are hosts that asked to be left alone, each with until when. `again` says that hosts were visited just now:
    the first request waits, too. `clock` (seconds) and `sleep` are for tests.
    """

    def __init__(
        self,
        gap: float,
        connections: int,
        *,
        closed: Mapping[str, datetime] | None = None,
        again: bool = False,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._gap, self._clock, self._sleep = gap, clock, sleep
        self._places: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(connections))
        self._first = clock() + gap if again else clock()
        self._next: dict[str, float] = {}
        self._closed = dict(closed or {})

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for this host's turn and hold one of its places; a host "" or one that is closed waits for nothing."""
        if not host:
            yield
            return
        async with self._places[host]:
            now = self._clock()
            turn = max(self._next.get(host, self._first), now)
            if host not in self._closed:
                self._next[host] = turn + self._gap
                if turn > now:
                    await self._sleep(turn - now)
            yield

    def close_until(self, host: str, until: datetime) -> None:
        """The host asked to be left alone until then."""
        if host:
            self._closed[host] = max(until, self._closed.get(host, until))

    def closed_until(self, host: str) -> datetime | None:
        return self._closed.get(host)

    @property
    def closed(self) -> dict[str, datetime]:
        """The hosts that asked to be left alone, each with until when."""
        return dict(self._closed)


def left_alone(host: str, until: datetime, now: datetime, *, where: str) -> FetchFailed:
    """The failure of a request that was not made, because its host wants none before `until`."""
    what = f"not asked: {host} wants no request before {until:%Y-%m-%d %H:%M} UTC"
    wait = (until - now).total_seconds()
    return FetchFailed(what, where=where, hint="it is tried then", kind=FailureKind.HTTP, retry_after=wait)


def host_of(feed: Feed, state: FeedState) -> str:
    """The host a visit begins at, "" where the address has none."""
    try:
        return (urlsplit(state.url or feed.url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def rounds(feeds: Iterable[FeedWithState], size: int) -> list[list[list[FeedWithState]]]:
    """`feeds` in rounds of batches of at most `size`; the rounds are to be visited one after the other.

    No two batches of one round share a host. A host that has more feeds than `size` goes on in the next round, so that
    what has come of it can be kept meanwhile; the feeds of a host keep their order.
    """
    by_host: dict[str, list[FeedWithState]] = defaultdict(list)
    for feed, state in feeds:
        by_host[host_of(feed, state)].append((feed, state))
    lanes: list[list[FeedWithState]] = []
    for group in sorted(by_host.values(), key=len, reverse=True):  # those that take longest begin first
        if lanes and len(lanes[-1]) + len(group) <= size:
            lanes[-1].extend(group)
        else:
            lanes.append(list(group))
    longest = max(map(len, lanes), default=0)
    return [[lane[start : start + size] for lane in lanes if start < len(lane)] for start in range(0, longest, size)]
