"""The pool of child processes that read untrusted input."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest

from callnow.errors import ParseFailed
from sources.feed import Feed, SourceSettings
from sources.workers import ParsePool
from tests.sources.loopback import rss

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
FEED = Feed("Example", "https://example.com/feed")
GOOD = rss(("One", "https://example.com/1"))
SETTINGS = SourceSettings(workers=1, parse_seconds=1.0)


@pytest.fixture
def pool() -> Iterator[ParsePool]:
    with ParsePool(SETTINGS) as made:
        yield made


@pytest.fixture(scope="module")
def lasting() -> Iterator[ParsePool]:
    """One for many bodies, as a run has: it replaces a child that had to be ended."""
    with ParsePool(SourceSettings(workers=1, parse_seconds=0.4)) as made:
        yield made


def children() -> set[int]:
    return {child.pid for child in psutil.Process().children()}


def parse(pool: ParsePool, body: bytes) -> list[str]:
    return [item.title for item in pool.parse_now(body, FEED, FEED.url, NOW)]


def in_rss(inside: bytes) -> bytes:
    return b"<rss version='2.0'><channel><title>x</title>" + inside + b"</channel></rss>"


def in_title(inside: bytes) -> bytes:
    return in_rss(b"<item><title>" + inside + b"</title></item>")


def entity_bomb(depth: int) -> bytes:
    """Entities that name each other ten times each."""
    lines = [b'<!ENTITY a0 "aaaaaaaaaa">']
    lines += [b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, depth)]
    return b"<?xml version='1.0'?><!DOCTYPE rss [" + b"".join(lines) + b"]>" + in_title(b"&a%d;" % (depth - 1))


ATTRIBUTES = " ".join(f'a{n}="{n}"' for n in range(100_000)).encode()
PASSWORDS = b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
HOSTILE = {
    "newlines before the root": b"\n" * 50_000 + b"<rss",
    "newlines in the declaration": b"<?xml" + b"\n" * 60_000 + b"?><rss/>",
    "100,000 attributes": b"<rss " + ATTRIBUTES + b"><item " + ATTRIBUTES + b"><title>x</title></item></rss>",
    "100,000 elements deep": in_rss(b"<item>" + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</item>"),
    "unclosed and deep": b"<rss><channel><item><title>" + b"<b>" * 300_000,
    "entities in entities": entity_bomb(10),
    "entity of a local file": PASSWORDS + in_title(b"&x;"),
    "a doctype that never ends": b"<!DOCTYPE " + b"[<!ENTITY " * 100_000,
    "comments that never end": b"<rss>" + b"<!--" * 200_000,
    "brackets": b"<" * 500_000,
    "ampersands": in_title(b"&" * 500_000),
    "NULs": b"<rss>" + b"\0" * 500_000,
    "lone surrogates": in_title(b"&#xD800;" * 50_000),
    "a local path": b"/etc/passwd",
    "JSON in depth": b"{" + b'"a":{' * 100_000,
    "an endless number": b'{"items": [{"id": ' + b"9" * 1_000_000 + b"}]}",
    "an HTML page of scripts": b"<html>" + b"<script>" * 200_000,
    "many items": in_rss(b"<item><title>x</title></item>" * 250_000),
    "UTF-32 that is none": b"\xff\xfe\x00\x00" + b"<rss>" * 100_000,
}


def parse_or_give_up(pool: ParsePool, body: bytes) -> list[str]:
    try:
        return parse(pool, body)
    except ParseFailed as error:
        return [error.where]


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_bodies(lasting: ParsePool, body: bytes) -> None:
    """A hostile body is read or given up in time, gives nothing of this machine away, and the next one is read."""
    titles = parse_or_give_up(lasting, body)
    assert not any("root:" in title for title in titles)
    assert parse(lasting, GOOD) == ["One"]


def test_child_that_is_killed_is_replaced(pool: ParsePool) -> None:
    """A child that dies between two bodies costs nothing; one that dies while reading costs that body alone."""
    before = children()
    assert parse(pool, GOOD) == ["One"]
    (child,) = children() - before
    os.kill(child, signal.SIGKILL)
    time.sleep(0.1)
    assert parse(pool, GOOD) == ["One"]


def test_endless_reading_is_stopped() -> None:
    """A child that needs more than its processor time is ended, and says so in the error."""
    with ParsePool(SourceSettings(workers=1, parse_seconds=0.5)) as pool:
        with pytest.raises(ParseFailed, match=r"limit of time or memory|too long"):
            parse(pool, HOSTILE["newlines before the root"] * 3)
        assert parse(pool, GOOD) == ["One"]


def test_a_limit_of_the_system_is_kept() -> None:
    """Where processor time and memory are bounded from outside, as by `ulimit -t 100`, the child reads within both."""
    script = f"""
import resource
from sources.feed import SourceSettings
from sources.workers import ParsePool
from tests.sources.test_workers import GOOD, parse
if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CPU, (100, 100))
    resource.setrlimit(resource.RLIMIT_AS, ({2**32}, {2**32}))
    with ParsePool(SourceSettings(workers=1, parse_seconds=5.0, parse_memory={2**33})) as pool:
        print(parse(pool, GOOD), parse(pool, GOOD))
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    assert ran.stdout == "['One'] ['One']\n", ran.stderr


def test_limit_is_of_the_clock() -> None:
    """A child that gets no processor time is stopped as well: one that cannot even take the body that it is given."""
    limit = 0.5
    with ParsePool(SourceSettings(workers=1, parse_seconds=limit)) as pool:
        before = children()
        assert parse(pool, GOOD) == ["One"]
        (child,) = children() - before
        os.kill(child, signal.SIGSTOP)
        with pytest.raises(ParseFailed, match=f"took too long, over {limit:g} s"):
            parse(pool, in_title(b"words " * 1_000_000))  # more than a socket holds
        assert parse(pool, GOOD) == ["One"]


def test_memory_is_bounded() -> None:
    """A body that needs more memory than allowed is given up."""
    many = in_title(b"words " * 6_000_000)
    with ParsePool(SourceSettings(workers=1, parse_seconds=20.0, parse_memory=160 * 2**20)) as pool:
        with pytest.raises(ParseFailed, match=r"MB|limit of time or memory"):
            parse(pool, many)
        assert parse(pool, GOOD) == ["One"]


def test_children_are_shared_by_event_loops(pool: ParsePool) -> None:
    """One pool serves several event loops, one after the other, with the same child; closing it leaves no child."""

    async def several() -> int:
        made = await asyncio.gather(*(pool.parse(GOOD, FEED, FEED.url, NOW) for _ in range(5)))
        return sum(map(len, made))

    before = children()
    assert asyncio.run(several()) == 5
    assert asyncio.run(several()) == 5
    assert len(children() - before) == 1
    pool.close()
    assert children() <= before


def test_child_knows_no_secret(pool: ParsePool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of this process, where secrets may be, is not the child's."""
    monkeypatch.setenv("CALLNOW_SECRET", "canary")
    before = children()
    parse(pool, GOOD)
    (child,) = children() - before
    assert b"canary" not in Path(f"/proc/{child}/environ").read_bytes()
