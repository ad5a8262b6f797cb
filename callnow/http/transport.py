"""An httpx transport that connects only to addresses it has checked: no server-side request forgery (SSRF).

Checking a host and then letting the client look it up again falls to DNS rebinding. Here one look-up is checked and
connected to; TLS is verified against the name all the same. Every request is checked, so every hop of a
redirect is. It keeps idle connections itself: httpcore's pool walks over all its connections and waiting requests for
each request, which at a hundred connections costs more than the request.
"""

from __future__ import annotations

import logging
import ssl
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import httpcore
import httpx

from callnow.http.addresses import PORTS, Resolver, check_form, checked_addresses, resolve

DNS_CACHE_SECONDS = 300.0
DNS_THREADS = 50
IDLE_CONNECTIONS = 64
IDLE_SECONDS = 30.0
ADDRESSES_TRIED = 4

_Origin = tuple[bytes, bytes, int]

# At INFO they write whole addresses, with whatever token is in them.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)


class CheckedTransport(httpx.AsyncBaseTransport):
    """Connects to the public internet and to the host:port pairs in `allowed`, to nothing else.

    A request may allow more by its extension "allowed" (a collection of host:port pairs). `resolver` gives the
    addresses of a host (the system's, if none is given). It does no redirects, cookies, proxies or authentication, and
    a GET that meets a connection the server has just closed is sent again on a new one; anything else is sent once,
    always on a new connection.
    Raises AddressRefused, FetchFailed (dns) and httpcore's exceptions.
    """

    def __init__(
        self,
        *,
        allowed: Collection[str] = frozenset(),
        resolver: Resolver | None = None,
        connect_timeout: float = 5.0,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self._allowed = allowed
        # As many threads as visits: names that take long to fail must not hold up those that are quick to find.
        self._threads = ThreadPoolExecutor(DNS_THREADS, thread_name_prefix="look-up") if resolver is None else None
        self._resolver = resolver or partial(resolve, threads=self._threads)
        self._timeouts = {"connect": connect_timeout}
        self._ssl_context = ssl_context
        self._dns_cache: dict[str, tuple[float, list[str]]] = {}
        self._idle: dict[_Origin, list[tuple[httpcore.AsyncHTTPConnection, float]]] = defaultdict(list)
        self._idle_count = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        addresses = await self._checked(url, request.extensions.get("allowed", ()))
        origin = (url.raw_scheme, url.raw_host, url.port or PORTS[url.scheme])
        target = httpcore.URL(scheme=origin[0], host=origin[1], port=origin[2], target=url.raw_path)
        core_request = httpcore.Request(
            request.method,
            target,
            headers=request.headers.raw,
            content=request.content or None,
            extensions={"timeout": self._timeouts},
        )
        connection = await self._take_idle(origin) if request.method == "GET" else None
        response = await self._ask_again(connection, core_request) if connection is not None else None
        if connection is None or response is None:
            connection = self._connection(origin, addresses)
            response = await self._ask(connection, core_request)
        body = _Body(self, connection, origin, response.stream)
        return httpx.Response(response.status, headers=response.headers, stream=body, request=request)

    async def _ask(self, connection: httpcore.AsyncHTTPConnection, request: httpcore.Request) -> httpcore.Response:
        try:
            return await connection.handle_async_request(request)
        except BaseException:
            await connection.aclose()
            raise

    async def _ask_again(
        self, connection: httpcore.AsyncHTTPConnection, request: httpcore.Request
    ) -> httpcore.Response | None:
        """Ask over a kept connection; None where the server has given it up (some say so with a 408)."""
        try:
            response = await self._ask(connection, request)
        except (httpcore.ReadError, httpcore.WriteError, httpcore.RemoteProtocolError):
            return None
        if response.status != httpx.codes.REQUEST_TIMEOUT:
            return response
        await connection.aclose()
        return None

    async def aclose(self) -> None:
        for kept in self._idle.values():
            for connection, _ in kept:
                await connection.aclose()
        self._idle.clear()
        self._idle_count = 0
        if self._threads is not None:
            self._threads.shutdown(wait=False, cancel_futures=True)

    async def release(self, connection: httpcore.AsyncHTTPConnection, origin: _Origin) -> None:
        """Keep a connection whose response was read to the end; close any other."""
        if not connection.is_idle():
            await connection.aclose()
            return
        if self._idle_count >= IDLE_CONNECTIONS:
            await self._close_oldest()
        self._idle[origin].append((connection, time.monotonic()))
        self._idle_count += 1

    async def _close_oldest(self) -> None:
        """Close the connection that has been idle longest: its host may never be asked again."""
        origin = min(self._idle, key=lambda one: self._idle[one][0][1])
        connection, _ = self._idle[origin].pop(0)
        self._forget_empty(origin)
        self._idle_count -= 1
        await connection.aclose()

    def _forget_empty(self, origin: _Origin) -> None:
        if not self._idle[origin]:
            del self._idle[origin]

    async def _checked(self, url: httpx.URL, also: Collection[str]) -> list[str]:
        check_form(url)
        allowed = {*self._allowed, *also} if also else self._allowed
        return await checked_addresses(url, allowed, self._resolve_once)

    async def _resolve_once(self, host: str, port: int) -> list[str]:
        at, addresses = self._dns_cache.get(host, (0.0, []))
        if not addresses or time.monotonic() - at > DNS_CACHE_SECONDS:
            addresses = await self._resolver(host, port)
            self._dns_cache[host] = (time.monotonic(), addresses)
        return addresses

    async def _take_idle(self, origin: _Origin) -> httpcore.AsyncHTTPConnection | None:
        """The connection used last. That the server has closed it since is cheaper to meet than to look for."""
        kept = self._idle.get(origin)
        while kept:
            connection, since = kept.pop()
            self._forget_empty(origin)
            self._idle_count -= 1
            if time.monotonic() - since < IDLE_SECONDS:
                return connection
            await connection.aclose()
        return None

    def _connection(self, origin: _Origin, addresses: list[str]) -> httpcore.AsyncHTTPConnection:
        if origin[0] == b"https" and self._ssl_context is None:
            self._ssl_context = httpx.create_ssl_context()
        return httpcore.AsyncHTTPConnection(
            httpcore.Origin(*origin),
            ssl_context=self._ssl_context,
            network_backend=_PinnedNetwork(addresses),
        )


class _Body(httpx.AsyncByteStream):
    """The raw bytes of a response; closing it gives the connection back."""

    def __init__(
        self, transport: CheckedTransport, connection: httpcore.AsyncHTTPConnection, origin: _Origin, stream: Any
    ) -> None:
        self._transport, self._connection, self._origin, self._stream = transport, connection, origin, stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._stream:
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()
        await self._transport.release(self._connection, self._origin)


class _PinnedNetwork(httpcore.AsyncNetworkBackend):
    """The network of httpcore, but connecting to `addresses`, whatever host is asked for: the first that answers."""

    def __init__(self, addresses: list[str]) -> None:
        self._addresses = addresses[:ADDRESSES_TRIED]
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        failure: Exception = httpcore.ConnectError("no address to connect to")
        for address in self._addresses:
            try:
                return await self._network.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure
