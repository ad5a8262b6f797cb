"""From an employer's web domain to the places where it announces things.

A site is asked for little: its front page, what that links to as feeds and as news, the sitemaps its robots.txt names,
and some paths that most sites with news have. What is proposed was read and had items in it; adding it is a person's
decision. What was looked at is a value, so that the next run does not look again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag

from callnow.errors import ParseFailed, SourceError
from callnow.model import Announcement
from callnow.terms import FailureKind, LookOutcome
from sources.article import Fetch, FetchedPage, Parse
from sources.clean import safe_link
from sources.feed import Feed
from sources.guess import guess_kind
from sources.newsroom.page import attribute, parse_page, text_of
from sources.read_sitemap import child_sitemaps

REQUEST_LIMIT = 24  # a domain and run
LOOK_AGAIN = timedelta(days=30)
FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/json", "text/xml")
FEED_PATHS = ("/feed/", "/rss.xml", "/feed.xml", "/news/feed/", "/press/feed/", "/newsroom/rss", "/blog/feed/")
PAGE_PATHS = ("/news", "/newsroom", "/press", "/press-releases", "/media", "/about/news", "/investors/press-releases")
SITEMAP_PATHS = ("/news-sitemap.xml", "/sitemap_news.xml")
_NEWS = re.compile(
    r"\b(?:news ?room|press(?: releases?| ?room| cent(?:er|re))?|media(?: cent(?:er|re)| relations)?|(?:latest )?news|"
    r"announcements?|presse(?:mitteilungen|portal)?|aktuelles|actualit[eé]s|communiqu[eé]s?(?: de presse)?|"
    r"sala de prensa|noticias|comunicados)\b",
    re.I,
)
_COMMENTS = re.compile(r"comments?|kommentare|commentaires", re.I)


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

    `known` says when which address was last looked at: those of the last LOOK_AGAIN are left alone. `fetch` and `parse`
    are as in `sources.article`. Candidates come best first: feeds, then newsrooms, then sitemaps, more items first.
    """
    look = _Look(domain, employer, fetch, parse, now, dict(known or {}))
    front = await look.page(f"https://{domain}/") or await look.page(f"https://www.{domain}/")
    for url, found_by in _linked_feeds(front, domain) if front else ():
        await look.read(url, "feed", found_by)
    pages = _linked_news(front, domain) if front else []
    for url in pages[:5]:
        await look.newsroom(url, "a link on the front page")
    await look.sitemaps()
    if not look.candidates:
        for path in FEED_PATHS:
            await look.read(f"https://{look.host}{path}", "feed", "a usual path")
        for path in PAGE_PATHS:
            await look.newsroom(f"https://{look.host}{path}", "a usual path")
    order = {"feed": 0, "newsroom": 1, "sitemap": 2}
    candidates = sorted(look.candidates, key=lambda c: (order[c.feed.kind], -c.items))
    failed = look.error if front is None and not candidates else None
    return Discovery(domain, tuple(candidates), tuple(look.looked_at), failed)


