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
# Figures for machines, of which inline XBRL has one block in a document.
_FIGURES_BEGIN = re.compile(rb"<ix:header\b", re.IGNORECASE)
_FIGURES_END = re.compile(rb"</ix:header>", re.IGNORECASE)


def read(body: bytes, feed: Feed, url: str, fetched_at: datetime) -> list[Announcement]:
    """The document in `body` as one announcement. Raises ParseFailed where it has no text to speak of."""
    from sources.newsroom.page import PAGE_LIMIT, parse_page  # noqa: PLC0415 - see sources.kinds

    page = parse_page(_for_people(body)[:PAGE_LIMIT], url, feed.name)  # refuses what wears a parser out
    item = announce(FeedEntry(title=feed.name, link=url, text=str(page.soup)), feed, url, fetched_at)
    if len(item.text.split()) < 20:
        raise ParseFailed("the filing has no text", where=feed.name, hint="read it in a browser")
    return [item]


def _for_people(body: bytes) -> bytes:
    """The document without the figures for machines, which may be longer than all else."""
    begin = _FIGURES_BEGIN.search(body)
    end = _FIGURES_END.search(body, begin.end()) if begin else None
    return body[: begin.start()] + body[end.end() :] if begin and end else body
