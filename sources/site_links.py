"""What a page of an employer's site links to: its feeds, and the pages of its news."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from sources.clean import safe_link
from sources.newsroom.page import Page, attribute, parse_page, text_of

FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/json", "text/xml")
MOST_FEEDS = 6
_NEWS = re.compile(
    r"\b(?:news ?room|press(?: releases?| ?room| cent(?:er|re))?|media(?: cent(?:er|re)| relations)?|(?:latest )?news|"
    r"announcements?|presse(?:mitteilungen|portal)?|aktuelles|actualit[eé]s|communiqu[eé]s?(?: de presse)?|"
    r"sala de prensa|noticias|comunicados)\b",
    re.I,
)
_NEWS_PATH = re.compile(r"/(?:news|newsroom|press|press-releases|presse|media-center|media)$", re.I)
_COMMENTS = re.compile(r"comments?|kommentare|commentaires", re.I)
_FEED_PATH = re.compile(r"(?:/feed/?|/rss/?|\.rss|\.atom|rss\.xml|feed\.xml)$", re.I)


def feeds_named_by(body: bytes, url: str) -> list[tuple[str, str]]:
    """(address, how it was found) of the feeds that a page names. Raises ParseFailed for what is not a page."""
    page = parse_page(body, url, site_of(url))
    return [(feed, by) for feed, by in linked_feeds(page) if feed != url]


def linked_feeds(page: Page) -> list[tuple[str, str]]:
    """(address, how it was found) of the feeds a page declares or links to; feeds of comments are left out."""
    addresses: dict[str, str] = {}
    for link in page.soup.find_all("link", href=True):
        kind = attribute(link, "type").split(";")[0].strip().lower()
        about = f"{attribute(link, 'title')} {attribute(link, 'href')}"
        if "alternate" not in attribute(link, "rel").lower() or kind not in FEED_TYPES:
            continue
        if not _COMMENTS.search(about) and "oembed" not in about:
            addresses.setdefault(safe_link(attribute(link, "href"), page.url), "a link rel=alternate")
    for link in page.soup.find_all("a", href=True, limit=2000):
        if _FEED_PATH.search(attribute(link, "href")):
            addresses.setdefault(safe_link(attribute(link, "href"), page.url), "a link to a feed")
    return [(url, by) for url, by in addresses.items() if url][:MOST_FEEDS]


def linked_news(page: Page, sites: Collection[str]) -> list[str]:
    """Pages of the same `sites` (see `site_of`) that a page links to as its news, the plainest words first."""
    addresses: dict[str, int] = {}
    for link in page.soup.find_all("a", href=True, limit=2000):
        url = safe_link(attribute(link, "href"), page.url).partition("#")[0]
        words = text_of(link)
        if url and len(words) <= 40 and _is_of(url, sites) and (_NEWS.search(words) or _is_news_path(url)):
            addresses.setdefault(url, len(words))
    return [
        url
        for url, _ in sorted(addresses.items(), key=lambda pair: (not _NEWS.search(urlsplit(pair[0]).path), pair[1]))
    ]


def site_of(url: str) -> str:
    """The host of an address without "www."; "" where it has none."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _is_news_path(url: str) -> bool:
    return bool(_NEWS_PATH.search(urlsplit(url).path.rstrip("/")))


def _is_of(url: str, sites: Collection[str]) -> bool:
    host = site_of(url)
    return any(host == site or host.endswith(f".{site}") for site in sites if site)
