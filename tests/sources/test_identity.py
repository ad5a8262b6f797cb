"""What makes an item itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from callnow.model import Announcement
from sources.feed import Feed
from sources.identity import canonical_link
from sources.items import FeedEntry, announce

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
FEED = Feed("Wire", "https://wire.example.com/rss")
ENTRY = FeedEntry(
    "Example Corp names Ann Lee CEO", "https://example.com/news/1", "guid-1", "", "Example Corp named Ann Lee."
)


def item(entry: FeedEntry, feed: Feed = FEED) -> Announcement:
    return announce(entry, feed, "https://wire.example.com/rss", NOW)


@pytest.mark.parametrize(
    "link",
    [
        "http://example.com/news/1", "https://www.example.com/news/1/", "https://example.com/news/1?utm_source=rss&utm_medium=x",
        "https://EXAMPLE.com:443/news/1#top", "https://example.com/news/1?fbclid=abc",
    ],
)  # fmt: skip
def test_twins_of_a_link(link: str) -> None:
    """Scheme, "www.", port, tracking and fragment make no other page."""
    assert canonical_link(link) == "example.com/news/1"
    assert item(ENTRY._replace(link=link)).id == item(ENTRY).id


def test_query_that_matters() -> None:
    """A query that chooses the page stays, in whatever order."""
    assert canonical_link("https://example.com/n?id=1&a=2") == canonical_link("https://example.com/n?a=2&id=1")
    assert canonical_link("https://example.com/n?a=2&amp;id=1") == canonical_link("https://example.com/n?a=2&id=1")
    assert canonical_link("https://example.com/n?id=1") != canonical_link("https://example.com/n?id=2")


def test_new_guids_repeat_nothing() -> None:
    """An item whose guid is new at every poll keeps its id."""
    assert item(ENTRY._replace(guid="guid-2")).id == item(ENTRY).id


def test_reused_guid_hides_nothing() -> None:
    """Another story under an old guid has an id of its own."""
    other = item(FeedEntry("Example Corp moves to Austin", "https://example.com/news/2", "guid-1", "", "It moves."))
    assert other.id != item(ENTRY).id


def test_reused_link_hides_nothing() -> None:
    """Stories that all link to the front page are told apart by their words."""
    daily = FeedEntry("Daily briefing", "https://example.com/", "", "", "Ann Lee becomes CEO.")
    assert item(daily).id != item(daily._replace(text="Bo Day leaves.")).id
    assert item(daily).id == item(daily).id


def test_items_without_link() -> None:
    """Without a link an item is known by its words, with no words by its guid."""
    bare = FeedEntry("", "", "guid-1", "", "")
    assert item(bare).id == item(bare).id
    assert item(bare).id != item(bare._replace(guid="guid-2")).id
    assert item(bare._replace(text="a", guid="")).id != item(bare._replace(text="b", guid="")).id
    assert item(bare).id != item(bare, Feed("Other", "https://other.example.com/rss")).id


def test_clock_a_day_off_changes_nothing() -> None:
    """The same item read with a clock a day behind is dated differently, and still the same item."""
    dated = ENTRY._replace(date="Mon, 02 Mar 2026 08:00:00 GMT")
    behind = announce(dated, FEED, FEED.url, NOW - timedelta(days=1))
    right = announce(dated, FEED, FEED.url, NOW)
    assert (behind.date_known, right.date_known) == (False, True)
    assert behind.published_at == NOW - timedelta(days=1)
    assert behind.id == right.id
