"""Lists that lie on this machine: a file, or a folder of files that another program writes, as warn-scraper does.

Nothing is changed there. What was read before is told by the announcements' ids, as with any feed.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from callnow.errors import FetchFailed, SourceError
from callnow.model import Announcement
from callnow.terms import FailureKind, FetchStatus
from sources.feed import Feed, FeedState, FetchResult
from sources.kinds import kind_of, read_items
from sources.remember import after_failure, after_visit_here

SUFFIXES = frozenset({".csv", ".xlsx", ".json", ".xml", ".atom", ".tsv", ".txt"})
SIZE_LIMIT = 64 * 1024 * 1024  # bytes of one file
FILES_LIMIT = 200  # of one folder


def is_on_disk(feed: Feed) -> bool:
    """Whether a feed is a file or folder of this machine."""
    return kind_of(feed.kind).on_disk and urlsplit(feed.url).scheme not in {"http", "https"}


def read_on_disk(feed: Feed, state: FeedState, now: datetime) -> tuple[FetchResult, list[Announcement]]:
    """Visit a feed on this machine: the same answer as a visit to any feed, so that a failure is a value.

    Where one file of a folder cannot be read the visit failed, and says which; what the others hold is brought.
    """
    items: dict[str, Announcement] = {}
    errors: list[SourceError] = []
    try:
        for file in _files(feed):
            try:
                items |= {item.id: item for item in read_items(_bytes(file), feed, file.as_uri(), now)}
            except SourceError as error:
                error.what = f"{file.name}: {error.what}"
                errors.append(error)
    except SourceError as error:
        errors.append(error)
    found = list(items.values())
    if errors:
        errors[0].where = feed.name
        failed = after_failure(feed, state, errors[0], now)
        return FetchResult(feed, failed, FetchStatus.FAILED, error=errors[0]), found
    visited = after_visit_here(feed, state, found, now)
    status = FetchStatus.UNCHANGED if visited.items_hash == state.items_hash else FetchStatus.NEW
    return FetchResult(feed, visited, status, final_url=feed.url), found


def _files(feed: Feed) -> list[Path]:
    parts = urlsplit(feed.url)
    path = Path(url2pathname(parts.path)) if parts.scheme == "file" else Path(feed.url).expanduser()
    try:
        files = [path] if path.is_file() else sorted(f for f in path.iterdir() if f.suffix.lower() in SUFFIXES)
    except OSError as error:
        what, hint = f"there is no file or folder {path}", "check the path in the feed's address"
        raise FetchFailed(what, hint=hint, kind=FailureKind.FOLDER) from error
    if not files:
        hint = "let warn-scraper, or what makes the lists, write them there"
        raise FetchFailed(f"the folder {path} holds no list", hint=hint, kind=FailureKind.FOLDER)
    return files[:FILES_LIMIT]


def _bytes(file: Path) -> bytes:
    try:
        if file.stat().st_size > SIZE_LIMIT:
            what = f"is larger than {SIZE_LIMIT // 2**20} MB"
            raise FetchFailed(what, hint="leave out the notices of earlier years", kind=FailureKind.SIZE)
        return file.read_bytes()
    except OSError as error:
        hint = "let the user that runs callnow read the file"
        raise FetchFailed(f"cannot be read: {error.strerror}", hint=hint, kind=FailureKind.FOLDER) from error
