"""Article texts, within a budget a run, for news whose summary says too little.

Worth a fetch: an event at an employer of the list that lacks its person or role, an item that names such an employer
while no frame read anything, and any 8-K, those of employers first. What the article says is read in place of the
summary.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from callnow.errors import AddressRefused, ReadingFailed
from callnow.http.addresses import host_port, read_url
from callnow.model import Announcement, CompanyEvent
from callnow.settings import Settings
from callnow.store import writing
from flows.news.detect_steps import stumbled
from flows.news.fetching import feeds_with_states, source_settings
from flows.news.knowledge import Knowledge
from flows.news.understanding import ReadAnnouncement
from matching.event_types import is_about_people
from matching.filings.read import Current, read_current
from matching.names.scan import find_in_texts
from sources.article import ArticleText, read_articles
from sources.asking import asking
from sources.edgar import HOST, filing_number, is_current_report, items_named
from sources.politeness import FeedWithState, HostGate, host_of

SUMMARY = 700  # characters; a longer text is taken for the whole article
AGENT = "callnow"  # the name robots.txt knows us by

log = logging.getLogger(__name__)


def wanting(reads: Sequence[ReadAnnouncement], knowledge: Knowledge, most: int) -> list[Announcement]:
    """The announcements, at most so many, whose article is worth a fetch: incomplete events first."""
    unread = [read for read in reads if not read.announcement.filings]  # what a register says is said in full
    short = [read for read in unread if len(read.announcement.text) < SUMMARY and read.announcement.url]
    reports = [read.announcement for read in short if is_current_report(read.announcement)]
    incomplete = [
        read.announcement for read in short if any(matched.company and lacks(matched.event) for matched in read.events)
    ]
    silent = [read.announcement for read in short if not read.events]
    texts = [f"{item.title}\n{item.text}" for item in (*reports, *silent)]
    named = [bool(employers) for employers in find_in_texts(texts, knowledge.index)]
    of_employers = [item for item, known in zip((*reports, *silent), named, strict=True) if known]
    return list({item.id: item for item in (*incomplete, *of_employers, *reports)}.values())[:most]


def lacks(event: CompanyEvent) -> bool:
    """Whether an event about a person leaves out who, or which post."""
    return is_about_people(event.type) and not (event.person and event.role)


def fetch_articles(
    settings: Settings, wanted: Sequence[Announcement], now: datetime
) -> tuple[list[Announcement], tuple[ReadingFailed, ...]]:
    """The announcements with the text of their articles, and those whose article our rules stumbled over.

    Articles that could not be had are left out, and logged why.
    """
    if not wanted:
        return [], ()
    texts = asyncio.run(_read(settings, wanted, now))
    for text in texts:
        if text.error:
            log.info("no article: %s", text.error)
    by_id = {text.announcement_id: text for text in texts if text.text}
    longer = [item for item in wanted if item.id in by_id and tells_more(by_id[item.id], item)]
    read = [_with_article(item, by_id[item.id]) for item in longer]
    failed = tuple(one for one in read if isinstance(one, ReadingFailed))
    return [one for one in read if not isinstance(one, ReadingFailed)], failed


def _with_article(item: Announcement, article: ArticleText) -> Announcement | ReadingFailed:
    try:
        return with_article(item, article)
    except Exception as error:  # noqa: BLE001 - a failure of this one, as in detect_batch: its summary stays read
        return stumbled(item, error)


def tells_more(article: ArticleText, item: Announcement) -> bool:
    """Whether an article says more than the item by itself."""
    return len(article.text) > len(item.text)


def with_article(item: Announcement, article: ArticleText) -> Announcement:
    """The announcement with its article; where that is an 8-K, with what its items say, as filings.

    An 8-K of which no item of ours says anything (officers are paid, a plan is adopted) is not read for more than the
    items that may hold any news.
    """
    if not article.filing or not is_current_report(item):
        return replace(item, text=article.text)
    current = Current(item.issuer, item.published_at.date(), filing_number(item), items_named(item))
    read = read_current(article.text, current)
    return replace(item, text=article.text if read.filings else read.news or item.text, filings=read.filings)


async def _read(settings: Settings, wanted: Sequence[Announcement], now: datetime) -> list[ArticleText]:
    with writing(settings) as con:
        known = feeds_with_states(con)
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


def resting(known: Iterable[FeedWithState], now: datetime) -> dict[str, datetime]:
    """The hosts whose feeds were told to stay away until later: that holds for their articles, too."""
    until: dict[str, datetime] = {}
    for feed, state in known:
        if state.not_before and state.not_before > now:
            host = host_of(feed, state)
            until[host] = max(state.not_before, until.get(host, state.not_before))
    return until


def _by_allowed(
    known: Iterable[FeedWithState], wanted: Sequence[Announcement]
) -> dict[frozenset[str], list[Announcement]]:
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
