"""From an employer's web domain to the places where it announces things.

A site is asked for little: its front page, what that links to as feeds and as news, the sitemaps its robots.txt names,
and some paths that most sites with news have. What is proposed was read and had items in it; adding it is a person's
decision. What was looked at is a value, so that the next run leaves alone where nothing was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

from callnow.errors import FetchFailed, ParseFailed, SourceError
from callnow.model import Announcement
from callnow.terms import FailureKind, LookOutcome
from sources.article import Fetch, FetchedPage, Parse
from sources.clean import safe_link
from sources.feed import Feed
from sources.guess import guess_kind
from sources.identity import canonical_link, words_key
from sources.newsroom.page import Page, parse_page
from sources.readers.sitemap import child_sitemaps, speaks_of_news
from sources.site_links import linked_feeds, linked_news, site_of

REQUEST_LIMIT = 24  # a domain and run
LOOK_AGAIN = timedelta(days=30)
NOT_THERE = (404, 410)
FEED_PATHS = ("/feed/", "/rss.xml", "/feed.xml", "/news/feed/", "/press/feed/", "/newsroom/rss", "/blog/feed/")
PAGE_PATHS = ("/news", "/newsroom", "/press", "/press-releases", "/media", "/about/news", "/investors/press-releases")
SITEMAP_PATHS = ("/news-sitemap.xml", "/sitemap_news.xml")
SITEMAP = "/sitemap.xml"  # where a sitemap lies that robots.txt does not name
SITEMAP_LIMIT = 8  # requests for sitemaps, of those of a domain
_SITEMAP_LINE = re.compile(rb"(?im)^[ \t]*sitemap[ \t]*:[ \t]*(\S{2,500})")


@dataclass(frozen=True, slots=True)
class FeedCandidate:
    """A place that announces things: `feed` ready to be added, how many items it has, its newest, how it was found."""

    feed: Feed
    items: int
    newest: datetime | None
    found_by: str


@dataclass(frozen=True, slots=True)
class LookedAt:
    """One address that was asked, when, and what came of it: an outcome, or the kind of the failure."""

    domain: str
    url: str
    at: datetime
    outcome: LookOutcome | FailureKind


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a look at one domain brought. `error` says why even its front page could not be had."""

    domain: str
    candidates: tuple[FeedCandidate, ...]
    looked_at: tuple[LookedAt, ...]
    error: SourceError | None = None


async def discover(
    domain: str,
    *,
    fetch: Fetch,
    parse: Parse,
    now: datetime,
    employer: str = "",
    known: Mapping[str, datetime] | None = None,
) -> Discovery:
    """Look for feeds, newsrooms and news sitemaps of `domain` ("acme.example").

    `known` says at which address nothing was found, and when: those of the last LOOK_AGAIN are left alone. `fetch` and
    `parse` are as in `sources.article`. Candidates come best first: feeds, then newsrooms, then sitemaps, more items
    first.
    """
    look = _Look(domain, employer, fetch, parse, now, dict(known or {}))
    front = await look.page(f"https://{domain}/") or await look.page(f"https://www.{domain}/")
    if front:
        for url, found_by in linked_feeds(front):
            await look.read(url, "feed", found_by)
        for url in linked_news(front, {domain.removeprefix("www."), site_of(front.url)})[:5]:
            await look.newsroom(url, "a link on the front page")
    await look.sitemaps()
    if not look.found:
        for path in FEED_PATHS:
            await look.read(f"https://{look.host}{path}", "feed", "a usual path")
        for path in PAGE_PATHS:
            await look.newsroom(f"https://{look.host}{path}", "a usual path")
    candidates = tuple(found.candidate for found in _each_news_once(look.found))
    failed = look.error if front is None and not candidates else None
    return Discovery(domain, candidates, tuple(look.looked_at), failed)


