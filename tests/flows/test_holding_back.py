"""Calls that nobody is to hear of now: over, paused, on a day without calls, to who has died."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from callnow.model import Touch
from callnow.settings import Settings
from callnow.store.connection import writing
from callnow.store.people import RhythmNote
from callnow.store.records import save_rhythm
from callnow.store.rows import add
from callnow.store.snoozes import snooze
from callnow.terms import ContactKind
from delivery.message import Channel
from flows.running.delivering import deliver_due
from tests.flows.outboxes import NOW, Desk, delivery, fill, kept


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
