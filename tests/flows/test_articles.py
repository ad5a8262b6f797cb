"""Articles are asked for with no more leave than their own feed has, and no odd feed keeps others from theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from callnow.model import Announcement
from callnow.settings import Settings, load_settings
from flows.news import articles
from flows.news.articles import fetch_articles
from flows.news.subscribing import add_feeds, subscribe
from matching.detection.detect import detect_fast
from matching.filings.read import Current, ReadFiling
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


@pytest.mark.integration
def test_an_article_lies_where_its_own_feed_may_be(settings: Settings) -> None:
    """The article of a feed that may be on this machine is read; one that another feed links to there is not."""
    with site() as at:
        url = article(at)
        mine = Feed(name="mine", url=at.url("/news.rss"), allow_private=True)
        subscribe(settings, [mine, Feed(name="theirs", url="https://example.com/news.rss")])
        read, _ = fetch_articles(settings, [item("mine", url), item("theirs", url, 2)], NOW)
        assert [one.id for one in read] == ["a1"]
        assert "Tulsa" in read[0].text


@pytest.mark.integration
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
        read, _ = fetch_articles(settings, [item("odd", url), item("mine", url, 2)], NOW)
        assert [one.id for one in read] == ["a2"]


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


FILED = Announcement(
    "f1",
    "EDGAR",
    "Orbel Pumps Inc reports a change of directors or officers (SEC filing 8-K, item 5.02)",
    "Orbel Pumps Inc reports a change of directors or officers.\nItem 5.02: Directors and Officers.",
    "",
    NOW,
    NOW,
    issuer="Orbel Pumps Inc",
    guid="urn:tag:sec.gov,2008:accession-number=0001999999-26-000001",
)
OF_FILING = (
    '<table class="tableFile"><tr><td>1</td><td><a href="/8k.htm">8k.htm</a></td><td>8-K</td></tr></table>'
    "<p>Filing index</p>"
)
DOCUMENT = """<html><body><div>FORM 8-K</div><table><tr><td><b>Item 5.02</b></td><td>Departure of Directors or Certain
Officers; Election of Directors; Appointment of Certain Officers</td></tr></table><p>{}</p><p>SIGNATURES</p>
<p>By: /s/ Petra Oakes, Chief Financial Officer</p></body></html>"""
LEAVES = (
    "On February 25, 2026, Ian Moss notified Orbel Pumps, Inc. (the &#8220;Company&#8221;) of his resignation as Chief "
    "Operating Officer of the Company, effective March 31, 2026."
)
IS_PAID = (
    "On February 25, 2026, the Compensation Committee raised the annual base salary of Ian Moss, the Chief Operating "
    "Officer of Orbel Pumps, Inc., to $480,000 for the year 2026."
)


@pytest.mark.integration
@pytest.mark.parametrize(("told", "events"), [(LEAVES, ["executive_departed"]), (IS_PAID, [])], ids=["leaves", "paid"])
def test_a_filing_is_read_by_its_items(told: str, events: list[str], settings: Settings) -> None:
    """Behind the index lies the document: what its items say are filings with the filing's number and words, and where
    they say nothing of ours, the long text is not searched for more."""
    with site() as at:
        at.routes["/1-index.htm"] = [reply(200, OF_FILING.encode(), "Content-Type: text/html")]
        at.routes["/8k.htm"] = [reply(200, DOCUMENT.format(told).encode(), "Content-Type: text/html")]
        subscribe(settings, [Feed(name="EDGAR", url=at.url("/list"), kind="edgar", allow_private=True)])
        [read], _ = fetch_articles(settings, [replace(FILED, url=at.url("/1-index.htm"))], NOW)
    assert [(one.type, one.person, one.number) for one in read.filings] == [
        (kind, "Ian Moss", "0001999999-26-000001") for kind in events
    ]
    assert [one.sentence.startswith("On February 25, 2026") for one in detect_fast(read)] == [True] * len(events)


@pytest.mark.integration
def test_an_article_that_our_rules_stumble_over_fails_alone(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The articles beside it are read; the failure names the source, the title and the place in our code."""

    def stumble(text: str, current: Current) -> ReadFiling:
        raise IndexError(text, current)

    monkeypatch.setattr(articles, "read_current", stumble)
    with site() as at:
        at.routes["/1-index.htm"] = [reply(200, OF_FILING.encode(), "Content-Type: text/html")]
        at.routes["/8k.htm"] = [reply(200, DOCUMENT.format(LEAVES).encode(), "Content-Type: text/html")]
        url = article(at)
        feeds = [("EDGAR", "/list", "edgar"), ("mine", "/news.rss", "feed")]
        subscribe(settings, [Feed(name=n, url=at.url(path), kind=k, allow_private=True) for n, path, k in feeds])
        wanted = [replace(FILED, url=at.url("/1-index.htm")), item("mine", url, 2)]
        read, [failed] = fetch_articles(settings, wanted, NOW)
    assert [one.id for one in read] == ["a2"]
    assert "EDGAR" in str(failed)
    assert "Orbel Pumps Inc reports" in str(failed)
    assert "IndexError in test_articles.py" in str(failed)
