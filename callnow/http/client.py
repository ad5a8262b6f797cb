"""One request to a server that nobody vouches for, GET or POST: checked at every hop, within one deadline.

What reads the answer (`read`) is the caller's: a feed wants the whole body or nothing, a channel the first words of a
refusal. It runs within the deadline, so that a server that sends a byte a second holds nobody.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

import httpx

from callnow.errors import FetchFailed
from callnow.http.addresses import host_port, read_url
from callnow.http.failures import WIRE_ERRORS, status_failure, timed_out, wire_failure
from callnow.http.headers import retry_after_seconds, unsendable
from callnow.http.inflate import MOST_ROOM, Inflater
from callnow.terms import FailureKind

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
ENCODINGS = "gzip, deflate"  # what `read_body` can inflate
MOST_UNREAD = 65536  # bytes of a body that should be empty, read so that the connection can be used again
PACKED = 20  # times as large a list may be unpacked

Transport = httpx.AsyncBaseTransport
"""What sends a request: a CheckedTransport, or a mock in tests."""

Response = httpx.Response
Read = Callable[[Response], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """What the last of a chain of requests was answered. `headers` have lower-case names.

    `moved_to` is where permanent redirects alone led, "" where there were none.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str
    moved_to: str = ""


async def request(
    method: str,
    address: str,
    transport: Transport,
    *,
    read: Read,
    seconds: float,
    headers: Mapping[str, str],
    content: bytes = b"",
    redirects: int | None = None,
    allowed: Collection[str] = frozenset(),
) -> HttpResponse:
    """Sends one request and reads its answer in `seconds` altogether. Raises AddressRefused and FetchFailed.

    `redirects` are followed at most, each address checked anew, never from https to http; without it a redirect is an
    answer like any other. `allowed` are host:port pairs that may be private, beside those of the transport.
    """
    host = ""
    try:
        url = read_url(address)
        host = host_port(url)
        async with asyncio.timeout(seconds):
            return await _follow(method, url, transport, read, _sendable(headers), content, redirects, allowed)
    except TimeoutError:
        raise timed_out(host, seconds) from None
    except WIRE_ERRORS as error:
        raise wire_failure(error, where=host) from None


def _sendable(headers: Mapping[str, str]) -> dict[str, str]:
    """The fields without blanks around them. Raises FetchFailed, without the value, for what no header holds."""
    ready = {name: value.strip(" ") for name, value in headers.items()}
    for name, value in ready.items():
        if unsendable(value):
            what = f"the {name} to be sent holds what no header can: a letter such as ü, or a line break"
            raise FetchFailed(what, hint="write it in plain letters, digits and signs, ü as ue")
    return ready


async def _follow(
    method: str,
    url: httpx.URL,
    transport: Transport,
    read: Read,
    headers: Mapping[str, str],
    content: bytes,
    redirects: int | None,
    allowed: Collection[str],
) -> HttpResponse:
    """Follows redirects by hand, so that every hop is read, checked and counted."""
    moved_to, permanent = "", True
    for _ in range((redirects or 0) + 1):
        sent = httpx.Request(method, url, headers={"Host": url.netloc.decode("ascii"), **headers}, content=content)
        sent.extensions["allowed"] = allowed
        response = await transport.handle_async_request(sent)
        try:
            if redirects is None or response.status_code not in REDIRECTS:
                return HttpResponse(response.status_code, response.headers, await read(response), str(url), moved_to)
            permanent = permanent and response.status_code in PERMANENT
            url = _next_hop(url, response)
            moved_to = str(url) if permanent else moved_to
        finally:
            await response.aclose()
    raise FetchFailed(f"more than {redirects} redirects", hint="give the final address", kind=FailureKind.REDIRECT)


def _next_hop(url: httpx.URL, response: Response) -> httpx.URL:
    location = response.headers.get("location", "")
    if not location:
        raise _lost("a redirect that does not say where to")
    try:
        following = url.join(location)
    except (httpx.InvalidURL, ValueError) as error:
        raise _lost("a redirect to what is not an address") from error
    if url.scheme == "https" and following.scheme == "http":
        raise _lost("a redirect from https to http, which is not followed")
    return read_url(str(following))


def _lost(what: str) -> FetchFailed:
    """The failure of a redirect that leads nowhere."""
    hint = "open the address in a browser and give the one that it ends at; it is tried again"
    return FetchFailed(what, hint=hint, kind=FailureKind.REDIRECT)


def whole_body(now: datetime, limit: int, setting: str = "") -> Read:
    """Reads the inflated body of a 200, at most `limit` bytes, and nothing of a 304. `setting` is what sets the limit.

    Any other status raises FetchFailed, whose `retry_after` counts from `now`.
    """

    async def read(response: Response) -> bytes:
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            await _read_nothing(response)
            return b""
        if response.status_code != HTTPStatus.OK:
            wait = retry_after_seconds(response.headers.get("retry-after", ""), now)
            raise status_failure(response.status_code, wait)
        headers = response.headers
        more = _room(limit, headers.get("content-length", ""), packed="content-encoding" in headers) if setting else 0
        or_else = f", or let it in: `callnow config set {setting} {more}`" if more else ""
        inflater = Inflater(headers.get("content-encoding", ""), limit, or_else)
        async for piece in _pieces(response):
            inflater.feed(piece)
        return inflater.finish()

    return read


def _room(limit: int, said: str, *, packed: bool) -> int:
    """How many bytes would do for a body that is larger than `limit`, of which the server says the length, or nothing;
    0 where that is more than can be set."""
    length = int(said) if said.isascii() and said.isdigit() and len(said) < 12 else 0
    room = max(4 * limit, length * (PACKED if packed else 2))
    return (room // 1_000_000 + 1) * 1_000_000 if room < MOST_ROOM else 0


def first_bytes(most: int) -> Read:
    """Reads the first bytes of a body as they come, whatever the status."""

    async def read(response: Response) -> bytes:
        body = b""
        async for piece in _pieces(response):
            body += piece
            if len(body) >= most:
                break
        return body[:most]

    return read


async def _read_nothing(response: Response) -> None:
    size = 0
    async for piece in _pieces(response):
        size += len(piece)
        if size > MOST_UNREAD:
            raise FetchFailed("an answer without content had one", kind=FailureKind.SIZE)


def _pieces(response: Response) -> AsyncIterator[bytes]:
    """The body as it came; httpx would inflate it without a bound."""
    return response.stream.__aiter__()  # type: ignore[union-attr]  # an AsyncBaseTransport answers with an async stream
