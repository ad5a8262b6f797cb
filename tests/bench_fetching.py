"""What our own code for fetching saves beside the library that could do it, in processor time of this machine.

    python -m tests.bench_fetching [FEEDS] [ROUNDS]

Kept connections beside httpcore's own pool, the quick reader of plain feeds beside feedparser alone, the pool of
readers beside pebble's (extra `bench`). Each runs in turn with its peer, in a process of its own; printed are medians.
"""

from __future__ import annotations

import asyncio
import json
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from typing import Any

import httpcore
import httpx

from callnow.http.addresses import PORTS, checked_addresses, resolve
from callnow.http.client import Transport
from callnow.http.transport import CheckedTransport
from callnow.model import Announcement
from sources.charset import with_declared_charset
from sources.feed import Feed, FeedState, SourceSettings
from sources.feed_quick import quick_entries
from sources.feed_xml import xml_entries
from sources.fetch import fetch_feed
from sources.items import announce
from sources.kinds import read_items
from sources.workers import ParsePool
from tests.fleet import server, tell
from tests.sources.feed_server import document

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
FEED = Feed("Example", "https://example.com/feed")
AT_ONCE = 40  # connections, as a run has
PATIENT = SourceSettings(deadline=300.0)  # a busy machine is not a failure here
_ADDRESSES: ContextVar[list[str]] = ContextVar("addresses")


class _PinnedPool(httpcore.AnyIOBackend):
    """httpcore's network, connecting to what was checked for the request under way."""

    async def connect_tcp(self, host: str, port: int, *more: Any, **named: Any) -> httpcore.AsyncNetworkStream:
        return await super().connect_tcp(_ADDRESSES.get()[0], port, *more, **named)


class PooledTransport(httpx.AsyncBaseTransport):
    """The same checks over httpcore's pool of connections."""

    def __init__(self) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            max_connections=100, max_keepalive_connections=64, keepalive_expiry=30, network_backend=_PinnedPool()
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        _ADDRESSES.set(await checked_addresses(url, request.extensions["allowed"], resolve))
        target = httpcore.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=url.port or PORTS[url.scheme], target=url.raw_path
        )
        answer = await self._pool.handle_async_request(
            httpcore.Request(request.method, target, headers=request.headers.raw)
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Stream(answer.stream))

    async def aclose(self) -> None:
        await self._pool.aclose()


class _Stream(httpx.AsyncByteStream):
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __aiter__(self) -> Any:
        return self._stream.__aiter__()

    async def aclose(self) -> None:
        await self._stream.aclose()


def user_time() -> float:
    """Seconds of user time of this process and its ended children."""
    return sum(resource.getrusage(who).ru_utime for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def visits(make: Callable[[], Transport], feeds: int, base: str) -> list[float]:
    """Milliseconds a feed: a first round over `feeds` feeds, and one in which none has changed."""
    states = [(Feed(f"{n}", f"{base}/feed/{n}.xml", allow_private=True), FeedState()) for n in range(feeds)]

    async def go() -> list[float]:
        spent, places = [], asyncio.Semaphore(AT_ONCE)
        async with make() as transport:
            for hours in (0, 1):

                async def visit(number: int, hours: int = hours) -> None:
                    feed, state = states[number]
                    async with places:
                        result = await fetch_feed(feed, state, transport, NOW + timedelta(hours=hours), PATIENT)
                    assert result.error is None, result.error
                    states[number] = (feed, result.state)

                before = user_time()
                await asyncio.gather(*map(visit, range(feeds)))
                spent.append((user_time() - before) / feeds * 1000)
        return spent

    return asyncio.run(go())


def reading(quick: bool, feeds: int, base: str) -> list[float]:
    """Milliseconds a feed of 20 items, read and cleaned."""
    bodies = [document(n, 0) for n in range(feeds)]
    before = user_time()
    for body in bodies:
        entries = (quick_entries(body) if quick else None) or xml_entries(body, FEED.url)
        assert [announce(entry, FEED, FEED.url, NOW) for entry in entries]
    return [(user_time() - before) / feeds * 1000]


def read_one(body: bytes) -> list[Announcement]:
    return read_items(with_declared_charset(body, ""), FEED, FEED.url, NOW)


def pooled(own: bool, feeds: int, base: str) -> list[float]:
    """Milliseconds a feed read in one of two children, with starting them."""
    bodies = [document(n, 0) for n in range(feeds)]
    before = user_time()
    if own:

        async def go() -> None:
            with ParsePool(SourceSettings()) as pool:
                await asyncio.gather(*(pool.parse(body, FEED, FEED.url, NOW) for body in bodies))

        asyncio.run(go())
    else:
        from pebble import ProcessPool  # type: ignore[import-not-found,unused-ignore]  # of the extra bench

        with ProcessPool(max_workers=2, context=get_context("spawn")) as pool:
            for task in [pool.schedule(read_one, args=[body], timeout=5.0) for body in bodies]:
                assert task.result()
    return [(user_time() - before) / feeds * 1000]


CASES: dict[str, Callable[[int, str], list[float]]] = {
    "connections kept by callnow.http": lambda feeds, base: visits(CheckedTransport, feeds, base),
    "httpcore's pool": lambda feeds, base: visits(PooledTransport, feeds, base),
    "quick reader, then feedparser": lambda feeds, base: reading(True, feeds, base),
    "feedparser alone": lambda feeds, base: reading(False, feeds, base),
    "our pool of readers": lambda feeds, base: pooled(True, feeds, base),
    "pebble's pool": lambda feeds, base: pooled(False, feeds, base),
}


def main(feeds: int, rounds: int) -> None:
    printed: dict[str, list[list[float]]] = {name: [] for name in CASES}
    with server() as base:
        tell(base, f"/warm?feeds=0-{feeds - 1}")
        for _ in range(rounds):
            for name, figures in printed.items():
                command = [sys.executable, "-m", "tests.bench_fetching", "--one", name, str(feeds), base]
                figures.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    for name, figures in printed.items():
        medians = ", ".join(f"{statistics.median(row):.2f}" for row in zip(*figures, strict=True))
        print(f"{name:34} {medians} ms of user time a feed")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(CASES[sys.argv[2]](int(sys.argv[3]), sys.argv[4])))
    else:
        main(int((sys.argv[1:] or ["300"])[0]), int((sys.argv[2:] or ["3"])[0]))
