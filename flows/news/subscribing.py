"""Which feeds are read: those of data/feeds.toml that are switched on, and those people add."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from callnow.counting import counted
from callnow.errors import AddressRefused, DataFileError, FetchFailed, SourceError, Unusable, UsageError
from callnow.http.addresses import host_port, read_url
from callnow.model import Announcement
from callnow.settings import Settings
from callnow.store import Connection
from callnow.store.activity import note_activity
from callnow.store.feeds import KnownFeed, all_feeds, rename_feed, save_feeds, switch_feed
from callnow.terms import Act, FailureKind
from flows.news.declaring import declare_catalogue
from flows.news.fetching import source_settings
from flows.running.publishing import publishing
from sources.article import FetchedPage
from sources.asking import Asking, asking
from sources.feed import Feed
from sources.guess import guess_kind
from sources.kinds import feed_kinds, kind_of, kinds_in_words
from sources.opml import looks_like_opml, read_opml
from sources.order import read_as_listed

LATER = (FailureKind.CONNECT, FailureKind.TIMEOUT, FailureKind.RESET)  # a visit may go well another time


@dataclass(frozen=True, slots=True)
class Added:
    """What adding came to: the feeds, how many were new, how many known ones changed, and the outlines of a list that
    cannot be a feed."""

    feeds: tuple[Feed, ...]
    new: int
    updated: int = 0
    problems: tuple[DataFileError, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedsAt:
    """The feeds that an address or file is, and the outlines of a list that cannot be one. `items` is what the address
    answered with, read as the one feed that it is; None where nothing was asked of that feed."""

    feeds: tuple[Feed, ...]
    problems: tuple[DataFileError, ...] = ()
    items: tuple[Announcement, ...] | None = None


def add_feeds(settings: Settings, address: str, template: Feed, now: datetime) -> Added:
    """Adds what `address` is: an OPML list (file or address), or one feed whose first visit is the next run.

    `template` carries what the command says of every feed (kind, company, allow_private …); its name, where given,
    is the feed's. For a known address what it says replaces what was declared, and all else stays. Raises SourceError
    or DataFileError where the address cannot be read as either: a feed or newsroom whose page lists nothing is refused.
    """
    if template.kind not in feed_kinds():
        raise UsageError(f"{template.kind!r} is not a kind of feed", where="--kind", hint=f"one of {kinds_in_words()}")
    try:
        at = feeds_at(settings, address, template, now)
    except FetchFailed as failed:
        if failed.status == 410:
            failed.hint = "nothing was added: the source has ended this; look on its site for another feed"
        elif failed.kind in LATER or failed.status == 429 or (failed.status or 0) >= 500:
            failed.hint = "nothing was added; add it again later"
        raise
    added = subscribe(settings, at.feeds, renamed=template.name in {feed.name for feed in at.feeds})
    return dataclasses.replace(added, problems=at.problems)


def subscribe(settings: Settings, feeds: Iterable[Feed], *, renamed: bool = False) -> Added:
    """Keeps feeds as `keep_feeds_in` does, and publishes them."""
    with publishing(settings) as con:
        return keep_feeds_in(con, feeds, renamed=renamed)


def keep_feeds_in(con: Connection, feeds: Iterable[Feed], *, renamed: bool = False) -> Added:
    """Keeps feeds under names nobody else has. Of a known address what is said now holds, its name if `renamed`."""
    declare_catalogue(con)
    known = {known_feed.declared["url"]: known_feed for known_feed in all_feeds(con)}
    taken = {url: known_feed.declared["name"] for url, known_feed in known.items()}
    wanted = {feed.url: feed for feed in feeds}
    for feed in wanted.values():
        _check(feed)
    if renamed:
        _rename(con, wanted.values(), known, taken)
    merged = [_merged(feed, known[url].declared, taken[url]) if url in known else feed for url, feed in wanted.items()]
    named = _told_apart(merged, taken)
    said_anew = [feed for feed in named if feed.url not in known or not _same(feed, known[feed.url].declared)]
    new, _ = save_feeds(con, map(asdict, said_anew))
    for feed in named:
        if feed.url in known:
            switch_feed(con, feed.name, feed.enabled)
    later = {known_feed.declared["url"]: known_feed for known_feed in all_feeds(con)}
    if named:
        note_activity(con, Act.FEEDS_ADDED, detail=named[0].name if len(named) == 1 else counted(len(named), "feed"))
    updated = sum(_declared(known[url]) != _declared(later[url]) for url in wanted if url in known)
    return Added(tuple(named), new, updated)


def _check(feed: Feed) -> None:
    """Raises DataFileError for a feed whose kind needs more than is said of it."""
    try:
        kind_of(feed.kind).check(feed)
    except Unusable as error:
        raise DataFileError(str(error), where=feed.url, hint=error.hint) from error


def _declared(feed: KnownFeed) -> dict[str, Any]:
    return feed.declared | {"enabled": feed.enabled}


def _same(feed: Feed, declared: dict[str, Any]) -> bool:
    """Whether a feed is declared so, switched on or off."""
    return bool(asdict(feed) | {"enabled": None} == declared | {"enabled": None})


def _merged(wanted: Feed, declared: dict[str, Any], name: str) -> Feed:
    """A known feed with what is said of it now: whatever is not the default."""
    stated = {
        entry.name: getattr(wanted, entry.name)
        for entry in dataclasses.fields(Feed)
        if entry.name not in ("name", "enabled") and getattr(wanted, entry.name) != entry.default
    }
    return Feed(**declared | stated | {"name": name, "enabled": wanted.enabled})


def _rename(con: Connection, feeds: Iterable[Feed], known: Mapping[str, KnownFeed], taken: dict[str, str]) -> None:
    """Gives known feeds the name that is said now; one that ships keeps the catalogue's."""
    for feed in feeds:
        before = known.get(feed.url)
        if before and before.origin == "added" and feed.name not in taken.values():
            rename_feed(con, taken[feed.url], feed.name)
            taken[feed.url] = feed.name


