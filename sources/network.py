"""httpcore's network on plain asyncio streams, connecting to addresses that were checked before.

A round has one deadline for a whole visit, so the per-operation timeouts and cancel scopes of httpcore's own network
are of no use here, and half of the cost of an answer without content.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Iterable
from typing import Any

import httpcore

READ_LIMIT = 64 * 1024
ADDRESSES_TRIED = 4


class PinnedNetwork(httpcore.AsyncNetworkBackend):
    """Connects to `addresses`, whatever host is asked for: to the first of them that answers."""

    def __init__(self, addresses: list[str]) -> None:
        self._addresses = addresses[:ADDRESSES_TRIED]

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
                async with asyncio.timeout(timeout):
                    return _Stream(await _connected(address, port))
            except TimeoutError:
                failure = httpcore.ConnectTimeout("no connection in time")
            except OSError as error:
                failure = httpcore.ConnectError(error.strerror or "no connection")
        raise failure


async def _connected(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    connection = socket.socket(family, socket.SOCK_STREAM)
    try:
        connection.setblocking(False)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await asyncio.get_running_loop().sock_connect(connection, (address, port))
    except BaseException:
        connection.close()
        raise
    return connection


class _Stream(httpcore.AsyncNetworkStream):
    """One connection, plain until `start_tls`. Reading after its end gives b"", as httpcore expects."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def _open(self, **tls: Any) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._ends is None:
            self._ends = await asyncio.open_connection(sock=self._connection, limit=READ_LIMIT, **tls)
        return self._ends

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            reader, _ = await self._open()
            return await reader.read(max_bytes)
        except (OSError, ssl.SSLError) as error:
            raise httpcore.ReadError("the connection broke") from error

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        try:
            _, writer = await self._open()
            writer.write(buffer)
            await writer.drain()
        except (OSError, ssl.SSLError) as error:
            raise httpcore.WriteError("the connection broke") from error

    async def aclose(self) -> None:
        # A TLS farewell that never comes must not hold a visit that is over.
        if self._ends is None:
            self._connection.close()
        else:
            self._ends[1].transport.abort()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        try:
            async with asyncio.timeout(timeout):
                await self._open(ssl=ssl_context, server_hostname=server_hostname)
        except TimeoutError as error:
            await self.aclose()
            raise httpcore.ConnectTimeout("no safe connection in time") from error
        except (OSError, ssl.SSLError) as error:
            await self.aclose()
            raise httpcore.ConnectError("no safe connection") from error
        return self

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable":
            return self._ends is not None and self._ends[0].at_eof()
        if info == "socket":
            return self._connection
        if info in {"client_addr", "server_addr"}:
            return self._connection.getsockname() if info == "client_addr" else self._connection.getpeername()
        return self._ends[1].get_extra_info(info) if self._ends is not None else None
