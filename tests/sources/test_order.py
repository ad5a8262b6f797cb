"""What the order of a feed says of an item whose date cannot be read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from callnow.model import Announcement
from sources.order import dated_by_neighbours, dated_since

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
VISIT = NOW - timedelta(hours=6)


def item(id: str, days_old: int | None) -> Announcement:
    """An item of so many days ago, or with None an undated one."""
    at = NOW if days_old is None else NOW - timedelta(days=days_old)
    return Announcement(id, "wire", id, "", "", at, NOW, date_known=days_old is not None, undated=days_old is None)


def days(items: list[Announcement]) -> list[int | None]:
    return [None if one.undated else (NOW - one.published_at).days for one in items]


def test_what_stands_above_a_dated_item_is_no_older() -> None:
    """Newest first: the date of the next item below; undated stays what stands below them all."""
    feed = [item("a", None), item("b", 1), item("c", None), item("d", None), item("e", 7), item("f", None)]
    found = dated_by_neighbours(feed)
    assert days(found) == [1, 1, 7, 7, 7, None]
    assert [one.date_known for one in found] == [False, True, False, False, True, False]


def test_a_feed_may_list_the_oldest_first() -> None:
    """Then it is the item above that dates it."""
    assert days(dated_by_neighbours([item("a", None), item("b", 9), item("c", None), item("d", 2)])) == [None, 9, 9, 2]


def test_without_an_order_nothing_follows() -> None:
    """Dates that go up and down, one date alone, the same date everywhere, no date at all."""
    for given in ([3, None, 9, 1], [None, 4], [None, 4, 4], [None, None]):
        assert days(dated_by_neighbours([item(str(n), age) for n, age in enumerate(given)])) == given


def test_what_stands_above_the_items_of_the_last_visit_came_since() -> None:
    """New items above known ones are of that visit at the earliest; what is known or stands below them all is not."""
    feed = [item("new", None), item("known", None), item("between", None), item("old", None), item("below", None)]
    found = dated_since(feed, {"known", "old"}, VISIT)
    assert [one.published_at for one in found if not one.undated] == [VISIT, VISIT]
    assert [one.id for one in found if one.undated] == ["known", "old", "below"]


def test_a_first_visit_dates_nothing() -> None:
    """Nothing is known of the feed, so that all of it may be old."""
    assert days(dated_since([item("a", None), item("b", None)], set(), None)) == [None, None]
    assert days(dated_since([item("a", None), item("b", None)], set(), VISIT)) == [None, None]
