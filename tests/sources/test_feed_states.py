"""What is remembered of a feed after a body was read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from callnow.model import Announcement
from sources.feed import Feed, FeedState
from sources.feed_states import after_body, after_reading, after_unchanged
from sources.health import judge

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
FEED = Feed("Example", "https://example.com/feed")


def items(published: Iterable[datetime], *, dated: bool = True, first: int = 0) -> list[Announcement]:
    return [
        Announcement(f"{number:016x}"[::-1], "Example", "Title", "Text", "", at, NOW, date_known=dated)
        for number, at in enumerate(published, first)
    ]


def visited(found: list[Announcement], state: FeedState = FeedState(), now: datetime = NOW) -> FeedState:  # noqa: B008 - frozen
    return after_reading(FEED, after_body(FEED, state, {}, b"", "", now), found, now)


def test_a_feed_that_died_long_ago_is_silent_at_once() -> None:
    """At a first visit all items are new to callnow, but their dates tell since when nothing came."""
    newest = NOW - 500 * DAY
    state = visited(items(newest - n * DAY for n in range(10)))
    assert state.last_new_item_at == newest
    assert judge(FEED, state, NOW).verdict == "silent"
    moved = visited(items((newest - n * DAY for n in range(10)), first=50), state, NOW + DAY)
    assert moved.last_new_item_at == newest  # all under other addresses


def test_a_list_that_stays_empty_is_silent_though_nothing_in_it_changes() -> None:
    """The third answer without an item is one, too, where it is the same as the one before; one with items is none."""
    full = visited(items(NOW - n * 3 * DAY for n in range(8)))
    empty = visited([], after_unchanged(FEED, full, {}, NOW), NOW + DAY / 4)
    assert (full.empty_visits, empty.empty_visits) == (0, 1)
    for visit in 2, 3:
        empty = after_unchanged(FEED, empty, {}, NOW + visit * DAY / 4)
    health = judge(FEED, empty, NOW + DAY)
    assert (health.verdict, health.covered, "3 answers held no item" in health.words) == ("silent", False, True)
    assert visited(items([NOW]), empty, NOW + DAY).empty_visits == 0


def test_without_dates_a_first_visit_is_the_last_news() -> None:
    """Where no date is known, or one lies ahead, the visit is the moment."""
    assert visited(items([NOW - 500 * DAY], dated=False)).last_new_item_at == NOW
    assert visited(items([NOW + 9 * DAY])).last_new_item_at == NOW


def test_only_an_item_that_was_not_there_is_new() -> None:
    """That the oldest item drops out is no news; one more is, whatever its date says."""
    found = items(NOW - n * DAY for n in range(10))
    first = visited(found)
    fewer = visited(found[:-1], first, NOW + 5 * DAY)
    assert fewer.last_new_item_at == first.last_new_item_at
    late = items([NOW - 30 * DAY], first=99)
    assert visited(found + late, fewer, NOW + 6 * DAY).last_new_item_at == NOW + 6 * DAY


def test_the_days_with_news_gather_over_visits() -> None:
    """A wire whose items all lie within an hour is known by the days on which it brought some: its silence is told."""
    state = FeedState()
    for day in range(12):
        found = items((NOW + day * DAY - timedelta(minutes=n) for n in range(20)), first=day * 20)
        state = visited(found, state, NOW + day * DAY)
    assert (state.seen_rate, len(state.news_days.split())) == (0, 12)
    for days, verdict in ((4, "well"), (7, "silent")):
        later = NOW + (11 + days) * DAY
        assert judge(FEED, after_unchanged(FEED, state, {}, later), later).verdict == verdict


def test_a_site_that_dated_everything_today_is_not_silent_next_week() -> None:
    """Twenty items of twenty seconds are no rate."""
    state = visited(items(NOW - timedelta(seconds=n) for n in range(20)))
    later = NOW + 7 * DAY
    assert judge(FEED, after_unchanged(FEED, state, {}, later), later).covered


def test_a_weekend_is_not_low() -> None:
    """On a Sunday a wire's newest items tell of a weekend, not of a part that broke."""
    sunday = datetime(2026, 3, 1, 18, tzinfo=UTC)
    wire = Feed("Wire", "https://wire.example.com/rss", expected_per_week=1500)
    found = items(sunday - timedelta(hours=3 * n) for n in range(20))
    state = after_reading(wire, after_body(wire, FeedState(), {}, b"", "", sunday), found, sunday)
    assert judge(wire, state, sunday).verdict == "well"


def test_a_feed_that_ends_in_its_middle_says_so() -> None:
    """What could be read counts, and its health says that more is missing, until a whole body comes. A page is none."""
    whole = b'<?xml version="1.0"?><rss version="2.0"><channel><item><title>One</title></item></channel></rss>'
    held = items(NOW - n * DAY for n in range(4))
    for body, cut in ((whole, False), (whole[:80], True), (b"<html><!-- <rss > --></html>", False), (b"{}", False)):
        state = after_reading(FEED, after_body(FEED, FeedState(), {}, body, "", NOW), held, NOW)
        assert state.cut_off is after_unchanged(FEED, state, {}, NOW).cut_off is cut
        health = judge(FEED, state, NOW)
        assert (health.verdict == "low", "cut off or broken after 4 items" in health.words) == (cut, cut)
