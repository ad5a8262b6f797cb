"""Lists that lie on this machine: a file, or a folder of files that another program writes, as warn-scraper does.

Nothing is changed there. As with any feed, what lies there as it was read last is not read again, and what was read
before is told by the announcements' ids.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from callnow.errors import FetchFailed, SourceError
from callnow.model import Announcement
from callnow.paths import oddity
from callnow.terms import FailureKind, FetchStatus
from sources.feed import Feed, FeedState, FetchResult
from sources.feed_states import after_local_visit, after_unchanged, as_source_error, errors_as_one, failed_visit
from sources.kinds import kind_of, read_items

SUFFIXES = frozenset({".csv", ".xlsx", ".json", ".xml", ".atom", ".tsv", ".txt"})
SIZE_LIMIT = 64 * 1024 * 1024  # bytes of one file
FILES_LIMIT = 200  # of one folder


def is_on_disk(feed: Feed) -> bool:
    """Whether a feed is a file or folder of this machine."""
    return kind_of(feed.kind).on_disk and urlsplit(feed.url).scheme not in {"http", "https"}


def read_on_disk(feed: Feed, state: FeedState, now: datetime) -> tuple[FetchResult, list[Announcement]]:
    """Visit a feed on this machine: the same answer as a visit to any feed, so that a failure is a value.

    Where files of a folder cannot be read the visit failed, and says which and why; what the others hold is brought.
    """
    try:
        files = _files(feed)
    except SourceError as error:
        return failed_visit(feed, state, error, now), []
    digest = _digest(feed, files)
    if digest and digest == state.body_hash:
        unchanged = replace(after_unchanged(feed, state, {}, now), last_full_at=now)
        return FetchResult(feed, unchanged, FetchStatus.UNCHANGED, final_url=feed.url), []
    items, errors = _read_files(feed, files, now)
    if errors:
        return failed_visit(feed, state, errors_as_one(errors), now), items
    visited = replace(after_local_visit(feed, state, items, now), body_hash=digest)
    return FetchResult(feed, visited, FetchStatus.NEW, final_url=feed.url), items


def _read_files(feed: Feed, files: Sequence[Path], now: datetime) -> tuple[list[Announcement], list[SourceError]]:
    """What the files hold, each item once, and why some cannot be read."""
    items: dict[str, Announcement] = {}
    errors: list[SourceError] = []
    for file in files:
        try:
            items |= {item.id: item for item in read_items(_bytes(file), feed, file.as_uri(), now)}
        except Exception as met:  # noqa: BLE001 -- what one file is made of must not hide what the others hold
            error = as_source_error(met)
            error.what = f"{file.name}: {error.what}"
            errors.append(error)
    return list(items.values()), errors


def _digest(feed: Feed, files: Sequence[Path]) -> str:
    """A hash of what lies there and of what its columns are said to mean; "" where a file cannot be read."""
    digest = blake2b(repr(feed.register).encode(), digest_size=12)
    try:
        for file in files:
            content = blake2b(_bytes(file), digest_size=12).hexdigest()
            digest.update(f"{file.name}\n{content}\n".encode(errors="surrogateescape"))
    except SourceError:
        return ""
    return digest.hexdigest()


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
    hint = "let the user that runs callnow read the file"
    if why := oddity(file):
        raise FetchFailed(why, hint=hint, kind=FailureKind.FOLDER)
    try:
        if file.stat().st_size > SIZE_LIMIT:
            what = f"is larger than {SIZE_LIMIT // 2**20} MB"
            raise FetchFailed(what, hint="leave out the notices of earlier years", kind=FailureKind.SIZE)
        return file.read_bytes()
    except OSError as error:
        raise FetchFailed(f"cannot be read: {error.strerror}", hint=hint, kind=FailureKind.FOLDER) from error
