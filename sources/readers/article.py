"""The reader of one article page: its text without what stands around it, by trafilatura."""

from __future__ import annotations

from datetime import datetime
from html import escape
from typing import Any

from callnow.errors import ParseFailed
from callnow.model import Announcement
from sources.feed import Feed
from sources.items import FeedEntry, announce
from sources.kinds import FeedKind

KIND = FeedKind("", largest=lambda settings: settings.max_page)


def read(body: bytes, feed: Feed, url: str, fetched_at: datetime) -> list[Announcement]:
    """The article in `body` as one announcement. Raises ParseFailed where the page has no text to speak of."""
    import trafilatura  # noqa: PLC0415 - see sources.kinds

    from sources.newsroom.page import check_depth, html_head, text_in_utf8  # noqa: PLC0415 - the same

    head = html_head(body, feed.name)
    tree = trafilatura.load_html(text_in_utf8(head) or head)
    check_depth(_depth(tree), feed.name)
    article = tree is not None and trafilatura.bare_extraction(
        tree, url=url, include_comments=False, include_tables=False, with_metadata=True
    )
    text = (article.text if article else "") or ""
    if not article or len(text.split()) < 20:
        raise ParseFailed(
            "the page has no article text", where=feed.name, hint="nothing to repair: it may be drawn by a script"
        )
    entry = FeedEntry(
        title=escape(article.title or ""),
        link=url,
        date=article.date or "",
        text=f"<p>{escape(text).replace(chr(10), '</p><p>')}</p>",
        language=article.language or "",
    )
    return [announce(entry, feed, url, fetched_at)]


def _depth(tree: Any) -> int:
    """How deep the elements of a tree of lxml are nested."""
    from lxml.etree import iterwalk  # noqa: PLC0415 - see sources.kinds

    depth = deepest = 0
    for event, _ in iterwalk(tree, events=("start", "end")) if tree is not None else ():
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest
