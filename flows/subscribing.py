"""Which feeds are read: those of data/feeds.toml that are switched on, and those people add."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from callnow.errors import AddressRefused, DataFileError, SourceError, UsageError
from callnow.model import Announcement
from callnow.settings import Settings
from callnow.store import writing
from callnow.store.feeds import all_feeds, save_feeds
from flows.declaring import declare_catalogue
from flows.fetching import fetch_batch, make_rounds, source_settings
from flows.publishing import publish_copy
from sources.addresses import host_port, read_url
from sources.feed import Feed, FeedState, FetchResult
from sources.fetch import fetch
from sources.guess import guess_kind
from sources.kinds import feed_kinds, kind_of, kinds_in_words
from sources.opml import looks_like_opml, read_opml
from sources.transport import CheckedTransport


@dataclass(frozen=True, slots=True)
class Added:
    """What adding came to: the feeds, how many were new, and the outlines of a list that cannot be a feed."""

    feeds: tuple[Feed, ...]
    new: int
    problems: tuple[DataFileError, ...] = ()


def add_feeds(settings: Settings, address: str, template: Feed, now: datetime) -> Added:
    """Adds what `address` is: an OPML list (file or address), or one feed whose first visit is the next run.

    `template` carries what the command says of every feed (kind, company, allow_private …); its name, where given,
    is the feed's. Raises SourceError or DataFileError where the address cannot be read as either.
    """
    if template.kind not in feed_kinds():
        raise UsageError(f"{template.kind!r} is no kind of feed", where="--kind", mend=f"use one of {kinds_in_words()}")
    feeds, problems = _feeds_at(settings, address, template, now)
    named, new = subscribe(settings, feeds)
    return Added(named, new, problems)


def subscribe(settings: Settings, feeds: Iterable[Feed]) -> tuple[tuple[Feed, ...], int]:
    """Keeps feeds, each under a name nobody else has. Returns them as kept, and how many were new."""
    with writing(settings.database, settings.store.lock_wait) as con:
        declare_catalogue(con)
        taken = {known.declared["url"]: known.declared["name"] for known in all_feeds(con)}
        named = _told_apart((dataclasses.replace(feed, name=taken.get(feed.url, feed.name)) for feed in feeds), taken)
        new, _ = save_feeds(con, map(asdict, named))
    publish_copy(settings)
    return tuple(named), new


def try_feed(settings: Settings, feed: Feed, now: datetime) -> tuple[FetchResult, tuple[Announcement, ...]]:
    """Visits one feed as a run would, and keeps nothing."""
    ((batch,),) = make_rounds([(feed, FeedState())], settings, now)
    return fetch_batch(batch).visits[0]


def _feeds_at(
    settings: Settings, address: str, template: Feed, now: datetime
) -> tuple[tuple[Feed, ...], tuple[DataFileError, ...]]:
    if "://" not in address:
        path = Path(address).expanduser()
        if kind_of(template.kind).mailbox:
            return (dataclasses.replace(template, name=template.name or path.name, url=str(path.resolve())),), ()
        if not path.is_file():
            raise UsageError("neither an address nor a file", where=address, mend="give https://… or an OPML file")
        body = path.read_bytes()
    elif template.kind not in ("feed", "newsroom"):
        return (dataclasses.replace(template, name=template.name or address, url=address),), ()
    else:
        body = asyncio.run(_read(settings, address, template, now))
    if not looks_like_opml(body):
        if "://" not in address:
            raise UsageError("no OPML list", where=address, mend="give https://… or an OPML file")
        kind = template.kind if template.kind != "feed" else guess_kind(body, address) or "feed"
        return (dataclasses.replace(template, name=template.name or _name_of(address), url=address, kind=kind),), ()
    found = read_opml(body, address)
    said = {name: getattr(template, name) for name in ("company", "country") if getattr(template, name)}
    return tuple(
        dataclasses.replace(feed, enabled=True, allow_private=_shares_allowance(feed, address, template), **said)
        for feed in found.feeds
    ), found.problems


def _shares_allowance(feed: Feed, address: str, template: Feed) -> bool:
    """Whether a feed of a list may be on the local network: where the list may, and it lies on the same host and port.

    A list in a file was written by its owner, so that what it names is meant.
    """
    if not template.allow_private:
        return feed.allow_private
    if "://" not in address:
        return True
    try:
        return host_port(read_url(feed.url)) == host_port(read_url(address))
    except AddressRefused:
        return False


async def _read(settings: Settings, address: str, template: Feed, now: datetime) -> bytes:
    """The document at an address, within the bounds of every fetch."""
    source = source_settings(settings.fetch)
    url = read_url(address, where=urlsplit(address).hostname or "the address")  # a refusal must not repeat a password
    allowed = source.allow_private | ({host_port(url)} if template.allow_private else set())
    client = CheckedTransport(allowed=allowed)
    try:
        return (await fetch(address, client, now, dataclasses.replace(source, allow_private=allowed))).body
    except SourceError as error:
        error.where = address
        if isinstance(error, AddressRefused) and not template.allow_private:
            error.mend = "is it yours? --allow-private lets this one host and port be on the local network"
        raise
    finally:
        await client.aclose()


def _name_of(address: str) -> str:
    url = read_url(address)
    path = url.path.strip("/")
    return f"{url.host}/{path}" if path else url.host


def _told_apart(feeds: Iterable[Feed], taken: dict[str, str]) -> list[Feed]:
    """The feeds with names nobody else has: a second feed of one name is told apart by its host."""
    names = {name: url for url, name in taken.items()}
    apart = []
    for feed in feeds:
        name = feed.name
        if names.get(name, feed.url) != feed.url:
            name = f"{name} ({read_url(feed.url).host})"
        while names.get(name, feed.url) != feed.url:
            name += "'"
        names[name] = feed.url
        apart.append(dataclasses.replace(feed, name=name))
    return apart
