"""A server of made-up feeds in a process of its own, healthy ones and ones that fail in every way a feed can.

    python tests/sources/feed_server.py [PORT]

    GET /feed/N.xml          feed N: 20 items, with validators, gzipped on request
    GET /WAY/N.xml           feed N failing in that way (WAYS), or healthy where WAY is unknown
    POST /age?feeds=0-249    these feeds get one more item
    POST /ways?way=reset&feeds=0-499   these, and no others, fail so at /feed/, too
    POST /warm?feeds=0-499   makes these feeds ready, so that no round waits for it
    GET /counts, GET /extra  what was answered; how many more items than at first each feed has had
Prints its address, then serves until its standard input closes.
"""

from __future__ import annotations

import asyncio
import gzip
import html
import json
import random
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import lru_cache
from urllib.parse import parse_qs, urlsplit

ITEMS = 20
NEWEST = datetime(2025, 11, 3, 12, tzinfo=UTC)
TEXT = (
    "the company said today that its board has appointed a new chief executive officer effective next month after a "
    "review of operations in all regions customers and partners will see growth quarter revenue services software"
)
WORDS = TEXT.split()
WAYS = (
    "5xx", "429-seconds", "429-date", "404", "410", "reset", "timeout", "drip", "truncated-gzip", "bad-xml",
    "wrong-charset", "redirect-loop",
)  # fmt: skip


class Fleet:
    """What the server knows: how many extra items each feed has, which feeds fail how, what it answered."""

    def __init__(self) -> None:
        self.extra: Counter[int] = Counter()
        self.failing: dict[int, str] = {}
        self.counts: Counter[str] = Counter()


def sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize() + "."


def item(feed: int, number: int) -> str:
    """One item as wires write them: a summary, and the release as HTML."""
    chance = random.Random(feed * 1009 + number)
    link = f"https://newsroom{feed}.example.com/releases/{number}?utm_source=rss"
    at = NEWEST - timedelta(hours=6 * (ITEMS - number) + feed % 6)
    paragraphs = "".join(
        f'<p style="text-align:left">{sentence(chance, 14)} <b>{sentence(chance, 3)}</b> <a href="{link}#{n}" '
        f'target="_blank">{sentence(chance, 4)}</a> {sentence(chance, 24)}<br/>\n<i>{sentence(chance, 5)}</i></p>\n'
        for n in range(9)
    )
    body = (
        f'<div class="release">{paragraphs}<ul><li>{sentence(chance, 6)}</li><li>{sentence(chance, 6)}</li></ul></div>'
    )
    return (
        f"<item><title>Example {feed} &amp;amp; Sons names leader {number}: {sentence(chance, 7)}</title>"
        f'<link>{html.escape(link)}</link><guid isPermaLink="false">{feed}-{number}</guid>'
        f"<pubDate>{format_datetime(at, usegmt=True)}</pubDate><dc:creator>Newsroom</dc:creator>"
        f"<category>News</category><description>{html.escape(sentence(chance, 45))}</description>"
        f"<content:encoded><![CDATA[{body}]]></content:encoded></item>\n"
    )


@lru_cache(maxsize=512)
def document(feed: int, extra: int) -> bytes:
    """The feed with its newest ITEMS items."""
    rows = "".join(item(feed, number) for number in range(ITEMS + extra - 1, extra - 1, -1))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Example {feed}</title><link>https://newsroom{feed}.example.com/</link>"
        f"<description>Releases</description><ttl>30</ttl>\n{rows}</channel></rss>\n"
    ).encode()


@lru_cache(maxsize=20_000)
def packed(feed: int, extra: int) -> bytes:
    return gzip.compress(document(feed, extra), 5, mtime=0)


