"""The feeds as people see them: what is declared, how each is in words, what each brought."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from callnow.feeds import TROUBLE, ListedFeed
from callnow.languages import not_understood
from callnow.store import Connection
from callnow.store.feeds import KnownFeed, all_feeds, feed_health
from flows.news.coverage import feed_of, health_of
from sources.search_feeds import is_template


def known_feeds(con: Connection, now: datetime) -> list[ListedFeed]:
    """The feeds in the database, those in trouble first, then by name."""
    return _listed(all_feeds(con), feed_health(con, now), now)


def feeds_to_choose(con: Connection | None, now: datetime) -> list[ListedFeed]:
    """The feeds in the database and those that ship; without a database these alone, as they ship."""
    from sources.catalogue import load_feeds  # noqa: PLC0415 - reading it takes a moment, and status needs none of it

    known = {feed.declared["name"]: feed for feed in all_feeds(con)} if con else {}
    for feed in load_feeds():
        known.setdefault(feed.name, KnownFeed(asdict(feed), feed.enabled, "catalogue", {}))
    return _listed(known.values(), feed_health(con, now) if con else {}, now)


def _listed(feeds: Iterable[KnownFeed], health: dict[str, dict[str, Any]], now: datetime) -> list[ListedFeed]:
    listed = [_listed_feed(feed, health.get(feed.declared["name"], {}), now) for feed in feeds]
    return sorted(listed, key=lambda one: (_urgency(one), one.name))


def _urgency(feed: ListedFeed) -> int:
    return TROUBLE.index(feed.verdict) if feed.verdict in TROUBLE else len(TROUBLE)


def _listed_feed(known: KnownFeed, remembered: dict[str, Any], now: datetime) -> ListedFeed:
    judged = health_of(known, now)
    words, _, hint = judged.words.replace(f"{judged.feed}: ", "", 1).partition(" — ")
    template = "{" in known.declared["url"] and is_template(feed_of(known))
    return ListedFeed(
        declared=known.declared,
        enabled=known.enabled,
        origin=known.origin,
        verdict=judged.verdict,
        health="a search for each employer is made of it" if template and known.enabled else words,
        hint=hint,
        not_understood=not_understood(remembered),
        expected=judged.expected,
        seen=judged.seen,
        next_check_at=judged.next_check_at,
        missed=not judged.covered,
        is_template=template,
        remembered=remembered,
    )
