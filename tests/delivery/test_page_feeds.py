"""Feeds on the page: what each is and brought, switching, adding after a look, trying, removing, hostile text."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest

from callnow.settings import load_settings
from callnow.store.connection import writing
from callnow.store.copies import publish
from callnow.store.feeds import keep_visits, save_feeds
from sources.feed import Feed, FeedState
from tests.delivery.page_desk import HOSTILE, NOW, Served, make_home, served, undo_of
from tests.flows.whole_run import HIRE, feed
from tests.sources.loopback import reply, site

WIRE = "GlobeNewswire: directors and officers"
PAGE = (
    b'<!DOCTYPE html><html><head><title>Quorrel</title><link rel="alternate" type="application/rss+xml" href="/feed">'
    b"</head><body><p>Come in!</p></body></html>"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose wire brought three items; one feed fails, one has a hostile name, 60 more are on."""
    home = tmp_path_factory.mktemp("feeds") / "home"
    settings = make_home(home)
    feeds = [Feed("The Wire", "https://wire.example.com/rss"), Feed("Mute", "https://mute.example.com/rss")]
    feeds += [Feed(HOSTILE, "https://example.com/<script>window.ran=1</script>", notes=HOSTILE)]
    feeds += [Feed(f"Filler {n:02}", f"https://example.com/{n}", category="filler") for n in range(60)]
    with writing(settings.database) as con:
        save_feeds(con, [asdict(one) for one in feeds])
        error = "Mute: no address found — check the spelling"
        for name, state in (
            ("The Wire", FeedState(last_checked_at=NOW, last_success_at=NOW, last_new_item_at=NOW)),
            ("Mute", FeedState(last_checked_at=NOW, failures=4, error_kind="dns", error=error)),
        ):
            keep_visits(con, [(name, state.to_dict(), [])], NOW)
    publish(settings.database, settings.published)
    return home


def names(text: str) -> list[str]:
    """The feeds of a list, in their order."""
    return [unescape(one) for one in re.findall(r'<strong id="name-\w+">(.*?)</strong>', text)]


def id_of(text: str, name: str) -> str:
    found = re.search(rf'<strong id="name-(\w+)">{re.escape(name)}</strong>', text)
    assert found, name
    return found[1]


def enabled(page: Served, name: str) -> object:
    return page.known(f"SELECT enabled FROM feed WHERE name = '{name}'")[0][0]


@pytest.mark.integration
@pytest.mark.looks
def test_feeds_stand_with_their_health_and_what_they_brought(page: Served) -> None:
    """In trouble first, with what to do; then those that are on; a page at a time; narrowed by words and choices."""
    text = page.ask("/feeds").text
    assert names(text)[0] == "Mute"
    assert "4 visits failed: no address found" in text
    assert "What to do: check the spelling" in text
    assert len(names(text)) == 50
    assert 'aria-checked="true"' in text
    wire = page.ask("/feeds?q=the+wire").text
    assert "3 items, 3 events, 4 calls in 12 weeks" in wire
    assert names(page.ask("/feeds?show=trouble").text) == ["Mute"]
    assert names(page.ask("/feeds?show=added&q=mute").text) == ["Mute"]
    assert len(names(page.ask("/feeds?category=filler&page=2").text)) == 10
    assert len(names(page.ask("/feeds?category=filler&page=99").text)) == 10
    assert WIRE in page.ask("/feeds?category=wire&language=en", htmx=True).text
    assert "<h1" not in page.ask("/feeds?category=wire", htmx=True).text
    assert "No feed fits" in page.ask("/feeds?q=nothing+like+it").text


@pytest.mark.integration
def test_feeds_are_switched_one_by_one_and_by_category(page: Served) -> None:
    """Each switch is undone by the form that comes with its answer; what is not understood is left out, and named."""
    wire = id_of(page.ask("/feeds?category=wire").text, WIRE)
    done = page.ask("/feeds/switch?category=wire", {"feed": wire, "on": "true"}, htmx=True)
    assert names(done.text) == [WIRE]
    assert enabled(page, WIRE) is True
    many = page.ask("/feeds/switch-category?category=wire", {"on": "true"}, htmx=True).text
    assert "are switched on. 5 feeds in French, German, Japanese left out" in unescape(many)
    where, fields = undo_of(many)
    page.ask(where, fields, htmx=True)
    assert page.known("SELECT count(*) FROM feed WHERE enabled AND url NOT LIKE '%example.com%'") == [(1,)]
    assert enabled(page, WIRE) is True  # it was on before
    where, fields = undo_of(done.text)
    page.ask(where, fields, htmx=True)
    assert enabled(page, WIRE) is False
    answer = page.ask("/feeds/switch?category=wire", {"feed": wire, "on": "true"})
    assert (answer.status, answer.headers["location"]) == (303, "/feeds?category=wire")
    assert page.ask("/feeds/switch", {"feed": "nobody", "on": "true"}).status == 404


@pytest.mark.integration
def test_the_search_for_each_employer_is_one_switch(page: Served) -> None:
    """It says what it means, and how many requests it makes; off switches off whatever search is on."""
    text = page.ask("/feeds").text
    assert "3 requests a day" in text
    assert "The search engine sees the names of your employers" in text
    page.ask("/feeds/search", {"on": "true"}, htmx=True)
    assert enabled(page, "Google News search") is True
    assert enabled(page, "Bing News search") is False
    page.ask("/feeds/search", {"on": "false"}, htmx=True)
    assert enabled(page, "Google News search") is False


