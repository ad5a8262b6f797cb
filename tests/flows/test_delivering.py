"""Draining the outbox: whole digests, what a crash leaves in doubt, letters to nobody; and sending dead ones again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from callnow.errors import ChannelError
from callnow.model import Delivery, Employer, Prospect, Touch, Trigger
from callnow.settings import ChannelSettings, Settings
from callnow.store import held_open
from callnow.store.connection import writing
from callnow.store.copies import publish
from callnow.store.outbox import begin_deliveries, dead_letters, due_deliveries, planned_deliveries, save_deliveries
from callnow.store.people import RhythmNote, save_prospects
from callnow.store.records import save_rhythm
from callnow.store.rows import add, fetch, from_row
from callnow.store.snoozes import snooze
from callnow.terms import ContactKind, DeliveryState, Tier
from delivery.channels import open_channels
from delivery.message import Channel, Message
from flows.running import delivering
from flows.running.delivering import NOBODY, REPEAT, deliver_due
from tests.conftest import Callnow
from tests.homes import make_once

NOW = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)


def trigger(number: int) -> Trigger:
    return Trigger(
        f"t{number:04}", f"p{number:04}", "m1", "s1", "e1", "layoffs", Tier.CALL_NOW, 50.0, f"reason {number}", "say",
        NOW, NOW + timedelta(days=30),
    )  # fmt: skip


def delivery(number: int, **changes: Any) -> Delivery:
    return replace(Delivery(f"d{number:04}", f"t{number:04}", "desk", next_try_at=NOW), **changes)


def fill(settings: Settings, deliveries: list[Delivery]) -> None:
    """A home with these deliveries, their triggers and the people they are about."""
    numbers = [int(d.trigger_id[1:]) for d in deliveries]
    people = [Prospect(f"p{n:04}", f"Ida Varn {n}", "Quorrel", "m1") for n in numbers]
    with writing(settings.database) as con:
        save_prospects(con, people, [Employer("m1", "Quorrel")], NOW.date())
        add(con, "trigger", [trigger(n) for n in numbers])
        save_deliveries(con, deliveries)


def kept(settings: Settings) -> dict[str, Delivery]:
    with writing(settings.database) as con:
        return {d.id: d for d in map(partial(from_row, Delivery), fetch(con, "FROM delivery"))}


class Desk:
    """A receiver that keeps what it gets; `before` is called with each message and may raise."""

    name = "desk"
    gathers = False

    def __init__(self, before: Callable[[Message], None] = lambda message: None) -> None:
        self.before = before
        self.got: list[Message] = []

    def send(self, message: Message) -> None:
        self.before(message)
        self.got.append(message)


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Settings]:
    """Those of a home with one channel; its database stays open, for opening it takes longer than what is tried."""
    settings = Settings(home=tmp_path / "home", channels={"desk": ChannelSettings(kind="console")})
    settings.home.mkdir()
    with held_open(settings):
        yield settings


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Callable[[Channel], None]:
    """Puts a receiver in the place of every channel of the settings."""
    return lambda channel: monkeypatch.setattr(delivering, "open_channels", lambda *given: {channel.name: channel})


def test_a_digest_is_never_cut_in_two(settings: Settings) -> None:
    """However few are asked for, all of a digest come, because they go out under one id; others wait their turn."""
    alone = [delivery(n) for n in range(3)]
    digest = [delivery(n, batch="b", next_try_at=NOW - timedelta(hours=1)) for n in range(3, 9)]
    elsewhere = [delivery(n, batch="b", channel="other") for n in range(9, 11)]
    fill(settings, [*alone, *digest, *elsewhere])
    with writing(settings.database) as con:
        assert [d.id for d in due_deliveries(con, NOW, most=2)] == [d.id for d in digest]
        assert len(due_deliveries(con, NOW, most=7)) == 7
        assert len(due_deliveries(con, NOW)) == 11


def test_planning_reads_what_goes_out_today_and_what_was_planned_of_its_own_triggers(settings: Settings) -> None:
    """What was sent or given up long ago counts towards no cap; of triggers that are planned it is still known."""
    long_ago = {"state": DeliveryState.SENT, "sent_at": NOW - timedelta(days=5), "next_try_at": None}
    today = {"state": DeliveryState.SENT, "sent_at": NOW - timedelta(hours=20), "next_try_at": None}
    dead = {"state": DeliveryState.DEAD, "next_try_at": None}
    others = [delivery(n, **long_ago) for n in range(3)]
    fill(
        settings, [*others, delivery(3, **today), delivery(4, next_try_at=NOW + timedelta(days=1)), delivery(5, **dead)]
    )
    with writing(settings.database) as con:
        con.execute("UPDATE trigger SET story_id = 's2' WHERE id = 't0001'")
        assert [d.id for d in planned_deliveries(con, NOW)] == ["d0003", "d0004"]
        told = planned_deliveries(con, NOW, triggers=["t0000", "t0005"], stories=["s2"])
        assert [d.id for d in told] == ["d0000", "d0001", "d0003", "d0004", "d0005"]


def test_everything_due_is_sent_and_recorded(settings: Settings, use: Callable[[Channel], None]) -> None:
    """Each message goes out once under its id; a second drain has nothing to do."""
    desk = Desk()
    use(desk)
    fill(settings, [delivery(n, batch="b" if n > 5 else "") for n in range(9)])
    outcomes = list(deliver_due(settings, NOW))
    assert sorted(len(m.cards) for m in desk.got) == [1] * 6 + [3]
    assert {d.state for d in outcomes} == {d.state for d in kept(settings).values()} == {"sent"}
    assert all(d.begun_at is None for d in kept(settings).values())
    assert not list(deliver_due(settings, NOW))


def test_nobody_is_disturbed_at_night(settings: Settings, use: Callable[[Channel], None]) -> None:
    """What was due by day and could not be sent waits for the end of quiet hours, repeats too; then all comes."""
    desk = Desk()
    use(desk)
    quiet = ChannelSettings(kind="console", quiet_hours="19:00-08:00")
    at_home = settings.model_copy(update={"channels": {"desk": quiet}})
    failed = {"state": DeliveryState.FAILED, "attempts": 4, "last_error": "503"}
    fill(settings, [delivery(1), delivery(2, **failed)])
    assert list(deliver_due(at_home, NOW + timedelta(hours=6))) == []
    assert desk.got == []
    waits = {d.next_try_at for d in kept(settings).values()}
    assert waits == {datetime(2026, 3, 3, 8, tzinfo=UTC)}
    assert len(list(deliver_due(at_home, datetime(2026, 3, 3, 8, 1, tzinfo=UTC)))) == len(desk.got) == 2


def test_an_outcome_is_recorded_before_the_next_message_is_sent(
    settings: Settings, use: Callable[[Channel], None]
) -> None:
    """Whenever a message goes out, the store knows how all before it ended and that this one is under way."""
    seen: list[list[tuple[str, bool]]] = []

    def look(message: Message) -> None:
        seen.append(sorted((d.state, d.begun_at is not None) for d in kept(settings).values()))

    use(Desk(look))
    fill(settings, [delivery(n) for n in range(3)])
    list(deliver_due(settings, NOW))
    waiting, under_way, sent = ("pending", False), ("pending", True), ("sent", False)
    assert seen == [[waiting, waiting, under_way], [waiting, under_way, sent], [under_way, sent, sent]]


def test_what_a_crash_left_in_doubt_says_so_when_it_is_sent_again(
    settings: Settings, use: Callable[[Channel], None]
) -> None:
    """The repeat has the same id and is marked, also when it fails once more; what was never begun is not marked."""
    fill(settings, [delivery(0), delivery(1)])
    with writing(settings.database) as con:
        begin_deliveries(con, ["d0000"], NOW - timedelta(hours=1))

    def down(message: Message) -> None:
        raise ChannelError("is down", where="desk")

    use(Desk(down))
    assert {d.state for d in deliver_due(settings, NOW)} == {"failed"}
    desk = Desk()
    use(desk)
    assert {d.state for d in deliver_due(settings, NOW + timedelta(hours=1))} == {"sent"}
    marked = {m.id: (m.subject.startswith(REPEAT), m.cards[0].why.startswith(REPEAT)) for m in desk.got}
    assert marked == {"d0000": (True, True), "d0001": (False, False)}
    assert all(d.begun_at is None for d in kept(settings).values())


def test_a_letter_to_nobody_ends(settings: Settings, use: Callable[[Channel], None]) -> None:
    """A delivery whose prospect was forgotten is dead and says why, instead of being due for ever."""
    desk = Desk()
    use(desk)
    fill(settings, [delivery(0), delivery(1)])
    with writing(settings.database) as con:
        con.execute("DELETE FROM prospect WHERE id = 'p0000'")
    assert {d.id: d.state for d in deliver_due(settings, NOW)} == {"d0000": "dead", "d0001": "sent"}
    assert kept(settings)["d0000"].last_error == NOBODY
    assert [m.id for m in desk.got] == ["d0001"]


@pytest.mark.parametrize(
    "how", ["state = 'withdrawn'", "state = 'called'", "state = 'wrong_event'", "expires_at = '2026-03-01'"]
)
def test_no_call_that_is_over_is_told(settings: Settings, use: Callable[[Channel], None], how: str) -> None:
    """News denied while a digest waited for its hour is not in it, nor sent alone; the rest is told."""
    desk = Desk()
    use(desk)
    fill(settings, [delivery(1, batch="b"), delivery(2, batch="b"), delivery(3), delivery(4)])
    with writing(settings.database) as con:
        con.execute(f"UPDATE trigger SET {how} WHERE id IN ('t0001', 't0003')")
    assert {d.id for d in deliver_due(settings, NOW)} == {"d0002", "d0004"}
    assert {card.trigger_id for m in desk.got for card in m.cards} == {"t0002", "t0004"}
    assert {id: d.state for id, d in kept(settings).items() if d.state != "sent"} == {
        "d0001": "dropped",
        "d0003": "dropped",
    }


def test_no_call_to_who_is_paused_is_told(settings: Settings, use: Callable[[Channel], None]) -> None:
    """Planned before a pause, it is dropped, with a digest, too; a pause that is over bars nothing."""
    desk = Desk()
    use(desk)
    fill(settings, [delivery(1, batch="b"), delivery(2, batch="b"), delivery(3), delivery(4)])
    with writing(settings.database) as con:
        save_rhythm(con, [RhythmNote(f"p000{n}", NOW.date(), NOW.date() + timedelta(days=n - 2)) for n in (1, 2, 3)])
    assert {d.id for d in deliver_due(settings, NOW)} == {"d0001", "d0002", "d0004"}
    assert kept(settings)["d0003"].state == "dropped"


def test_what_is_no_call_of_today_is_told_on_its_day(settings: Settings, use: Callable[[Channel], None]) -> None:
    """On a day without calls it waits for the next, one of a digest for the next digest; a call that was put off waits
    until it comes back."""
    desk = Desk()
    use(desk)
    fill(settings, [delivery(1, batch="b"), delivery(2), delivery(3), delivery(4, batch="b")])
    tomorrow, later = datetime(2026, 3, 3, tzinfo=UTC), datetime(2026, 3, 5, tzinfo=UTC)
    with writing(settings.database) as con:
        save_rhythm(con, [RhythmNote(f"p000{n}", NOW.date(), no_contact=(NOW.date(),)) for n in (1, 2)])
        snooze(con, ["t0003"], later)
    assert {d.id for d in deliver_due(settings, NOW)} == {"d0004"}
    waits = {id: d.next_try_at for id, d in kept(settings).items() if d.state == "pending"}
    assert waits == {"d0001": tomorrow.replace(hour=7, minute=30), "d0002": tomorrow, "d0003": later}
    assert kept(settings)["d0001"].batch not in ("", "b")
    assert {d.id for d in deliver_due(settings, tomorrow + timedelta(hours=8))} == {"d0001", "d0002"}
    assert {d.id for d in deliver_due(settings, later)} == {"d0003"}
    assert sorted(card.trigger_id for m in desk.got for card in m.cards) == ["t0001", "t0002", "t0003", "t0004"]


def test_no_call_to_who_has_died_is_told(settings: Settings, use: Callable[[Channel], None]) -> None:
    """Neither is one that was planned before that was noted; the news that they have died is."""
    desk = Desk()
    use(desk)
    fill(settings, [delivery(1), delivery(2)])
    with writing(settings.database) as con:
        add(con, "touch", [Touch(f"c{n}", f"p000{n}", NOW, ContactKind.VOICEMAIL, outcome="deceased") for n in (1, 2)])
        con.execute("UPDATE trigger SET kind = 'person', tier = 'worth_knowing' WHERE id = 't0002'")
    assert {d.id for d in deliver_due(settings, NOW)} == {"d0002"}
    assert kept(settings)["d0001"].state == "dropped"


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


def test_every_channel_keeps_its_own_name(tmp_path: Path) -> None:
    """Deliveries are found again by the name that routes know a channel by."""
    channels = {"desk": ChannelSettings(kind="jsonl", path=tmp_path / "told.jsonl")}
    opened = open_channels(channels, delivering.surroundings(Settings(home=tmp_path)))
    assert {name: channel.name for name, channel in opened.items()} == {"desk": "desk"}


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
