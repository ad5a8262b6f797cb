"""When to visit a feed next. Pure: the time, the past and the server's wishes are arguments.

The next visit comes after half the usual gap between two items, not sooner than the feed's own TTL or its cache headers
ask, between 5 minutes and 24 hours. After failures it backs off: 5 minutes, doubled each time, up to 24 hours. The
jitter is seeded by the address and the count of failures, so that a fleet spreads out and a test repeats.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import blake2b

from callnow.http.headers import http_date
from sources.feed import Feed, FeedState

SHORTEST, LONGEST = 300.0, 24 * 3600.0
UNKNOWN = 1800.0
WEEK = 7 * 24 * 3600.0
DAY = timedelta(days=1)

_TTL = re.compile(rb"<ttl>\s*(\d{1,6})\s*</ttl>")
_PERIOD = re.compile(rb"<(?:\w+:)?updatePeriod>\s*(hourly|daily|weekly|monthly|yearly)\s*<")
_FREQUENCY = re.compile(rb"<(?:\w+:)?updateFrequency>\s*(\d{1,4})\s*<")
_PERIODS = {b"hourly": 3600.0, b"daily": 86400.0, b"weekly": WEEK, b"monthly": 30 * 86400.0, b"yearly": 365 * 86400.0}
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,10})")


def is_due(feed: Feed, state: FeedState, now: datetime, *, eager: bool = False) -> bool:
    """Whether to visit now. `eager` (a person asks) skips the schedule, but no pause and no Retry-After."""
    if not feed.enabled or state.paused_reason:
        return False
    if state.not_before is not None and now < state.not_before:
        return False
    return eager or state.next_check_at is None or now >= state.next_check_at


def wants_full_answer(feed: Feed, state: FeedState, now: datetime, every: float) -> bool:
    """Whether to ask without validators: some servers answer 304 for ever. Spread over the last quarter of `every`."""
    if state.last_full_at is None:
        return True
    return (now - state.last_full_at).total_seconds() >= every * (0.75 + 0.25 * fraction(feed.url, "full"))


def next_visit(feed: Feed, state: FeedState, now: datetime) -> datetime:
    """After an answer."""
    if feed.interval > 0:
        wait = feed.interval
    else:
        rate = state.seen_rate or feed.expected_per_week
        usual = WEEK / rate / 2 if rate > 0 else UNKNOWN
        if state.window > 0 and state.last_new_item_at and now - state.last_new_item_at < DAY:
            usual = min(usual, state.window / 2)  # what a busy hour brings must not have dropped out by the next visit
        wait = min(max(usual, state.ttl, state.fresh_for, SHORTEST), LONGEST)
    return now + timedelta(seconds=wait * (1 + 0.1 * fraction(feed.url, "visit")))


def next_try(feed: Feed, failures: int, now: datetime, *, retry_after: float | None = None) -> datetime:
    """After the `failures`-th failed visit in a row (1 for the first)."""
    backoff = min(SHORTEST * 2.0 ** min(max(failures, 1) - 1, 12), LONGEST)
    jittered = backoff * (0.8 + 0.4 * fraction(feed.url, failures))
    return now + timedelta(seconds=max(jittered, retry_after or 0.0))


def fresh_seconds(headers: Mapping[str, str]) -> float | None:
    """How long the cache headers call the answer fresh; `headers` have lower-case names."""
    if match := _MAX_AGE.search(headers.get("cache-control", "").lower()):
        return float(match.group(1))
    expires, date = http_date(headers.get("expires", "")), http_date(headers.get("date", ""))
    return max((expires - date).total_seconds(), 0.0) if expires and date else None


def ttl_seconds(body: bytes) -> float | None:
    """What the feed says of itself: <ttl> in minutes, or the syndication module's period and frequency."""
    head = body[:16384]
    if match := _TTL.search(head):
        return float(match.group(1)) * 60.0
    period = _PERIOD.search(head)
    if period is None:
        return None
    frequency = _FREQUENCY.search(head)
    return _PERIODS[period.group(1)] / max(int(frequency.group(1)) if frequency else 1, 1)


def recent_of(moments: Sequence[datetime]) -> list[datetime]:
    """These in order, without the oldest quarter: what a page pins on top may be years old."""
    return sorted(moments)[len(moments) // 4 :]


def rate_per_week(recent: Sequence[datetime]) -> float:
    """Items a week as their own dates show it; 0 where these lie within a day: it may be a busy hour, or a move of
    the site that gave everything its date."""
    span = time_span(recent)
    return (len(recent) - 1) / (span / timedelta(weeks=1)) if span >= DAY else 0.0


def time_span(moments: Sequence[datetime]) -> timedelta:
    """From the first of these to the last."""
    return max(moments) - min(moments) if moments else timedelta()


def fraction(*parts: object) -> float:
    """A number in [0, 1) that only depends on `parts`."""
    digest = blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=4).digest()
    return int.from_bytes(digest, "big") / 2**32
