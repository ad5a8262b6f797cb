"""From the bytes of a list to announcements with filings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from callnow.errors import ParseFailed, Unusable
from callnow.model import Announcement
from sources.feed import Feed
from sources.registers.announce import announced
from sources.registers.mapping import RegisterMapping
from sources.registers.notices import notices_in
from sources.registers.rows import read_rows


def read_list(
    body: bytes, mapped: Callable[[], RegisterMapping], feed: Feed, url: str, fetched_at: datetime
) -> list[Announcement]:
    """An announcement a filing. Raises ParseFailed where a column that the mapping names is missing, or it is none."""
    try:
        mapping = mapped()
    except Unusable as error:
        raise ParseFailed(str(error), where=feed.name, hint=error.hint) from error
    listed = read_rows(body, mapping)
    notices = notices_in(
        listed, mapping, now=fetched_at, country=feed.country, company=feed.company, register=feed.name
    )
    return announced(notices, feed, url, fetched_at)
