"""Article text for announcements whose title and summary leave an event without company or person.

Within a budget, one host politely after the other, and only where the site's robots.txt lets us. Fetching and reading
are the caller's (`sources.fetch.fetch` and the pool of child processes), given as arguments.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from urllib.parse import urlsplit

from protego import Protego

from callnow.errors import FetchFailed, SourceError
from callnow.model import Announcement
from callnow.terms import FailureKind
from sources.edgar import main_document
from sources.feed import Feed

ROBOTS_LIMIT = 512 * 1024  # bytes; RFC 9309 asks for at least 500 KiB
HTTP_NOT_FOUND = range(400, 500)


class FetchedPage(Protocol):
    """What a fetch gives: the body and the address that answered in the end (`sources.fetch.Answer` is one)."""

    @property
    def body(self) -> bytes: ...
    @property
    def url(self) -> str: ...
    @property
    def headers(self) -> Mapping[str, str]: ...


Fetch = Callable[[str], Awaitable[FetchedPage]]  # raises SourceError
Parse = Callable[
    [bytes, Feed, str, datetime, str], Awaitable[list[Announcement]]
]  # ParsePool.parse; raises ParseFailed


@dataclass(frozen=True, slots=True)
class ArticleText:
    """What came of one article: its text, or why there is none. `announcement_id` says whose it is; `filing` that the
    text is the whole one of a filing's document."""

    announcement_id: str
    text: str = ""
    filing: bool = False
    error: SourceError | None = None


@dataclass(slots=True)
class Robots:
    """What hosts' robots.txt allow, asked once each and remembered for one run.

    As RFC 9309 has it: none there allows everything; one that cannot be had (5xx, no connection) allows nothing.
    """

    agent: str
    fetch: Fetch
    known: dict[str, Protego | SourceError] = field(default_factory=dict)

    async def allows(self, url: str) -> bool:
        """Whether `url` may be fetched. Raises the SourceError that kept us from asking."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self.known:
            self.known[origin] = await self._ask(origin)
        rules = self.known[origin]
        if isinstance(rules, SourceError):
            raise rules
        return bool(rules.can_fetch(url, self.agent))

    async def _ask(self, origin: str) -> Protego | SourceError:
        try:
            answer = await self.fetch(f"{origin}/robots.txt")
        except SourceError as error:
            missing = isinstance(error, FetchFailed) and error.status in HTTP_NOT_FOUND
            return Protego.parse("") if missing else error
        return Protego.parse(answer.body[:ROBOTS_LIMIT].decode("utf-8", "replace"))


async def read_articles(
    wanted: Iterable[Announcement], *, fetch: Fetch, parse: Parse, agent: str, now: datetime, budget: int
) -> list[ArticleText]:
    """The texts of the first `budget` of `wanted` that have a link; hosts side by side, a host's articles in turn.

    `agent` is the name robots.txt knows us by. A failure is a value in the result.
    """
    by_host: dict[str, list[Announcement]] = {}
    for item in [item for item in wanted if item.url][:budget]:
        by_host.setdefault(urlsplit(item.url).netloc, []).append(item)
    robots = Robots(agent, fetch)

    async def read_host(items: list[Announcement]) -> list[ArticleText]:
        return [await _read_one(item, robots, fetch, parse, now) for item in items]

    return [text for texts in await asyncio.gather(*map(read_host, by_host.values())) for text in texts]


async def _read_one(item: Announcement, robots: Robots, fetch: Fetch, parse: Parse, now: datetime) -> ArticleText:
    try:
        if not await robots.allows(item.url):
            what = "robots.txt does not let us read this article"
            return ArticleText(
                item.id,
                error=FetchFailed(what, where=item.source, hint="read it in a browser", kind=FailureKind.ROBOTS),
            )
        answer = await fetch(item.url)
        filing = main_document(answer.body, answer.url)
        if filing and await robots.allows(filing):
            answer = await fetch(filing)
        else:
            filing = ""
        kind = "filing" if filing else "article"
        page = Feed(name=item.source, url=item.url, kind=kind, language=item.language)
        [article] = await parse(answer.body, page, answer.url, now, answer.headers.get("content-type", ""))
    except SourceError as error:
        return ArticleText(item.id, error=error)
    return ArticleText(item.id, text=article.text, filing=bool(filing))
