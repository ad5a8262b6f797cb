"""The reader of news-search feeds: an RSS feed whose links redirect and whose headlines end with their publisher."""

from __future__ import annotations

import re
from datetime import datetime
from html import unescape
from urllib.parse import urlsplit

from callnow.model import Announcement
from sources.feed import Feed
from sources.items import Entry, announce
from sources.read_feed import entries
from sources.search_feeds import unwrapped

KINDS = ("search",)
_PUBLISHER = re.compile(r"^(?P<headline>.{15,}?)\s+[-–|]\s+(?P<publisher>[^-–|]{2,45})$", re.S)


def read(body: bytes, feed: Feed, url: str, fetched_at: datetime) -> list[Announcement]:
    """The hits, with links unwrapped where they say where they lead. Raises ParseFailed where `body` is no feed."""
    google = (urlsplit(url).hostname or "").endswith("news.google.com")
    return [announce(_hit(entry, google), feed, url, fetched_at) for entry in entries(body, url)]


def _hit(entry: Entry, google: bool) -> Entry:
    link = unwrapped(entry.link)
    if not google:
        return entry._replace(link=link)
    # Google News hangs the publisher on the headline, where it would be read as a company in the news, and its
    # description is the headline again.
    named = _PUBLISHER.match(" ".join(unescape(entry.title).split()))
    title = named["headline"] if named else unescape(entry.title)
    return entry._replace(link=link, title=title.replace("&", "&amp;").replace("<", "&lt;"), text="")
