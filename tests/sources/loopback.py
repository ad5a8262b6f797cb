"""A web server on loopback whose answers a test writes byte by byte, in a thread of its own."""

from __future__ import annotations

import asyncio
import gzip
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Write = Callable[[bytes], Awaitable[None]]
Answer = "bytes | Callable[[Asked, Write], Awaitable[None]]"


@dataclass(frozen=True)
class Asked:
    """One request: its path and its headers, names in lower case."""

    path: str
    headers: dict[str, str]


@dataclass
class Site:
    """`routes` maps a path to its answers, of which the last one repeats; `asked` keeps every request."""

    port: int = 0
    routes: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0
    open_now: int = 0
    open_most: int = 0

    def url(self, path: str, host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.open_now += 1
        self.open_most = max(self.open_most, self.open_now)

        async def write(data: bytes) -> None:
            writer.write(data)
            await writer.drain()

        try:
            while True:
                lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in lines[1:] if line)}
                asked = Asked(lines[0].split(" ")[1], headers)
                self.asked.append(asked)
                answers = self.routes.get(asked.path, [reply(404)])
                answer = answers.pop(0) if len(answers) > 1 else answers[0]
                if not isinstance(answer, bytes):
                    await answer(asked, write)
                    break
                await write(answer)
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass  # whoever asked has gone, or the test is over
        finally:
            self.open_now -= 1
            writer.close()


def reply(status: int, body: bytes = b"", *headers: str, packed: bool = False) -> bytes:
    """A whole HTTP answer."""
    if packed:
        body, headers = gzip.compress(body), (*headers, "Content-Encoding: gzip")
    lines = [f"HTTP/1.1 {status} X", *headers]
    if status != 304:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


@contextmanager
def site(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A running site, ended with the block."""
    made = Site()
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(asyncio.start_server(made.serve, "127.0.0.1", 0, ssl=tls, limit=2**20))
    made.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:

        async def end() -> None:
            server.close()
            rest = [t for t in asyncio.all_tasks() if t is not asyncio.current_task()]
            for task in rest:
                task.cancel()
            await asyncio.gather(*rest, return_exceptions=True)

        asyncio.run_coroutine_threadsafe(end(), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


def rss(*items: tuple[str, str], channel: str = "Example wire") -> bytes:
    """An RSS feed of (title, link) pairs."""
    rows = "".join(f"<item><title>{t}</title><link>{link}</link><guid>{link}</guid></item>" for t, link in items)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{channel}</title>{rows}</channel></rss>'.encode()
