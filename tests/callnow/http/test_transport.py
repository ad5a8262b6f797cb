"""The transport that connects only to what it has checked."""

from __future__ import annotations

import asyncio
import datetime as dt
import socket
import ssl
import threading
from pathlib import Path
from typing import Any

import httpcore
import httpx
import pytest

from callnow.errors import AddressRefused, FetchFailed, SourceError
from callnow.http.transport import CheckedTransport
from sources.feed import Feed, FeedState, FetchResult, SourceSettings
from sources.fetch import fetch_feed
from tests.sources.certificates import certificate
from tests.sources.loopback import Asked, Site, Write, reply, rss, site

NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
FORGED = Path(__file__).resolve().parents[3] / ".." / "shared" / "corpora" / "ssrf_urls.txt"


class Resolver:
    """Answers each look-up with the next of its answers, and the last for ever."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers, self.asked = list(answers), 0

    async def __call__(self, host: str, port: int) -> list[str]:
        self.asked += 1
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def visit(feed: Feed, transport: CheckedTransport, settings: SourceSettings | None = None) -> FetchResult:
    async def go() -> FetchResult:
        async with transport:
            return await fetch_feed(feed, FeedState(), transport, NOW, settings or SourceSettings())

    return asyncio.run(go())


def test_rebinding_name_is_refused_and_never_connected() -> None:
    """A name that is public when checked and loopback a moment later is not connected to at its second address."""
    with site() as at:
        at.routes["/feed"] = [reply(200, rss(("One", "https://example.com/1")))]
        resolver = Resolver(["127.0.0.1"])
        result = visit(Feed("f", at.url("/feed", "news.example.com")), CheckedTransport(resolver=resolver))
        assert isinstance(result.error, AddressRefused)
        assert at.connections == 0

        rebinding = Resolver(["192.0.0.8"], ["127.0.0.1"])  # a name between look-up and connection
        result = visit(Feed("f", at.url("/feed", "news.example.com")), CheckedTransport(resolver=rebinding))
        assert isinstance(result.error, SourceError)
        assert (rebinding.asked, at.connections) == (1, 0)


def test_connects_to_the_address_that_was_checked() -> None:
    """The name is looked up once; the connection goes to that address, the Host header stays the name's."""
    with site() as at:
        at.routes["/feed"] = [reply(200, rss(("One", "https://example.com/1")))]
        resolver = Resolver(["127.0.0.1"], ["10.9.9.9"])
        transport = CheckedTransport(resolver=resolver, allowed={f"news.example.com:{at.port}"})
        result = visit(Feed("f", at.url("/feed", "news.example.com")), transport)
        assert (result.status, resolver.asked) == ("new", 1)
        assert at.asked[0].headers["host"] == f"news.example.com:{at.port}"


def test_second_address_is_tried() -> None:
    """Where the first address of a name does not answer, the next one is tried."""
    with site() as at:
        at.routes["/feed"] = [reply(200, rss(("One", "https://example.com/1")))]
        transport = CheckedTransport(
            resolver=Resolver(["127.0.0.2", "127.0.0.1"]), allowed={f"news.example.com:{at.port}"}
        )
        assert visit(Feed("f", at.url("/feed", "news.example.com")), transport).status == "new"


@pytest.mark.parametrize(
    "location",
    ["http://127.0.0.1:{inner}/secret", "http://localhost:{inner}/secret", "//[::ffff:127.0.0.1]:{inner}/secret",
     "file:///etc/passwd", "http://user:pw@127.0.0.1:{inner}/secret", "http://0x7f000001:{inner}/"],
)  # fmt: skip
def test_every_hop_is_checked(location: str) -> None:
    """A feed that may live on loopback cannot redirect to another port there, nor to what is not public http."""
    with site() as outer, site() as inner:
        outer.routes["/feed"] = [reply(302, b"", "Location: " + location.format(inner=inner.port))]
        result = visit(Feed("f", outer.url("/feed"), allow_private=True), CheckedTransport())
        assert isinstance(result.error, AddressRefused)
        assert inner.connections == 0


def test_allowance_belongs_to_its_feed() -> None:
    """A connection kept from a feed that may be private is not used for one that may not."""
    with site() as at:
        at.routes["/feed"] = [reply(200, rss(("One", "https://example.com/1")))]

        async def both() -> tuple[FetchResult, FetchResult]:
            async with CheckedTransport() as transport:
                first = await fetch_feed(Feed("a", at.url("/feed"), allow_private=True), FeedState(), transport, NOW)
                return first, await fetch_feed(Feed("b", at.url("/feed")), FeedState(), transport, NOW)

        allowed, refused = asyncio.run(both())
        assert allowed.status == "new"
        assert isinstance(refused.error, AddressRefused)
        assert len(at.asked) == 1


def test_connections_are_kept_and_replaced() -> None:
    """Visits to one host share a connection; one the server has closed since is replaced without a failure."""

    async def close_after(asked: Asked, write: Write) -> None:
        await write(reply(200, rss(("Two", "https://example.com/2"))))

    with site() as at:
        at.routes["/feed"] = [reply(200, rss(("One", "https://example.com/1"))), close_after, reply(200, rss())]
        at.routes["/late"] = [reply(408), reply(200, rss(("Three", "https://example.com/3")))]

        async def four() -> list[FetchResult]:
            feed, late = (Feed("a", at.url(path), allow_private=True) for path in ("/feed", "/late"))
            async with CheckedTransport() as transport:
                made = []
                for one in (feed, feed, feed, late):
                    made.append(await fetch_feed(one, FeedState(), transport, NOW))
                    await asyncio.sleep(0.05)
                return made

        results = asyncio.run(four())
        assert [r.status for r in results] == ["new"] * 4
        assert at.connections == 3


