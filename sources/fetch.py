"""One visit to one feed: a conditional GET within bounds of time, size and hops, and what it does to the state."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b

import httpx

from callnow.errors import FetchFailed, SourceError
from callnow.http_headers import retry_after_seconds
from callnow.terms import FailureKind, FetchStatus
from sources.addresses import host_port, read_url
from sources.failures import WIRE_ERRORS, status_failure, timed_out, wire_failure
from sources.feed import Feed, FeedState, FetchResult, SourceSettings
from sources.inflate import Inflater
from sources.kinds import kind_of
from sources.remember import after_body, after_failure, after_moves, after_unchanged
from sources.schedule import wants_full_answer

ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
DEFAULTS = SourceSettings()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the last of a chain of requests was answered. `headers` have lower-case names.

    `moved_to` is where permanent redirects alone led, "" where there were none.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str
    moved_to: str = ""


async def fetch_feed(
    feed: Feed,
    state: FeedState,
    client: httpx.AsyncBaseTransport,
    now: datetime,
    settings: SourceSettings = DEFAULTS,
) -> FetchResult:
    """Visit `feed`; a failure is a result, too. `client` is a CheckedTransport (or a mock of httpx in tests).

    The state of a result that is NEW holds good only once its body was read: keep the old one where reading fails.
    """
    began = time.perf_counter()
    address = state.url or feed.url
    headers = {} if wants_full_answer(feed, state, now, settings.full_fetch_every) else _validators(state)
    if feed.user_agent:
        headers["User-Agent"] = feed.user_agent
    try:
        limit = kind_of(feed.kind).largest(settings)
        answer = await fetch(address, client, now, settings, headers=headers, limit=limit, feed=feed)
    except SourceError as error:
        error.where = feed.name
        failed = after_failure(feed, state, error, now)
        return FetchResult(feed, failed, FetchStatus.FAILED, error=error, seconds=time.perf_counter() - began)
    state = after_moves(state, answer.moved_to, settings.moves_to_rewrite)
    seconds = time.perf_counter() - began
    digest = blake2b(answer.body, digest_size=12).hexdigest() if answer.body else ""
    if answer.status == httpx.codes.NOT_MODIFIED or (digest and digest == state.body_hash):
        unchanged = after_unchanged(feed, state, answer.headers, now)
        if answer.status != httpx.codes.NOT_MODIFIED:
            unchanged = replace(unchanged, last_full_at=now)
        return FetchResult(feed, unchanged, FetchStatus.UNCHANGED, final_url=answer.url, seconds=seconds)
    changed = after_body(feed, state, answer.headers, answer.body, digest, now)
    kind = answer.headers.get("content-type", "")
    return FetchResult(feed, changed, FetchStatus.NEW, answer.body, answer.url, kind, seconds=seconds)


async def fetch(
    address: str,
    client: httpx.AsyncBaseTransport,
    now: datetime,
    settings: SourceSettings = DEFAULTS,
    *,
    headers: Mapping[str, str] | None = None,
    limit: int | None = None,
    feed: Feed | None = None,
) -> Answer:
    """GET `address` with all bounds; the way for feeds, pages and articles alike.

    The body is at most `limit` bytes (settings.max_body). Answers 200 and 304 only; everything else raises FetchFailed
    or AddressRefused. `feed` lets its own host and port be private where it says so.
    """
    allowed = settings.allow_private
    sent = {"User-Agent": settings.user_agent, "Accept": ACCEPT, "Accept-Encoding": "gzip, deflate", **(headers or {})}
    host = ""
    try:
        url = read_url(address)
        host = host_port(url)
        if feed is not None and feed.allow_private:
            allowed = allowed | {host if feed.url == address else host_port(read_url(feed.url))}
        async with asyncio.timeout(settings.deadline):
            return await _follow(url, client, now, settings, sent, limit or settings.max_body, allowed)
    except TimeoutError:
        raise timed_out(host, settings.deadline) from None
    except WIRE_ERRORS as error:
        raise wire_failure(error, where=host) from None


async def _follow(
    url: httpx.URL,
    client: httpx.AsyncBaseTransport,
    now: datetime,
    settings: SourceSettings,
    headers: dict[str, str],
    limit: int,
    allowed: Collection[str],
) -> Answer:
    """Follow redirects by hand, so that every hop is read, checked and counted."""
    moved_to, permanent = "", True
    for _ in range(settings.max_redirects + 1):
        request = httpx.Request("GET", url, headers={"Host": url.netloc.decode("ascii"), **headers})
        request.extensions["allowed"] = allowed
        response = await client.handle_async_request(request)
        try:
            if response.status_code not in REDIRECTS:
                body = await read_body(response, now, limit)
                return Answer(response.status_code, response.headers, body, str(url), moved_to)
            permanent = permanent and response.status_code in PERMANENT
            url = _next_hop(url, response)
            moved_to = str(url) if permanent else moved_to
        finally:
            await response.aclose()
    raise FetchFailed(
        f"more than {settings.max_redirects} redirects", mend="give the final address", kind=FailureKind.REDIRECT
    )


async def read_body(response: httpx.Response, now: datetime, limit: int) -> bytes:
    """The inflated body of a 200; nothing for a 304; anything else raises FetchFailed."""
    if response.status_code == httpx.codes.NOT_MODIFIED:
        await _discard(response)
        return b""
    if response.status_code != httpx.codes.OK:
        wait = retry_after_seconds(response.headers.get("retry-after", ""), now)
        raise status_failure(response.status_code, where="", retry_after=wait)
    inflater = Inflater(response.headers.get("content-encoding", ""), limit)
    async for piece in response.stream:  # type: ignore[union-attr]  # an AsyncBaseTransport answers with an async stream
        inflater.feed(piece)
    return inflater.finish()


async def _discard(response: httpx.Response) -> None:
    """Read what should be nothing, so that the connection can be used again."""
    size = 0
    async for piece in response.stream:  # type: ignore[union-attr]
        size += len(piece)
        if size > 65536:
            raise FetchFailed("an answer without content had one", kind=FailureKind.SIZE)


def _next_hop(url: httpx.URL, response: httpx.Response) -> httpx.URL:
    location = response.headers.get("location", "")
    if not location:
        raise FetchFailed("a redirect that does not say where to", kind=FailureKind.REDIRECT)
    try:
        following = url.join(location)
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchFailed("a redirect to what is no address", kind=FailureKind.REDIRECT) from error
    if url.scheme == "https" and following.scheme == "http":
        raise FetchFailed("a redirect from https to http, which is not followed", kind=FailureKind.REDIRECT)
    return read_url(str(following))


def _validators(state: FeedState) -> dict[str, str]:
    """Both, as RFC 9110 lets a server choose; a line break in one would end the header."""
    asked = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
    return {name: value for name, value in asked.items() if value and value.isprintable() and value.isascii()}
