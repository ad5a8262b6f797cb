"""How well the news is covered: each feed's health, and the employers whose own source has gone silent."""

from __future__ import annotations

from datetime import datetime

from callnow.store import Connection
from callnow.store.feeds import KnownFeed, all_feeds
from sources.feed import Feed, FeedState
from sources.health import Health, judge


def feed_of(known: KnownFeed) -> Feed:
    """A feed as the database has it, on or off."""
    return Feed(**known.declared | {"enabled": known.enabled})


def health_of(known: KnownFeed, now: datetime) -> Health:
    """The health of one feed."""
    return judge(feed_of(known), FeedState.from_dict(known.state), now)


def coverage_gone(con: Connection, now: datetime) -> tuple[str, ...]:
    """A line for each employer whose own feed or newsroom is switched on and tells nothing any more."""
    judged = [(known.declared.get("company"), health_of(known, now)) for known in all_feeds(con) if known.enabled]
    return tuple(
        f"No news from {company} itself: {health.words} ({health.feed})"
        for company, health in judged
        if company and not health.covered
    )
