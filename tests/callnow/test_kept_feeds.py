"""A feed keeps its declaration and its state; of its items only new ones are kept, however they are dated."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from callnow.model import Announcement
from callnow.store.connection import writing
from callnow.store.feeds import all_feeds, feed_health, keep_visits, save_feeds, switch_feed
from callnow.store.rows import fetch
from tests.callnow.stored import NOW, TABLES


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "home" / "callnow.duckdb"


def test_the_view_of_feeds_says_what_is_wrong_with_one_that_answers(database: Path) -> None:
    """Paused, failing, or answering without an item: in one column, and a paused feed has no next visit."""
    now = datetime(2026, 3, 2, tzinfo=UTC)
    seen = {"last_new_item_at": now.isoformat(), "next_check_at": now.isoformat()}
    states = {
        "well": seen,
        "empty": seen | {"empty_visits": 8},
        "gone": seen | {"paused_reason": "gone for good", "failures": 1, "error": "410"},
        "cut": seen | {"cut_off": True, "items": 4},
        "failing": seen | {"failures": 2, "error": "status 503"},
    }
    with writing(database) as con:
        save_feeds(con, [{"name": n, "url": f"https://{n}.example", "kind": "feed", "enabled": True} for n in states])
        keep_visits(con, [(name, state, ()) for name, state in states.items()], now)
        told = feed_health(con, now)
    assert {name: row["what_is_wrong"] for name, row in told.items()} == {
        "well": "",
        "empty": "it answers, but the last 8 answers held no item: its address may be wrong",
        "gone": "gone for good",
        "cut": "the feed is cut off or broken after 4 items",
        "failing": "status 503",
    }
    assert [name for name, row in told.items() if row["next_check_at"] is None] == ["gone"]


def test_an_item_seen_again_under_a_new_id_is_not_kept_twice(database: Path) -> None:
    """The same content from the same feed is known by its fingerprint, whatever its guid says this time."""
    first = dataclasses.replace(TABLES["announcement"], fingerprint="f")
    again = dataclasses.replace(first, id="a2", guid="new at every poll")
    elsewhere = dataclasses.replace(first, id="a3", source="another wire")
    with writing(database) as con:
        save_feeds(con, [{"name": "wire", "url": "https://example.com/rss", "kind": "feed", "enabled": True}])
        assert keep_visits(con, [("wire", {"failures": 0}, [first, dataclasses.replace(first, id="a0")])], NOW) == 1
        assert keep_visits(con, [("wire", {"failures": 0}, [again])], NOW) == 0
        assert keep_visits(con, [("wire", {"failures": 0}, [elsewhere])], NOW) == 1


@pytest.mark.parametrize("at_once", [True, False])
def test_a_headline_that_comes_again_is_news_of_its_own(database: Path, at_once: bool) -> None:
    """The same words of the same feed at another address are another item where their dates lie apart, unless they are
    a whole text or undated; of one time, the newest is kept."""
    old = dataclasses.replace(TABLES["announcement"], fingerprint="f", text="", published_at=NOW - timedelta(days=600))
    late = dataclasses.replace(old, id="a2", published_at=NOW)
    moved = dataclasses.replace(late, id="a0", published_at=NOW - timedelta(days=1))
    undated = dataclasses.replace(late, id="a3", undated=True, published_at=NOW + timedelta(days=90))
    visits = [[old, moved, late, undated]] if at_once else [[old], [late], [moved], [undated]]
    with writing(database) as con:
        assert sum(keep_visits(con, [("wire", {}, items)], NOW) for items in visits) == 2
        assert {row["id"] for row in fetch(con, "SELECT id FROM announcement")} == {"a1", "a2"}
        whole = [dataclasses.replace(old, id=f"w{n}", fingerprint="w", text="x" * 300) for n in range(2)]
        again = dataclasses.replace(whole[1], published_at=NOW)
        assert [keep_visits(con, [("wire", {}, [item])], NOW) for item in (whole[0], again)] == [1, 0]


def headlines_of_months() -> list[Announcement]:
    """Four headlines without a text, a month apart."""
    return [
        dataclasses.replace(
            TABLES["announcement"], id=f"b{n}", fingerprint=f"f{n}", text="", published_at=NOW - timedelta(days=30 * n)
        )
        for n in range(1, 5)
    ]


def test_a_list_that_moves_and_is_dated_anew_is_no_news(database: Path) -> None:
    """Headlines that all stood there under other dates, and come at other addresses under the day of the move."""
    before = headlines_of_months()
    moved = [dataclasses.replace(item, id=f"m{item.id}", published_at=NOW) for item in before]
    with writing(database) as con:
        assert keep_visits(con, [("wire", {}, before)], NOW) == 4
        assert keep_visits(con, [("wire", {}, moved)], NOW) == 0


def test_headlines_that_come_again_on_one_day_are_news_where_the_old_ones_still_stand(database: Path) -> None:
    """No list has moved that shows both."""
    before = headlines_of_months()
    again = [dataclasses.replace(item, id=f"n{item.id}", published_at=NOW) for item in before]
    with writing(database) as con:
        assert keep_visits(con, [("wire", {}, before)], NOW) == 4
        assert keep_visits(con, [("wire", {}, [*again, *before])], NOW) == 4
        assert keep_visits(con, [("wire", {}, [*again, *before])], NOW) == 0


def test_a_name_a_person_gave_is_not_taken_over_by_the_catalogue(database: Path) -> None:
    """A catalogue feed of the same name stays out; the person's feed keeps address and switch."""
    mine = {"name": "wire", "url": "https://example.com/mine", "kind": "feed", "enabled": True}
    with writing(database) as con:
        save_feeds(con, [mine])
        save_feeds(con, [mine | {"url": "https://example.org/theirs", "enabled": False}], origin="catalogue")
        (known,) = all_feeds(con)
    assert (known.declared, known.enabled) == (mine, True)


def test_a_switch_holds_until_the_declaration_itself_changes(database: Path) -> None:
    """Declaring a feed again neither switches it back nor forgets what is remembered of it, but what would let the next
    visit find it unchanged."""
    feed = {"name": "wire", "url": "https://example.com/rss", "kind": "feed", "enabled": False}
    with writing(database) as con:
        assert save_feeds(con, [feed]) == (1, 0)
        assert switch_feed(con, "wire", True)
        keep_visits(con, [("wire", {"etag": "x", "body_hash": "y", "items": 3}, [])], NOW)
        assert save_feeds(con, [feed]) == (0, 1)
        assert all_feeds(con)[0].state["etag"] == "x"
        assert save_feeds(con, [feed | {"country": "US"}]) == (0, 1)
        (known,) = all_feeds(con)
        assert (known.enabled, known.state) == (True, {"items": 3})
        assert not switch_feed(con, "no such feed", True)
