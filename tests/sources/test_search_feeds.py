"""News searches: an address for each employer, links that lead through a search engine, headlines with publishers."""

from __future__ import annotations

import base64
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from callnow.model import Employer
from sources.catalogue import load_feeds
from sources.feed import Feed
from sources.readers.search import read, unwrapped
from sources.search_feeds import first_search, search_feeds, searched_name

NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)
TEMPLATE = Feed(name="Search", url='https://search.example/?q="{employer}"+CEO&format=rss', kind="search")


def test_each_employer_has_a_search_of_its_own() -> None:
    """The name stands in the address, quoted and without its legal form; two employers of one name share a search."""
    names = ["Tallgrass Robotics, Inc.", "Tallgrass Robotics LLC", "Brot & Söhne (Holding) GmbH", ""]
    feeds = search_feeds(TEMPLATE, [Employer(id=str(n), name=name) for n, name in enumerate(names)])
    assert [feed.url for feed in feeds] == [
        'https://search.example/?q="Tallgrass%20Robotics"+CEO&format=rss',
        'https://search.example/?q="Brot%20%26%20S%C3%B6hne"+CEO&format=rss',
    ]
    assert {(feed.kind, feed.interval, feed.company) for feed in feeds} == {("search", 86400.0, "")}
    assert feeds[0].name == "Search: Tallgrass Robotics, Inc."


@pytest.mark.parametrize(
    ("name", "searched"),
    [
        ("Orbel Medical Devices Company", "Orbel Medical Devices"),
        ("Orbel Co., Ltd.", "Orbel"),
        ("Hale, Smit & Co.", "Hale, Smit"),
        ("Hale and Company", "Hale"),
        ("Orbel Company", "Orbel Company"),
        ("The Weaving Company", "The Weaving Company"),
        ("Weavers Unlimited", "Weavers Unlimited"),
        ("Orbel+", "Orbel+"),
        ('The "Orbel" Group S.p.A. (Milan)', "The Orbel Group"),
        ("AG", "AG"),
    ],
)
def test_what_is_searched_is_what_headlines_call_it(name: str, searched: str) -> None:
    """Without legal form and brackets, but never so short that it would be anybody."""
    assert searched_name(name) == searched


def test_the_shipped_templates_make_addresses() -> None:
    """The searches in the catalogue give one address an employer, with nothing left to fill in."""
    for template in (feed for feed in load_feeds() if feed.kind == "search"):
        [feed] = search_feeds(template, [Employer(id="1", name="A&B Foods")])
        assert "A%26B%20Foods" in feed.url
        assert "{" not in feed.url


def test_searches_are_spread_over_the_day() -> None:
    """A thousand searches are spread over the 24 hours, each always at the same minute, none in the past."""
    feeds = search_feeds(TEMPLATE, [Employer(id=str(n), name=f"Firm Number {n}") for n in range(1000)])
    times = [first_search(feed, NOW) for feed in feeds]
    assert all(NOW <= at <= NOW + timedelta(days=1) for at in times)
    assert max(Counter(at.hour for at in times).values()) < 90
    later = NOW + timedelta(days=3)
    assert [first_search(feed, later).time() for feed in feeds] == [at.time() for at in times]


OLD_TOKEN = base64.urlsafe_b64encode(b"\x08\x13\x22\x1bhttps://wire.example/story-1\xd2\x01\x00").decode().rstrip("=")


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("http://www.bing.com/news/apiclick.aspx?ref=FexRss&url=https%3a%2f%2fwire.example%2fs&c=1", "https://wire.example/s"),
        ("https://www.google.com/url?rct=j&sa=t&url=https://wire.example/s&ct=ga", "https://wire.example/s"),
        (f"https://news.google.com/rss/articles/{OLD_TOKEN}?oc=5", "https://wire.example/story-1"),
        ("https://news.google.com/rss/articles/CBMiAAAA?oc=5", "https://news.google.com/rss/articles/CBMiAAAA?oc=5"),
        ("https://wire.example/s?url=https://other.example/", "https://wire.example/s?url=https://other.example/"),
        ("https://www.bing.com/news/apiclick.aspx?url=javascript:alert(1)", "https://www.bing.com/news/apiclick.aspx?url=javascript:alert(1)"),
    ],
)  # fmt: skip
def test_links_are_unwrapped_where_they_say_where_they_lead(link: str, target: str) -> None:
    """Redirects of search engines give way to the address they name; no other link is touched."""
    assert unwrapped(link) == target


def rss(title: str, link: str, description: str) -> bytes:
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>q</title><link>https://x.example/</link>'
        f"<description>d</description><item><title>{title}</title><link>{link}</link><guid>1</guid>"
        f"<pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate><description>{description}</description></item>"
        "</channel></rss>"
    ).encode()


def test_publishers_are_taken_off_google_headlines() -> None:
    """Google's headline loses its publisher, not a company in the news, and its description, which repeats it."""
    body = rss(
        "Tallgrass &amp;amp; Co names Ines Okafor CIO - The Duluth Courier",
        "https://wire.example/a",
        "Tallgrass names - The Duluth",
    )
    [item] = read(body, TEMPLATE, "https://news.google.com/rss/search?q=x", NOW)
    assert (item.title, item.text) == ("Tallgrass & Co names Ines Okafor CIO", "")
    [item] = read(
        rss("Tall - CIO", "https://wire.example/a", ""), TEMPLATE, "https://news.google.com/rss/search?q=x", NOW
    )
    assert item.title == "Tall - CIO"


def test_other_searches_keep_headline_and_text() -> None:
    """Elsewhere headline and text stay, and the link is unwrapped."""
    link = "http://www.bing.com/news/apiclick.aspx?url=https%3a%2f%2fwire.example%2fs"
    [item] = read(
        rss("Tallgrass names a CIO - in Duluth", link, "It said so today."), TEMPLATE, "https://www.bing.com/", NOW
    )
    assert (item.title, item.text, item.url) == (
        "Tallgrass names a CIO - in Duluth",
        "It said so today.",
        "https://wire.example/s",
    )
