"""What the database of a home tells of how it stands: the last run, feeds, outbox, people and calls.

Imports neither Prefect nor what reads the news, as flows.running.status does not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from callnow.errors import CallnowError
from callnow.feeds import ListedFeed
from callnow.settings import Settings
from callnow.store import Connection, looking
from callnow.store.files import is_new
from callnow.store.lock import running
from callnow.store.news import open_calls
from callnow.store.outbox import FailingChannel, failing_channels, outbox_counts
from callnow.store.owed_rematch import owed_since, rematch_owed
from callnow.store.page import owners
from callnow.store.people import count_prospects
from callnow.store.runs import LastRun, last_run
from callnow.terms import FeedVerdict, Tier
from flows.calls.told_once import each_change_once
from flows.news.feed_list import known_feeds

DO_NOT_TELL = (FeedVerdict.FAILING, FeedVerdict.SILENT, FeedVerdict.PAUSED)


@dataclass(frozen=True, slots=True)
class CallCounts:
    """How many people wait for a call, how many of them to call now, and how many reasons there are in all."""

    people: int = 0
    call_now: int = 0
    reasons: int = 0


@dataclass(frozen=True, slots=True)
class DatabaseState:
    """What the database holds. `damage` says of which file nothing can be told, and why; `trouble` are the feeds that
    are switched on and do not tell, `not_understood` those in another language, by name, and in words.
    `rematch_owed_since` is when the page was told what the news read before is to be matched with again, until it is.
    """

    damage: str = ""
    what_to_do: str = ""
    last_run: LastRun | None = None
    feeds: int = 0
    trouble: tuple[ListedFeed, ...] = ()
    not_understood: tuple[tuple[str, str], ...] = ()
    next_feed_at: datetime | None = None
    outbox: dict[str, int] = field(default_factory=dict)
    failing: tuple[FailingChannel, ...] = ()
    prospects: int = 0
    owners: tuple[str, ...] = ()
    calls: CallCounts = CallCounts()
    rematch_owed_since: datetime | None = None

    @property
    def some_feed_is_well(self) -> bool:
        """Whether a feed that is switched on told its news at its last visit; it need not have been due since."""
        return len(self.trouble) < self.feeds


def read_database_state(settings: Settings, now: datetime) -> DatabaseState:
    """What database or published copy tell; a home in which nothing was done yet tells nothing."""
    if is_new(settings.database):
        return DatabaseState()
    try:
        with looking(settings) as con:
            return _database_state(con, now, settings.day_of(now))
    except CallnowError as error:
        if not settings.published.exists() and running(settings.home):
            return DatabaseState()  # the very first run is under way, and holds the database
        return DatabaseState(damage=f"{Path(error.where).name}: {error.what}", what_to_do=error.hint)


def _database_state(con: Connection, now: datetime, today: date) -> DatabaseState:
    feeds = [known for known in known_feeds(con, now) if known.enabled]
    return DatabaseState(
        last_run=last_run(con),
        feeds=len(feeds),
        trouble=tuple(feed for feed in feeds if feed.verdict in DO_NOT_TELL),
        not_understood=tuple((feed.name, feed.not_understood) for feed in feeds if feed.not_understood),
        next_feed_at=min((feed.next_check_at for feed in feeds if feed.next_check_at), default=None),
        outbox=outbox_counts(con),
        failing=tuple(failing_channels(con)),
        owners=tuple(owners(con)),
        prospects=count_prospects(con),
        calls=_calls(con, now, today),
        rematch_owed_since=owed_since(rematch_owed(con)),
    )


def _calls(con: Connection, now: datetime, today: date) -> CallCounts:
    waiting = each_change_once(con, open_calls(con, now, today))
    urgent = {call.prospect_id for call in waiting if call.tier is Tier.CALL_NOW}
    return CallCounts(len({call.prospect_id for call in waiting}), len(urgent), len(waiting))
