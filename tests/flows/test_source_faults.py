"""Feeds that move, end, or lie about TLS or what is new: over whole runs each item is told once, each fault named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread

import pytest

from callnow.settings import load_settings
from flows.news.subscribing import subscribe
from sources.feed import Feed
from tests.conftest import Callnow
from tests.flows.whole_run import CLOSURE, DAY, HIRE, HOUR, LAYOFFS, MOVE, NOW, Desk, feed, feed_of, paths
from tests.sources.certificates import certificate
from tests.sources.loopback import Asked, Site, Write, reply, site

HIRED, CUT = "executive_hired Mara Lindqvist", "layoffs Mara Lindqvist"
MOVED, CLOSED = "headquarters_moved Imke Vandersloot", "layoffs Óscar Brannigan"


def moved_to(path: str, status: int = 308) -> bytes:
    return reply(status, b"", f"Location: {path}")


class TestMoves:
    """301, 302, 308, 410, loops, https to http."""

    @pytest.mark.integration
    @pytest.mark.parametrize("status", [pytest.param(301, marks=pytest.mark.slow), 308])
    def test_a_feed_that_moved_for_good(self, status: int, home: Path, callnow: Callnow) -> None:
        """Its items come from the first run on; three identical answers rewrite the address; nothing comes twice."""
        with site() as at:
            desk = Desk(callnow, home, publishing=False)
            at.routes = {"/old": [moved_to("/new", status)], "/new": [feed(HIRE)]}
            desk.add(wire=at.url("/old"))
            assert [desk.run(NOW + n * DAY).code for n in range(3)] == [0, 0, 0]
            assert desk.told() == [HIRED]
            asked = len(at.asked)
            at.routes["/new"] = [feed(HIRE, LAYOFFS)]
            desk.run(NOW + 3 * DAY)
            assert paths(at)[asked:] == ["/new"]
            assert desk.told() == [HIRED, CUT]

    @pytest.mark.integration
    def test_a_feed_that_moved_for_now(self, home: Path, callnow: Callnow) -> None:
        """However often a 302 comes, the declared address is asked first; so it is after moves to two places."""
        with site() as at:
            desk = Desk(callnow, home, publishing=False)
            at.routes = {
                "/old": [moved_to("/new", 302)],
                "/unsure": [moved_to("/new"), moved_to("/other"), moved_to("/new"), moved_to("/other")],
                "/new": [feed(HIRE)],
                "/other": [feed(HIRE)],
            }
            desk.add(old=at.url("/old"), unsure=at.url("/unsure"))
            for n in range(4):
                assert desk.run(NOW + n * DAY).code == 0
            assert (paths(at).count("/old"), paths(at).count("/unsure")) == (4, 4)
            assert desk.told() == [HIRED]

    @pytest.mark.integration
    def test_a_feed_that_redirects_for_ever(self, home: Path, callnow: Callnow) -> None:
        """It is given up after five hops, named with its class and its next try; the others are read."""
        with site() as at:
            desk = Desk(callnow, home)
            at.routes = {"/loop": [moved_to("/loop")], "/wire": [feed(HIRE)]}
            desk.add(loop=at.url("/loop"), wire=at.url("/wire"))
            ran = desk.run()
            assert (ran.code, desk.told()) == (3, [HIRED])
            assert "loop: more than 5 redirects" in ran.err
            assert paths(at).count("/loop") == 6
            assert (desk.health("loop")["error_class"], desk.health("loop")["state"]) == ("redirect", "failing")
            assert desk.health("loop")["next_check_at"] > NOW.isoformat()

    @pytest.mark.integration
    def test_a_feed_that_is_gone_is_paused_until_a_person_lifts_it(self, home: Path, callnow: Callnow) -> None:
        """A 410 is said at once and in every list, asked no more, and undone by `callnow feeds on`."""
        with site() as at:
            desk = Desk(callnow, home, publishing=False)
            at.routes = {"/gone": [reply(410), feed(LAYOFFS)], "/wire": [feed(HIRE)]}
            desk.add(gone=at.url("/gone"), wire=at.url("/wire"))
            ran = desk.run()
            assert (ran.code, desk.told()) == (3, [HIRED])
            assert "gone: the server answered with status 410" in ran.err
            assert "callnow feeds on" in ran.err
            assert desk.run(NOW + DAY).code == 0
            assert paths(at).count("/gone") == 1
            assert desk.health("gone")["state"] == "paused"
            assert "gone for good (410)" in desk.health("gone")["health"]
            assert "gone for good (410)" in callnow("--at", NOW.isoformat(), "status").out
            assert callnow("feeds", "on", "gone").code == 0
            assert desk.run(NOW + DAY).code == 0
            assert desk.told() == [HIRED, CUT]
            assert desk.health("gone", NOW + DAY)["state"] == "well"

    def test_no_way_from_https_to_http(
        self, home: Path, callnow: Callnow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A redirect that gives up TLS is not followed: the plain address is never asked."""
        context, file = certificate(tmp_path, "localhost", authority=True)
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
        with site() as plain, site(context) as secure:
            desk = Desk(callnow, home)
            plain.routes["/wire"] = [feed(HIRE)]
            secure.routes["/wire"] = [moved_to(plain.url("/wire"), 301)]
            desk.add(wire=secure.url("/wire", "localhost", "https"))
            ran = desk.run()
            assert (ran.code, desk.told(), plain.asked) == (1, [], [])
            assert "a redirect from https to http, which is not followed" in ran.err


