"""The readers of sources, found by listing this folder: one module a kind.

A module whose name starts with `read_` and that has KINDS (the kinds of feed it reads) and `read` is a reader:

    KINDS = ("newsroom",)
    def read(body: bytes, feed: Feed, url: str, fetched_at: datetime) -> list[Announcement]: ...

`url` is the address that answered, against which relative links are resolved. A reader that finds no feed, page or
message in `body` raises ParseFailed; one that finds an empty one returns an empty list. Readers run in a child process:
they must not need the network or anything beyond their arguments.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Protocol

from callnow.errors import ParseFailed
from callnow.model import Announcement
from sources.feed import Feed


class Reader(Protocol):
    """What turns one body into announcements."""

    def __call__(self, body: bytes, feed: Feed, url: str, fetched_at: datetime) -> list[Announcement]: ...


@cache
def readers() -> Mapping[str, Reader]:
    """Every reader by the kinds it declares; two that claim one kind are a mistake of ours and raise."""
    found: dict[str, Reader] = {}
    for name in _modules():
        loaded = importlib.import_module(f"sources.{name}")
        for kind in loaded.KINDS:
            if kind in found:
                raise TypeError(f"two readers claim the kind {kind!r}: {found[kind]} and {loaded.__name__}")
            found[kind] = loaded.read
    return found


@cache
def reader_of(kind: str) -> Reader | None:
    """The reader of one kind. A module named after it is asked first, which spares importing all the others."""
    name = f"read_{kind}"
    if name in _modules():
        loaded = importlib.import_module(f"sources.{name}")
        if kind in loaded.KINDS:
            reader: Reader = loaded.read
            return reader
    return readers().get(kind)


@cache
def _modules() -> tuple[str, ...]:
    found = pkgutil.iter_modules([str(Path(__file__).parent)])
    return tuple(sorted(m.name for m in found if m.name.startswith("read_")))


def read_items(body: bytes, feed: Feed, url: str, fetched_at: datetime) -> list[Announcement]:
    """The announcements in `body`, read by the reader of the feed's kind. Raises ParseFailed."""
    reader = reader_of(feed.kind)
    if reader is None:
        known = ", ".join(sorted(readers()))
        raise ParseFailed(f"no reader for the kind {feed.kind!r}", where=feed.name, mend=f"use one of {known}")
    return reader(body, feed, url, fetched_at)
