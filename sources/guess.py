"""What an address answers with: so that a person who adds one need not know what it is."""

from __future__ import annotations

import re

from callnow.http.inflate import GZIP_MAGIC
from sources.clean import plain_title
from sources.opml import looks_like_opml

_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)\b", re.I)
_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|rdf:RDF|RDF|channel)\b", re.I)
_PAGE = re.compile(rb"<!doctype\s+html|<html\b|<head\b|<body\b|<div\b", re.I)
_TITLE = re.compile(
    rb"<title\b[^>]*>\s*(?:<!\[CDATA\[)?(?P<title>[^<\]]{2,300})"
    rb"|^\s*\{[^{}\[\]]*\"title\"\s*:\s*\"(?P<json>[^\"\\]{2,300})",
    re.I,
)
TITLE_WITHIN = 8192  # bytes
TITLE_LIMIT = 80  # characters


def title_of(body: bytes) -> str:
    """What a feed or page calls itself, as plain text; "" where its beginning does not say."""
    match = _TITLE.search(body[:TITLE_WITHIN])
    title = (match["title"] or match["json"]) if match else b""
    return plain_title(title.decode("utf-8", "replace"))[:TITLE_LIMIT].strip()


def guess_kind(body: bytes, url: str = "") -> str:
    """The kind of feed whose reader should read `body`; "opml" for a subscription list, "" for what is none of these.

    A page counts as a newsroom: whether it lists releases, its reader tells.
    """
    head = body[:4096].replace(b"\0", b"")
    if body.startswith(GZIP_MAGIC):
        return "sitemap"  # the one kind that is served as a file of its own compression
    if looks_like_opml(body):
        return "opml"
    if _SITEMAP.search(head):
        return "sitemap"
    feed_mark, page = _FEED.search(head), _PAGE.search(head)
    if feed_mark and not (page and page.start() < feed_mark.start()):
        filings = b"Latest Filings" in head or "action=getcurrent" in url
        return "edgar" if filings and b"sec.gov" in head + url.encode() else "feed"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return "feed"
    return "newsroom" if page else ""
