"""What an address answers with: so that a person who adds one need not know what it is."""

from __future__ import annotations

import re

from callnow.http.inflate import GZIP_MAGIC
from sources.opml import looks_like_opml

_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)\b", re.I)
_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|rdf:RDF|RDF|channel)\b", re.I)
_PAGE = re.compile(rb"<!doctype\s+html|<html\b|<head\b|<body\b|<div\b", re.I)


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
    found, page = _FEED.search(head), _PAGE.search(head)
    if found and not (page and page.start() < found.start()):
        filings = b"Latest Filings" in head or "action=getcurrent" in url
        return "edgar" if filings and b"sec.gov" in head + url.encode() else "feed"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return "feed"
    return "newsroom" if page else ""
