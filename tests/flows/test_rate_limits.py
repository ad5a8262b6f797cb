"""Rate limits over whole runs: one host's many feeds, a host that asks to be left alone, robots.txt over articles."""

from __future__ import annotations

import asyncio
import socket
import time
from pathlib import Path
from typing import Any

import pytest

from callnow.http import addresses
from tests.conftest import Callnow
from tests.flows.whole_run import HIRE, HOUR, LAYOFFS, MOVE, NOW, Desk, Item, feed, paths
from tests.sources.loopback import Asked, Site, Write, reply, site

HIRED, CUT = "executive_hired Mara Lindqvist", "layoffs Mara Lindqvist"
MOVED = "headquarters_moved Imke Vandersloot"
PAUSE = 0.03  # seconds; the setting's own one would take the test eight minutes


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every name of example.com is a host of somebody else's, though it leads to this machine."""
    really, refusal = socket.getaddrinfo, addresses.refusal

    def look_up(host: Any, *args: Any, **more: Any) -> Any:
        return really("127.0.0.1" if str(host).endswith(".example.com") else host, *args, **more)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(addresses, "refusal", lambda address: "" if address == "127.0.0.1" else refusal(address))


def at_host(at: Site, path: str, host: str = "wire.example.com") -> str:
    return at.url(path, host)


@pytest.mark.parametrize("feeds", [20, pytest.param(500, marks=pytest.mark.slow)])
def test_many_feeds_of_one_host(feeds: int, home: Path, callnow: Callnow) -> None:
    """Two connections at once at most, a pause between any two requests; every feed is read, and what it holds told."""
    starts: list[float] = []
    under_way, most = 0, 0

    async def slow(asked: Asked, write: Write) -> None:
        nonlocal under_way, most
        starts.append(time.monotonic())
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(PAUSE * 1.5)
        under_way -= 1
        number = int(asked.path.removeprefix("/"))
        nothing = Item("Nothing new", f"https://x.example.com/{number}", f"{number}")
        await write(feed({0: HIRE, feeds - 1: LAYOFFS}.get(number, nothing)))

    with site() as at:
        desk = Desk(callnow, home, f"[fetch]\nhost_pause = {PAUSE}\n", publishing=False)
        at.routes = {f"/{n}": [slow] for n in range(feeds)}
        desk.add(private=False, **{f"f{n}": at_host(at, f"/{n}") for n in range(feeds)})
        ran = desk.run()
    assert (ran.code, sorted(desk.told())) == (0, [HIRED, CUT])
    assert sorted(paths(at)) == sorted(f"/{n}" for n in range(feeds))
    assert most <= 2
    assert starts[-1] - starts[0] >= (feeds - 1) * PAUSE * 0.95  # a late answer never lets two through at once


@pytest.mark.integration
def test_a_host_that_asks_for_an_hour(home: Path, callnow: Callnow) -> None:
    """After a 429 no feed and no article of the host is asked for within the hour, by schedule or by hand."""
    held = {"/a": HIRE, "/b": LAYOFFS}

    async def busy_at_first(asked: Asked, write: Write) -> None:
        await write(reply(429, b"", "Retry-After: 3600") if len(busy.asked) == 1 else feed(held[asked.path]))

    with site() as busy, site() as other:
        desk = Desk(callnow, home, "[fetch]\nhost_pause = 0.5\n", publishing=False)
        short = Item("Telmarq Foods names new finance chief", at_host(busy, "/article"), "s")
        busy.routes = {path: [busy_at_first] for path in held}
        other.routes["/c"] = [feed(MOVE, short)]
        of_busy = {name: at_host(busy, f"/{name}") for name in "ab"}
        desk.add(private=False, **of_busy, c=at_host(other, "/c", "other.example.com"))
        ran = desk.run()
        before = desk.told()
        assert (ran.code, MOVED in before, {HIRED, CUT} & {*before}) == (3, True, set())
        assert "wire.example.com wants no request before 2026-03-02 16:30 UTC" in ran.err
        for minutes, words in ((15, ()), (59, ()), (59, ("--due",))):
            assert desk.run(NOW + HOUR * minutes / 60, *words).code == 0
        assert len(busy.asked) == 1
        assert desk.health("a")["next_check_at"] >= (NOW + HOUR).isoformat()
        assert desk.run(NOW + HOUR + HOUR / 30, "--due").code == 0
        assert sorted(desk.told()) == sorted([*before, HIRED, CUT])


class TestArticles:
    """The article page behind a short item is asked for only where robots.txt and the host let us."""

    SHORT = "Quorrel Systems names new Chief Information Officer"
    SAID = (
        "Quorrel Systems today announced that Ida Varn has been appointed Chief Information Officer, effective now.",
        "She comes from Harrow Mills, where she led the move of four plants onto one network within two years.",
        "The company makes software for warehouses and employs nine hundred people in Austin and two other cities.",
        "Its chairman said that she would report to him, and that a search of eight months had ended well.",
    )

    def run(self, at: Site, home: Path, callnow: Callnow) -> Desk:
        desk = Desk(callnow, home, "[fetch]\nhost_pause = 0.01\n")
        items = [Item(self.SHORT, at_host(at, f"/news/{n}"), f"{n}", text=f"In short {n}.") for n in range(2)]
        at.routes["/feed"] = [feed(*items)]
        told = "".join(f"<p>{one}</p>" for one in self.SAID)
        page = f"<html><body><article><h1>{self.SHORT}</h1>{told}</article></body></html>".encode()
        for n in range(2):
            at.routes.setdefault(f"/news/{n}", [reply(200, page, "Content-Type: text/html")])
        desk.add(private=False, wire=at_host(at, "/feed"))
        assert desk.run().code == 0
        return desk

    @pytest.mark.integration
    @pytest.mark.parametrize(
        ("robots", "read"),
        [
            (reply(404), True),
            (reply(200, b"User-agent: *\nDisallow: /news/\n"), False),
            pytest.param(
                reply(200, b"User-agent: callnow\nDisallow: /\n\nUser-agent: *\nAllow: /\n"),
                False,
                marks=pytest.mark.slow,
            ),
            pytest.param(reply(503), False, marks=pytest.mark.slow),
        ],
        ids=["none", "forbids all", "forbids us", "in trouble"],
    )
    def test_robots(self, robots: bytes, read: bool, home: Path, callnow: Callnow) -> None:
        """What robots.txt forbids or cannot say is not asked for; what it allows is, and completes the event."""
        with site() as at:
            at.routes["/robots.txt"] = [robots]
            desk = self.run(at, home, callnow)
            assert paths(at).count("/robots.txt") == 1
            assert ("/news/0" in paths(at)) is read
            why = callnow("--at", NOW.isoformat(), "query", "SELECT person FROM company_events", "--json").out
            assert ("Ida Varn" in why) is read
            assert desk.told()

    @pytest.mark.integration
    def test_an_article_that_asks_for_an_hour(self, home: Path, callnow: Callnow) -> None:
        """The next article of that host is not asked for in that run."""
        with site() as at:
            at.routes["/news/0"] = at.routes["/news/1"] = [reply(429, b"", "Retry-After: 3600")]
            self.run(at, home, callnow)
            assert len([path for path in paths(at) if path.startswith("/news/")]) == 1