@pytest.mark.slow  # it starts the processes that read
def test_an_address_is_looked_at_before_it_is_added(home: Path) -> None:
    """A page leads to the feed that it names; what that brings is shown, added by a click, removed by another."""
    with site() as at:
        at.routes = {"/": [reply(200, PAGE)], "/feed": [feed(HIRE)], "/empty": [reply(200, b"<html><p>Hi</p></html>")]}
        private = f'[fetch]\nallow_private = ["127.0.0.1:{at.port}"]\n'
        (home / "callnow.toml").write_text(private, encoding="utf-8")
        with served(home) as page:
            looked = unescape(page.ask("/feeds/look", {"address": at.url("/")}, htmx=True).text)
            assert "executive hired: Quorrel Systems" in looked
            assert "named by the page" in looked
            fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', looked))
            assert fields["url"] == at.url("/feed")
            added = page.ask("/feeds/add", fields | {"pick": "0"}, htmx=True)
            assert "is added and switched on" in added.text
            (name,) = page.known(f"SELECT name FROM feed WHERE url = '{at.url('/feed')}'")[0]
            mine = page.ask("/feeds?show=added&q=127.0.0.1").text
            tried = page.ask("/feeds/try", {"feed": id_of(mine, str(name))}, htmx=True).text
            assert "<strong>1 item</strong>" in tried
            gone = page.ask("/feeds/remove", {"feed": id_of(mine, str(name))}, htmx=True).text
            assert page.known(f"SELECT count(*) FROM feed WHERE name = '{name}'") == [(0,)]
            where, fields = undo_of(gone)
            page.ask(where, fields, htmx=True)
            assert enabled(page, str(name)) is True
            refused = page.ask("/feeds/look", {"address": at.url("/empty"), "name": "Mine"})
    assert refused.status == 422
    assert f"{at.url('/empty')}: neither a feed nor a list of releases is there" in unescape(refused.text)
    assert 'value="Mine"' in refused.text


@pytest.mark.integration
@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("", "No address was given"),
        ("file:///etc/passwd", "is not a web address"),
        ("https://me:secret@example.com/rss", "carries a user name or password"),
        ("http://10.0.0.7/rss", "is not a public address"),
    ],
)
def test_what_is_no_address_is_refused_beside_its_field(page: Served, address: str, words: str) -> None:
    """In words, with the field as it was filled in, and nothing is kept."""
    before = page.known("SELECT count(*) FROM feed")
    answer = page.ask("/feeds/look", {"address": address}, htmx=True)
    assert words in unescape(answer.text)
    assert 'aria-invalid="true"' in answer.text
    forged = {"url": address, "kind": "feed", "name": "x", "company": "", "pick": "0"}
    page.ask("/feeds/add", forged, htmx=True)
    if not address.startswith("http://10."):  # that one is refused by whoever visits it
        assert page.known("SELECT count(*) FROM feed WHERE name = 'x'") == [(0,)]
        assert page.known("SELECT count(*) FROM feed WHERE origin = 'added'") == [(before[0][0],)]


def test_hostile_names_and_addresses_stay_text(page: Served) -> None:
    """In the list, in what a click says, and in the field of an address that is refused."""
    text = page.ask("/feeds?q=window.ran").text
    hostile = re.search(r'id="feed-(\w+)"', text)
    assert hostile
    texts = [text, page.ask("/feeds/switch", {"feed": hostile[1], "on": "false"}, htmx=True).text]
    texts += [page.ask("/feeds/look", {"address": HOSTILE}).text, page.ask(f"/feeds?category={'%3Cscript%3E'}").text]
    for one in texts:
        assert "<script>window" not in one
        assert "<img" not in one
        assert "\u202e" not in one


@pytest.mark.integration
def test_an_empty_home_chooses_from_the_catalogue(tmp_path: Path) -> None:
    """Before anything was imported or read; the first switch makes the database."""
    with served(tmp_path / "new") as page:
        text = page.ask("/feeds?category=wire").text
        assert "Nothing is read yet" in text
        page.ask("/feeds/switch", {"feed": id_of(text, WIRE), "on": "true"}, htmx=True)
        assert enabled(page, WIRE) is True
        assert "<strong>1</strong> switched on" in page.ask("/feeds").text
    assert load_settings(tmp_path / "new").database.exists()


@pytest.mark.integration
def test_two_thousand_feeds_are_listed_a_page_at_a_time(home: Path) -> None:
    """With searches for thousands of employers beside them, which stand alone."""
    settings = load_settings(home)
    row = asdict(Feed("", ""))
    many = [row | {"name": f"Trade {n:04}", "url": f"https://trade.example.com/{n}"} for n in range(2000)]
    searches = [
        row | {"name": f"Google News search: Firm {n}", "url": f"https://s.example.com/{n}", "kind": "search"}
        for n in range(500)
    ]
    with writing(settings.database) as con:
        save_feeds(con, many)
        save_feeds(con, searches, origin="search")
        failed = FeedState(last_checked_at=NOW - timedelta(hours=1), failures=3, error="no answer").to_dict()
        keep_visits(con, [("Google News search: Firm 7", failed, [])], NOW)
    publish(settings.database, settings.published)
    with served(home) as page:
        text = page.ask("/feeds?q=trade.example").text
        assert "2000 feeds, page 1 of 40" in text
        page.ask("/feeds/search", {"on": "true"}, htmx=True)
        row_of_search = page.ask("/feeds?q=google").text
        assert "500 employers searched for" in row_of_search
        assert "1 of these searches in trouble" in row_of_search
        assert len(names(page.ask("/feeds?show=searches").text)) == 50
