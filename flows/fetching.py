"""The first half of the way: visit the feeds that are due, keep what is new.

Fetching is parallel and holds no connection to the database; keeping is one short transaction a batch.
"""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from callnow.errors import SourceError
from callnow.model import Announcement
from callnow.settings import FetchSettings, Settings
from callnow.store import writing
from callnow.store.feeds import all_feeds, keep_visit
from flows.spread import Spread
from sources.feed import Feed, FeedState, FetchResult, SourceSettings
from sources.politeness import batches
from sources.rounds import read_feeds
from sources.schedule import is_due

Known = tuple[Feed, FeedState]


@dataclass(frozen=True, slots=True)
class FeedBatch:
    """Feeds to visit in one task: a value that travels to another process or machine."""

    feeds: tuple[Known, ...]
    settings: SourceSettings
    max_connections: int
    now: datetime


@dataclass(frozen=True, slots=True)
class FetchedBatch:
    """What the visits of a batch brought: each result with the announcements read from it."""

    visits: tuple[tuple[FetchResult, tuple[Announcement, ...]], ...]


@dataclass(frozen=True, slots=True)
class FetchCounts:
    """How many feeds were visited, unchanged, failed; how many items they held, and how many were new."""

    feeds: int = 0
    unchanged: int = 0
    failed: int = 0
    items: int = 0
    new_items: int = 0
    failures: tuple[SourceError, ...] = ()

    def __add__(self, other: FetchCounts) -> FetchCounts:
        return FetchCounts(*(getattr(self, f.name) + getattr(other, f.name) for f in dataclasses.fields(self)))


def due_feeds(settings: Settings, now: datetime, *, everything: bool = False) -> list[Known]:
    """The feeds whose next visit has come; with `everything`, also those whose has not.

    A feed that is switched off or paused, or whose server asked to be left alone until later, is never due.
    """
    with writing(settings.database, settings.store.lock_wait) as con:
        known = all_feeds(con)
    switched_on = [
        (Feed(**one.declared | {"enabled": True}), FeedState.from_dict(one.state)) for one in known if one.enabled
    ]
    return [(feed, state) for feed, state in switched_on if is_due(feed, state, now, eager=everything)]


def make_batches(feeds: Iterable[Known], settings: Settings, now: datetime) -> list[FeedBatch]:
    """Feeds in batches of about `feeds_per_batch`; one host's feeds stay together, so that one task keeps its pace."""
    source = source_settings(settings.fetch)
    return [
        FeedBatch(tuple(batch), source, settings.fetch.max_connections, now)
        for batch in batches(feeds, settings.watch.feeds_per_batch)
    ]


def fetch_batch(batch: FeedBatch) -> FetchedBatch:
    """Visits the feeds of a batch and reads what they answer. Failures are values in the results."""

    async def visit() -> list[tuple[FetchResult, tuple[Announcement, ...]]]:
        found = read_feeds(batch.feeds, now=batch.now, settings=batch.settings, max_connections=batch.max_connections)
        return [(result, tuple(items)) async for result, items in found]

    return FetchedBatch(tuple(asyncio.run(visit())))


def fetch_news(settings: Settings, feeds: Iterable[Known], now: datetime, spread: Spread) -> Iterator[FetchCounts]:
    """Visits feeds, a batch at a time, and keeps each batch's items and states in one transaction.

    `spread` applies `fetch_batch` to the batches: `map` here, a Prefect task runner's map in the flows.
    """
    for fetched in spread(fetch_batch, make_batches(feeds, settings, now)):
        yield keep_batch(settings, fetched, now)


def keep_batch(settings: Settings, fetched: FetchedBatch, now: datetime) -> FetchCounts:
    """Keeps what a batch brought, and counts it."""
    with writing(settings.database, settings.store.lock_wait) as con:
        new = sum(
            keep_visit(con, result.feed.name, result.state.to_dict(), now, items) for result, items in fetched.visits
        )
    statuses = [result.status for result, _ in fetched.visits]
    return FetchCounts(
        feeds=len(statuses),
        unchanged=statuses.count("unchanged"),
        failed=statuses.count("failed"),
        items=sum(len(items) for _, items in fetched.visits),
        new_items=new,
        failures=tuple(result.error for result, _ in fetched.visits if result.error),
    )


def source_settings(fetch: FetchSettings) -> SourceSettings:
    """The settings of callnow.toml in the words of sources."""
    return SourceSettings(
        user_agent=fetch.user_agent,
        allow_private=frozenset(fetch.allow_private),
        deadline=fetch.deadline,
        max_body=fetch.max_bytes,
        host_gap=fetch.host_pause,
        host_connections=fetch.per_host,
        workers=fetch.parse_workers,
    )
