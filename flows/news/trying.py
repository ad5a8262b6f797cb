"""What an address would bring, before it is added: one visit, with what is detected; nothing is kept.

An address that answers with a page may be a newsroom, may name feeds, or may belong to a site that has some elsewhere:
each is read, for a person to choose from.
"""

from __future__ import annotations

import asyncio
import dataclasses
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from callnow.counting import counted
from callnow.errors import AddressRefused, ParseFailed, SourceError, UsageError
from callnow.feeds import NewFeed, TriedFeed, TriedItem
from callnow.languages import not_understood
from callnow.model import Announcement
from callnow.settings import Settings
from callnow.store import looking
from callnow.store.listings import ciks
from callnow.store.people import all_employers
from callnow.terms import FetchStatus
from flows.news.fetching import fetch_batch, lies_here, make_rounds, read_here, source_settings
from flows.news.searches import feeds_of
from flows.news.subscribing import feeds_at, items_of, mended_by_allowing, name_of_address
from matching.detection.detect import detect
from matching.detection.languages import other_language
from sources.article import FetchedPage
from sources.asking import Asking, asking
from sources.discover import FeedCandidate, discover
from sources.feed import Feed, FeedState
from sources.guess import guess_kind, title_of
from sources.kinds import feed_kinds, kind_of, kinds_in_words, refused_address
from sources.opml import read_opml
from sources.search_feeds import is_template
from sources.site_links import feeds_named_by

SHOWN = 10  # items of a visit that are shown
OF_EACH = 4  # … of each where there are several to choose from
NAMED = 4  # feeds of a page that are read
MOST = 8  # candidates of one address
LIST = "opml"
LISTED = 12  # feeds of a subscription list that are named


def try_feed(settings: Settings, feed: Feed, now: datetime, most: int = SHOWN) -> TriedFeed:
    """Visits one feed as a run would, a search for the first employer. Raises SourceError where the visit failed."""
    tried = _searched(settings, feed) if is_template(feed) else feed
    if lies_here(tried):
        fetched = read_here(settings, tried, FeedState(), now)
    else:
        visited = kind_of(tried.kind).prepare(tried, settings.fetch.contact)
        ((batch,),) = make_rounds([(visited, FeedState())], settings, now)
        fetched = fetch_batch(batch)
    result, items = fetched.visits[0]
    if result.error and result.status == FetchStatus.FAILED:
        raise mended_by_allowing(result.error, feed.allow_private)
    seen = _tried(tried, items, most)
    return dataclasses.replace(seen, seconds=result.seconds, next_check_at=result.state.next_check_at)


def try_address(settings: Settings, address: str, template: Feed, now: datetime, most: int = SHOWN) -> TriedFeed:
    """The same of an address or file that no feed has yet, which is asked once: what `callnow feeds add` would add.

    Raises UsageError for a list of several feeds.
    """
    began = time.perf_counter()
    at = feeds_at(settings, address, template, now)
    if len(at.feeds) != 1:
        hint = "`callnow feeds add` adds them all; give the address of one to try it"
        raise UsageError(f"a list of {counted(len(at.feeds), 'feed')}", where=address, hint=hint)
    if at.items is None:
        return try_feed(settings, at.feeds[0], now, most)
    kind_of(at.feeds[0].kind).prepare(at.feeds[0], settings.fetch.contact)
    return dataclasses.replace(_tried(at.feeds[0], at.items, most), seconds=time.perf_counter() - began)


def look_at_address(settings: Settings, new: NewFeed, now: datetime) -> tuple[TriedFeed, ...]:
    """What an address that a person names brings: one feed, or what its page leads to, best first.

    Raises SourceError where it cannot be had or holds nothing to read, UsageError or DataFileError for words that are
    no address, SettingError where a kind of feed needs a setting.
    """
    url = whole_address(new.address)
    if new.kind and new.kind not in feed_kinds():
        raise UsageError(f"{new.kind!r} is not a kind of feed", where="kind", hint=f"one of {kinds_in_words()}")
    if refusal := refused_address(url, new.kind or "feed", where=url):
        raise refusal
    feed = Feed(name=new.name or name_of_address(url), url=url, kind=new.kind or "feed", company=new.company)
    if lies_here(feed):  # the words may come from the page: nothing is read of this machine for them
        hint = "add it in the terminal: `callnow feeds add`"
        raise UsageError("such a feed is read from this machine", where="kind", hint=hint)
    if new.kind not in ("", "newsroom"):
        return (try_feed(settings, feed, now),)
    try:
        return tuple(asyncio.run(_look(settings, feed, new, now)))
    except AddressRefused as error:
        raise mended_by_allowing(error, allowed=False) from None


