"""News sitemaps, indexes of them, and what is neither."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from callnow.errors import ParseFailed
from sources.feed import Feed
from sources.readers.sitemap import SIZE_LIMIT, child_sitemaps, read

NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)
FEED = Feed(
    name="Tallgrass sitemap", url="https://tallgrass.example/news.xml", kind="sitemap", company="Tallgrass Robotics"
)
NEWS = b"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
  xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://tallgrass.example/news/cio</loc><news:news><news:publication><news:name>Tallgrass</news:name>
  <news:language>en</news:language></news:publication><news:publication_date>2026-11-17T09:00:00-06:00</news:publication_date>
  <news:title>Tallgrass &amp; Co Names Ines Okafor CIO</news:title></news:news>
  <image:image><image:title>A portrait</image:title></image:image></url>
<url><loc>https://tallgrass.example/about</loc><lastmod>2026-11-19</lastmod></url>
</urlset>"""
INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://tallgrass.example/products.xml</loc><lastmod>2026-11-19</lastmod></sitemap>
<sitemap><loc>https://tallgrass.example/news-2025.xml</loc><lastmod>2025-12-31</lastmod></sitemap>
<sitemap><loc>https://tallgrass.example/news-2026.xml.gz</loc><lastmod>2026-11-18</lastmod></sitemap></sitemapindex>"""


@pytest.mark.parametrize("body", [NEWS, gzip.compress(NEWS)], ids=["plain", "gzipped"])
def test_news_entries_are_announcements(body: bytes) -> None:
    """An entry with news is an announcement with title, link, time, language and company; others are left out."""
    [item] = read(body, FEED, FEED.url, NOW)
    assert (item.title, item.url) == ("Tallgrass & Co Names Ines Okafor CIO", "https://tallgrass.example/news/cio")
    assert item.published_at == datetime(2026, 11, 17, 15, tzinfo=UTC)
    assert (item.language, item.issuer, item.date_known) == ("en", "Tallgrass Robotics", True)


def test_a_title_that_is_escaped_twice_is_read() -> None:
    """The name of an employer would not be found in "Quorrel &amp; Sons"; what looks like markup stays text."""
    body = NEWS.replace(b"&amp; Co Names", b"&amp;amp; Sons&amp;#8217; &amp;lt;b&amp;gt; Names")
    assert read(body, FEED, FEED.url, NOW)[0].title == "Tallgrass & Sons’ <b> Names Ines Okafor CIO"


def test_an_index_names_its_sitemaps() -> None:
    """An index gives its sitemaps, those with news and the newest first; as a feed it says which to add."""
    assert [url.rpartition("/")[2] for url in child_sitemaps(INDEX, FEED.url)] == [
        "news-2026.xml.gz",
        "news-2025.xml",
        "products.xml",
    ]
    with pytest.raises(ParseFailed, match="index of 3 sitemaps") as caught:
        read(INDEX, FEED, FEED.url, NOW)
    assert "news-2026" in caught.value.hint


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "not a sitemap"),
        (b"<html></html>", "not a sitemap"),
        (
            b"<urlset><url><loc>https://a.example/</loc><lastmod>2026-11-01</lastmod></url></urlset>",
            "without news titles",
        ),
        (gzip.compress(NEWS)[:-20], "Tallgrass sitemap"),
        (gzip.compress(b"<urlset>" + b" " * (SIZE_LIMIT + 10)), "larger than"),
    ],
)
def test_what_is_no_news_says_so(body: bytes, says: str) -> None:
    """A page, a plain sitemap, a truncated and a bloated one are errors with what to do."""
    with pytest.raises(ParseFailed, match=says) as caught:
        read(body, FEED, FEED.url, NOW)
    assert caught.value.hint


def test_a_sitemap_that_is_cut_off_gives_what_it_has() -> None:
    """Broken XML loses nothing that stands before the break, and entities are not expanded."""
    assert len(read(NEWS[: NEWS.index(b"/about")], FEED, FEED.url, NOW)) == 1
    bomb = b'<!DOCTYPE x [<!ENTITY a "hahahaha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>' + NEWS[39:].replace(
        b"&amp;", b"&b;"
    )
    assert all("haha" not in item.title for item in read(bomb, FEED, FEED.url, NOW))


def test_an_empty_sitemap_is_an_empty_list() -> None:
    """A news sitemap without entries (a quiet week: entries leave it after two days) is empty, not broken."""
    assert read(b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>', FEED, FEED.url, NOW) == []
