"""One visit to one feed: a conditional GET within bounds of time, size and hops, and what it does to the state."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b
from http import HTTPStatus

from callnow.errors import SourceError
from callnow.http.addresses import host_port, read_url
from callnow.http.client import ENCODINGS, HttpResponse, Transport, request, whole_body
from callnow.terms import FetchStatus
from sources.feed import Feed, FeedState, FetchResult, SourceSettings
from sources.feed_states import after_body, after_moves, after_unchanged, failed_visit
from sources.kinds import kind_of
from sources.schedule import wants_full_answer

ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
DEFAULTS = SourceSettings()


async def fetch_feed(
    feed: Feed,
    state: FeedState,
    client: Transport,
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
    if kind_of(feed.kind).keyed:
        headers["Authorization"] = settings.authorization
        settings = replace(settings, max_redirects=0)  # a key is for the address that it was made for
    try:
        limit = kind_of(feed.kind).largest(settings)
        answer = await fetch(address, client, now, settings, headers=headers, limit=limit, feed=feed)
    except SourceError as error:
        return replace(failed_visit(feed, state, error, now), seconds=time.perf_counter() - began)
    state = after_moves(state, answer.moved_to, settings.moves_to_rewrite)
    seconds = time.perf_counter() - began
    digest = blake2b(answer.body, digest_size=12).hexdigest() if answer.body else ""
    if answer.status == HTTPStatus.NOT_MODIFIED or (digest and digest == state.body_hash):
        unchanged = after_unchanged(feed, state, answer.headers, now)
        if answer.status != HTTPStatus.NOT_MODIFIED:
            unchanged = replace(unchanged, last_full_at=now)
        return FetchResult(feed, unchanged, FetchStatus.UNCHANGED, final_url=answer.url, seconds=seconds)
    changed = after_body(feed, state, answer.headers, answer.body, digest, now)
    kind = answer.headers.get("content-type", "")
    return FetchResult(feed, changed, FetchStatus.NEW, answer.body, answer.url, kind, seconds=seconds)


async def fetch(
    address: str,
    client: Transport,
    now: datetime,
    settings: SourceSettings = DEFAULTS,
    *,
    headers: Mapping[str, str] | None = None,
    limit: int | None = None,
    feed: Feed | None = None,
) -> HttpResponse:
    """GET `address` with all bounds; the way for feeds, pages and articles alike.

    The body is at most `limit` bytes (settings.max_body). Answers 200 and 304 only; everything else raises FetchFailed
    or AddressRefused. `feed` lets its own host and port be private where it says so.
    """
    allowed, most = settings.allow_private, limit or settings.max_body
    if feed is not None and feed.allow_private:
        allowed = allowed | {host_port(read_url(feed.url))}
    return await request(
        "GET",
        address,
        client,
        read=whole_body(now, most, "fetch.max_bytes" if most == settings.max_body else ""),
        seconds=settings.deadline,
        headers={"User-Agent": settings.user_agent, "Accept": ACCEPT, "Accept-Encoding": ENCODINGS, **(headers or {})},
        redirects=settings.max_redirects,
        allowed=allowed,
    )


def _validators(state: FeedState) -> dict[str, str]:
    """Both, as RFC 9110 lets a server choose; a line break in one would end the header."""
    asked = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
    return {name: value for name, value in asked.items() if value and value.isprintable() and value.isascii()}
