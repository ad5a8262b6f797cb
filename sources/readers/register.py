"""The reader of registers: a list (CSV, .xlsx, JSON, Atom, RSS) whose columns the feed's block names."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from callnow.model import Announcement
from sources.feed import Feed
from sources.kinds import FeedKind, web_address


def list_address(url: str) -> None:
    """Raises Unusable where `url` is neither an address of the web nor a file or folder of this machine."""
    if urlsplit(url).scheme != "file" and not Path(url).is_absolute():
        web_address(url)


def check_mapping(feed: Feed) -> None:
    """Raises Unusable where the feed's block does not say what the columns mean."""
    from sources.registers.mapping import mapping_of  # noqa: PLC0415 - pydantic, which few of the readers need

    mapping_of(feed.register or {}, feed.company)


KIND = FeedKind(
    "a register, its columns named in the feed's block", check_address=list_address, check=check_mapping, on_disk=True
)


def read(body: bytes, feed: Feed, url: str, fetched_at: datetime) -> list[Announcement]:
    """An announcement a filing. Raises ParseFailed where a column that the block names is missing."""
    from sources.registers.mapping import mapping_of  # noqa: PLC0415 - see check_mapping
    from sources.registers.read import read_list  # noqa: PLC0415 - the same

    return read_list(body, lambda: mapping_of(feed.register or {}, feed.company), feed, url, fetched_at)
