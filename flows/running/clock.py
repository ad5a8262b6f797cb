"""The clock of a run, and one that was ahead: what was planned by it must not wait for days that are yet to come."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from callnow.store import Connection
from callnow.store.clock import SLACK, clock_was_ahead, put_back
from callnow.store.feeds import keep_visits
from flows.news.fetching import feeds_with_states
from sources.feed_states import with_clock_corrected

LONG = timedelta(minutes=1)  # a run that is shorter has one moment

log = logging.getLogger(__name__)


def put_plans_back(con: Connection, now: datetime) -> None:
    """Puts feeds, deliveries and runs back by as much as the clock was ahead when they were planned, if it was."""
    ahead = clock_was_ahead(con, now)
    if not ahead:
        return
    log.warning("the clock was %s ahead at the last run: what was planned by it is put back", ahead)
    put_back(con, ahead, now)
    later = [
        (feed, state)
        for feed, state in feeds_with_states(con)
        if max(filter(None, (state.last_checked_at, state.next_check_at)), default=now) > now + SLACK
    ]
    keep_visits(con, [(feed.name, with_clock_corrected(state, ahead, now).to_dict(), ()) for feed, state in later], now)


@dataclass(frozen=True, slots=True)
class RunClock:
    """What time it is in a run that took `began` for now. A run decides by that one moment; but one that goes on for
    long (a host with thousands of feeds, a machine that slept) must not tell by it: quiet hours may have begun since.
    """

    began: datetime
    by_the_wall: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __call__(self) -> datetime:
        passed = datetime.now(UTC) - self.by_the_wall
        return self.began + passed if passed > LONG else self.began
