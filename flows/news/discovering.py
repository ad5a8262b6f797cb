"""Where employers announce themselves: their web domains, looked at for feeds, newsrooms and news sitemaps."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from callnow.model import Employer
from callnow.settings import Settings
from callnow.store import writing
from callnow.store.feeds import all_feeds, keep_looks, looked_at
from callnow.store.people import all_employers
from flows.news.fetching import source_settings
from sources.asking import asking
from sources.discover import Discovery, discover


def domains_of(settings: Settings, named: Sequence[str]) -> list[Employer]:
    """The employers to look at: those of the list with a web domain, or the domains that are named."""
    if named:
        return [Employer(domain, "", domain=domain) for domain in map(_host, named)]
    with writing(settings) as con:
        covered = {feed.declared.get("company") for feed in all_feeds(con) if feed.enabled}
        employers = all_employers(con)
    return [e for e in employers if e.domain and e.name not in covered]


def _host(named: str) -> str:
    """The domain that is meant by it, or by the address of a page of it."""
    try:
        host = urlsplit(named if "://" in named else f"https://{named}").hostname
    except ValueError:
        host = None
    return (host or named).removeprefix("www.")


def look(settings: Settings, employers: Sequence[Employer], now: datetime) -> Iterator[Discovery]:
    """Looks at each domain in turn and remembers what was asked, so that the next look leaves alone where nothing was.

    What is among the feeds already is not proposed, on or off: a person decided on it.
    """
    with writing(settings) as con:
        known, feeds = looked_at(con), {feed.declared["url"] for feed in all_feeds(con)}
    for employer in employers:
        discovery = asyncio.run(_look(settings, employer, now, known))
        with writing(settings) as con:
            keep_looks(con, [(look.domain, look.url, look.at, look.outcome) for look in discovery.looked_at])
        yield replace(discovery, candidates=tuple(c for c in discovery.candidates if c.feed.url not in feeds))


async def _look(settings: Settings, employer: Employer, now: datetime, known: dict[str, datetime]) -> Discovery:
    async with asking(source_settings(settings.fetch), now) as ask:
        return await discover(
            employer.domain, fetch=ask.fetch, parse=ask.parse, now=now, employer=employer.name, known=known
        )
