"""Draining the outbox: whole digests, what a crash leaves in doubt, letters to nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from callnow.errors import ChannelError
from callnow.settings import ChannelSettings, Settings
from callnow.store.connection import writing
from callnow.store.outbox import begin_deliveries, due_deliveries, planned_deliveries
from callnow.terms import DeliveryState
from delivery.channels import open_channels
from delivery.message import Channel, Message
from flows.running import delivering
from flows.running.delivering import NOBODY, REPEAT, deliver_due
from tests.flows.outboxes import NOW, Desk, delivery, fill, kept


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


def test_every_channel_keeps_its_own_name(tmp_path: Path) -> None:
    """Deliveries are found again by the name that routes know a channel by."""
    channels = {"desk": ChannelSettings(kind="jsonl", path=tmp_path / "told.jsonl")}
    opened = open_channels(channels, delivering.surroundings(Settings(home=tmp_path)))
    assert {name: channel.name for name, channel in opened.items()} == {"desk": "desk"}
