"""An httpx transport that connects only to addresses it has checked.

Checking a host and then letting the client look it up again falls to a name that rebinds in between. Here one look-up
is checked and connected to; TLS is verified against the name all the same. Every request is checked, so every hop of a
redirect is. It keeps idle connections itself: httpcore's pool walks over all its connections and waiting requests for
each request, which at a hundred connections costs more than the request.
"""

from __future__ import annotations

import ssl
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Collection, Iterable
from typing import Any

import httpcore
import httpx

from sources.addresses import PORTS, Resolver, check_form, checked_addresses, resolve

REMEMBERED_SECONDS = 300.0
IDLE_CONNECTIONS = 64
IDLE_SECONDS = 30.0

_Origin = tuple[bytes, bytes, int]


class CheckedTransport(httpx.AsyncBaseTransport):
    """Connects to the public internet and to the host:port pairs in `allowed`, to nothing else.

    A request may allow more by its extension "allowed" (a collection of host:port pairs). `resolver` gives the
    addresses of a host. It does no redirects, cookies, proxies or authentication, and it sends GET requests only:
    one that meets a connection the server has just closed is sent again on a new one.
    Raises AddressRefused, FetchFailed (dns) and httpcore's exceptions.
    """

    def __init__(
        self,
        *,
        allowed: Collection[str] = frozenset(),
        resolver: Resolver = resolve,
        connect_timeout: float = 5.0,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self._allowed = frozenset(allowed)
        self._resolver = resolver
        self._timeouts = {"connect": connect_timeout}
        self._ssl_context = ssl_context
        self._known: dict[str, tuple[float, list[str]]] = {}
        self._idle: OrderedDict[httpcore.AsyncHTTPConnection, _Origin] = OrderedDict()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        addresses = await self._checked(url, request.extensions.get("allowed", ()))
        origin = (url.raw_scheme, url.raw_host, url.port or PORTS[url.scheme])
        target = httpcore.URL(scheme=origin[0], host=origin[1], port=origin[2], target=url.raw_path)
        sent = httpcore.Request("GET", target, headers=request.headers.raw, extensions={"timeout": self._timeouts})
        connection = await self._take_idle(origin)
        answer = None
        if connection is not None:
            try:
                answer = await connection.handle_async_request(sent)
            except (httpcore.ReadError, httpcore.WriteError, httpcore.RemoteProtocolError):
                await connection.aclose()
        if connection is None or answer is None:
            connection = self._connection(origin, addresses)
            try:
                answer = await connection.handle_async_request(sent)
            except BaseException:
                await connection.aclose()
                raise
        body = _Body(self, connection, origin, answer.stream)
        return httpx.Response(answer.status, headers=answer.headers, stream=body, request=request)

    async def aclose(self) -> None:
        while self._idle:
            await self._idle.popitem()[0].aclose()

    async def give_back(self, connection: httpcore.AsyncHTTPConnection, origin: _Origin) -> None:
        """Keep a connection whose answer was read to the end; close any other."""
        if not connection.is_idle():
            await connection.aclose()
            return
        self._idle[connection] = origin
        if len(self._idle) > IDLE_CONNECTIONS:
            await self._idle.popitem(last=False)[0].aclose()

    async def _checked(self, url: httpx.URL, also: Collection[str]) -> list[str]:
        check_form(url)
        allowed = self._allowed.union(also) if also else self._allowed
        return await checked_addresses(url, allowed, self._resolve_once)

    async def _resolve_once(self, host: str, port: int) -> list[str]:
        at, addresses = self._known.get(host, (0.0, []))
        if not addresses or time.monotonic() - at > REMEMBERED_SECONDS:
            addresses = await self._resolver(host, port)
            self._known[host] = (time.monotonic(), addresses)
        return addresses

    async def _take_idle(self, origin: _Origin) -> httpcore.AsyncHTTPConnection | None:
        for connection in [c for c, of in self._idle.items() if of == origin]:
            del self._idle[connection]
            if connection.is_available() and not connection.has_expired():
                return connection
            await connection.aclose()
        return None

    def _connection(self, origin: _Origin, addresses: list[str]) -> httpcore.AsyncHTTPConnection:
        if origin[0] == b"https" and self._ssl_context is None:
            self._ssl_context = httpx.create_ssl_context()
        return httpcore.AsyncHTTPConnection(
            httpcore.Origin(*origin),
            ssl_context=self._ssl_context,
            keepalive_expiry=IDLE_SECONDS,
            network_backend=_Pinned(addresses),
        )


class _Pinned(httpcore.AnyIOBackend):
    """Connects to the addresses given, whatever name is asked for, and takes the first that answers."""

    def __init__(self, addresses: list[str]) -> None:
        self._addresses = addresses

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        *others, last = self._addresses[:4]
        for address in others:
            try:
                return await super().connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await super().connect_tcp(last, port, timeout, local_address, socket_options)


class _Body(httpx.AsyncByteStream):
    """The raw bytes of an answer; closing it gives the connection back."""

    def __init__(
        self, transport: CheckedTransport, connection: httpcore.AsyncHTTPConnection, origin: _Origin, stream: Any
    ) -> None:
        self._transport, self._connection, self._origin, self._stream = transport, connection, origin, stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._stream:
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()
        await self._transport.give_back(self._connection, self._origin)
