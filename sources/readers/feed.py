"""The reader of feeds: RSS, Atom and JSON Feed, told apart by what they hold, not by what the server calls them."""

from __future__ import annotations

from datetime import datetime

from callnow.errors import ParseFailed
from callnow.model import Announcement
from sources.feed import Feed
from sources.feed_json import json_entries
from sources.items import FeedEntry, announce
from sources.kinds import FeedKind

KIND = FeedKind("RSS, Atom, JSON Feed")


def read(body: bytes, feed: Feed, url: str, fetched_at: datetime) -> list[Announcement]:
    """Every item of the feed, in its order. Raises ParseFailed where `body` is not a feed."""
    return [announce(entry, feed, url, fetched_at) for entry in entries(body, url)]


def entries(body: bytes, url: str) -> list[FeedEntry]:
    """The entries as their source wrote them."""
    from sources.feed_quick import quick_entries  # noqa: PLC0415 - lxml, see sources.kinds
    from sources.feed_xml import xml_entries  # noqa: PLC0415 - feedparser, the same

    start = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if not start:
        raise ParseFailed("what came is empty")
    if start in {b"{", b"["}:
        return json_entries(body)
    quick = quick_entries(body)
    return quick if quick else xml_entries(body, url)
