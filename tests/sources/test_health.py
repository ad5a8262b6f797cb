"""Whether a feed is well."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sources.feed import Feed, FeedState
from sources.health import judge

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
WIRE = Feed("Wire", "https://wire.example.com/rss", expected_per_week=200)
SMALL = Feed("Small", "https://small.example.com/rss")


def state(silent_for: timedelta, **more: object) -> FeedState:
    well = FeedState(last_checked_at=NOW, last_success_at=NOW, last_new_item_at=NOW - silent_for, next_check_at=NOW)
    return replace(well, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("feed", "remembered", "verdict", "covered"),
    [
        (WIRE, FeedState(), "new", True),
        (WIRE, state(timedelta(hours=2), seen_rate=190), "well", True),
        (WIRE, state(timedelta(days=4), seen_rate=190), "well", True),
        (WIRE, state(timedelta(days=6), seen_rate=190), "silent", False),
        (WIRE, state(timedelta(days=9), seen_rate=40), "silent", False),
        (WIRE, state(timedelta(hours=2), seen_rate=40), "low", True),
        (WIRE, state(timedelta(hours=2), seen_rate=60), "well", True),
        (SMALL, state(timedelta(days=20), seen_rate=0.5), "quiet", True),
        (SMALL, state(timedelta(days=120), seen_rate=0.5), "silent", False),
        (SMALL, state(timedelta(days=300)), "well", True),
        (WIRE, state(timedelta(hours=3), seen_rate=190, empty_visits=3), "silent", False),
        (WIRE, state(timedelta(hours=1), failures=1, error="no answer"), "failing", True),
        (WIRE, state(timedelta(hours=1), failures=3, error="no answer"), "failing", False),
        (WIRE, state(timedelta(hours=1), paused_reason="gone for good (410)"), "paused", False),
        (replace(WIRE, enabled=False), state(timedelta(hours=1)), "off", False),
    ],
)
def test_verdicts(feed: Feed, remembered: FeedState, verdict: str, covered: bool) -> None:
    """Silence that its usual rate allows is told from silence that it does not, and from failures."""
    health = judge(feed, remembered, NOW)
    assert (health.verdict, health.covered) == (verdict, covered)
    assert health.words


def test_words_say_why() -> None:
    """The words of a failing feed hold the error, those of a paused one the reason, and no next visit is promised."""
    failing = judge(WIRE, state(timedelta(hours=1), failures=2, error="the server answered with status 503"), NOW)
    assert "2 visits" in failing.words
    assert "503" in failing.words
    paused = judge(WIRE, state(timedelta(hours=1), paused_reason="gone for good (410)"), NOW)
    assert "410" in paused.words
    assert paused.next_check_at is None
