"""Requests outside the round of feeds (discovery, articles), with the same bounds, checks and rate limits."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from callnow.errors import FetchFailed
from callnow.http.client import HttpResponse, Transport
from sources.article import Fetch, Parse
from sources.feed import SourceSettings
from sources.fetch import fetch
from sources.politeness import HostGate, left_alone
from sources.rounds import make_client
from sources.workers import ParsePool


@dataclass(frozen=True, slots=True)
class Asking:
    """How to ask for a page, and how to have it read in a child process."""

    fetch: Fetch
    parse: Parse


@asynccontextmanager
async def asking(
    settings: SourceSettings,
    now: datetime,
    *,
    agents: Mapping[str, str] | None = None,
    pool: ParsePool | None = None,
    gate: HostGate | None = None,
    client_factory: Callable[[], Transport] | None = None,
) -> AsyncIterator[Asking]:
    """What `discover` and `read_articles` are given: checked addresses, a total deadline, one gate for every host.

    A host that asks to be left alone is not asked again, and `gate` knows which have asked before.
    `agents` are the User-Agents of hosts that demand one of their own (EDGAR: `sources.edgar.HOST`).
    Pages of more than `settings.max_body` bytes are refused; hosts of `settings.allow_private` have no rate limit.
    """
    doors = gate or HostGate(settings.host_gap, settings.host_connections)
    with ExitStack() as stack:
        pool = pool or stack.enter_context(ParsePool(settings))
        async with (client_factory or (lambda: make_client(settings)))() as client:

            async def polite_fetch(url: str) -> HttpResponse:
                parts = urlsplit(url)
                named = parts.hostname or ""
                host = "" if parts.netloc in settings.allow_private else named
                agent = (agents or {}).get(named)
                headers = {"User-Agent": agent} if agent else {}
                async with doors.turn(host):
                    if until := doors.closed_until(host):
                        raise left_alone(host, until, now, where=host)
                    try:
                        return await fetch(url, client, now, settings, headers=headers)
                    except FetchFailed as error:
                        if error.retry_after:
                            doors.close_until(host, now + timedelta(seconds=error.retry_after))
                        raise

            yield Asking(polite_fetch, pool.parse)
