"""A round over many feeds: visit each politely, read what is new in child processes, say what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Iterable
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from functools import partial

from callnow.errors import AddressRefused, ParseFailed
from callnow.http.addresses import host_port, read_url
from callnow.http.client import Transport
from callnow.http.transport import CheckedTransport
from callnow.model import Announcement
from callnow.terms import FetchStatus
from sources.feed import Feed, FeedState, FetchResult, SourceSettings
from sources.feed_states import after_failure, after_postponed, after_reading, failed_visit
from sources.fetch import fetch_feed
from sources.order import read_as_listed
from sources.politeness import HostGate, host_of, left_alone
from sources.workers import ParsePool

ClientFactory = Callable[[], Transport]
Visit = tuple[FetchResult, list[Announcement]]


def make_client(settings: SourceSettings) -> CheckedTransport:
    """The client of a round: it connects to public addresses and to those the settings name."""
    return CheckedTransport(allowed=settings.allow_private, connect_timeout=settings.connect_timeout)


async def read_feeds(
    feeds: Iterable[tuple[Feed, FeedState]],
    *,
    now: datetime,
    settings: SourceSettings | None = None,
    client_factory: ClientFactory | None = None,
    pool: ParsePool | None = None,
    gate: HostGate | None = None,
    max_connections: int = 40,
) -> AsyncIterator[Visit]:
    """Visit every feed once and yield each result with its announcements, as they come.

    The state in each result is to be kept, together with the announcements; a failed visit has none. Whether a feed is
    due is the caller's to ask (`schedule.is_due`). `pool` is shared by several batches where it is given. `gate`
    knows what hosts asked for. No two batches that are visited at once may share a host (`politeness.rounds`).
    """
    settings = settings or SourceSettings()
    with ExitStack() as stack:
        pool = pool or stack.enter_context(ParsePool(settings))
        async with (client_factory or (lambda: make_client(settings)))() as client:
            one_round = _Round(client, pool, settings, now, max_connections, gate)
            results: asyncio.Queue[Visit | BaseException] = asyncio.Queue()
            tasks = {asyncio.create_task(one_round.visit(feed, state)) for feed, state in feeds}
            for task in tasks:
                task.add_done_callback(partial(_hand_over, tasks, results))
            try:
                for _ in range(len(tasks)):
                    result = await results.get()
                    if isinstance(result, BaseException):
                        raise result
                    yield result
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)


def _hand_over(
    tasks: set[asyncio.Task[Visit]], results: asyncio.Queue[Visit | BaseException], task: asyncio.Task[Visit]
) -> None:
    """Pass on what a visit brought, and let go of it: a round may bring more than fits in memory at once."""
    tasks.discard(task)
    if not task.cancelled():
        results.put_nowait(task.exception() or task.result())


def is_ours(feed: Feed, state: FeedState, allow_private: Collection[str]) -> bool:
    """Whether a setting names the feed's host as one of our own, which has no rate limit."""
    if feed.allow_private:
        return True
    if not allow_private:
        return False
    try:
        return host_port(read_url(state.url or feed.url)) in allow_private
    except AddressRefused:
        return False


class _Round:
    """What the visits of one round share."""

    def __init__(
        self,
        client: Transport,
        pool: ParsePool,
        settings: SourceSettings,
        now: datetime,
        max_connections: int,
        gate: HostGate | None,
    ) -> None:
        self._client, self._pool, self._settings, self._now = client, pool, settings, now
        self._gate = gate or HostGate(settings.host_gap, settings.host_connections)
        self._connections = asyncio.Semaphore(max_connections)

    async def visit(self, feed: Feed, state: FeedState) -> Visit:
        try:
            return await self._visit(feed, state)
        except Exception as error:  # noqa: BLE001 -- a fault that one feed meets must not end the visits to the others
            return failed_visit(feed, state, error, self._now), []

    async def _visit(self, feed: Feed, state: FeedState) -> Visit:
        host = "" if is_ours(feed, state, self._settings.allow_private) else host_of(feed, state)
        async with self._gate.turn(host), self._connections:
            until = self._gate.closed_until(host)
            if until is not None:
                return self._postponed(feed, state, host, until), []
            result = await fetch_feed(feed, state, self._client, self._now, self._settings)
            if result.state.not_before is not None:
                self._gate.close_until(host, result.state.not_before)
            return await self._read(result, state) if result.status is FetchStatus.NEW else (result, [])

    async def _read(self, result: FetchResult, before: FeedState) -> Visit:
        feed = result.feed
        try:
            items = await self._pool.parse(result.body, feed, result.final_url, self._now, result.content_type)
        except ParseFailed as error:
            failed = after_failure(feed, before, error, self._now)
            return replace(result, state=failed, status=FetchStatus.FAILED, error=error, body=b""), []
        once = read_as_listed(items)
        return replace(result, state=after_reading(feed, result.state, once, self._now), body=b""), once

    def _postponed(self, feed: Feed, state: FeedState, host: str, until: datetime) -> FetchResult:
        error = left_alone(host, until, self._now, where=feed.name)
        return FetchResult(feed, after_postponed(state, until), FetchStatus.FAILED, error=error)
