"""Articles are asked for with no more leave than their own feed has, and no odd feed keeps others from theirs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from callnow.model import Announcement
from callnow.settings import Settings, load_settings
from flows.articles import fetch_articles
from flows.subscribing import add_feeds, subscribe
from sources.feed import Feed
from tests.sources.loopback import Site, reply, site

NOW = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)
TOLD = (
    "Orbel, which makes pumps in four countries, said on Monday that it will move its head office to Tulsa.",
    "The company was founded there by two brothers and a blacksmith, and has kept a workshop in the town ever since.",
    "About ninety people will change their place of work in the spring; none of them is to lose the job.",
    "Rooms in the old mill on the river have been leased for ten years, with a choice of ten more.",
)
ARTICLE = f"<html><body><article><h1>Orbel moves</h1>{''.join(f'<p>{one}</p>' for one in TOLD)}</article></body></html>"


@pytest.fixture
def settings(home: Path) -> Settings:
    home.mkdir()
    return load_settings(home)


def item(source: str, url: str, number: int = 1) -> Announcement:
    return Announcement(f"a{number}", source, "Orbel moves", "In short.", url, NOW, NOW)


def article(at: Site) -> str:
    """The address of an article on the site."""
    at.routes["/article"] = [reply(200, ARTICLE.encode(), "Content-Type: text/html")]
    return at.url("/article")


def test_an_article_lies_where_its_own_feed_may_be(settings: Settings) -> None:
    """The article of a feed that may be on this machine is read; one that another feed links to there is not."""
    with site() as at:
        url = article(at)
        mine = Feed(name="mine", url=at.url("/news.rss"), allow_private=True)
        subscribe(settings, [mine, Feed(name="theirs", url="https://example.com/news.rss")])
        read = fetch_articles(settings, [item("mine", url), item("theirs", url, 2)], NOW)
        assert [one.id for one in read] == ["a1"]
        assert "Tulsa" in read[0].text


@pytest.mark.parametrize(
    "odd",
    [
        Feed(name="odd", url="/no/such/folder", kind="mail", allow_private=True),
        Feed(name="odd", url="imap://127.0.0.1/INBOX", kind="mail", allow_private=True),
        Feed(name="odd", url="Orbel news", kind="search", allow_private=True),
        Feed(name="odd", url="http://[::1", allow_private=True),
    ],
    ids=lambda feed: f"{feed.kind} {feed.url}",
)
def test_an_odd_feed_keeps_no_other_from_its_articles(odd: Feed, settings: Settings) -> None:
    """A feed whose address is not a web address is nobody's leave, and nobody's trouble."""
    with site() as at:
        url = article(at)
        subscribe(settings, [odd, Feed(name="mine", url=at.url("/news.rss"), allow_private=True)])
        assert [one.id for one in fetch_articles(settings, [item("odd", url), item("mine", url, 2)], NOW)] == ["a2"]


def test_leave_for_a_list_is_leave_for_its_own_address(settings: Settings) -> None:
    """--allow-private opens the host and port of the list; another private address that it names stays closed."""
    with site() as at:
        there = "http://127.0.0.1:9/news.rss"
        named = {"Here": at.url("/news.rss"), "There": there}
        outlines = "".join(f'<outline type="rss" text="{name}" xmlUrl="{url}"/>' for name, url in named.items())
        at.routes["/list.opml"] = [reply(200, f'<opml version="2.0"><body>{outlines}</body></opml>'.encode())]
        of_all = Feed(name="", url="", allow_private=True, company="Orbel")
        added = add_feeds(settings, at.url("/list.opml"), of_all, NOW)
    assert [(one.name, one.allow_private) for one in added.feeds] == [("Here", True), ("There", False)]
    assert {one.company for one in added.feeds} == {"Orbel"}