def whole_address(words: str) -> str:
    """An address as it was typed, with https:// where it names no scheme."""
    address = words.strip()
    return address if "://" in address or not address else f"https://{address}"


async def _look(settings: Settings, feed: Feed, new: NewFeed, now: datetime) -> list[TriedFeed]:
    async with asking(source_settings(settings.fetch), now) as ask:
        answer = await ask.fetch(feed.url)
        kind = guess_kind(answer.body, answer.url)
        if kind == LIST:
            return [_subscription_list(answer, feed)]
        if kind not in ("", "newsroom"):
            named_feed = dataclasses.replace(feed, name=_name(new, feed.url, answer.body), kind=kind)
            return [_tried(named_feed, await items_of(ask, answer, named_feed, now), SHOWN)]
        findings = [tried async for tried in _of_page(ask, answer, feed, new, now)]
        if not findings:
            host = (urlsplit(answer.url).hostname or "").removeprefix("www.")
            looked = await discover(host, fetch=ask.fetch, parse=ask.parse, now=now, employer=feed.company)
            findings = [_candidate(candidate, new) for candidate in looked.candidates]
    if not findings:
        raise ParseFailed(
            "neither a feed nor a list of releases is there", where=feed.url, hint="give the address of its news page"
        )
    return findings[:MOST]


async def _of_page(
    ask: Asking, answer: FetchedPage, feed: Feed, new: NewFeed, now: datetime
) -> AsyncIterator[TriedFeed]:
    """What a page leads to: the feeds that it names, then its own list of releases."""
    for url, _ in feeds_named_by(answer.body, answer.url)[:NAMED]:
        try:
            named = await ask.fetch(url)
            named_feed = dataclasses.replace(feed, name=_name(new, url, named.body), url=url, kind="feed")
            items = await items_of(ask, named, named_feed, now)
        except SourceError:
            continue
        if items:
            yield dataclasses.replace(_tried(named_feed, items, OF_EACH), how_found="named by the page")
    page = dataclasses.replace(feed, name=_name(new, feed.url, answer.body), kind="newsroom")
    try:
        items = await items_of(ask, answer, page, now)
    except ParseFailed:
        return
    if items:
        yield dataclasses.replace(_tried(page, items, OF_EACH), how_found="the page itself")


def _candidate(candidate: FeedCandidate, new: NewFeed) -> TriedFeed:
    """A place that discovery read; its items were not kept."""
    feed = dataclasses.replace(candidate.feed, name=_name(new, candidate.feed.url))
    tried = _tried(feed, (), OF_EACH)
    return dataclasses.replace(tried, count=candidate.items, newest=candidate.newest, how_found=candidate.found_by)


def _subscription_list(answer: FetchedPage, feed: Feed) -> TriedFeed:
    """A list of feeds, told by its first names."""
    names = [listed.name for listed in read_opml(answer.body, feed.url).feeds]
    items = tuple(TriedItem(name, name, "", None, ()) for name in names[:LISTED])
    return TriedFeed(NewFeed(feed.url, LIST, feed.name, feed.company), "a list of feeds", len(names), items, None)


def _name(new: NewFeed, url: str, body: bytes = b"") -> str:
    """What to call a feed: as the person says, else as it calls itself, else by its address."""
    return new.name or title_of(body) or name_of_address(url)


def _searched(settings: Settings, template: Feed) -> Feed:
    """One of the feeds that a template is made into."""
    with looking(settings) as con:
        made = feeds_of(template, all_employers(con), ciks(con))
    if not made:
        raise UsageError("no employer is on the list", where=template.name, hint="import people first")
    return made[0]


def _tried(feed: Feed, items: Sequence[Announcement], most: int) -> TriedFeed:
    first = items[:most]
    shown = tuple(
        TriedItem(
            item.id,
            item.title,
            item.url,
            None if item.undated else item.published_at,
            tuple((event.type, event.company) for event in events if event.certain),
        )
        for item, events in zip(first, detect(first) if first else [], strict=True)
    )
    return TriedFeed(
        NewFeed(feed.url, feed.kind, feed.name, feed.company),
        kind_of(feed.kind).about,
        len(items),
        shown,
        max((item.published_at for item in items if item.date_known), default=None),
        not_understood=not_understood(_languages(items)),
    )


def _languages(items: Sequence[Announcement]) -> Mapping[str, Any]:
    """The languages of items, in the words of feed_health."""
    others = Counter(filter(None, (other_language(item.title, item.text) for item in items[: SHOWN * 2])))
    looked = min(len(items), SHOWN * 2)
    return {
        "not_english_30_days": others.total(),
        "not_english_share": others.total() / looked if looked else None,
        "other_languages": [language for language, _ in others.most_common()],
    }
