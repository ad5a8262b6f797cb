"""Article texts, within a budget a run, for news whose summary says too little.

Worth a fetch: a filing, an event at an employer of the list that lacks its person or role, and an item that names such
an employer while no frame read anything. What the article says is read in place of the summary.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from callnow.errors import AddressRefused
from callnow.http.addresses import host_port, read_url
from callnow.model import Announcement, CompanyEvent
from callnow.settings import Settings
from callnow.store import writing
from flows.fetching import known_feeds, source_settings
from flows.understanding import Knowledge, Read
from matching.event_types import type_of
from matching.names.scan import find_in_texts
from sources.article import ArticleText, read_articles
from sources.asking import asking
from sources.edgar import HOST
from sources.politeness import HostGate, Known, host_of

SUMMARY = 700  # characters; a longer text is taken for the whole article
AGENT = "callnow"  # the name robots.txt knows us by

log = logging.getLogger(__name__)


def wanting(reads: Sequence[Read], knowledge: Knowledge, most: int) -> list[Announcement]:
    """The announcements, at most so many, whose article is worth a fetch: incomplete events first."""
    unread = [read for read in reads if not read.announcement.filings]  # what a register says is said in full
    short = [read for read in unread if len(read.announcement.text) < SUMMARY and read.announcement.url]
    incomplete = [
        read.announcement
        for read in short
        if any(one.company and lacks(one.event) for one in read.events)
        or urlsplit(read.announcement.url).hostname == HOST
    ]
    silent = [read.announcement for read in short if not read.events and read.announcement not in incomplete]
    named = find_in_texts([f"{item.title}\n{item.text}" for item in silent], knowledge.index)
    return (incomplete + [item for item, found in zip(silent, named, strict=True) if found])[:most]


def lacks(event: CompanyEvent) -> bool:
    """Whether an event about a person leaves out who, or which post."""
    return bool(type_of(event.type).about_people) and not (event.person and event.role)


def fetch_articles(settings: Settings, wanted: Sequence[Announcement], now: datetime) -> list[Announcement]:
    """The announcements with the text of their articles; those that could not be had are left out, and logged why."""
    if not wanted:
        return []
    texts = asyncio.run(_read(settings, wanted, now))
    for one in texts:
        if one.error:
            log.info("no article: %s", one.error)
    by_id = {one.announcement_id: one.text for one in texts if one.text}
    return [replace(item, text=by_id[item.id]) for item in wanted if len(by_id.get(item.id, "")) > len(item.text)]


async def _read(settings: Settings, wanted: Sequence[Announcement], now: datetime) -> list[ArticleText]:
    with writing(settings) as con:
        known = known_feeds(con)
    agents = {HOST: f"callnow {settings.fetch.contact}"} if settings.fetch.contact else {}
    source = source_settings(settings.fetch)
    gate = HostGate(source.host_gap, source.host_connections, closed=resting(known, now), again=True)
    texts: list[ArticleText] = []
    for allowed, items in _by_allowed(known, wanted).items():
        theirs = replace(source, allow_private=source.allow_private | allowed)
        async with asking(theirs, now, agents=agents, gate=gate) as ask:
            texts += await read_articles(
                items, fetch=ask.fetch, parse=ask.parse, agent=AGENT, now=now, budget=settings.fetch.article_budget
            )
    return texts


def resting(known: Iterable[Known], now: datetime) -> dict[str, datetime]:
    """The hosts whose feeds were told to stay away until later: that holds for their articles, too."""
    found: dict[str, datetime] = {}
    for feed, state in known:
        if state.not_before and state.not_before > now:
            host = host_of(feed, state)
            found[host] = max(state.not_before, found.get(host, state.not_before))
    return found


def _by_allowed(known: Iterable[Known], wanted: Sequence[Announcement]) -> dict[frozenset[str], list[Announcement]]:
    """The announcements by what their own feed may reach on the local network: its host and port, or nothing.

    What another feed was allowed is not theirs, and a mailbox or a folder has no host that an article could lie on.
    """
    own: dict[str, frozenset[str]] = {}
    for feed, _ in known:
        if feed.enabled and feed.allow_private:
            with suppress(AddressRefused):
                own[feed.name] = frozenset({host_port(read_url(feed.url))})
    groups: dict[frozenset[str], list[Announcement]] = {}
    for item in wanted:
        groups.setdefault(own.get(item.source, frozenset()), []).append(item)
    return groups
