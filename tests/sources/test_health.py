"""Whether a feed is well."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sources.feed import Feed, FeedState
from sources.health import judge
from sources.schedule import WEEK

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
WIRE = Feed("Wire", "https://wire.example.com/rss", expected_per_week=200)
SMALL = Feed("Small", "https://small.example.com/rss")


def state(silent_for: timedelta, **more: object) -> FeedState:
    well = FeedState(last_checked_at=NOW, last_success_at=NOW, last_new_item_at=NOW - silent_for, next_check_at=NOW)
    return replace(well, **more)  # type: ignore[arg-type]


def every(days: int) -> str:
    """The days of ten items, so many days apart."""
    return " ".join(f"{NOW - timedelta(days=200 - days * n):%Y-%m-%d}" for n in range(10))


@pytest.mark.parametrize(
    ("feed", "remembered", "verdict", "covered"),
    [
        (WIRE, FeedState(), "new", True),
        (WIRE, state(timedelta(hours=2), seen_rate=190), "well", True),
        (WIRE, state(timedelta(days=4), seen_rate=190), "well", True),
        (WIRE, state(timedelta(days=6), seen_rate=190), "silent", False),
        (WIRE, state(timedelta(days=9), seen_rate=40), "silent", False),
        (WIRE, state(timedelta(hours=2), seen_rate=40, window=WEEK), "low", True),
        (WIRE, state(timedelta(hours=2), seen_rate=40, window=WEEK / 3), "well", True),
        (WIRE, state(timedelta(hours=2), seen_rate=60, window=WEEK), "well", True),
        (SMALL, state(timedelta(days=20), news_days=every(14)), "quiet", True),
        (SMALL, state(timedelta(days=120), news_days=every(14)), "silent", False),
        (SMALL, state(timedelta(days=6), news_days=every(1)), "silent", False),
        (SMALL, state(timedelta(days=6), news_days="2026-02-24"), "quiet", True),
        (SMALL, state(timedelta(days=300)), "quiet", True),
        (SMALL, FeedState(last_checked_at=NOW, first_success_at=NOW), "quiet", True),
        (WIRE, FeedState(last_checked_at=NOW, first_success_at=NOW - timedelta(days=6)), "silent", False),
        (replace(WIRE, kind="search"), state(timedelta(days=2), empty_visits=9), "well", True),
        (replace(SMALL, kind="mail"), state(timedelta(days=5), empty_visits=9, news_days=every(7)), "quiet", True),
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


@pytest.mark.parametrize("more", [{}, {"failures": 1, "error": "the server answered with status 429"}])
def test_a_feed_whose_host_wants_to_be_left_alone_is_not_covered(more: dict[str, object]) -> None:
    """After a day without an answer, whether the feed itself was told to wait or another of its host; not before, and
    not once it may be asked again."""
    resting = state(timedelta(hours=1), not_before=NOW + timedelta(days=7), **more)
    told = judge(WIRE, resting, NOW + timedelta(days=3))
    assert (told.verdict, told.covered) == ("failing", False)
    assert told.words.startswith("its host asked not to be asked until 2026-03-09 09:00 UTC: not read for 3 days; ")
    for later in timedelta(hours=20), timedelta(days=8):
        health = judge(WIRE, resting, NOW + later)
        assert (health.covered, "its host" in health.words) == (True, False)


def test_messages_that_wait_are_told() -> None:
    """The words of a mailbox say how many of its older messages no visit has read yet."""
    words = judge(replace(SMALL, kind="mail"), state(timedelta(hours=1), waiting=60), NOW).words
    assert words.endswith("; 60 older messages still to be read")


def test_words_say_why() -> None:
    """The words of a failing feed hold the error, those of a paused one the reason, and no next visit is promised."""
    failing = judge(WIRE, state(timedelta(hours=1), failures=2, error="the server answered with status 503"), NOW)
    assert "2 visits" in failing.words
    assert "503" in failing.words
    paused = judge(WIRE, state(timedelta(hours=1), paused_reason="gone for good (410)"), NOW)
    assert "410" in paused.words
    assert paused.next_check_at is None


def test_a_machine_that_was_off_silenced_no_feed() -> None:
    """What came since the last visit nobody can know: silence is measured up to that visit."""
    busy = state(timedelta(hours=1), news_days=every(1))
    health = judge(replace(WIRE, expected_per_week=3500), busy, NOW + timedelta(days=14))
    assert (health.verdict, health.covered, health.words) == ("well", True, "last new item 14 days ago")


def test_a_feed_that_never_had_an_item_is_told_after_two_weeks() -> None:
    """Quiet from the beginning; from two weeks on with the words that nothing has ever come."""
    since = FeedState(last_checked_at=NOW, first_success_at=NOW - timedelta(days=13))
    assert judge(SMALL, since, NOW).words == "visited, no item yet"
    longer = judge(SMALL, replace(since, first_success_at=NOW - timedelta(days=15)), NOW)
    assert (longer.verdict, longer.words) == ("quiet", "nothing has ever come in 15 days: its address may be wrong")


def test_large_numbers_are_printed_in_full() -> None:
    """Thousands are separated, parts of one have two figures."""
    for expected, printed in ((19152, "19,152"), (0.31, "0.31"), (42.4, "42")):
        words = judge(replace(WIRE, expected_per_week=expected), state(timedelta(days=900)), NOW).words
        assert words == f"nothing new for 900 days, where about {printed} items a week are usual"