@contextmanager
def speaking_no_tls() -> Iterator[str]:
    """Host and port of a server that answers whatever comes in the clear, and so says that it speaks no TLS."""

    class Handler(BaseRequestHandler):
        def handle(self) -> None:
            self.request.recv(4096)
            self.request.sendall(reply(400, b"this is not a place for TLS"))

    with ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"localhost:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.mark.integration
def test_each_fault_of_tls_has_words_of_its_own(
    home: Path, callnow: Callnow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Expired, not valid yet, for another host, self-signed, no TLS: named each, and never asked in the clear.

    A good one beside them is read; once one is repaired, what it holds is told."""
    made = {
        "good": {"name": "localhost"},
        "expired": {"name": "localhost", "days": -1},
        "early": {"name": "localhost", "days": 120},
        "elsewhere": {"name": "news.example.com"},
        "unknown": {"name": "localhost"},
    }
    words = {
        "expired": "the certificate has expired",
        "early": "the certificate is not valid yet",
        "elsewhere": "the certificate is for another host",
        "unknown": "the certificate is self-signed",
        "plain": "no safe connection",
    }
    contexts, trusted = {}, b""
    for name, given in made.items():
        (tmp_path / name).mkdir()
        contexts[name], file = certificate(tmp_path / name, authority=True, **given)  # type: ignore[arg-type]
        trusted += b"" if name == "unknown" else file.read_bytes()
    (tmp_path / "trusted.pem").write_bytes(trusted)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "trusted.pem"))
    held = {"good": HIRE, "expired": LAYOFFS, "early": MOVE, "elsewhere": CLOSURE, "unknown": LAYOFFS}
    desk = Desk(callnow, home, publishing=False)
    with (
        site(contexts["good"]) as good,
        site(contexts["expired"]) as expired,
        site(contexts["early"]) as early,
        site(contexts["elsewhere"]) as elsewhere,
        site(contexts["unknown"]) as unknown,
        speaking_no_tls() as plain,
    ):
        sites: dict[str, Site] = dict(zip(held, (good, expired, early, elsewhere, unknown), strict=True))
        for name, at in sites.items():
            at.routes["/wire"] = [feed(held[name])]
        addresses = {name: at.url("/wire", "localhost", "https") for name, at in sites.items()}
        desk.add(**addresses, plain=f"https://{plain}/wire")
        ran = desk.run()
        assert (ran.code, desk.told()) == (3, [HIRED])
        for name, said in words.items():
            assert f"{name}: {said}" in ran.err
            assert name == "plain" or sites[name].asked == []
            assert desk.health(name)["error_class"] == "tls"
        assert "callnow fetches over safe connections alone: write to the site's owner" in " ".join(ran.err.split())
        assert "6 feeds read (0 unchanged, 5 failed)" in ran.out
        (tmp_path / "trusted.pem").write_bytes(trusted + (tmp_path / "unknown" / "server.pem").read_bytes())
        assert desk.run(NOW + HOUR).code == 3
        assert desk.told() == [HIRED, CUT]


def told_by(hours: Sequence[int], desk: Desk) -> list[list[str]]:
    """What was told after a scheduled run of each hour."""
    told = []
    for hour in hours:
        assert desk.run(NOW + hour * HOUR, "--due").code == 0
        told.append(desk.told())
    return told


@pytest.mark.integration
@pytest.mark.parametrize("step", ["read_mailbox", "read_on_disk"])
def test_a_fault_in_what_is_read_here_ends_no_run(
    step: str, home: Path, callnow: Callnow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A mailbox or list of this machine comes first; what nobody foresaw fails that feed, and the others are read."""
    monkeypatch.setattr(f"flows.news.fetching.{step}", lambda *a, **more: 1 // 0)
    kind = {"read_mailbox": "mail", "read_on_disk": "warn"}[step]
    (tmp_path / "oh.csv").touch()
    with site() as at:
        desk = Desk(callnow, home, publishing=False)
        at.routes["/wire"] = [feed(HIRE)]
        desk.add(wire=at.url("/wire"))
        subscribe(load_settings(home), [Feed(name="here", url=str(tmp_path), kind=kind)])
        ran = desk.run()
        assert (ran.code, desk.told()) == (3, [HIRED])
    assert "here: unexpected ZeroDivisionError in test_source_faults.py:" in ran.err
    assert (desk.health("here")["error_class"], desk.health("here")["state"]) == ("source", "failing")


class TestValidators:
    """A new item is seen within a day, whatever a server says of what changed."""

    HOURS = (0, 4, 8, 12, 16, 20, 24, 28, 32)

    @pytest.mark.integration
    def test_the_etag_changes_and_the_date_stays(self, home: Path, callnow: Callnow) -> None:
        """A server that compares the ETag alone gives what is new at the next visit; each item is told once."""
        date = "Last-Modified: Mon, 02 Mar 2026 08:00:00 GMT"
        with site() as at:
            desk = Desk(callnow, home, publishing=False)

            async def compare(asked: Asked, write: Write) -> None:
                etag, items = ('"b"', (HIRE, LAYOFFS)) if len(at.asked) > 2 else ('"a"', (HIRE,))
                known = asked.headers.get("if-none-match") == etag
                headers = (f"ETag: {etag}", date)
                await write(reply(304, b"", *headers) if known else feed(*items, headers=headers))

            at.routes["/wire"] = [compare]
            desk.add(wire=at.url("/wire"))
            assert told_by([0, 4, 8, 12], desk) == [[HIRED], [HIRED], [HIRED, CUT], [HIRED, CUT]]
            assert at.asked[1].headers["if-modified-since"] == date.removeprefix("Last-Modified: ")
            assert at.asked[-1].headers["if-none-match"] == '"b"'

    @pytest.mark.integration
    @pytest.mark.parametrize(
        "hours", [(0, 4, 20, 28), pytest.param(HOURS, marks=pytest.mark.slow)], ids=["some", "all"]
    )
    def test_304_for_ever(self, hours: Sequence[int], home: Path, callnow: Callnow) -> None:
        """A server that answers 304 to whatever carries a validator is asked without one within the day."""
        with site() as at:
            desk = Desk(callnow, home, publishing=False)
            hour = 0

            async def stubborn(asked: Asked, write: Write) -> None:
                items = (HIRE, LAYOFFS) if hour >= 5 else (HIRE,)
                validated = asked.headers.keys() & {"if-none-match", "if-modified-since"}
                await write(reply(304) if validated else feed(*items, headers=('ETag: "1"',)))

            at.routes["/wire"] = [stubborn]
            desk.add(wire=at.url("/wire"))
            seen = {}
            for hour in hours:
                assert desk.run(NOW + hour * HOUR, "--due").code == 0
                seen[hour] = desk.told()
            assert seen[0] == seen[4] == [HIRED]
            assert seen[28] == [HIRED, CUT]  # from hour 5 on it was there: less than a day
            assert desk.told() == seen[28]

    @pytest.mark.integration
    @pytest.mark.parametrize("headers", [(), ('ETag: "1"',)], ids=["", "ETag"])
    def test_a_page_is_read_anew_once_its_selectors_are_corrected(
        self, headers: tuple[str, ...], home: Path, callnow: Callnow
    ) -> None:
        """What it held before counts, too, though it has not changed; after that visit it is asked as ever."""
        listed = "".join(
            f'<div class="{block}"><h3><a href="/{block}/1">{item.title}</a></h3> <i>March 2, 2026</i></div>'
            for block, item in (("award", MOVE), ("news", HIRE))
        )

        async def page(asked: Asked, write: Write) -> None:
            same = headers and asked.headers.get("if-none-match") == '"1"'
            await write(reply(304) if same else reply(200, f"<html>{listed}</html>".encode(), *headers))

        with site() as at:
            desk = Desk(callnow, home, publishing=False)
            at.routes["/news"] = [page]
            told = []
            for n, block in enumerate(("award", "award", "news", "news")):
                selectors = {"item": f".{block}", "title": "h3", "date": "i"}
                room = Feed("room", at.url("/news"), "newsroom", selectors=selectors, allow_private=True)
                subscribe(load_settings(home), [room])
                assert desk.run(NOW + n * HOUR).code == 0
                told.append(desk.told())
            assert told == [[MOVED], [MOVED], [MOVED, HIRED], [MOVED, HIRED]]
            assert ["if-none-match" in asked.headers for asked in at.asked] == [
                False,
                bool(headers),
                False,
                bool(headers),
            ]

    @pytest.mark.slow
    def test_weak_etags(self, home: Path, callnow: Callnow) -> None:
        """A weak ETag is sent back as it came; one that comes back strong, or for other words, hides nothing."""
        with site() as at:
            desk = Desk(callnow, home, publishing=False)
            at.routes["/wire"] = [
                feed(HIRE, headers=('ETag: W/"7"',)),
                reply(304, b"", 'ETag: "7"'),
                feed(HIRE, LAYOFFS, headers=('ETag: W/"7"',)),
                feed(HIRE, LAYOFFS, MOVE, headers=('ETag: W/"7"',)),
            ]
            desk.add(wire=at.url("/wire"))
            seen = []
            for n in range(5):
                assert desk.run(NOW + n * HOUR).code == 0
                seen.append(desk.told())
            assert at.asked[1].headers["if-none-match"] == 'W/"7"'
            assert at.asked[2].headers["if-none-match"] == '"7"'
            assert seen == [[HIRED], [HIRED], [HIRED, CUT], [HIRED, CUT, MOVED], [HIRED, CUT, MOVED]]

    @pytest.mark.slow
    def test_fresh_for_a_year(self, home: Path, callnow: Callnow) -> None:
        """A feed that calls itself fresh for a year, or asks for a visit a month, is visited within the day."""
        with site() as at:
            desk = Desk(callnow, home, publishing=False)
            slow = feed_of(HIRE).replace(b"<title>wire</title>", b"<title>wire</title><ttl>525600</ttl>", 1)
            at.routes["/wire"] = [reply(200, slow, "Cache-Control: max-age=31536000"), feed(HIRE, CLOSURE)]
            desk.add(wire=at.url("/wire"))
            told = dict(zip(self.HOURS, told_by(self.HOURS, desk), strict=True))
            assert (told[0], told[28]) == ([HIRED], [HIRED, CLOSED])
