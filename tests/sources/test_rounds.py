"""A round over many feeds."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from callnow.errors import FetchFailed, ParseFailed
from callnow.http.transport import CheckedTransport
from callnow.model import Announcement
from sources.feed import Feed, FeedState, FetchResult, SourceSettings
from sources.fetch import fetch_feed
from sources.rounds import make_client, read_feeds
from sources.workers import ParsePool
from tests.sources.loopback import Asked, Site, Write, reply, rss, site

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
QUICK = SourceSettings(deadline=2.5, workers=1)
GOOD = rss(("One", "https://example.com/1"), ("Two", "https://example.com/2"))
Visit = tuple[FetchResult, list[Announcement]]


@pytest.fixture(scope="module")
def pool() -> Iterator[ParsePool]:
    with ParsePool(QUICK) as made:
        yield made


@pytest.fixture
def at() -> Iterator[Site]:
    with site() as made:
        yield made


def visit_all(feeds: list[tuple[Feed, FeedState]], pool: ParsePool, **more: object) -> dict[str, Visit]:
    async def go() -> dict[str, Visit]:
        settings = {"settings": QUICK, "now": NOW, "pool": pool} | more
        return {r.feed.name: (r, items) async for r, items in read_feeds(feeds, **settings)}  # type: ignore[arg-type]

    return asyncio.run(go())


def feed(at: Site, path: str) -> tuple[Feed, FeedState]:
    return Feed(path, at.url(path), allow_private=True), FeedState()


async def hang(asked: Asked, write: Write) -> None:
    await asyncio.sleep(30)


def test_one_bad_feed_harms_no_other(at: Site, pool: ParsePool) -> None:
    """Every feed of a round gets its result: the healthy ones their items, each failing one its class and next try."""
    at.routes = {f"/good{n}": [reply(200, GOOD, packed=True)] for n in range(10)} | {
        "/500": [reply(500)],
        "/hang": [hang],
        "/page": [reply(200, b"<!DOCTYPE html><html>Sign in</html>", "Content-Type: text/html")],
        "/bomb": [reply(200, b"\0" * 9_000_000, packed=True)],
    }
    paths = [*at.routes, "/missing"]
    visits = visit_all([feed(at, path) for path in paths], pool, settings=replace(QUICK, deadline=1.0))
    assert len(visits) == 15
    assert all(len(visits[f"/good{n}"][1]) == 2 for n in range(10))
    kinds = {name: r.error.kind for name, (r, _) in visits.items() if r.error is not None}
    assert kinds == {"/500": "http", "/hang": "timeout", "/page": "parse", "/bomb": "size", "/missing": "http"}
    for result, _ in visits.values():
        assert result.state.next_check_at is not None
        assert result.state.next_check_at > NOW
        assert result.body == b""


def test_a_feed_whose_user_agent_no_header_can_hold_fails_alone(at: Site, pool: ParsePool) -> None:
    """Kept before such were refused: its failure says so in words and asks the server nothing; blanks are cut."""
    at.routes = {f"/{name}": [reply(200, GOOD)] for name in ("odd", "blank", "good")}
    agents = {
        "umlaut": "Personalberatung Müller",
        "other": "招聘",
        "break": "x\r\nX-Y: z",
        "tab": "a\tb",
        "bell": "\x07",
    }
    odd = [(replace(feed(at, "/odd")[0], name=name, user_agent=agent), FeedState()) for name, agent in agents.items()]
    blank = replace(feed(at, "/blank")[0], user_agent=" Dorvane ")
    visits = visit_all([*odd, (blank, FeedState()), feed(at, "/good")], pool)
    for name in agents:
        result, items = visits[name]
        assert (result.status, items) == ("failed", [])
        assert "User-Agent" in str(result.error)
        assert "plain letters" in str(result.error)
        assert result.state.next_check_at is not None
    assert [len(visits[name][1]) for name in ("/blank", "/good")] == [2, 2]
    assert [asked.headers["user-agent"] for asked in at.asked if asked.path == "/blank"] == ["Dorvane"]
    assert not any(asked.path == "/odd" for asked in at.asked)


def test_a_fault_that_one_feed_meets_harms_no_other(at: Site, pool: ParsePool, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that nobody foresaw is a failed visit with its place, its next try and none of the fault's own words."""

    async def stumble(feed: Feed, *more: object) -> FetchResult:
        if feed.name == "/odd":
            raise ZeroDivisionError("sesame")
        return await fetch_feed(feed, *more)  # type: ignore[arg-type]

    monkeypatch.setattr("sources.rounds.fetch_feed", stumble)
    at.routes = {"/odd": [reply(200, GOOD)], "/good": [reply(200, GOOD)]}
    visits = visit_all([feed(at, "/odd"), feed(at, "/good")], pool)
    result, items = visits["/odd"]
    assert (result.status, items, len(visits["/good"][1])) == ("failed", [], 2)
    assert "/odd: unexpected ZeroDivisionError in test_rounds.py:" in str(result.error)
    assert "sesame" not in f"{result.error!r} {result.state}"
    assert (result.state.failures, result.state.next_check_at is not None) == (1, True)


