"""The reader of WARN notices: the list of a state, as the state or warn-scraper writes it, or any list by a mapping."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from callnow.model import Announcement
from sources.feed import Feed
from sources.kinds import FeedKind
from sources.readers.register import list_address


def check_columns(feed: Feed) -> None:
    """Raises Unusable where the block neither names a state whose columns are known nor its own columns."""
    from sources.registers.mapping import warn_mapping  # noqa: PLC0415 - pydantic, which few of the readers need

    folder = not Path(urlsplit(feed.url).path).suffix
    if feed.register or not folder:  # a folder holds lists of several states, each named by its state
        warn_mapping(feed.register or {}, state_of(feed.url))


KIND = FeedKind(
    "WARN notices of layoffs and closings in a state of the US",
    check_address=list_address,
    check=check_columns,
    on_disk=True,
)


def read(body: bytes, feed: Feed, url: str, fetched_at: datetime) -> list[Announcement]:
    """An announcement a notice. Raises ParseFailed where a column is missing, or nobody knows which state it is of."""
    from sources.registers.mapping import warn_mapping  # noqa: PLC0415 - see check_columns
    from sources.registers.read import read_list  # noqa: PLC0415 - the same

    state = state_of(url) or state_of(feed.url)
    in_us = replace(feed, country=feed.country or "US")
    return read_list(body, lambda: warn_mapping(feed.register or {}, state), in_us, url, fetched_at)


def state_of(url: str) -> str:
    """The state that a list is called by, as warn-scraper calls them: "…/exports/oh.csv" is OH."""
    found = re.fullmatch(r"([a-z]{2})\.(?:csv|xlsx)", Path(urlsplit(url).path).name, re.IGNORECASE)
    return found[1].upper() if found else ""
