"""When to visit a feed next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sources.feed import Feed, FeedState
from sources.schedule import (
    fresh_seconds,
    is_due,
    next_try,
    next_visit,
    rate_per_week,
    recent_of,
    ttl_seconds,
    wants_full_answer,
)

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
FEED = Feed("Example", "https://example.com/feed")


def wait(state: FeedState, feed: Feed = FEED) -> float:
    return (next_visit(feed, state, NOW) - NOW).total_seconds()


@pytest.mark.parametrize(
    ("rate", "shortest", "longest"),
    [(5000, 300, 330), (168, 1800, 1980), (7, 43200, 47520), (0.5, 86400, 95040), (0, 1800, 1980)],
)
def test_visits_follow_the_observed_rate(rate: float, shortest: float, longest: float) -> None:
    """A feed is visited twice in its usual gap between items, from every 5 minutes to once a day."""
    assert shortest <= wait(FeedState(seen_rate=rate)) <= longest


def test_wishes_of_the_feed_are_kept() -> None:
    """A TTL or cache header that asks for more time is kept to, up to a day; one that asks for less changes nothing."""
    busy = FeedState(seen_rate=5000)
    assert wait(replace(busy, ttl=7200)) >= 7200
    assert wait(replace(busy, fresh_for=3600)) >= 3600
    assert wait(replace(busy, ttl=10**7)) <= 86400 * 1.1
    assert wait(replace(busy, ttl=1)) == wait(busy)


def test_fixed_interval() -> None:
    """A feed with an interval of its own keeps it."""
    assert 600 <= wait(FeedState(seen_rate=5000, ttl=9000), replace(FEED, interval=600)) <= 660


def test_backoff_grows_with_jitter() -> None:
    """After each failure the wait doubles, up to a day, spread by a fifth to both sides, the same in every run."""
    waits = [(next_try(FEED, n, NOW) - NOW).total_seconds() for n in range(1, 14)]
    for n, seconds in enumerate(waits):
        usual = min(300 * 2**n, 86400)
        assert 0.8 * usual <= seconds <= 1.2 * usual
    assert waits == [(next_try(FEED, n, NOW) - NOW).total_seconds() for n in range(1, 14)]
    others = {next_try(Feed("x", f"https://example.com/{n}"), 1, NOW) for n in range(50)}
    assert len(others) > 45


def test_retry_after_is_the_least() -> None:
    """A server's Retry-After is never undercut."""
    assert next_try(FEED, 1, NOW, retry_after=7200) == NOW + timedelta(hours=2)


def test_is_due() -> None:
    """A feed is due at its time; a person may ask sooner, but not before a Retry-After nor for a paused feed."""
    later, state = NOW + timedelta(hours=1), FeedState()
    assert is_due(FEED, state, NOW)
    assert not is_due(FEED, replace(state, next_check_at=later), NOW)
    assert is_due(FEED, replace(state, next_check_at=later), NOW, eager=True)
    assert is_due(FEED, replace(state, next_check_at=later), later)
    assert not is_due(FEED, replace(state, not_before=later), NOW, eager=True)
    assert not is_due(FEED, replace(state, paused_reason="gone"), NOW, eager=True)
    assert not is_due(replace(FEED, enabled=False), state, NOW, eager=True)


def test_full_answer_once_a_day() -> None:
    """Validators are left out when the last full answer is 18 to 24 hours old, each feed at its own time."""
    day = 86400.0
    feeds = [Feed("x", f"https://example.com/{n}") for n in range(200)]
    for hours, share in ((17.9, 0), (24, 200)):
        state = FeedState(last_full_at=NOW - timedelta(hours=hours))
        assert sum(wants_full_answer(feed, state, NOW, day) for feed in feeds) == share
    state = FeedState(last_full_at=NOW - timedelta(hours=21))
    assert 60 < sum(wants_full_answer(feed, state, NOW, day) for feed in feeds) < 140
    assert wants_full_answer(FEED, FeedState(), NOW, day)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"cache-control": "public, max-age=600"}, 600),
        ({"cache-control": "s-maxage=10"}, None),
        ({"expires": "Mon, 02 Mar 2026 10:00:00 GMT", "date": "Mon, 02 Mar 2026 09:30:00 GMT"}, 1800),
        ({"expires": "-1", "date": "Mon, 02 Mar 2026 09:30:00 GMT"}, None),
        ({}, None),
    ],
)
def test_cache_headers(headers: dict[str, str], seconds: float | None) -> None:
    """Freshness is max-age, else the time from Date to Expires."""
    assert fresh_seconds(headers) == seconds


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        (b"<rss><channel><ttl>60</ttl>", 3600),
        (b"<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", 21600),
        (b"<sy:updatePeriod> hourly </sy:updatePeriod>", 3600),
        (b"<ttl>soon</ttl>", None),
        (b"", None),
    ],
)
def test_ttl(text: bytes, seconds: float | None) -> None:
    """A feed's own wish is its ttl, else its update period."""
    assert ttl_seconds(text) == seconds


def test_rate() -> None:
    """The rate is what the dates of a feed's items show; where they lie within a day they show none."""
    days = [NOW - timedelta(days=n) for n in range(8)]
    assert rate_per_week(days) == pytest.approx(7)
    assert rate_per_week(days[:1]) == rate_per_week([NOW, NOW]) == rate_per_week([]) == 0
    assert rate_per_week([NOW - timedelta(seconds=n) for n in range(20)]) == 0


def test_what_is_pinned_on_top_counts_for_no_rate() -> None:
    """Of many dates the oldest quarter is left out."""
    days = [NOW - timedelta(days=n) for n in range(8)]
    assert rate_per_week(recent_of([NOW - timedelta(days=3000), *days])) == pytest.approx(7)
    assert recent_of([NOW, NOW - timedelta(days=1)]) == [NOW - timedelta(days=1), NOW]


def test_a_busy_hour_is_visited_before_it_has_dropped_out() -> None:
    """A feed whose items span ten minutes is visited twice in that time, until it has been quiet for a day."""
    busy = FeedState(window=1200, last_new_item_at=NOW)
    assert 600 <= wait(busy) <= 660
    assert wait(replace(busy, last_new_item_at=NOW - timedelta(days=2))) >= 1800