def test_second_round_is_cheap(at: Site, pool: ParsePool) -> None:
    """A round over unchanged feeds starts no reader and brings nothing, and keeps what is known."""
    at.routes["/feed"] = [reply(200, GOOD, 'ETag: "a"'), reply(304)]
    first, items = visit_all([feed(at, "/feed")], pool)["/feed"]
    assert (first.status, first.state.items, first.state.last_new_item_at) == ("new", 2, NOW)
    later = NOW + timedelta(hours=1)
    unread = ParsePool(QUICK)
    unread.close()  # would raise if asked to read
    second, none = visit_all([(first.feed, first.state)], unread, now=later)["/feed"]
    assert (second.status, none, second.state.last_success_at) == ("unchanged", [], later)
    assert (second.state.item_ids, second.state.last_new_item_at) == (first.state.item_ids, NOW)
    assert len(items) == 2


def test_new_guids_are_no_new_items(at: Site, pool: ParsePool) -> None:
    """A feed that makes new guids at every poll brings the same ids, and its last new item does not move."""
    other = GOOD.replace(b"<guid>https://example.com/", b"<guid>urn:fresh:")
    at.routes["/feed"] = [reply(200, GOOD), reply(200, other)]
    first, items = visit_all([feed(at, "/feed")], pool)["/feed"]
    second, again = visit_all([(first.feed, first.state)], pool, now=NOW + timedelta(hours=1))["/feed"]
    assert [i.id for i in items] == [i.id for i in again]
    assert (second.status, second.state.last_new_item_at) == ("new", NOW)


def test_doubled_items_come_once(at: Site, pool: ParsePool) -> None:
    """An item that stands twice in a feed, or once with http and once with https, comes once, at its first place."""
    twins = rss(("One", "https://example.com/1"), ("Two", "https://example.com/2"), ("One", "http://example.com/1/"))
    at.routes["/feed"] = [reply(200, twins)]
    result, items = visit_all([feed(at, "/feed")], pool)["/feed"]
    assert [i.url for i in items] == ["https://example.com/1", "https://example.com/2"]
    assert result.state.items == 2


def test_unreadable_body_is_asked_for_again(at: Site, pool: ParsePool) -> None:
    """A body that could not be read leaves the old validators, so that no 304 ever hides it."""
    at.routes["/feed"] = [reply(200, b"garbage", 'ETag: "bad"'), reply(200, GOOD, 'ETag: "good"')]
    first, _ = visit_all([feed(at, "/feed")], pool)["/feed"]
    assert isinstance(first.error, ParseFailed)
    assert (first.state.etag, first.state.failures, first.state.last_full_at) == ("", 1, None)
    second, items = visit_all([(first.feed, first.state)], pool)["/feed"]
    assert (second.state.etag, second.state.failures, len(items)) == ('"good"', 0, 2)


