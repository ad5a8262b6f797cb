"""What an address answers with."""

from __future__ import annotations

import gzip

import pytest

from sources.guess import guess_kind, title_of

ATOM = b'<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>%s</title></feed>'


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "feed"),
        (ATOM % b"News", "feed"),
        (b'<rdf:RDF xmlns:rdf="x" xmlns="http://purl.org/rss/1.0/"></rdf:RDF>', "feed"),
        (b'\xef\xbb\xbf {"version": "https://jsonfeed.org/version/1.1", "items": []}', "feed"),
        ('<?xml version="1.0" encoding="UTF-16"?><rss/>'.encode("utf-16"), "feed"),
        (ATOM % b"Latest Filings - sec.gov", "edgar"),
        (b'<?xml version="1.0"?><opml version="2.0"><body/></opml>', "opml"),
        (b'<urlset xmlns="x"></urlset>', "sitemap"),
        (b"<sitemapindex></sitemapindex>", "sitemap"),
        (gzip.compress(b"<urlset></urlset>", mtime=0), "sitemap"),
        (b"<!DOCTYPE html><html><body>We offer <feed> and <rss>.</body></html>", "newsroom"),
        (b"  <html lang=en>", "newsroom"),
        (b"%PDF-1.7", ""),
        (b"", ""),
        (b"hello", ""),
    ],
)
def test_what_came_is_told_by_how_it_begins(body: bytes, kind: str) -> None:
    """Feeds, lists, sitemaps, filings and pages are told apart by their beginnings, not by what the server says."""
    assert guess_kind(body, "https://a.example/") == kind


def test_edgars_address_tells_too() -> None:
    """The list of filings is known by its address where its title is another."""
    assert guess_kind(ATOM % b"x", "https://www.sec.gov/cgi-bin/browse-edgar?action=getcurrent") == "edgar"


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (ATOM % b"Quorrel &amp; Sons", "Quorrel & Sons"),
        (b"<rss><channel><title><![CDATA[ Quorrel news ]]></title>", "Quorrel news"),
        (b"<html><head><title>Press | Quorrel</title>", "Press | Quorrel"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "title": "Quorrel", "items": []}', "Quorrel"),
        (b"<rss><channel><item><link>x</link>", ""),
        (b"<title>" + b"x" * 500, "x" * 80),
        (b"<title>\xff&lt;script&gt;evil</title>", "\ufffd<script>evil"),
    ],
)
def test_a_feed_is_called_what_it_calls_itself(body: bytes, title: str) -> None:
    """Feed, page or JSON; cut where it is long, as plain text."""
    assert title_of(body) == title
