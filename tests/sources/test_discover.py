"""From a domain to where its company announces things, on sites made up here."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from callnow.errors import FetchFailed
from callnow.model import Announcement
from sources.discover import LOOK_AGAIN, REQUEST_LIMIT, Discovery, discover
from sources.feed import Feed
from sources.fetch import HttpResponse
from sources.kinds import read_items

NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)
RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><link>https://tallgrass.example/</link>
<description>d</description><item><title>Tallgrass names a CIO</title><link>https://tallgrass.example/n/1</link>
<pubDate>Tue, 17 Nov 2026 10:00:00 GMT</pubDate></item><item><title>Tallgrass moves to Duluth</title>
<link>https://tallgrass.example/n/2</link><pubDate>Tue, 03 Nov 2026 10:00:00 GMT</pubDate></item></channel></rss>"""
EMPTY = b'<?xml version="1.0"?><rss version="2.0"><channel><title>Comments</title><link>/</link></channel></rss>'
ROOM = b"".join(
    b'<article><time datetime="2026-11-%02d"></time><h3><a href="/n/%d">Tallgrass says it %d times</a></h3></article>'
    % (n + 1, n, n)
    for n in range(5)
)
SITEMAP = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://tallgrass.example/n/9</loc><n:news><n:title>Tallgrass names a CFO</n:title>
<n:publication_date>2026-11-18</n:publication_date></n:news></url></urlset>"""
INDEX = b"""<sitemapindex><sitemap><loc>https://tallgrass.example/pages.xml</loc></sitemap>
<sitemap><loc>https://tallgrass.example/news.xml</loc></sitemap></sitemapindex>"""


class Site:
    """A site of pages by path; everything else is 404. It keeps what it was asked."""

    def __init__(self, host: str = "tallgrass.example", down: Mapping[str, int] | None = None, **pages: bytes) -> None:
        self.host, self.asked, self.down = host, [], down or {}  # `down`: the status of whole addresses
        self.moved: dict[str, str] = {}  # whole addresses, to where they redirect
        self.pages = {"/" + path.replace("__", ".").replace("_", "/").lstrip("/"): body for path, body in pages.items()}

    async def fetch(self, url: str) -> HttpResponse:
        self.asked.append(url)
        url = self.moved.get(url, url)
        prefix = f"https://{self.host}"
        path = url.removeprefix(prefix)
        if not url.startswith(prefix) or path not in self.pages or url in self.down:
            raise FetchFailed("not found", where=self.host, kind="http", status=self.down.get(url, 404))
        return HttpResponse(200, {"content-type": "text/html"}, self.pages[path], url)


async def parse(body: bytes, feed: Feed, url: str, now: datetime, content_type: str) -> list[Announcement]:
    return read_items(body, feed, url, now)


def look(site: Site, known: dict[str, datetime] | None = None) -> Discovery:
    return asyncio.run(
        discover(
            "tallgrass.example", fetch=site.fetch, parse=parse, now=NOW, employer="Tallgrass Robotics", known=known
        )
    )


def found(discovery: Discovery) -> list[tuple[str, str, int]]:
    return [(c.feed.kind, c.feed.url.removeprefix("https://tallgrass.example"), c.items) for c in discovery.candidates]


def test_a_declared_feed_is_found() -> None:
    """A feed the front page declares is proposed with its items and newest; the feed of comments is not asked for."""
    front = (
        b'<html><head><link rel="alternate" type="application/rss+xml" title="News" href="/rss.xml">'
        b'<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/"></head>Hi</html>'
    )
    site = Site(_=front, rss__xml=RSS, comments_feed_=EMPTY)
    discovery = look(site)
    assert found(discovery) == [("feed", "/rss.xml", 2)]
    [candidate] = discovery.candidates
    assert candidate.newest == datetime(2026, 11, 17, 10, tzinfo=UTC)
    assert (candidate.feed.company, candidate.found_by) == ("Tallgrass Robotics", "a link rel=alternate")
    assert candidate.feed.name.startswith("Tallgrass Robotics: feed")
    assert "https://tallgrass.example/comments/feed/" not in site.asked


def test_a_newsroom_behind_the_front_page_is_found() -> None:
    """A page the front page calls its news is read as a newsroom; pages of other sites and products are not asked."""
    front = (
        b'<nav><a href="/products">Products</a> <a href="/company/updates">Press releases</a></nav>'
        b'<a href="https://other.example/news">News</a>'
    )
    site = Site(_=front, company_updates=ROOM)
    assert found(look(site)) == [("newsroom", "/company/updates", 5)]
    assert not any("other.example" in url or "products" in url for url in site.asked)


