"""The reader of one article page: its text without what stands around it, by trafilatura."""

from __future__ import annotations

from datetime import datetime
from html import escape

from callnow.errors import ParseFailed
from callnow.model import Announcement
from sources.feed import Feed
from sources.items import Entry, announce
from sources.kinds import FeedKind

KIND = FeedKind("", largest=lambda settings: settings.max_page)


def read(body: bytes, feed: Feed, url: str, fetched_at: datetime) -> list[Announcement]:
    """The article in `body` as one announcement. Raises ParseFailed where the page has no text to speak of."""
    import trafilatura  # noqa: PLC0415 - see sources.kinds

    from sources.newsroom.page import PAGE_LIMIT, parse_page  # noqa: PLC0415 - the same

    parse_page(body, url, feed.name)  # refuses what is not a page, or is nested to wear a parser out
    found = trafilatura.bare_extraction(
        body[:PAGE_LIMIT], url=url, include_comments=False, include_tables=False, with_metadata=True
    )
    text = (found.text if found else "") or ""
    if not found or len(text.split()) < 20:
        raise ParseFailed(
            "the page has no article text", where=feed.name, hint="nothing to repair: it may be drawn by a script"
        )
    entry = Entry(
        title=escape(found.title or ""),
        link=url,
        date=found.date or "",
        text=f"<p>{escape(text).replace(chr(10), '</p><p>')}</p>",
        language=found.language or "",
    )
    return [announce(entry, feed, url, fetched_at)]
