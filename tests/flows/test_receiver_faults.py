"""Receivers over whole runs: away for two days, gone, silent, a bad certificate. Nothing lost, no key told twice."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from callnow.settings import load_settings
from callnow.store import publish
from delivery import post as posting
from delivery.outbox import MAX_ATTEMPTS
from flows.running.delivering import REPEAT
from tests.conftest import Callnow
from tests.delivery.receivers import Receiver, receiving
from tests.flows.whole_run import CLOSURE, DAY, HIRE, HOUR, LAYOFFS, MOVE, NOW, Desk, feed
from tests.killing import SECRET
from tests.sources.certificates import certificate
from tests.sources.loopback import Site, site

CONFIG = """
[fetch]
allow_private = ["{place}"]
[channels.signed]
kind = "webhook"
tiers = ["call_now", "worth_knowing"]
url = "{url}/signed"
secret = "{secret}"
"""
CHAT = '[channels.chat]\nkind = "slack"\ntiers = ["call_now", "worth_knowing"]\nurl = "{url}/chat"\n'


@pytest.fixture
def wire() -> Iterator[Site]:
    with site() as at:
        yield at


def desk_at(receiver: Receiver, wire: Site, home: Path, callnow: Callnow, more: str = "") -> Desk:
    """A home that tells this receiver; three of the wire's items concern its people."""
    place = receiver.url.partition("://")[2]
    desk = Desk(callnow, home, CONFIG.format(place=place, url=receiver.url, secret=SECRET) + more, publishing=False)
    wire.routes["/wire"] = [feed(HIRE, LAYOFFS, MOVE)]
    desk.add(wire=wire.url("/wire"))
    return desk


def waiting(desk: Desk, *words: str) -> list[dict[str, object]]:
    """What `callnow outbox` lists, of a copy that is published for it."""
    publish(load_settings(desk.home))
    return [json.loads(line) for line in desk.callnow("outbox", "--json", *words).out.splitlines()]


def ids(receiver: Receiver, since: int = 0) -> Counter[str]:
    """How often each message came to the signed channel, by its id."""
    return Counter(headers["webhook-id"] for headers, _ in receiver.got[since:] if "webhook-id" in headers)


OUTAGES = {
    "500": (500, {}, 0.0),
    "429": (429, {"Retry-After": "7200"}, 0.0),
    "silent after accepting": (200, {}, 30.0),
}


@pytest.mark.integration
@pytest.mark.parametrize(
    "every",
    [DAY, pytest.param(HOUR / 4, marks=[pytest.mark.slow, pytest.mark.timeout(900)])],
    ids=["now and then", "by cron"],
)
@pytest.mark.parametrize(
    "outage", ["500", *(pytest.param(one, marks=pytest.mark.slow) for one in ("429", "silent after accepting"))]
)
def test_a_receiver_away_for_two_days(
    outage: str, every: timedelta, wire: Site, home: Path, callnow: Callnow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every alert, also one of the days between, comes once it is back, once each under the id of every try before."""
    monkeypatch.setattr(posting, "DEADLINE", 0.2)
    with receiving() as receiver:
        desk = desk_at(receiver, wire, home, callnow)
        receiver.script = [OUTAGES[outage]] * 10_000
        tries: dict[str, list[datetime]] = {}
        at = NOW
        while at < NOW + 2 * DAY:
            if at >= NOW + DAY:
                wire.routes["/wire"] = [feed(HIRE, LAYOFFS, MOVE, CLOSURE)]
            before = len(receiver.got)
            ran = desk.run(at, "--due")
            assert ran.code == (3 if len(receiver.got) > before else 0), ran.err
            for key in ids(receiver, before):
                tries.setdefault(key, []).append(at)
            at += every
        for moments in tries.values():
            waits = [later - earlier for earlier, later in pairwise(moments)]
            assert len(moments) <= MAX_ATTEMPTS
            assert not waits or max(waits) >= HOUR  # they grow, and the channel rests
            assert outage != "429" or not waits or min(waits) >= 2 * HOUR  # as it asked
        rows = waiting(desk)
        assert len(rows) == 4
        assert {row["state"] for row in rows} <= {"failed", "pending"}
        assert all(row["last_error"] and row["next_try_at"] for row in rows)
        assert "4 waiting" in callnow("--at", at.isoformat(), "status").out
        receiver.script, down = [], len(receiver.got)
        for _ in range(3):
            assert desk.run(at, "--due").code == 0
            at += 8 * HOUR
        assert set(ids(receiver, down).values()) == {1}
        assert len(ids(receiver, down)) == 4
        assert set(ids(receiver)) == set(ids(receiver, down))
        assert waiting(desk) == []


@pytest.mark.slow
def test_a_chat_that_was_away_hears_each_alert(
    wire: Site, home: Path, callnow: Callnow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A receiver without a key, back after two days, is told each once; what it refused is not called a repeat."""
    with receiving() as receiver:
        desk = desk_at(receiver, wire, home, callnow, CHAT.format(url=receiver.url))
        receiver.script = [OUTAGES["500"]] * 10_000
        for hours in (0, 24, 47):
            assert desk.run(NOW + hours * HOUR).code == 3
        receiver.script, down = [], len(receiver.got)
        for hours in (50, 60):
            assert desk.run(NOW + hours * HOUR).code == 0
        posts = [json.loads(body) for headers, body in receiver.got[down:] if "webhook-id" not in headers]
        assert len(posts) == len({post["text"] for post in posts}) == 3
        assert not any(post["text"].startswith(REPEAT) for post in posts)


@pytest.mark.integration
def test_a_receiver_that_is_gone(wire: Site, home: Path, callnow: Callnow) -> None:
    """A 410 makes dead letters, listed and told by `status`; sent again by hand they come under the ids they had."""
    with receiving() as receiver:
        desk = desk_at(receiver, wire, home, callnow)
        receiver.script = [(410, {}, 0.0)] * 3
        ran = desk.run()
        assert ran.code == 3
        assert "the receiver is gone" in ran.err
        dead = waiting(desk, "--dead")
        assert {row["state"] for row in dead} == {"dead"}
        assert len(dead) == 3
        told = callnow("--at", NOW.isoformat(), "status")
        assert (told.code, "3 messages could not be delivered" in told.out) == (3, True)
        tried = ids(receiver)
        assert desk.run(NOW + DAY).code == 0
        assert ids(receiver) == tried
        assert callnow("--at", (NOW + DAY).isoformat(), "outbox", "resend", "--all").code == 0
        assert ids(receiver) == Counter(dict.fromkeys(tried, 2))
        assert waiting(desk) == []


def test_a_receiver_with_a_bad_certificate(
    wire: Site, home: Path, callnow: Callnow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is sent to it, the certificate is named, and once it is repaired every alert comes once."""
    for name in ("ended", "good"):
        (tmp_path / name).mkdir()
    context, ended = certificate(tmp_path / "ended", "localhost", days=-1, authority=True)
    _, good = certificate(tmp_path / "good", "localhost", authority=True)
    (tmp_path / "trusted.pem").write_bytes(ended.read_bytes() + good.read_bytes())
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "trusted.pem"))
    with receiving(context) as receiver:
        desk = desk_at(receiver, wire, home, callnow)
        ran = desk.run()
        assert (ran.code, receiver.got) == (3, [])
        assert "localhost: the certificate has expired" in ran.err
        context.load_cert_chain(good)
        assert desk.run(NOW + HOUR).code == 0
        assert desk.run(NOW + DAY).code == 0
        assert (len(ids(receiver)), len(receiver.got)) == (3, 3)