def feeds_at(settings: Settings, address: str, template: Feed, now: datetime) -> FeedsAt:
    """What an address or file is; see add_feeds."""
    if "://" not in address:
        path = Path(address).expanduser()
        if kind_of(template.kind).mailbox or kind_of(template.kind).on_disk:
            return FeedsAt((dataclasses.replace(template, name=template.name or path.name, url=str(path.resolve())),))
        if not path.is_file():
            raise UsageError("neither an address nor a file", where=address, hint="give https://… or an OPML file")
        body = path.read_bytes()
        if not looks_like_opml(body):
            raise UsageError("no OPML list", where=address, hint="give https://… or an OPML file")
        return _listed(body, address, template)
    if template.kind not in ("feed", "newsroom"):
        return FeedsAt((dataclasses.replace(template, name=template.name or address, url=address),))
    return asyncio.run(_asked(settings, address, template, now))


async def _asked(settings: Settings, address: str, template: Feed, now: datetime) -> FeedsAt:
    """What an address answers with, within the bounds of every fetch."""
    url = read_url(address, where=urlsplit(address).hostname or "the address")  # a refusal must not repeat a password
    source = source_settings(settings.fetch)
    allowed = source.allow_private | ({host_port(url)} if template.allow_private else set())
    async with asking(dataclasses.replace(source, allow_private=allowed), now) as ask:
        try:
            answer = await ask.fetch(address)
            if looks_like_opml(answer.body):
                return _listed(answer.body, address, template)
            kind = template.kind if template.kind != "feed" else guess_kind(answer.body, address) or "feed"
            name = template.name or name_of_address(address)
            feed = dataclasses.replace(template, name=name, url=address, kind=kind)
            return FeedsAt((feed,), (), tuple(await items_of(ask, answer, feed, now)))
        except SourceError as error:
            error.where = address
            raise mended_by_allowing(error, template.allow_private) from None


async def items_of(ask: Asking, answer: FetchedPage, feed: Feed, now: datetime) -> list[Announcement]:
    """What an answer holds, as a visit to the feed would bring it. Raises ParseFailed where its reader finds no feed or
    no releases there: it would never bring any."""
    content_type = answer.headers.get("content-type", "")
    return read_as_listed(await ask.parse(answer.body, feed, answer.url, now, content_type))


def _listed(body: bytes, address: str, template: Feed) -> FeedsAt:
    """The feeds of an OPML list."""
    subscriptions = read_opml(body, address)
    of_template = {name: getattr(template, name) for name in ("company", "country") if getattr(template, name)}
    feeds = (
        dataclasses.replace(feed, enabled=True, allow_private=_shares_allowance(feed, address, template), **of_template)
        for feed in subscriptions.feeds
    )
    return FeedsAt(tuple(feeds), subscriptions.problems)


def mended_by_allowing(error: SourceError, allowed: bool) -> SourceError:
    """The error, saying for an address on the local network which option allows it, where that was not said."""
    if isinstance(error, AddressRefused) and not allowed:
        error.hint = "is it yours? `callnow feeds add … --allow-private` lets it be on the local network"
        error.on_page = "if it is yours, it can be allowed in a terminal alone: callnow feeds add … --allow-private"
    return error


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


def name_of_address(address: str) -> str:
    """What a feed is called that does not say it itself: host and path of its address."""
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
