"""One visit to one feed."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from callnow.errors import FetchFailed
from callnow.http.transport import CheckedTransport
from sources.feed import Feed, FeedState, FetchResult, SourceSettings
from sources.fetch import fetch_feed
from tests.sources.loopback import Answer, Asked, Site, Write, reply, rss, site

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
BODY = rss(("One", "https://example.com/1"))
QUICK = SourceSettings(deadline=2.0, max_body=200_000)


def visit(
    at: Site,
    state: FeedState | None = None,
    *,
    now: datetime = NOW,
    path: str = "/feed",
    settings: SourceSettings = QUICK,
) -> FetchResult:
    async def go() -> FetchResult:
        async with CheckedTransport() as transport:
            feed = Feed("Example", at.url(path), allow_private=True)
            return await fetch_feed(feed, state or FeedState(), transport, now, settings)

    return asyncio.run(go())


def failure(at: Site, *answers: Answer, settings: SourceSettings = QUICK) -> FetchFailed:
    at.routes["/feed"] = list(answers)
    result = visit(at, settings=settings)
    assert result.status == "failed"
    assert isinstance(result.error, FetchFailed)
    assert result.error.where == "Example"
    assert result.state.next_check_at is not None
    return result.error


def test_both_validators_are_kept_and_sent() -> None:
    """The validators of an answer go into the next request; a 304 has no body and renews them."""
    with site() as at:
        stamp = "Mon, 02 Mar 2026 08:00:00 GMT"
        at.routes["/feed"] = [
            reply(200, BODY, 'ETag: W/"a"', f"Last-Modified: {stamp}", packed=True),
            reply(304, b"", 'ETag: W/"b"'),
            reply(304),
        ]
        first = visit(at)
        assert (first.status, first.body) == ("new", BODY)
        second = visit(at, first.state, now=NOW + timedelta(hours=1))
        assert (second.status, second.body) == ("unchanged", b"")
        assert at.asked[1].headers["if-none-match"] == 'W/"a"'
        assert at.asked[1].headers["if-modified-since"] == stamp
        visit(at, second.state, now=NOW + timedelta(hours=2))
        assert at.asked[2].headers["if-none-match"] == 'W/"b"'
        assert at.asked[2].headers["if-modified-since"] == stamp


def test_missing_validator_is_forgotten() -> None:
    """A validator that a new answer no longer carries is not sent again."""
    with site() as at:
        at.routes["/feed"] = [reply(200, BODY, 'ETag: "a"'), reply(200, BODY + b"\n")]
        state = visit(at, visit(at).state).state
        assert (state.etag, state.last_modified) == ("", "")


def test_one_full_answer_a_day() -> None:
    """A server that answers 304 for ever is asked without validators within a day, so that a new item is seen."""
    with site() as at:

        async def stubborn(asked: Asked, write: Write) -> None:
            conditional = "if-none-match" in asked.headers or "if-modified-since" in asked.headers
            await write(reply(304) if conditional else reply(200, BODY + b" " * len(at.asked), 'ETag: "same"'))

        at.routes["/feed"] = [stubborn]
        state, statuses = FeedState(), []
        for hour in range(0, 49, 4):
            result = visit(at, state, now=NOW + timedelta(hours=hour))
            state = result.state
            statuses.append(result.status)
        fresh = [4 * n for n, status in enumerate(statuses) if status == "new"]
        assert fresh[0] == 0
        assert len(fresh) == 3
        assert max(b - a for a, b in pairwise(fresh)) <= 24


def test_same_body_is_unchanged() -> None:
    """A server without validators that sends the same bytes again has nothing to read."""
    with site() as at:
        at.routes["/feed"] = [reply(200, BODY)]
        first = visit(at)
        assert visit(at, first.state).status == "unchanged"


@pytest.mark.parametrize(
    ("answer", "kind", "status"),
    [
        (reply(503), "http", 503),
        (reply(404), "http", 404),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<rss>", "reset", None),
        (b"SSH-2.0-OpenSSH_9.6\r\n\r\n", "reset", None),
        (reply(200, gzip.compress(BODY)[:-20], "Content-Encoding: gzip"), "encoding", None),
        (reply(200, gzip.compress(gzip.compress(BODY)), "Content-Encoding: gzip, gzip"), "encoding", None),
        (reply(200, BODY, "Content-Encoding: br"), "encoding", None),
        (reply(200, BODY, "Content-Encoding: gzip"), "encoding", None),
        (reply(200, b"x" * 300_000), "size", None),
        (reply(200, gzip.compress(b"\0" * 50_000_000), "Content-Encoding: gzip"), "size", None),
        (reply(302), "redirect", None),
        (reply(302, b"", "Location: /feed"), "redirect", None),
    ],
)
def test_failures_are_values(answer: bytes, kind: str, status: int | None) -> None:
    """What a server can do wrong is a failure with its class and what to do, and changes no validator."""
    with site() as at:

        async def once(asked: Asked, write: Write) -> None:
            await write(answer)

        error = failure(at, once if kind == "reset" else answer)
        assert (error.kind, error.status) == (kind, status)
        assert error.hint


@pytest.mark.parametrize("packed", [zlib.compress(BODY), zlib.compress(BODY)[2:-4]])
def test_deflate_in_both_readings(packed: bytes) -> None:
    """Deflate is read with and without its zlib header."""
    with site() as at:
        at.routes["/feed"] = [reply(200, packed, "Content-Encoding: deflate")]
        assert visit(at).body == BODY


def test_no_connection() -> None:
    """A host that does not listen is a connect failure."""
    with site() as at:
        pass
    result = visit(at)
    assert isinstance(result.error, FetchFailed)
    assert result.error.kind == "connect"


@pytest.mark.parametrize("endless", [b"<", b""])
def test_deadline_is_for_the_whole_visit(endless: bytes) -> None:
    """A server that sends a byte now and then, or nothing, holds a visit no longer than the deadline."""

    async def drip(asked: Asked, write: Write) -> None:
        await write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n")
        for _ in range(60):
            await write(endless)
            await asyncio.sleep(0.1)

    with site() as at:
        assert failure(at, drip, settings=replace(QUICK, deadline=0.5)).kind == "timeout"


def test_a_body_that_is_too_large_says_what_lets_it_in() -> None:
    """A value of the setting that would do for what the server has, and none for a page, which no setting bounds."""
    with site() as at:
        error = failure(at, reply(200, b"x" * 2_300_000), settings=replace(QUICK, max_body=500_000))
        assert "`callnow config set fetch.max_bytes 5000000`" in error.hint
        error = failure(at, reply(200, b"x" * 100_000), settings=replace(QUICK, max_body=50_000))
        assert "`callnow config set fetch.max_bytes 1000000`" in error.hint


def test_endless_body() -> None:
    """A body without end is given up at the size limit."""

    async def pour(asked: Asked, write: Write) -> None:
        await write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            await write(b"1000\r\n" + b"x" * 4096 + b"\r\n")

    with site() as at:
        assert failure(at, pour).kind == "size"


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("3600", 3600),
        ("Mon, 02 Mar 2026 11:00:00 GMT", 7200),
        ("Mon, 02 Mar 2020 11:00:00 GMT", 0),
        ("99999999999", 7 * 86400),
        ("soon", None),
    ],
)
def test_retry_after(header: str, seconds: float | None) -> None:
    """Retry-After in seconds or as a date is kept to, within a week; what cannot be read is left to the backoff."""
    with site() as at:
        error = failure(at, reply(429, b"", f"Retry-After: {header}"))
        assert error.retry_after == seconds
        state = visit(at).state
        assert state.next_check_at is not None
        assert state.next_check_at >= NOW + timedelta(seconds=seconds or 0)


def test_an_address_is_rewritten_after_identical_moves() -> None:
    """Three 301 to one target rewrite the address; a 302, or another target in between, does not."""
    with site() as at:
        at.routes["/new"] = [reply(200, BODY)]
        at.routes["/feed"] = [reply(301, b"", "Location: /new")]
        state = visit(at).state
        assert (state.permanent_moves, state.url) == (1, "")
        at.routes["/feed"] = [reply(302, b"", "Location: /new")]
        assert visit(at, state).state.permanent_moves == 0
        at.routes["/feed"] = [reply(308, b"", "Location: /new")]
        for _ in range(3):
            state = visit(at, state).state
        assert state.url == at.url("/new")
        asked = len(at.asked)
        visit(at, state)
        assert [a.path for a in at.asked[asked:]] == ["/new"]


def test_a_dead_new_address_is_given_up() -> None:
    """A feed whose new address is gone, or keeps failing, is asked for at its declared address again."""
    with site() as at:
        at.routes = {"/feed": [reply(200, BODY)], "/gone": [reply(410)], "/dead": [reply(404)]}
        state = visit(at, FeedState(url=at.url("/gone"))).state
        assert (state.url, state.paused_reason) == ("", "")
        state = FeedState(url=at.url("/dead"))
        for _ in range(5):
            assert state.url
            state = visit(at, state).state
        assert state.url == ""
        assert visit(at, state).status == "new"


@pytest.mark.parametrize("no_more", [404, 410])
def test_a_new_address_that_was_down_is_asked_again_where_the_old_one_is_no_more(no_more: int) -> None:
    """The site that it left was switched off after the move: the two are asked in turn until one answers."""
    with site() as at:
        at.routes = {"/feed": [reply(no_more)], "/new": [reply(503)]}
        state = FeedState(url=at.url("/new"))
        for _ in range(10):
            state = visit(at, state).state
        assert [asked.path for asked in at.asked] == ["/new"] * 5 + ["/feed", "/new"] * 2 + ["/feed"]
        at.routes["/new"] = [reply(200, BODY)]
        result = visit(at, state)
        assert (result.status, result.state.url, result.state.moved_to) == ("new", at.url("/new"), "")


def test_permanent_move_that_ends_in_a_temporary_one() -> None:
    """Of a chain of redirects only the permanent beginning counts as a move."""
    with site() as at:
        at.routes = {
            "/feed": [reply(301, b"", "Location: /a")],
            "/a": [reply(302, b"", "Location: /b")],
            "/b": [reply(301, b"", "Location: /c")],
            "/c": [reply(200, BODY)],
        }
        result = visit(at)
        assert (result.status, result.state.moved_to, result.final_url) == ("new", at.url("/a"), at.url("/c"))


def test_five_hops_and_no_more() -> None:
    """Five redirects are followed, the sixth is not."""
    with site() as at:
        for n in range(6):
            at.routes[f"/{n}"] = [reply(302, b"", f"Location: /{n + 1}")]
        at.routes["/6"] = [reply(200, BODY)]
        assert visit(at, path="/1").status == "new"
        result = visit(at, path="/0")
        assert isinstance(result.error, FetchFailed)
        assert result.error.kind == "redirect"


def test_gone_pauses_the_feed() -> None:
    """A 410 pauses the feed and says so; no next visit is planned."""
    with site() as at:
        at.routes["/feed"] = [reply(410)]
        state = visit(at).state
        assert ("410" in state.paused_reason, state.next_check_at) == (True, None)


def test_failed_visit_keeps_what_is_known() -> None:
    """After a failure the validators and the last success stay, and failures are counted."""
    with site() as at:
        at.routes["/feed"] = [reply(500)]
        before = FeedState(etag='"a"', last_modified="x", last_success_at=NOW, failures=1, last_full_at=NOW)
        state = visit(at, before).state
        assert (state.etag, state.last_modified, state.last_success_at, state.failures) == ('"a"', "x", NOW, 2)
        at.routes["/feed"] = [reply(304)]
        assert visit(at, replace(state, last_full_at=NOW)).state.failures == 0


def test_no_secret_in_errors() -> None:
    """The words of an error hold no query of an address, where tokens live."""
    with site() as at:
        at.routes["/feed?token=canary"] = [reply(302, b"", "Location: https://127.0.0.1:1/?key=canary2")]
        result = visit(at, path="/feed?token=canary")
        assert result.error is not None
        assert "canary" not in str(result.error) + repr(result.error) + result.state.error


@pytest.mark.parametrize(
    "cut",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<rss>",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n80\r\n<rss>",
        b"",
    ],
)
def test_an_answer_that_is_cut_off_is_no_fault_of_its_http(cut: bytes) -> None:
    """Whether a length, chunks or nothing came before the connection broke, that it broke is what is said."""
    with site() as at:

        async def once(asked: Asked, write: Write) -> None:
            await write(cut)

        assert failure(at, once).what == "the connection broke before the answer was complete"