def test_empty_answers_are_counted(at: Site, pool: ParsePool) -> None:
    """A feed that answers without items keeps what is known of its last ones and counts the empty answers."""
    at.routes["/feed"] = [reply(200, rss(channel=f"Example {n}")) for n in range(3)]
    before = FeedState(item_ids="a", last_new_item_at=NOW, seen_rate=20)
    state = before
    for _ in range(3):
        state = visit_all([(feed(at, "/feed")[0], state)], pool)["/feed"][0].state
    assert (state.empty_visits, state.item_ids, state.last_new_item_at, state.seen_rate) == (3, "a", NOW, 20)


def test_other_peoples_hosts_are_visited_with_manners(at: Site, pool: ParsePool) -> None:
    """Feeds on one host start apart and two at once at most; after a Retry-After nobody asks that host again."""

    async def everywhere(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    def client() -> CheckedTransport:
        hosts = {f"{name}.example.com:{at.port}" for name in ("calm", "cross")}
        return CheckedTransport(resolver=everywhere, allowed=hosts)

    at.routes = {f"/{n}": [reply(200, GOOD)] for n in range(5)} | {"/cross": [reply(429, b"", "Retry-After: 3600")]}
    calm = [Feed(f"calm{n}", at.url(f"/{n}", "calm.example.com")) for n in range(5)]
    cross = [Feed(f"cross{n}", at.url("/cross", "cross.example.com")) for n in range(4)]
    settings = replace(QUICK, host_gap=0.15, host_connections=1)
    began = asyncio.run(_clock())
    visits = visit_all(
        [(f, FeedState(failures=1)) for f in calm + cross], pool, settings=settings, client_factory=client
    )
    assert asyncio.run(_clock()) - began >= 0.15 * 4
    assert all(visits[f.name][0].status == "new" for f in calm)
    asked = [a for a in at.asked if a.path == "/cross"]
    assert len(asked) == 1
    until = NOW + timedelta(hours=1)
    for f in cross:
        result = visits[f.name][0]
        assert isinstance(result.error, FetchFailed)
        assert result.state.not_before is not None
        assert result.state.not_before >= until
    assert sorted(visits[f.name][0].state.failures for f in cross) == [1, 1, 1, 2]


async def _clock() -> float:
    return asyncio.get_running_loop().time()


def test_leaving_early_ends_everything(at: Site, pool: ParsePool) -> None:
    """A caller that stops after the first result leaves no task behind."""
    at.routes = {"/good": [reply(200, GOOD)], "/hang": [hang]}

    async def first_only() -> int:
        visits = read_feeds([feed(at, "/good"), feed(at, "/hang")], now=NOW, settings=QUICK, pool=pool)
        async for _ in visits:
            break
        await visits.aclose()  # type: ignore[attr-defined]
        return len(asyncio.all_tasks())

    assert asyncio.run(first_only()) == 1


def test_whole_addresses_are_not_logged(at: Site, pool: ParsePool, caplog: pytest.LogCaptureFixture) -> None:
    """With logging at its fullest, no token in an address is written."""
    at.routes["/feed?token=canary"] = [reply(302, b"", "Location: /other?token=canary")]
    at.routes["/other?token=canary"] = [reply(500)]
    with caplog.at_level(logging.INFO):
        visit_all([(Feed("Example", at.url("/feed?token=canary"), allow_private=True), FeedState())], pool)
    assert "canary" not in caplog.text


def test_settings_name_our_own_hosts(at: Site, pool: ParsePool) -> None:
    """A host and port that the settings name is visited without a gap and may be loopback."""
    at.routes["/feed"] = [reply(200, GOOD)]
    settings = replace(QUICK, allow_private=frozenset({f"127.0.0.1:{at.port}"}), host_gap=60.0)
    feeds = [(Feed(f"f{n}", at.url("/feed")), FeedState()) for n in range(5)]
    visits = visit_all(feeds, pool, settings=settings, client_factory=lambda: make_client(settings))
    assert [r.status for r, _ in visits.values()] == ["new"] * 5
