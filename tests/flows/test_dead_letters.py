"""Dead letters: listed, sent again by hand, and by themselves once what they died of is mended."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from callnow.settings import ChannelSettings, Settings
from callnow.store.connection import writing
from callnow.store.copies import publish
from callnow.store.outbox import dead_letters
from callnow.terms import DeliveryState
from delivery.message import Channel
from flows.running.delivering import deliver_due
from tests.conftest import Callnow
from tests.flows.outboxes import NOW, Desk, delivery, fill, kept
from tests.homes import make_once


def test_dead_letters_come_with_the_rest_of_their_digest(settings: Settings) -> None:
    """One id of a digest brings all of it; without ids come all dead ones, never what was sent."""
    fill(
        settings,
        [
            *(delivery(n, state=DeliveryState.DEAD, batch="b") for n in range(2)),
            delivery(2, state=DeliveryState.DEAD),
            delivery(3, state=DeliveryState.FAILED),
            delivery(4, state=DeliveryState.SENT),
        ],
    )
    with writing(settings.database) as con:
        assert [d.id for d in dead_letters(con, ["d0000"])] == ["d0000", "d0001"]
        assert [d.id for d in dead_letters(con)] == ["d0000", "d0001", "d0002"]
        assert [d.id for d in dead_letters(con, ["d0003", "d0004"])] == ["d0003"]


class TestCommand:
    """callnow outbox, and callnow outbox resend."""

    @staticmethod
    def fill_and_publish(settings: Settings) -> None:
        later = NOW + timedelta(days=1)
        lost = {"state": "dead", "last_error": "desk: is gone", "attempts": 40, "next_try_at": None}
        fill(
            settings,
            [
                delivery(0, **lost),
                delivery(1, state=DeliveryState.FAILED, next_try_at=later, last_error="desk: is down"),
                delivery(2, state=DeliveryState.SENT, next_try_at=None, sent_at=NOW),
            ],
        )
        publish(settings.database, settings.published)

    @pytest.fixture
    def dead(self, home: Path) -> Path:
        """A home whose outbox holds a dead letter, one that failed and one that was sent; told.jsonl is its desk."""
        home.mkdir()
        (home / "callnow.toml").write_text('[channels.desk]\nkind = "jsonl"\npath = "told.jsonl"\n')
        make_once(home, "dead letters", lambda: self.fill_and_publish(Settings(home=home)))
        return home / "told.jsonl"

    def test_it_lists_by_state(self, dead: Path, callnow: Callnow) -> None:
        """What is not sent, with whom it is about, why it is stuck and when it is tried next; --dead only the dead."""
        rows = [json.loads(line) for line in callnow("outbox", "--json").out.splitlines()]
        assert [(r["id"], r["state"], r["prospect"]) for r in rows] == [
            ("d0000", "dead", "Ida Varn 0"),
            ("d0001", "failed", "Ida Varn 1"),
        ]
        assert [r["last_error"] for r in rows] == ["desk: is gone", "desk: is down"]
        assert rows[1]["next_try_at"]
        only = callnow("outbox", "--dead")
        assert (only.code, "d0000" in only.out, "d0001" in only.out) == (0, True, False)
        assert "1 dead, 1 failed, 1 sent" in only.out
        assert len(callnow("outbox", "--all", "--json").out.splitlines()) == 3

    @pytest.mark.integration
    def test_a_dead_letter_is_sent_again(self, dead: Path, callnow: Callnow, home: Path) -> None:
        """It goes out at once under its own id, and nothing else does; then none is left."""
        ran = callnow("--at", NOW.isoformat(), "outbox", "resend", "d0000")
        assert (ran.code, "1 sent" in ran.out) == (0, True)
        assert [json.loads(line)["trigger_id"] for line in dead.read_text().splitlines()] == ["t0000"]
        assert kept(Settings(home=home))["d0000"] == delivery(
            0, state=DeliveryState.SENT, attempts=1, sent_at=NOW, next_try_at=None
        )
        assert "0 put back" in callnow("outbox", "resend", "--all").out

    def test_a_dead_letter_about_a_call_that_is_over_is_dropped(self, dead: Path, callnow: Callnow) -> None:
        """That is said, nothing is sent, and no command asks for it again."""
        ran = callnow("--at", (NOW + timedelta(days=400)).isoformat(), "outbox", "resend", "d0000")
        assert (ran.code, ran.out.splitlines()) == (
            0,
            ["0 put back.", "1 dropped: nobody is to be told of it any more."],
        )
        assert not dead.exists()
        assert callnow("outbox", "--dead", "--json").out == ""

    @pytest.mark.integration
    def test_all_dead_letters_are_sent_again(self, dead: Path, callnow: Callnow) -> None:
        """--all is every dead letter; what still waits for its next try keeps waiting."""
        assert callnow("--at", NOW.isoformat(), "outbox", "resend", "--all").code == 0
        assert [json.loads(line)["trigger_id"] for line in dead.read_text().splitlines()] == ["t0000"]

    @pytest.mark.parametrize("words", [["d9999"], ["d0000", "d0002"], [], ["d0000", "--all"]])
    def test_an_id_that_is_none_is_named(self, words: list[str], dead: Path, callnow: Callnow, home: Path) -> None:
        """Nothing is sent, not even what was named beside it."""
        before = kept(Settings(home=home))
        ran = callnow("outbox", "resend", *words)
        assert (ran.code, "callnow outbox" in ran.err) == (2, True)
        assert kept(Settings(home=home)) == before
        assert not dead.exists()


SECRET = "whsec_bXVjaC10b28tc2hvcnQtYnV0LWxvbmctZW5vdWdo"
HERE = "http://127.0.0.1:18939/x"


def sent_to(settings: Settings, url: str, *allowed: str) -> Settings:
    """The settings with this address for their channel, and these allowed on the local network."""
    fetch_settings = settings.fetch.model_copy(update={"allow_private": allowed})
    desk = ChannelSettings(kind="webhook", url=SecretStr(url), secret=SecretStr(SECRET))
    return settings.model_copy(update={"channels": {"desk": desk}, "fetch": fetch_settings})


@pytest.mark.parametrize("mended", [(HERE, "127.0.0.1:18939"), ("https://hooks.example.com/x",)])
def test_what_died_of_a_forbidden_address_is_sent_once_that_is_mended(
    mended: tuple[str, ...], settings: Settings, use: Callable[[Channel], None]
) -> None:
    """Once, by itself, while its call waits; not while the address is forbidden still, nor what died otherwise."""
    gone = delivery(2, state=DeliveryState.DEAD, last_error="desk: hooks.example.com answered 410")
    given_up = delivery(3, state=DeliveryState.DEAD, last_error="desk: hooks.example.com is not a public address")
    fill(settings, [delivery(1), gone, given_up])
    for url in HERE, HERE, "http://10.0.0.7/x", "http://[::1]:18939/x":
        list(deliver_due(sent_to(settings, url), NOW))
        assert (kept(settings)["d0001"].state, kept(settings)["d0001"].attempts) == (DeliveryState.DEAD, 1)
    use(desk := Desk())
    for _ in range(2):
        list(deliver_due(sent_to(settings, *mended), NOW + timedelta(hours=1)))
    assert [message.id for message in desk.got] == ["d0001"]
    assert {d.state for d in (kept(settings)["d0002"], kept(settings)["d0003"])} == {DeliveryState.DEAD}