def test_of_more_hosts_than_connections_are_kept_for_the_one_idle_longest_is_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """After many hosts the last ones are still asked over the connections that they have."""
    monkeypatch.setattr("callnow.http.transport.IDLE_CONNECTIONS", 2)
    with site() as at:
        at.routes["/feed"] = [reply(200, rss(("One", "https://example.com/1")))]

        async def go() -> None:
            async with CheckedTransport(resolver=Resolver(["127.0.0.1"])) as transport:
                for name in ("a", "b", "c", "c", "b"):
                    feed = Feed("f", at.url("/feed", f"{name}.example.com"), allow_private=True)
                    await fetch_feed(feed, FeedState(), transport, NOW, SourceSettings())
            assert at.connections == 3

        asyncio.run(go())


def test_slow_names_hold_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names whose look-up takes long do not delay the look-up of others."""
    really, looked_up = socket.getaddrinfo, threading.Event()

    def look_up(host: str, *args: object, **more: object) -> object:
        if host.startswith("slow"):
            looked_up.wait(60)
            raise socket.gaierror(socket.EAI_AGAIN, "later")
        return really("127.0.0.1", *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with site() as at:
        at.routes["/feed"] = [reply(200, rss(("One", "https://example.com/1")))]

        async def go() -> tuple[int, list[FetchResult]]:
            async with CheckedTransport(allowed={f"quick.example.com:{at.port}"}) as transport:
                hosts = [f"slow{n}.example.com" for n in range(20)] + ["quick.example.com"]
                visits = [fetch_feed(Feed(h, at.url("/feed", h)), FeedState(), transport, NOW) for h in hosts]
                *slow, quick = [asyncio.create_task(v) for v in visits]
                result = await quick
                ended = sum(task.done() for task in slow)
                looked_up.set()
                return ended, [result, *await asyncio.gather(*slow)]

        ended, (quick, *slow) = asyncio.run(go())
        assert (quick.status, ended) == ("new", 0)
        assert all(isinstance(s.error, FetchFailed) and s.error.kind == "dns" for s in slow)


def test_only_http() -> None:
    """The transport itself refuses what is not http(s), whoever asks."""

    async def go() -> None:
        async with CheckedTransport() as transport:
            await transport.handle_async_request(httpx.Request("GET", "ftp://example.com/"))

    with pytest.raises(AddressRefused):
        asyncio.run(go())


def tls_visit(at: Site, host: str, trusted: Path | None) -> FetchResult:
    context = ssl.create_default_context()
    if trusted is not None:
        context.load_verify_locations(trusted)
    transport = CheckedTransport(
        resolver=Resolver(["127.0.0.1"]), allowed={f"{host}:{at.port}"}, ssl_context=context, connect_timeout=5
    )
    return visit(Feed("f", at.url("/feed", host, "https")), transport)


@pytest.mark.parametrize(
    ("host", "days", "trust", "words"),
    [
        ("news.example.com", 30, True, ""),
        ("news.example.com", -1, True, "expired"),
        ("other.example.com", 30, True, "another host"),
        ("news.example.com", 30, False, "self-signed"),
    ],
)
def test_tls(tmp_path: Path, host: str, days: int, trust: bool, words: str) -> None:
    """A certificate that is expired, for another host or self-signed fails the visit, each in its own words."""
    context, file = certificate(tmp_path, "news.example.com", days=days, authority=True)
    with site(context) as at:
        at.routes["/feed"] = [reply(200, rss(("One", "https://example.com/1")) + b" " * 300_000)]
        result = tls_visit(at, host, file if trust else None)
        if not words:
            assert (result.status, len(result.body) > 300_000) == ("new", True)
            return
        assert isinstance(result.error, FetchFailed)
        assert result.error.kind == "tls"
        assert words in str(result.error)
        assert at.asked == []


@pytest.mark.skipif(not FORGED.exists(), reason="the list of forged addresses is not here")
def test_forged_addresses_are_never_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """As feed and as target of a redirect, a forged address leads to no connection but the one that is allowed."""
    connected: list[tuple[str, int]] = []
    really = httpcore.AnyIOBackend.connect_tcp

    async def spied(self: httpcore.AnyIOBackend, host: str, port: int, *more: Any) -> httpcore.AsyncNetworkStream:
        connected.append((host, port))
        return await really(self, host, port, *more)

    async def to_loopback(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    monkeypatch.setattr(httpcore.AnyIOBackend, "connect_tcp", spied)
    forged = [line for line in FORGED.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    with site() as at:
        for number, address in enumerate(forged):
            path = f"/{number}"
            at.routes[path] = [reply(302, b"", f"Location: {address}")]
            for target, allowed in ((address, False), (at.url(path), True)):
                feed = Feed("f", target, allow_private=allowed)
                result = visit(feed, CheckedTransport(resolver=to_loopback), SourceSettings(deadline=2.0))
                assert isinstance(result.error, SourceError), address
        assert set(connected) == {("127.0.0.1", at.port)}
        assert len(connected) >= len(forged)
