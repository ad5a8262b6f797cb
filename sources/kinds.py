"""Kinds of feed: what each is, which address it can have, how it is visited.

A kind is declared by its reader: `sources/readers/NAME.py` holds KIND, the kind of that name, and `read`, which turns
what came into announcements. Kinds are found by listing that folder, so that adding one is adding its module:

    KIND = FeedKind("a page of press releases", largest=lambda settings: settings.max_page)

    def read(body: bytes, feed: Feed, url: str, fetched_at: datetime) -> list[Announcement]: ...

`url` is the address that answered, against which relative links are resolved. A reader that finds no feed, page or
message in `body` raises ParseFailed; one that finds an empty one returns an empty list. Readers run in a child process:
they must not need the network or anything beyond their arguments. What is slow to import, a reader imports where it
reads: whoever lists feeds imports all kinds.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import ModuleType
from typing import Protocol
from urllib.parse import SplitResult, urlsplit

from callnow.errors import DataFileError, ParseFailed, Unusable
from callnow.model import Announcement
from sources import readers
from sources.feed import Feed, SourceSettings


class FeedReader(Protocol):
    """What turns one body into announcements."""

    def __call__(self, body: bytes, feed: Feed, url: str, fetched_at: datetime) -> list[Announcement]: ...


def web_address(url: str) -> None:
    """Raises Unusable where `url` is not one of the web."""
    parts = _split(url)
    web = parts is not None and parts.scheme.lower() in {"http", "https"} and parts.hostname
    if not web or re.search(r"\s", url):
        raise Unusable(f"{url!r} is not a web address", "give one that begins with https:// or http://", key="url")


def _as_declared(feed: Feed, contact: str) -> Feed:
    return feed


@dataclass(frozen=True, slots=True)
class FeedKind:
    """What a reader says of the feeds it reads.

    `about` tells a person what such a feed is; "" is not for a person to declare. `check_address` raises Unusable
    for an address that none can have. `largest` is the bytes one visit may bring. `prepare` makes the feed that is
    visited out of the declared one and `fetch.contact`; it raises SettingError where a setting is missing. A `mailbox`
    is read where its messages lie (sources/mail.py), every other feed over HTTP, with `selectors` where it may have
    some. `check` raises Unusable for a block that says too little; what is `on_disk` may be a file or folder of this
    machine, too; what is `keyed` is asked with a key of the settings. One `for_each_employer` has {employer} in its
    address and is made into a feed for each, visited once a day.
    """

    about: str
    check_address: Callable[[str], None] = web_address
    largest: Callable[[SourceSettings], int] = lambda settings: settings.max_body
    prepare: Callable[[Feed, str], Feed] = _as_declared
    mailbox: bool = False
    selectors: bool = False
    check: Callable[[Feed], None] = lambda feed: None
    on_disk: bool = False
    keyed: bool = False
    for_each_employer: bool = False


_GONE = FeedKind("")


@cache
def feed_kinds() -> Mapping[str, FeedKind]:
    """Every kind that a person may declare, by name."""
    kinds = {name: _kind(_reader(name)) for name in _names()}
    return {name: kind for name, kind in kinds.items() if kind.about}


def kinds_in_words() -> str:
    """What a person may choose from: "feed (RSS, Atom, JSON Feed), newsroom (…)"."""
    return ", ".join(f"{name} ({kind.about})" for name, kind in feed_kinds().items())


def kind_of(name: str) -> FeedKind:
    """The kind of that name; for a feed that is kept while its reader is gone, one of nothing but defaults."""
    return _kind(_reader(name)) if name in _names() else _GONE


def read_items(body: bytes, feed: Feed, url: str, fetched_at: datetime) -> list[Announcement]:
    """The announcements in `body`, read by the reader of the feed's kind. Raises ParseFailed."""
    reader: FeedReader = _reader(feed.kind).read
    return reader(body, feed, url, fetched_at)


def check_address(url: str, kind: str) -> None:
    """Raises Unusable where `url` is not an address a feed of `kind` can have, or carries a password."""
    parts = _split(url)
    if parts and (parts.password or (parts.username and not kind_of(kind).mailbox)):
        raise Unusable(
            "the address carries a user name or password",
            "take it out of the address; a mailbox's password belongs into the settings",
            key="url",
        )
    kind_of(kind).check_address(url)


def refused_address(url: str, kind: str, where: str) -> DataFileError | None:
    """What is wrong with an address for a feed of `kind`; None for one that can be used."""
    try:
        check_address(url.strip(), kind)
    except Unusable as error:
        return DataFileError(error.what, where=where, hint=error.hint)
    return None


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        return parts if parts.port is None or parts.port >= 0 else None
    except ValueError:
        return None


def _reader(name: str) -> ModuleType:
    if name not in _names():
        raise ParseFailed(f"no reader for the kind {name!r}", hint=f"use one of {kinds_in_words()}")
    return importlib.import_module(f"sources.readers.{name}")


def _kind(reader: ModuleType) -> FeedKind:
    kind: FeedKind = reader.KIND
    return kind


@cache
def _names() -> tuple[str, ...]:
    return tuple(sorted(module.name for module in pkgutil.iter_modules(readers.__path__)))
