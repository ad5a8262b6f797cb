"""The reader of one company's 8-K filings on EDGAR (Atom): the list that browse-edgar gives for its number (CIK).

Its entries say the items, and leave the filer to the address: the name is that of the employer the feed was made for.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import unescape

from callnow.errors import ParseFailed, Unusable
from callnow.model import Announcement
from sources.feed import Feed
from sources.kinds import FeedKind, web_address
from sources.readers.edgar import announced, declared
from sources.readers.feed import entries

PLACEHOLDER = "{cik}"  # in the address of a company's filings
RECENT = timedelta(days=60)  # the list goes back for years, and nobody is called about those
_CURRENT = re.compile(r"8-K(?:12[BG]3)?(?:/A)?\s+-\s")
_FORM = re.compile(r"[\w/ -]{1,12}\s+-\s")


def filings_address(url: str) -> None:
    """Raises Unusable where `url` is not an address of the web, or has no place for a company's number."""
    web_address(url)
    if PLACEHOLDER not in url and not re.search(r"CIK=\d{1,10}\b", url):
        raise Unusable(
            f"a list of filings without {PLACEHOLDER}", f"put {PLACEHOLDER} where the company's number goes", key="url"
        )


KIND = FeedKind(
    "a company's 8-K filings on EDGAR, made for each employer whose number (CIK) is known",
    check_address=filings_address,
    prepare=declared,
    for_each_employer=True,
)


def read(body: bytes, feed: Feed, url: str, fetched_at: datetime) -> list[Announcement]:
    """One announcement a filing of late, its `issuer` the feed's company. Raises ParseFailed for another feed."""
    listed = [(entry, unescape(entry.title)) for entry in entries(body, url)]
    if listed and not any(_FORM.match(title) for _, title in listed):
        raise ParseFailed("not EDGAR's list of filings", where=feed.name, hint="check the address of its template")
    announcements: dict[str, Announcement] = {}
    for entry, title in listed:
        item = announced(entry, feed.company, feed, url, fetched_at) if _CURRENT.match(title) else None
        if item and item.published_at > fetched_at - RECENT:
            announcements.setdefault(entry.guid, item)
    return list(announcements.values())