def test_a_newsroom_that_names_its_feed_gives_the_feed() -> None:
    """Where the news page declares a feed with items, the feed is proposed, not the page."""
    room = b'<link rel="alternate" type="application/atom+xml" href="/press/feed/">' + ROOM
    assert found(look(Site(_=b'<a href="/press">Press</a>', press=room, press_feed_=RSS))) == [
        ("feed", "/press/feed/", 2)
    ]


def test_links_start_from_the_address_that_answered() -> None:
    """After redirects, links without a host lead on from where the page lies, or from what it gives as its base."""
    front = b'<link rel="alternate" type="application/rss+xml" href="rss.xml"><a href="../company/press/">Press</a>'
    site = Site("www.tallgrass.example", en_=front, en_rss__xml=RSS, company_press_=ROOM.replace(b"/n/", b"/p/"))
    site.moved = {"https://tallgrass.example/": "https://www.tallgrass.example/en/"}
    addresses = ["https://www.tallgrass.example/en/rss.xml", "https://www.tallgrass.example/company/press/"]
    assert [c.feed.url for c in look(site).candidates] == addresses
    assert "https://tallgrass.example/company/press/" not in site.asked
    based = Site("www.tallgrass.example", **{"": b'<base href="/en/x">' + front}, en_rss__xml=RSS)
    based.moved = {"https://tallgrass.example/": "https://www.tallgrass.example/"}
    assert [c.feed.url for c in look(based).candidates] == addresses[:1]


def test_a_site_that_moved_to_another_domain_is_followed() -> None:
    """The news of the domain that answers count as the site's own."""
    site = Site("tallgrass-group.example", **{"": b'<a href="/company/updates">News</a>'}, company_updates=ROOM)
    site.moved = {"https://tallgrass.example/": "https://tallgrass-group.example/"}
    assert [c.feed.url for c in look(site).candidates] == ["https://tallgrass-group.example/company/updates"]


DECLARED = b'<link rel="alternate" type="application/rss+xml" href="/feed.xml">'


def test_a_newsroom_is_not_proposed_beside_the_feed_that_it_names() -> None:
    """Also where the front page named the feed before, or an earlier look read it; the same news would come twice."""
    pages = {"": DECLARED + b'<a href="/press">Press</a>', "press": DECLARED + ROOM, "feed__xml": RSS}
    discovery = look(Site(**pages))
    assert found(discovery) == [("feed", "/feed.xml", 2)]
    assert ("https://tallgrass.example/press", "names feeds") in [(one.url, one.outcome) for one in discovery.looked_at]
    known = {"https://tallgrass.example/feed.xml": NOW - timedelta(days=1)}
    assert all(kind == "feed" for kind, *_ in found(look(Site(**pages), known)))


def test_a_newsroom_beside_the_feed_of_something_else_is_proposed() -> None:
    """A feed that every page of a site names, and that shares nothing with the list of releases, hides no release."""
    blog = RSS.replace(b"/n/", b"/blog/").replace(b"Tallgrass", b"We")
    pages = {"": DECLARED + b'<a href="/press">Press</a>', "press": DECLARED + ROOM, "feed__xml": blog}
    assert found(look(Site(**pages))) == [("feed", "/feed.xml", 2), ("newsroom", "/press", 5)]
    pages["feed__xml"] = EMPTY
    assert found(look(Site(**pages))) == [("newsroom", "/press", 5)]


def test_the_same_news_is_proposed_once() -> None:
    """A feed as RSS and as Atom, and a news sitemap of the same pages, are one; other news stay."""
    links = DECLARED + b'<link rel="alternate" type="application/atom+xml" href="/atom.xml">'
    robots = b"Sitemap: /news.xml"
    same = SITEMAP.replace(b"/n/9", b"/n/2")
    site = Site(**{"": links}, feed__xml=RSS, atom__xml=RSS, robots__txt=robots, news__xml=same)
    assert found(look(site)) == [("feed", "/feed.xml", 2)]
    site = Site(**{"": links}, feed__xml=RSS, robots__txt=robots, news__xml=SITEMAP)
    assert found(look(site)) == [("feed", "/feed.xml", 2), ("sitemap", "/news.xml", 1)]


def test_usual_paths_are_tried_where_nothing_is_linked() -> None:
    """A front page without links leads to the usual paths, for feeds and for pages."""
    assert found(look(Site(_=b"<p>Welcome</p>", feed_=RSS))) == [("feed", "/feed/", 2)]
    assert found(look(Site(_=b"<p>Welcome</p>", newsroom=ROOM))) == [("newsroom", "/newsroom", 5)]


