"""The releases of a newsroom's page: by a bespoke reader of the site, the feed's selectors, or the general reader."""

from __future__ import annotations

from datetime import datetime, timedelta
from html import escape, unescape

from callnow.errors import ParseFailed
from callnow.model import Announcement
from sources.feed import Feed
from sources.items import FeedEntry, announce
from sources.newsroom.general import page_reading, read_page
from sources.newsroom.page import Release, parse_page
from sources.newsroom.selectors import read_by_selectors
from sources.sites import site_reader

AHEAD = timedelta(days=2)  # what is dated beyond it is an event to come, not a release
BEGUN = timedelta(hours=14)  # how far off a day's noon can be where that day has begun


def read_releases(body: bytes, feed: Feed, url: str, fetched_at: datetime) -> list[Announcement]:
    """The releases of a newsroom page in its order. Raises ParseFailed where it lists none."""
    page = parse_page(body, url, feed.name)
    reading = page_reading(page, feed, fetched_at)
    bespoke = site_reader(url)
    if bespoke:
        releases = bespoke(page, reading)
    elif feed.selectors:
        releases = read_by_selectors(page, feed.selectors, reading, feed.name)
    else:
        releases = read_page(page, reading)
    if not releases:
        raise ParseFailed(
            "the page lists no releases",
            where=feed.name,
            hint="give the address of the page with the list, or name its parts with selectors",
        )
    shown = [item for item in releases if item.when is None or item.when.at <= fetched_at + AHEAD]
    language = feed.language or page.language
    return [announce(_entry(item, fetched_at, language), feed, page.url, fetched_at) for item in shown]


def _entry(item: Release, fetched_at: datetime, language: str) -> FeedEntry:
    # A day's noon may still be to come on that day itself; it is no less known for that.
    moment = item.when.at if item.when else None
    if moment and fetched_at < moment <= fetched_at + BEGUN:
        moment = fetched_at
    date = moment.isoformat() if moment else ""
    title, text = (escape(unescape(words)) for words in (item.title, item.summary))  # some are escaped twice
    return FeedEntry(title=title, link=item.url, date=date, text=text, language=language)