class _Look:
    """The requests of one look at a domain: counted, remembered, and what they brought."""

    def __init__(
        self, domain: str, employer: str, fetch: Fetch, parse: Parse, now: datetime, known: dict[str, datetime]
    ) -> None:
        self.domain, self.host, self.employer, self.now = domain, domain, employer, now
        self._fetch, self._parse, self._known = fetch, parse, known
        self.candidates: list[FeedCandidate] = []
        self.looked_at: list[LookedAt] = []
        self.error: SourceError | None = None

    async def page(self, url: str) -> BeautifulSoup | None:
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
        self._note(url, LookOutcome.FRONT_PAGE)
        return page.soup

    async def read(self, url: str, kind: str, found_by: str) -> bool:
        """Read `url` as a source of `kind`; with items in it, it is a candidate."""
        answer = await self._ask(url)
        return answer is not None and await self._try(answer, url, kind, found_by)

    async def newsroom(self, url: str, found_by: str) -> None:
        """Read a page of news: the feeds it names, else its list of releases."""
        answer = await self._ask(url)
        if answer is None:
            return
        if guess_kind(answer.body, answer.url) == "feed":
            await self._try(answer, url, "feed", found_by)
            return
        try:
            soup = parse_page(answer.body, answer.url, self.domain).soup
        except ParseFailed:
            self._note(url, LookOutcome.NOTHING)
            return
        feeds = [(feed, by) for feed, by in _linked_feeds(soup, self.domain, answer.url) if feed not in self._known]
        read = [await self.read(feed, "feed", f"{by} of {url}") for feed, by in feeds[:2]]
        if any(read):
            self._note(url, LookOutcome.NAMES_FEEDS)
        else:
            await self._try(answer, url, "newsroom", found_by)

    async def sitemaps(self) -> None:
        """News sitemaps: those robots.txt names, and the usual paths. An index is followed to its news."""
        answer = await self._ask(f"https://{self.host}/robots.txt", always=True)
        named = re.findall(rb"(?im)^\s*sitemap:\s*(\S{8,500})", answer.body) if answer else []
        if answer:
            self._note(f"https://{self.host}/robots.txt", LookOutcome.ROBOTS)
        links = [safe_link(url.decode("utf-8", "replace")) for url in named[:6]]
        for url in [link for link in links if link] or [f"https://{self.host}{path}" for path in SITEMAP_PATHS]:
            answer = await self._ask(url)
            if answer is None:
                continue
            try:
                children = child_sitemaps(answer.body, answer.url)
            except ParseFailed:
                children = []
            if children:
                self._note(url, LookOutcome.SITEMAP_INDEX)
                for child in [c for c in children if _NEWS.search(urlsplit(c).path)][:2]:
                    await self.read(child, "sitemap", f"the index {url}")
            else:
                await self._try(answer, url, "sitemap", "robots.txt" if named else "a usual path")

    async def _ask(self, url: str, *, always: bool = False) -> FetchedPage | None:
        lately = self._known.get(url)
        if len(self.looked_at) >= REQUEST_LIMIT or (lately and not always and self.now - lately < LOOK_AGAIN):
            return None
        self._known[url] = self.now
        try:
            return await self._fetch(url)
        except SourceError as error:
            self.error = error
            self._note(url, error.kind)
            return None

    async def _try(self, answer: FetchedPage, url: str, kind: str, found_by: str) -> bool:
        name = _name(self.employer or self.domain, answer.url, kind)
        feed = Feed(name=name, url=answer.url, kind=kind, company=self.employer)
        try:
            items = await self._parse(answer.body, feed, answer.url, self.now, answer.headers.get("content-type", ""))
        except ParseFailed:
            items = []
        self._note(url, LookOutcome.ITEMS if items else LookOutcome.NOTHING)
        if items and all(c.feed.url != feed.url for c in self.candidates):
            self.candidates.append(FeedCandidate(feed, len(items), _newest(items), found_by))
        return bool(items)

    def _note(self, url: str, outcome: LookOutcome | FailureKind) -> None:
        self.looked_at.append(LookedAt(self.domain, url, self.now, outcome))


def feeds_named_by(body: bytes, url: str) -> list[tuple[str, str]]:
    """(address, how it was found) of the feeds that a page names. Raises ParseFailed for what is not a page."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return [(feed, by) for feed, by in _linked_feeds(parse_page(body, url, host).soup, host, url) if feed != url]


def _linked_feeds(soup: BeautifulSoup, domain: str, base: str = "") -> list[tuple[str, str]]:
    """(address, how it was found) of the feeds a page declares or links to; feeds of comments are left out."""
    start = base or f"https://{domain}/"
    addresses: dict[str, str] = {}
    for link in soup.find_all("link", href=True):
        kind = attribute(link, "type").split(";")[0].strip().lower()
        about = f"{attribute(link, 'title')} {attribute(link, 'href')}"
        if "alternate" not in attribute(link, "rel").lower() or kind not in FEED_TYPES:
            continue
        if not _COMMENTS.search(about) and "oembed" not in about:
            addresses.setdefault(safe_link(attribute(link, "href"), start), "a link rel=alternate")
    for link in soup.find_all("a", href=True, limit=2000):
        if re.search(r"(?:/feed/?|/rss/?|\.rss|\.atom|rss\.xml|feed\.xml)$", attribute(link, "href"), re.I):
            addresses.setdefault(safe_link(attribute(link, "href"), start), "a link to a feed")
    return [(url, by) for url, by in addresses.items() if url][:6]


def _linked_news(soup: BeautifulSoup, domain: str) -> list[str]:
    """Pages of the same site that a page links to as its news, the plainest words first."""
    addresses: dict[str, int] = {}
    for link in soup.find_all("a", href=True, limit=2000):
        url = safe_link(attribute(link, "href"), f"https://{domain}/").partition("#")[0]
        words = text_of(link)
        if url and len(words) <= 40 and _of_domain(url, domain) and (_NEWS.search(words) or _is_news_path(link)):
            addresses.setdefault(url, len(words))
    return [
        url
        for url, _ in sorted(addresses.items(), key=lambda pair: (not _NEWS.search(urlsplit(pair[0]).path), pair[1]))
    ]


def _is_news_path(link: Tag) -> bool:
    path = urlsplit(attribute(link, "href")).path.rstrip("/")
    return bool(re.search(r"/(?:news|newsroom|press|press-releases|presse|media-center|media)$", path, re.I))


def _of_domain(url: str, domain: str) -> bool:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return host == domain or host.endswith(f".{domain}")


def _name(employer: str, url: str, kind: str) -> str:
    path = urljoin(url, urlsplit(url).path).rstrip("/").rpartition("/")[2]
    what = {"feed": "feed", "newsroom": "newsroom", "sitemap": "news sitemap"}[kind]
    return f"{employer}: {what}" + (f" {path}" if path and path != urlsplit(url).netloc else "")


def _newest(items: Iterable[Announcement]) -> datetime | None:
    return max((item.published_at for item in items if item.date_known), default=None)