def answer(status: str, body: bytes = b"", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Server: fleet", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def healthy(fleet: Fleet, feed: int, request: str) -> bytes:
    extra = fleet.extra[feed]
    etag = f'ETag: "{feed}-{extra}"'
    modified = f"Last-Modified: {format_datetime(NEWEST + timedelta(minutes=extra), usegmt=True)}"
    if f'if-none-match: "{feed}-{extra}"' in request:
        fleet.counts["304"] += 1
        return f"HTTP/1.1 304 Not Modified\r\n{etag}\r\n{modified}\r\nServer: fleet\r\n\r\n".encode()
    fleet.counts["200"] += 1
    kind = "Content-Type: application/rss+xml; charset=utf-8"
    if "gzip" in request.partition("accept-encoding:")[2].partition("\r\n")[0]:
        return answer("200 OK", packed(feed, extra), kind, etag, modified, "Content-Encoding: gzip")
    return answer("200 OK", document(feed, extra), kind, etag, modified)


def plain_failures(feed: int, path: str) -> dict[str, bytes]:
    """The ways to fail that are one whole answer."""
    kind = "Content-Type: application/rss+xml; charset=utf-8"
    at = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    return {
        "5xx": answer("503 Service Unavailable", b"later"),
        "429-seconds": answer("429 Too Many Requests", b"", "Retry-After: 3600"),
        "429-date": answer("429 Too Many Requests", b"", f"Retry-After: {at}"),
        "404": answer("404 Not Found", b"no"),
        "410": answer("410 Gone"),
        "redirect-loop": answer("302 Found", b"", f"Location: {path}"),
        "truncated-gzip": answer("200 OK", packed(feed, 0)[:-400], kind, "Content-Encoding: gzip"),
        "bad-xml": answer("200 OK", document(feed, 0).replace(b"</title>", b"</tittle & co>", 3)[:9000], kind),
        "wrong-charset": answer("200 OK", document(feed, 0).replace(b"Newsroom", "Büro".encode("latin-1")), kind),
    }


async def failing(way: str, feed: int, path: str, writer: asyncio.StreamWriter) -> bytes | None:
    """The bytes to answer with, None to close the connection."""
    if way == "reset":
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n<rss>")
    elif way == "drip":
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n")
        for _ in range(60):
            writer.write(b"<")
            await writer.drain()
            await asyncio.sleep(1)
    elif way == "timeout":
        await asyncio.sleep(60)
    else:
        return plain_failures(feed, path)[way]
    return None


def numbers(span: str) -> range:
    first, _, last = span.partition("-")
    return range(int(first), int(last or first) + 1)


def command(fleet: Fleet, path: str, query: dict[str, list[str]]) -> bytes:
    feeds = numbers(query["feeds"][0]) if "feeds" in query else range(0)
    if path == "/age":
        fleet.extra.update(feeds)
    elif path == "/warm":
        for feed in feeds:
            packed(feed, 0)
    elif path == "/ways":
        fleet.failing = dict.fromkeys(feeds, query["way"][0])
    told = fleet.extra if path == "/extra" else fleet.counts
    return answer("200 OK", json.dumps(told).encode(), "Content-Type: application/json")


async def serve(fleet: Fleet, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while True:
            request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            parts = urlsplit(request.split(" ", 2)[1])
            folder, _, name = parts.path.strip("/").partition("/")
            if not name:
                writer.write(command(fleet, parts.path, parse_qs(parts.query)))
                continue
            feed = int(name.removesuffix(".xml"))
            way = fleet.failing.get(feed, folder)
            if way not in WAYS:
                writer.write(healthy(fleet, feed, request.lower()))
                continue
            fleet.counts[way] += 1
            answered = await failing(way, feed, parts.path, writer)
            if answered is None:
                break
            writer.write(answered)
    except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
        pass  # whoever asked has gone, or the server ends
    finally:
        writer.close()


async def main(port: int) -> None:
    fleet = Fleet()
    server = await asyncio.start_server(lambda r, w: serve(fleet, r, w), "127.0.0.1", port, backlog=1024)
    host, port = server.sockets[0].getsockname()[:2]
    sys.stdout.write(f"http://{host}:{port}\n")
    sys.stdout.flush()
    closed = asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    async with server:
        await closed


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 0))
