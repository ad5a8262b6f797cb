"""The first half of the way: visit the feeds that are due, keep what is new.

Fetching is parallel and holds no connection to the database; keeping is one short transaction a batch.
"""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from callnow.errors import CallnowError, FetchFailed, SettingError
from callnow.model import Announcement
from callnow.settings import FetchSettings, MailboxSettings, Settings
from callnow.store import Connection, writing
from callnow.store.feeds import all_feeds, keep_visits, known_items, last_success
from callnow.terms import FailureKind, FetchStatus
from flows.news.coverage import feed_of
from flows.news.searches import declare_searches
from flows.running.spread import Spread
from sources.feed import Feed, FeedState, FetchResult, SourceSettings
from sources.feed_states import failed_visit
from sources.kinds import kind_of
from sources.mail import read_mailbox
from sources.on_disk import is_on_disk, read_on_disk
from sources.order import dated_since
from sources.politeness import FeedWithState, HostGate, rounds
from sources.rounds import read_feeds
from sources.schedule import is_due
from sources.search_feeds import is_template

AT_ONCE = 64  # batches that are given out before the first of them is kept


@dataclass(frozen=True, slots=True)
class FeedBatch:
    """Feeds to visit in one task: a value that travels to another process or machine.

    `closed` are hosts that asked in this run to be left alone, each with until when. `again` says that some of the
    hosts were visited in this run before.
    """

    feeds: tuple[FeedWithState, ...]
    settings: SourceSettings
    max_connections: int
    now: datetime
    closed: Mapping[str, datetime] = field(default_factory=dict)
    again: bool = False


@dataclass(frozen=True, slots=True)
class FetchedBatch:
    """What the visits of a batch brought: each result with the announcements read from it.

    `closed` are the hosts that have asked to be left alone, each with until when.
    """

    visits: tuple[tuple[FetchResult, tuple[Announcement, ...]], ...]
    closed: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FetchCounts:
    """How many feeds were visited, unchanged, failed; how many items they held, and how many were new.

    `waiting` feeds are left to the next run, for reasons that `waits` says.
    """

    feeds: int = 0
    unchanged: int = 0
    failed: int = 0
    items: int = 0
    new_items: int = 0
    waiting: int = 0
    waits: tuple[str, ...] = ()
    failures: tuple[CallnowError, ...] = ()


def due_feeds(settings: Settings, now: datetime, *, everything: bool = False) -> list[FeedWithState]:
    """The feeds whose next visit has come; with `everything`, also those whose has not.

    A feed that is switched off or paused, or whose server asked to be left alone until later, is never due. A news
    search is due for each employer; the template it is made of never is.
    """
    with writing(settings) as con:
        declare_searches(con, now)
        known = feeds_with_states(con)
    return [
        (feed, state)
        for feed, state in known
        if not is_template(feed)
        and is_due(feed, state, now, eager=everything and not kind_of(feed.kind).for_each_employer)
    ]


def why_none_is_due(settings: Settings, now: datetime) -> str:
    """What a run says that visits no feed: when the next one is due, or what it lacks; "" where none is switched on."""
    with writing(settings) as con:
        switched_on = [(feed, state) for feed, state in feeds_with_states(con) if feed.enabled]
    waiting = [(feed, state) for feed, state in switched_on if not is_template(feed) and not state.paused_reason]
    if not waiting:
        if any(is_template(feed) for feed, _ in switched_on):
            return "No feed is due: a news search is made for each employer, and there is none. `callnow import` first."
        hint = "`callnow feeds --health` says why, `callnow feeds on NAME` asks one again."
        return f"No feed is due: all that are switched on are paused. {hint}" if switched_on else ""
    first = min(max(filter(None, (state.next_check_at, state.not_before)), default=now) for _, state in waiting)
    searches = sum(feed.kind == "search" for feed, _ in waiting)
    each_a_day = f", {searches} of them news searches, each made once a day at a minute of its own" if searches else ""
    feeds = "1 feed waits" if len(waiting) == 1 else f"{len(waiting)} feeds wait"
    return f"No feed is due: {feeds}{each_a_day}; the next is due at {first:%Y-%m-%d %H:%M} UTC."


def feeds_with_states(con: Connection) -> list[FeedWithState]:
    """Every feed, with what is declared and what is remembered of it."""
    return [(feed_of(kept), FeedState.from_dict(kept.state)) for kept in all_feeds(con)]


def make_rounds(feeds: Iterable[FeedWithState], settings: Settings, now: datetime) -> list[list[FeedBatch]]:
    """Feeds in batches of at most `feeds_per_batch`, in rounds: no two batches of one round share a host."""
    source = source_settings(settings.fetch)
    return [
        [FeedBatch(tuple(batch), source, settings.fetch.max_connections, now, again=number > 0) for batch in batches]
        for number, batches in enumerate(rounds(feeds, settings.watch.feeds_per_batch))
    ]


def fetch_batch(batch: FeedBatch) -> FetchedBatch:
    """Visits the feeds of a batch and reads what they answer. Failures are values in the results."""
    settings = batch.settings
    gate = HostGate(settings.host_gap, settings.host_connections, closed=batch.closed, again=batch.again)

    async def visit() -> list[tuple[FetchResult, tuple[Announcement, ...]]]:
        visits = read_feeds(
            batch.feeds, now=batch.now, settings=settings, gate=gate, max_connections=batch.max_connections
        )
        return [(result, tuple(items)) async for result, items in visits]

    return FetchedBatch(tuple(asyncio.run(visit())), gate.closed)


