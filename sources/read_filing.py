"""The reader of a filing's main document: all of its text, a line a block, tables with it.

An article's reader would leave out tables, and in filings the headings of items stand in tables.
"""

from __future__ import annotations

import re
from datetime import datetime

from callnow.errors import ParseFailed
from callnow.model import Announcement
from sources.feed import Feed
from sources.items import FeedEntry, announce
from sources.kinds import FeedKind

KIND = FeedKind("", largest=lambda settings: settings.max_body)
_HIDDEN = re.compile(rb"<ix:header\b.*?</ix:header>", re.IGNORECASE | re.DOTALL)  # figures for machines (inline XBRL)


def read(body: bytes, feed: Feed, url: str, fetched_at: datetime) -> list[Announcement]:
    """The document in `body` as one announcement. Raises ParseFailed where it has no text to speak of."""
    from sources.newsroom.page import PAGE_LIMIT, parse_page  # noqa: PLC0415 - see sources.kinds

    page = parse_page(_HIDDEN.sub(b"", body[:PAGE_LIMIT]), url, feed.name)  # refuses what wears a parser out
    item = announce(FeedEntry(title=feed.name, link=url, text=str(page.soup)), feed, url, fetched_at)
    if len(item.text.split()) < 20:
        raise ParseFailed("the filing has no text", where=feed.name, hint="read it in a browser")
    return [item]
