"""From what a reader found in a source to an Announcement: one way for all kinds of source."""

from __future__ import annotations

import html
from datetime import datetime
from typing import NamedTuple

from callnow.model import Announcement
from sources.clean import TITLE_LIMIT, plain_text, plain_title, safe_link
from sources.dates import published
from sources.feed import Feed
from sources.identity import identify


class FeedEntry(NamedTuple):
    """One item as its source wrote it: markup, relative links and dates in any spelling.

    `known_by_link` is False where its link and title may be those of others, too.
    """

    title: str = ""
    link: str = ""
    guid: str = ""
    date: str = ""
    text: str = ""
    language: str = ""
    known_by_link: bool = True


def announce(entry: FeedEntry, feed: Feed, url: str, fetched_at: datetime) -> Announcement:
    """`entry` cleaned, dated and identified. `url` is where it was found; relative links are resolved against it."""
    title = plain_title(entry.title)
    text = plain_text(entry.text)
    link = safe_link(entry.link, url)
    guid = " ".join(entry.guid[:1000].split())
    when = published(entry.date, fetched_at, feed.country)
    page = link if entry.known_by_link else ""
    identity = identify(source=feed.url, url=page, guid=guid, title=title, text=text)
    return Announcement(
        id=identity.id,
        source=feed.name,
        title=title,
        text=text,
        url=link,
        published_at=when.at,
        fetched_at=fetched_at,
        date_known=when.known,
        undated=not when.dated,
        guid=guid,
        fingerprint=identity.fingerprint,
        issuer=feed.company,
        language=(entry.language or feed.language)[:20],
        title_as_written=_as_written(entry.title, title),
    )


def _as_written(markup: str, title: str) -> str:
    """The title with the entities its source wrote, "" where that is the title itself or holds markup."""
    written = " ".join(markup[:TITLE_LIMIT].split())
    return "" if written == title or "<" in written or html.unescape(written) != title else written