def fetch_news(
    settings: Settings, feeds: Sequence[FeedWithState], now: datetime, spread: Spread, since: datetime | None = None
) -> Iterator[FetchCounts]:
    """Visits feeds, a batch at a time, and keeps each batch's items and states in one transaction, as it comes.

    `spread` applies `fetch_batch` to the batches: one by one here, over a Prefect task runner in the flows. Mailboxes
    and files are read here: passwords travel to no task, and no other machine has the files. What is older than `since`
    is kept as left out.
    """
    ready, unset = declare_visitor(feeds, settings.fetch.contact, now)
    if unset:
        yield keep_batch(settings, FetchedBatch(tuple((failed, ()) for failed in unset)), now)
    for feed, state in ready:
        if lies_here(feed):
            yield keep_batch(settings, read_here(settings, feed, state, now), now, since)
    closed: dict[str, datetime] = {}
    for one_round in make_rounds([feed_state for feed_state in ready if not lies_here(feed_state[0])], settings, now):
        for first in range(0, len(one_round), AT_ONCE):
            batches = [replace(batch, closed=dict(closed)) for batch in one_round[first : first + AT_ONCE]]
            for fetched in spread(fetch_batch, batches):
                closed.update(fetched.closed)
                yield keep_batch(settings, fetched, now, since)


def declare_visitor(
    feeds: Sequence[FeedWithState], contact: str, now: datetime
) -> tuple[list[FeedWithState], list[FetchResult]]:
    """The feeds as they are visited (EDGAR demands that the user agent names who asks), and failed visits to those that
    lack a setting."""
    ready: list[FeedWithState] = []
    unset: list[FetchResult] = []
    for feed, state in feeds:
        try:
            ready.append((kind_of(feed.kind).prepare(feed, contact), state))
        except SettingError as error:
            lacking = FetchFailed(error.what, hint=error.hint, kind=FailureKind.LOGIN)
            unset.append(failed_visit(feed, state, lacking, now))
    return ready, unset


def lies_here(feed: Feed) -> bool:
    """Whether a feed is read in this process: for a password or key, or because no other machine has its files."""
    kind = kind_of(feed.kind)
    return kind.mailbox or kind.keyed or is_on_disk(feed)


def read_here(settings: Settings, feed: Feed, state: FeedState, now: datetime) -> FetchedBatch:
    """One visit to one mailbox, folder of messages, list on this machine or register that wants a key."""
    try:
        return _read_here(settings, feed, state, now)
    except Exception as error:  # noqa: BLE001 -- a fault that one feed meets must not end the visits to the others
        return FetchedBatch(((failed_visit(feed, state, error, now), ()),))


def _read_here(settings: Settings, feed: Feed, state: FeedState, now: datetime) -> FetchedBatch:
    if kind_of(feed.kind).keyed:
        return _fetch_with_key(settings, feed, state, now)
    if is_on_disk(feed):
        result, items = read_on_disk(feed, state, now)
    else:
        box = settings.mailboxes.get(feed.name, MailboxSettings())
        password = box.password.get_secret_value() if box.password else ""
        result, items = read_mailbox(feed, state, now, user=box.username, password=password)
    return FetchedBatch(((result, tuple(items)),))


def _fetch_with_key(settings: Settings, feed: Feed, state: FeedState, now: datetime) -> FetchedBatch:
    key = settings.registers.companies_house_key
    if key is None:
        hint = "make one at developer.company-information.service.gov.uk and set registers.companies_house_key to it"
        raise FetchFailed("it wants a key, and none is set", hint=hint, kind=FailureKind.LOGIN)
    login = b64encode(f"{key.get_secret_value()}:".encode()).decode()
    source = replace(source_settings(settings.fetch), authorization=f"Basic {login}")
    return fetch_batch(FeedBatch(((feed, state),), source, 1, now, again=True))


def keep_batch(settings: Settings, fetched: FetchedBatch, now: datetime, since: datetime | None = None) -> FetchCounts:
    """Keeps what a batch brought, and counts it; what is older than `since` as left out."""
    with writing(settings) as con:
        visits = [(r.feed.name, r.state.to_dict(), _dated(con, r.feed.name, items)) for r, items in fetched.visits]
        new = keep_visits(con, visits, now, since)
    statuses = [result.status for result, _ in fetched.visits]
    return FetchCounts(
        feeds=len(statuses),
        unchanged=statuses.count(FetchStatus.UNCHANGED),
        failed=statuses.count(FetchStatus.FAILED),
        items=sum(len(items) for _, items in fetched.visits),
        new_items=new,
        failures=tuple(result.error for result, _ in fetched.visits if result.error),
    )


def _dated(con: Connection, name: str, items: Sequence[Announcement]) -> Sequence[Announcement]:
    """The items of a visit, those without a date dated by what the feed held before, where that tells."""
    if not any(item.undated for item in items):
        return items
    return dated_since(items, known_items(con, [item.id for item in items]), last_success(con, name))


def source_settings(fetch: FetchSettings) -> SourceSettings:
    """The settings of callnow.toml in the words of sources."""
    return SourceSettings(
        user_agent=fetch.user_agent,
        allow_private=frozenset(fetch.allow_private),
        deadline=fetch.deadline,
        max_body=fetch.max_bytes,
        parse_seconds=SourceSettings().parse_seconds * max(1.0, fetch.max_bytes / FetchSettings().max_bytes),
        host_gap=fetch.host_pause,
        host_connections=fetch.per_host,
        workers=fetch.parse_workers,
    )
