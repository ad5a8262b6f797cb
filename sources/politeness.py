"""Manners towards other people's servers: few connections to a host, a pause between requests, no earlier than asked.

One gate belongs to one round. Feeds of one host must be visited in the same round to share it: `batches` keeps them
together.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from urllib.parse import urlsplit

from sources.feed import Feed, FeedState


class HostGate:
    """Lets requests to one host pass: `connections` at once, `gap` seconds between two starts.

    `clock` (seconds) and `sleep` are for tests.
    """

    def __init__(
        self,
        gap: float,
        connections: int,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._gap, self._clock, self._sleep = gap, clock, sleep
        self._places: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(connections))
        self._next: dict[str, float] = {}
        self._closed: dict[str, datetime] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for this host's turn and hold one of its places; a host "" waits for nothing."""
        if not host:
            yield
            return
        async with self._places[host]:
            now = self._clock()
            at = max(self._next.get(host, now), now)
            self._next[host] = at + self._gap
            if at > now:
                await self._sleep(at - now)
            yield

    def close_until(self, host: str, until: datetime) -> None:
        """The host asked to be left alone until then."""
        if host:
            self._closed[host] = max(until, self._closed.get(host, until))

    def closed_until(self, host: str) -> datetime | None:
        return self._closed.get(host)


def host_of(feed: Feed, state: FeedState) -> str:
    """The host a visit begins at, "" where the address has none."""
    try:
        return (urlsplit(state.url or feed.url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def batches(feeds: Iterable[tuple[Feed, FeedState]], size: int) -> list[list[tuple[Feed, FeedState]]]:
    """`feeds` in batches of about `size`, all feeds of one host in the same one, however many they are."""
    by_host: dict[str, list[tuple[Feed, FeedState]]] = defaultdict(list)
    for feed, state in feeds:
        by_host[host_of(feed, state)].append((feed, state))
    made: list[list[tuple[Feed, FeedState]]] = []
    for group in _largest_first(by_host.values()):
        if made and len(made[-1]) + len(group) <= size:
            made[-1].extend(group)
        else:
            made.append(list(group))
    return made


def _largest_first(groups: Iterable[Sequence[tuple[Feed, FeedState]]]) -> list[Sequence[tuple[Feed, FeedState]]]:
    return sorted(groups, key=len, reverse=True)