def test_news_sitemaps_are_found_through_robots_and_index() -> None:
    """A sitemap index in robots.txt leads to the sitemap with news."""
    robots = b"User-agent: *\nDisallow: /x\nSitemap: https://tallgrass.example/map.xml\n"
    site = Site(_=b"<p>Welcome</p>", robots__txt=robots, map__xml=INDEX, news__xml=SITEMAP)
    assert found(look(site)) == [("sitemap", "/news.xml", 1)]
    assert "https://tallgrass.example/pages.xml" not in site.asked


@pytest.mark.parametrize("name", ["sitemap_news.xml", "news_sitemap.xml", "googlenews.xml", "map.xml?part=news"])
def test_news_sitemaps_have_many_names(name: str) -> None:
    """What an index names is followed by whatever name says news; a shop's host that says so is none."""
    body = INDEX.replace(b"news.xml", name.encode()).replace(b"pages.xml", b"express-pages.xml")
    pages = {"": b"<p>Welcome</p>", "robots__txt": b"\xef\xbb\xbfSitemap : /index.xml\r\nSitemap:\r\nUser-agent: *"}
    site = Site(**pages, index__xml=body)
    site.pages[f"/{name}"] = SITEMAP
    assert [(kind, url) for kind, url, _ in found(look(site))] == [("sitemap", f"/{name}")]
    assert not any("pages.xml" in url or "User-agent" in url for url in site.asked)


def test_of_many_sitemaps_those_of_news_are_read() -> None:
    """Named last by robots.txt or an index, among many; the usual names are tried beside those that hold no news."""
    robots = b"".join(b"Sitemap: https://tallgrass.example/%d.xml\n" % n for n in range(30)) + b"Sitemap: /x_news.xml"
    site = Site(_=b"<p>Welcome</p>", robots__txt=robots)
    site.pages["/x_news.xml"] = SITEMAP
    assert found(look(site)) == [("sitemap", "/x_news.xml", 1)]
    robots = b"Sitemap: https://tallgrass.example/pages.xml"
    site = Site(_=b"<p>Welcome</p>", robots__txt=robots, **{"news-sitemap__xml": SITEMAP})
    assert found(look(site)) == [("sitemap", "/news-sitemap.xml", 1)]
    site = Site(_=b"<p>Welcome</p>", sitemap__xml=INDEX, news__xml=SITEMAP)  # no robots.txt
    assert found(look(site)) == [("sitemap", "/news.xml", 1)]


def test_where_nothing_was_is_left_alone() -> None:
    """Every address is told with its outcome; the next look leaves alone for a month what had nothing, or was not
    there. What had items, or could not be had this time, is asked again."""
    pages = {
        "": DECLARED + b'<a href="/press">Press</a> <a href="/news">News</a>',
        "press": ROOM,
        "news": b"<p>None</p>",
    }
    down = {"https://tallgrass.example/feed.xml": 503, "https://tallgrass.example/news-sitemap.xml": 429}
    first = look(Site(down=down, **pages))
    outcomes = {seen.url.removeprefix("https://tallgrass.example"): seen.outcome for seen in first.looked_at}
    assert outcomes["/press"] == "items"
    assert outcomes["/"] == "front page"
    assert outcomes["/news"] == outcomes["/sitemap_news.xml"] == "nothing to read"
    assert outcomes["/feed.xml"] == outcomes["/news-sitemap.xml"] == "http"
    known = {seen.url: NOW - timedelta(days=1) for seen in first.looked_at if seen.outcome == "nothing to read"}
    second = Site(feed__xml=RSS, **pages)
    assert found(look(second, known)) == [("feed", "/feed.xml", 2), ("newsroom", "/press", 5)]
    assert not known.keys() & {*second.asked} - {"https://tallgrass.example/robots.txt"}
    third = Site(**pages)
    look(third, dict.fromkeys(known, NOW - LOOK_AGAIN))
    assert known.keys() <= {*third.asked}


def test_requests_to_a_site_are_few() -> None:
    """A site with hundreds of links to news is asked a bounded number of times."""
    links = b"".join(b'<a href="/news/%d">News %d</a><a href="/f%d/rss.xml">feed</a>' % (n, n, n) for n in range(300))
    site = Site(_=links)
    look(site)
    assert len(site.asked) <= REQUEST_LIMIT


def test_a_site_that_is_down_is_told() -> None:
    """A domain whose front page cannot be had is told with the reason, and with nothing found."""
    discovery = look(Site(host="elsewhere.example"))
    assert discovery.candidates == ()
    assert isinstance(discovery.error, FetchFailed)
    assert {seen.outcome for seen in discovery.looked_at} == {"nothing to read"}