@dataclass(frozen=True, slots=True)
class _Found:
    """A candidate, and by what each of its items is known (link, words of the title), the newest first."""

    candidate: FeedCandidate
    keys: tuple[frozenset[str], ...]

    def shares(self, other: _Found, newest: int | None = None) -> int:
        """How many of its items, or of so many of its newest, `other` has, too."""
        known = frozenset[str]().union(*other.keys)
        return sum(bool(keys & known) for keys in self.keys[:newest])

    def repeats(self, better: _Found) -> bool:
        """Whether half of its newest items, of as many as `better` has, stand there, too."""
        return 2 * self.shares(better, len(better.keys)) >= min(len(self.keys), len(better.keys))


def _each_news_once(found: Iterable[_Found]) -> list[_Found]:
    """What was found, best first, without what mostly holds what a better one holds (a feed as RSS and as Atom)."""
    order = {"feed": 0, "newsroom": 1, "sitemap": 2}
    kept: list[_Found] = []
    for one in sorted(found, key=lambda f: (order[f.candidate.feed.kind], -f.candidate.items)):
        if not any(one.repeats(better) for better in kept):
            kept.append(one)
    return kept


class _Look:
    """The requests of one look at a domain: counted, remembered, and what they brought."""

    def __init__(
        self, domain: str, employer: str, fetch: Fetch, parse: Parse, now: datetime, known: dict[str, datetime]
    ) -> None:
        self.domain, self.host, self.employer, self.now = domain, domain, employer, now
        self._fetch, self._parse, self._known = fetch, parse, known
        self.found: list[_Found] = []
        self._read: dict[str, _Found | None] = {}  # by the address asked in this look
        self._front_feeds: frozenset[str] = frozenset()
        self.looked_at: list[LookedAt] = []
        self.error: SourceError | None = None

    async def page(self, url: str) -> Page | None:
        """The front page; it is asked each time, for what it links to may be new."""
        answer = await self._ask(url, always=True)
        if answer is None:
            return None
        try:
            page = parse_page(answer.body, answer.url, self.domain)
        except ParseFailed as error:
            self.error = error
            self._note(url, LookOutcome.NOTHING)
            return None
        self.host = urlsplit(answer.url).netloc or self.host
        self._front_feeds = frozenset(feed for feed, _ in linked_feeds(page))
        self._note(url, LookOutcome.FRONT_PAGE)
        return page

    async def read(self, url: str, kind: str, found_by: str, *, always: bool = False) -> _Found | None:
        """Read `url` as a source of `kind`; with items in it, it is a candidate."""
        answer = await self._ask(url, always=always)
        if answer is not None:
            self._read[url] = self._keep(url, await self._items(answer, kind, found_by))
        return self._read.get(url)

    async def newsroom(self, url: str, found_by: str) -> None:
        """Read a page of news: the feeds it names, else its list of releases."""
        answer = await self._ask(url)
        if answer is None:
            return
        if guess_kind(answer.body, answer.url) == "feed":
            self._read[url] = self._keep(url, await self._items(answer, "feed", found_by))
            return
        try:
            page = parse_page(answer.body, answer.url, self.domain)
        except ParseFailed:
            self._note(url, LookOutcome.NOTHING)
            return
        feeds = await self._named_feeds(page, url)
        room = await self._items(answer, "newsroom", found_by)
        # What every page of a site names may be a feed of something else: that of a blog beside a list of releases.
        own_feed = any(feed not in self._front_feeds for feed in feeds)
        if own_feed or (room and any(room.shares(feed) for feed in feeds.values())):
            self._note(url, LookOutcome.NAMES_FEEDS)
        else:
            self._keep(url, room)

    async def _named_feeds(self, page: Page, url: str) -> dict[str, _Found]:
        """The feeds with items that a page names, two at most of those that were not read yet."""
        named = linked_feeds(page)
        for feed, by in [(feed, by) for feed, by in named if feed not in self._read][:2]:
            await self.read(feed, "feed", f"{by} of {url}", always=True)
        return {feed: found for feed, _ in named if (found := self._read.get(feed))}

    async def sitemaps(self) -> None:
        """News sitemaps: those robots.txt names, else the usual paths. An index is followed to its news."""
        until = len(self.looked_at) + 1 + SITEMAP_LIMIT
        answer = await self._ask(f"https://{self.host}/robots.txt", always=True)
        named = _sitemaps_named(answer) if answer else []
        if answer:
            self._note(f"https://{self.host}/robots.txt", LookOutcome.ROBOTS)
        for url in named[:6]:
            await self._sitemap(url, "robots.txt", until)
        if not any(found.candidate.feed.kind == "sitemap" for found in self.found):
            for path in SITEMAP_PATHS if named else (SITEMAP, *SITEMAP_PATHS):
                await self._sitemap(f"https://{self.host}{path}", "a usual path", until)

    async def _sitemap(self, url: str, found_by: str, until: int) -> None:
        """Reads one sitemap, or what an index says of news, while fewer than `until` addresses were asked."""
        answer = await self._ask(url) if len(self.looked_at) < until else None
        if answer is None:
            return
        try:
            children = child_sitemaps(answer.body, answer.url)
        except ParseFailed:
            children = []
        if not children:
            self._keep(url, await self._items(answer, "sitemap", found_by))
            return
        self._note(url, LookOutcome.SITEMAP_INDEX)
        for child in [child for child in children if speaks_of_news(child)][:2]:
            if len(self.looked_at) < until:
                await self.read(child, "sitemap", f"the index {url}")

    async def _ask(self, url: str, *, always: bool = False) -> FetchedPage | None:
        lately = self._known.get(url)
        if len(self.looked_at) >= REQUEST_LIMIT or (lately and not always and self.now - lately < LOOK_AGAIN):
            return None
        self._known[url], self._read[url] = self.now, None
        try:
            return await self._fetch(url)
        except SourceError as error:
            self.error = error
            gone = isinstance(error, FetchFailed) and error.status in NOT_THERE
            self._note(url, LookOutcome.NOTHING if gone else error.kind)
            return None

    async def _items(self, answer: FetchedPage, kind: str, found_by: str) -> _Found | None:
        """What came read as a source of `kind`; None where it has no items."""
        name = _name(self.employer or self.domain, answer.url, kind)
        feed = Feed(name=name, url=answer.url, kind=kind, company=self.employer)
        try:
            items = await self._parse(answer.body, feed, answer.url, self.now, answer.headers.get("content-type", ""))
        except ParseFailed:
            items = []
        if not items:
            return None
        newest_first = sorted(items, key=lambda item: item.published_at, reverse=True)
        candidate = FeedCandidate(feed, len(items), _newest(items), found_by)
        return _Found(candidate, tuple(map(_keys, newest_first)))

    def _keep(self, url: str, found: _Found | None) -> _Found | None:
        """Makes what was found at `url` a candidate, once an address."""
        self._note(url, LookOutcome.ITEMS if found else LookOutcome.NOTHING)
        if found and all(one.candidate.feed.url != found.candidate.feed.url for one in self.found):
            self.found.append(found)
        return found

    def _note(self, url: str, outcome: LookOutcome | FailureKind) -> None:
        self.looked_at.append(LookedAt(self.domain, url, self.now, outcome))


def _sitemaps_named(robots: FetchedPage) -> list[str]:
    """The sitemaps that a robots.txt names, those whose address speaks of news first."""
    lines = (
        line.decode("utf-8", "replace") for line in _SITEMAP_LINE.findall(robots.body.removeprefix(b"\xef\xbb\xbf"))
    )
    links = dict.fromkeys(filter(None, (safe_link(line, robots.url) for line in lines)))
    return sorted(links, key=lambda link: not speaks_of_news(link))


def _keys(item: Announcement) -> frozenset[str]:
    """By what an item is known wherever it stands: its link, where that leads to a page of its own, and its title."""
    link = canonical_link(item.url)
    return frozenset(filter(None, (link if "/" in link else "", words_key(item.title))))


def _name(employer: str, url: str, kind: str) -> str:
    path = urljoin(url, urlsplit(url).path).rstrip("/").rpartition("/")[2]
    what = {"feed": "feed", "newsroom": "newsroom", "sitemap": "news sitemap"}[kind]
    return f"{employer}: {what}" + (f" {path}" if path and path != urlsplit(url).netloc else "")


def _newest(items: Iterable[Announcement]) -> datetime | None:
    return max((item.published_at for item in items if item.date_known), default=None)
