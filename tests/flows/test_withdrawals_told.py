"""Withdrawals in whole runs, as operators and receivers see them: after a kill, a judgement, in the outbox."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from callnow.settings import load_settings
from callnow.store import publish
from flows.running.delivering import REPEAT
from tests.conftest import Callnow
from tests.flows.whole_run import HOUR, LAYOFFS, NOW, Desk, Item, feed
from tests.killing import Receivers, dying_callnow, finish, receivers, start
from tests.sources.loopback import Site, site

DENIAL = Item(
    "Quorrel Systems Denies Reports of Layoffs in Austin", "https://wire.example.com/denied", "g-denied", 0.15
)
CHAT = '[fetch]\nallow_private = ["127.0.0.1:{port}"]\n[channels.chat]\nkind = "slack"\nurl = "{url}/home/chat"\n'


@contextmanager
def told_desk(callnow: Callnow, home: Path) -> Iterator[tuple[Desk, Receivers, Site]]:
    """A home that told a file and a chat of the layoffs."""
    with receivers() as got, site() as wire:
        url = f"http://127.0.0.1:{got.port}"
        desk = Desk(callnow, home, CHAT.format(port=got.port, url=url), publishing=False)
        wire.routes["/wire"] = [feed(LAYOFFS)]
        desk.add(wire=wire.url("/wire"))
        assert desk.run().code == 0
        yield desk, got, wire


def file_lines(home: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (home / "told.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.integration
def test_a_run_that_is_killed_at_a_withdrawal_tells_it(callnow: Callnow, home: Path) -> None:
    """kill -9 after the chat was told: the next run says it once more there, as a repeat, and nowhere else."""
    with told_desk(callnow, home) as (desk, got, wire):
        wire.routes["/wire"] = [feed(LAYOFFS, DENIAL)]
        words = ["--home", str(home), "--at", (NOW + 3 * HOUR).isoformat(), "run"]
        assert finish(start(dying_callnow, words, "after sending to chat", home / "steps")) == -signal.SIGKILL
        assert desk.run(NOW + 4 * HOUR).code == 0
        assert desk.run(NOW + 5 * HOUR).code == 0
        subject = "Do not call Mara Lindqvist, Quorrel Systems, Inc.: the news is denied"
        posts = [json.loads(body)["text"] for _, body in got.got["home", "chat"]]
        assert posts[1:] == [subject, f"{REPEAT}{subject}"]
        assert [bool(line["withdrawal"]) for line in file_lines(home)] == [False, True]


@pytest.mark.integration
def test_a_run_says_how_many_calls_it_took_back(callnow: Callnow, home: Path) -> None:
    """In what it prints, in what is kept of it, and in the state of the home."""
    with told_desk(callnow, home) as (desk, _, wire):
        wire.routes["/wire"] = [feed(LAYOFFS, DENIAL)]
        assert "1 call taken back, 2 withdrawals sent." in desk.run(NOW + 3 * HOUR).out
        at = ("--at", (NOW + 4 * HOUR).isoformat())
        assert "0 to call now, 1 taken back" in " ".join(callnow(*at, "status").out.split())
        assert "taken back" not in desk.run(NOW + 5 * HOUR).out


@pytest.mark.integration
def test_a_name_that_a_person_says_is_anothers_takes_the_call_back(callnow: Callnow, home: Path) -> None:
    """Judged on the command line; the rematch that applies it plans it, the next run tells it. A rematch for another
    reason tells nobody."""
    with told_desk(callnow, home) as (desk, _, _):
        at = ("--at", (NOW + HOUR).isoformat())
        assert callnow(*at, "judge", "Quorrel Systems", "Quorrel Systems, Inc.", "different").code == 0
        assert "1 open trigger withdrawn" in callnow(*at, "rematch").out
        assert desk.run(NOW + 2 * HOUR).code == 0
        assert [line["why"] for line in file_lines(home)][1:] == ["Do not call: the news does not hold."]
        rows = [json.loads(line) for line in callnow(*at, "outbox", "--all", "--json").out.splitlines()]
        assert {row["tells"] for row in rows} <= {"call_now", "withdrawal"}


@pytest.mark.integration
def test_the_outbox_shows_them_and_sends_dead_ones_again(callnow: Callnow, home: Path) -> None:
    """By one word; also where the call is over, which drops what tells of a call."""
    with told_desk(callnow, home) as (desk, got, wire):
        config = home / "callnow.toml"
        named = config.read_text()
        config.write_text(named.partition("[channels.chat]")[0])
        wire.routes["/wire"] = [feed(LAYOFFS, DENIAL)]
        desk.run(NOW + 3 * HOUR)
        publish(load_settings(home))
        (row,) = [json.loads(line) for line in callnow("outbox", "--json").out.splitlines()]
        assert (row["tells"], row["state"], row["channel"]) == ("withdrawal", "dead", "chat")
        config.write_text(named)
        ran = callnow("--at", (NOW + 4 * HOUR).isoformat(), "outbox", "resend", row["id"])
        assert (ran.code, "1 sent" in ran.out) == (0, True)
        assert json.loads(got.got["home", "chat"][-1][1])["text"].startswith("Do not call Mara Lindqvist")
