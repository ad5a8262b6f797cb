"""The reader of news-search feeds: an RSS feed whose links redirect and whose headlines end with their publisher."""

from __future__ import annotations

import base64
import re
from datetime import datetime
from html import unescape
from urllib.parse import parse_qs, urlsplit

from callnow.errors import Unusable
from callnow.model import Announcement
from sources.clean import safe_link
from sources.feed import Feed
from sources.items import FeedEntry, announce
from sources.kinds import FeedKind, web_address
from sources.readers.feed import entries

PLACEHOLDER = "{employer}"  # in the address of a news search
_PUBLISHER = re.compile(r"^(?P<headline>.{15,}?)\s+[-–|]\s+(?P<publisher>[^-–|]{2,45})$", re.S)


def search_address(url: str) -> None:
    """Raises Unusable where `url` is not an address of the web, or has no place for an employer's name."""
    web_address(url)
    if PLACEHOLDER not in url:
        raise Unusable(
            f"a news search without {PLACEHOLDER}", f"put {PLACEHOLDER} where the employer's name goes", key="url"
        )


KIND = FeedKind("a news search, made for each employer", check_address=search_address, for_each_employer=True)


def read(body: bytes, feed: Feed, url: str, fetched_at: datetime) -> list[Announcement]:
    """The hits, with links unwrapped where they say where they lead. Raises ParseFailed where `body` is not a feed."""
    google = (urlsplit(url).hostname or "").endswith("news.google.com")
    return [announce(_hit(entry, google), feed, url, fetched_at) for entry in entries(body, url)]


def _hit(entry: FeedEntry, google: bool) -> FeedEntry:
    link = unwrapped(entry.link)
    if not google:
        return entry._replace(link=link)
    # Google News hangs the publisher on the headline, where it would be read as a company in the news, and its
    # description is the headline again.
    named = _PUBLISHER.match(" ".join(unescape(entry.title).split()))
    title = named["headline"] if named else unescape(entry.title)
    return entry._replace(link=link, title=title.replace("&", "&amp;").replace("<", "&lt;"), text="")


def unwrapped(link: str) -> str:
    """Where a search's redirecting link leads, if the link itself says so; else the link.

    Bing and Google name the target in the query, older Google News links within their base64 path. Newer Google News
    links (since 2024) name it nowhere and are left as they are.
    """
    parts = urlsplit(link)
    host = (parts.hostname or "").removeprefix("www.")
    if host in {"bing.com", "google.com", "news.google.com"} or host.startswith("google."):
        query = parse_qs(parts.query)
        for key in ("url", "q"):
            target = safe_link(query.get(key, [""])[0])
            if target:
                return target
    if host == "news.google.com" and "/articles/" in parts.path:
        return _inside(parts.path.rpartition("/")[2]) or link
    return link


def _inside(token: str) -> str:
    """The address inside an old Google News token, or ""."""
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except ValueError:
        return ""
    found = re.search(rb"https?://[\x21-\x7e]+", raw)
    return safe_link(found[0].decode("ascii")) if found else ""
