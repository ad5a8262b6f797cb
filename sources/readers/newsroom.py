"""The reader of press-release pages: a bespoke one for the site, else the feed's selectors, else the general reader."""

from __future__ import annotations

from datetime import datetime

from callnow.model import Announcement
from sources.feed import Feed
from sources.kinds import FeedKind

KIND = FeedKind("a page of press releases", largest=lambda settings: settings.max_page, selectors=True)


def read(body: bytes, feed: Feed, url: str, fetched_at: datetime) -> list[Announcement]:
    """The releases of a newsroom page in its order. Raises ParseFailed where it lists none."""
    from sources.newsroom.releases import read_releases  # noqa: PLC0415 - bs4, see sources.kinds

    return read_releases(body, feed, url, fetched_at)
