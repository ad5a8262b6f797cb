"""When a withdrawal is sent: at once but for quiet hours, until nobody needs it, and through whatever fails between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from callnow.errors import ChannelError
from callnow.model import Delivery, Touch, Trigger
from callnow.settings import ChannelSettings, Settings
from callnow.store import verdicts
from callnow.store.connection import writing
from callnow.store.forget import forget_people
from callnow.store.news import triggers_by_id
from callnow.store.outbox import begin_deliveries, save_deliveries
from callnow.store.rows import add
from callnow.store.sql import Connection
from callnow.store.touches import save_touches
from callnow.terms import ContactKind, DeliveryState
from delivery.message import Channel, Message
from delivery.outbox import plan_deliveries
from delivery.routes import read_routes
from flows.calls import cards
from flows.running import delivering, withdrawals
from flows.running.delivering import REPEAT
from tests.flows.outboxes import Desk
from tests.flows.told_call import (
    BACK,
    CALL,
    TOLD,
    channel_in_use,
    confirm,
    deny,
    desk_in_use,
    drained,
    kept,
    save_people,
    told_home,
)
from tests.flows.whole_run import DAY, HOUR, NOW

settings = pytest.fixture(told_home)
use = pytest.fixture(channel_in_use)
desk = pytest.fixture(desk_in_use)


def test_a_drain_asks_once_for_the_triggers_of_what_it_sends(
    settings: Settings, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is needed no more and what the cards say are read from the same."""
    asked: list[Sequence[str]] = []

    def counting(con: Connection, ids: Sequence[str]) -> list[Trigger]:
        asked.append(ids)
        return triggers_by_id(con, ids)

    for module in (delivering, withdrawals, cards):
        monkeypatch.setattr(module, "triggers_by_id", counting, raising=False)
    with writing(settings.database) as con:
        con.execute("UPDATE delivery SET state = 'pending', sent_at = NULL")
    assert drained(settings, NOW + HOUR) == [TOLD]
    assert [list(ids) for ids in asked if ids] == [["t1"]]
    deny(settings)
    asked.clear()
    assert drained(settings) == [BACK]
    assert [list(ids) for ids in asked if ids] == [["t1"]] * 2  # once before it has its time, once as it is sent


@pytest.mark.parametrize("how", ["confirmed", "logged", "expired", "forgotten", "calendar", "not named any more"])
def test_what_waits_is_dropped_where_nobody_needs_it(
    settings: Settings, use: Callable[[Channel], None], how: str
) -> None:
    """The receiver is down; meanwhile the news is confirmed, the call was logged, or there is nobody to tell."""

    def down(message: Message) -> None:
        raise ChannelError("down", where="desk")

    desk = Desk(down)
    use(desk)
    deny(settings)
    assert drained(settings) == []
    assert kept(settings)[BACK].state is DeliveryState.FAILED
    at = NOW + 2 * DAY
    if how == "confirmed":
        confirm(settings)
    with writing(settings.database) as con:
        if how == "logged":
            save_touches(con, [Touch("c1", "p1", NOW + HOUR, ContactKind.CALLED, "good talk")])
        elif how == "forgotten":
            forget_people(con, ["p1"], NOW.date(), "asked")
        elif how == "not named any more":
            con.execute("UPDATE delivery SET channel = 'desk/ann@example.com'")
    if how == "expired":
        at = NOW + timedelta(days=31)
    elif how == "calendar":
        settings = replace_channels(settings, desk=ChannelSettings(kind="calendar", path=Path("calls.ics")))
    desk.before = lambda message: None
    assert drained(settings, at) == []
    assert desk.got == []
    assert how == "forgotten" or kept(settings)[BACK].state is DeliveryState.DROPPED


def replace_channels(settings: Settings, **channels: ChannelSettings) -> Settings:
    return settings.model_copy(update={"channels": channels})


def test_a_message_left_drops_nothing(settings: Settings, desk: Desk) -> None:
    """Whoever reached nobody would try again."""
    deny(settings)
    with writing(settings.database) as con:
        save_touches(con, [Touch("c1", "p1", NOW + HOUR, ContactKind.VOICEMAIL, "no answer")])
    assert drained(settings) == [BACK]


def test_a_click_taken_back_in_time_says_nothing(settings: Settings, desk: Desk) -> None:
    """And is said once the news is denied after all."""
    with writing(settings.database) as con:
        verdicts.judge_wrong_event(con, "t1", NOW + HOUR)
        verdicts.reopen(con, ["t1"])
    assert drained(settings, NOW + HOUR) == []
    deny(settings)
    assert drained(settings) == [BACK]


def test_calls_that_came_in_a_digest_are_taken_back_at_once(settings: Settings, desk: Desk) -> None:
    """Several of one digest in one message; it takes no place under the daily cap, and says nothing else."""
    daily = replace_channels(settings, desk=ChannelSettings(kind="console", digest_at="07:30", daily_cap=1))
    of_others = [replace(CALL, id=f"t{n}", prospect_id=f"p{n}") for n in (2, 3)]
    with writing(daily.database) as con:
        save_people(con, ["p2", "p3"])
        add(con, "trigger", of_others)
        sent = [Delivery(f"d{t.id}", t.id, "desk", DeliveryState.SENT, 1, sent_at=NOW) for t in of_others]
        save_deliveries(con, sent)
        con.execute("UPDATE delivery SET batch = 'of this morning' WHERE trigger_id <> 't3'")
    deny(daily)
    assert len(drained(daily)) == 3
    alone, both = sorted(desk.got, key=lambda message: len(message.cards))
    assert alone.subject == "Do not call Ida Varn 3, Quorrel: the news is denied"
    assert both.subject == "Do not make 2 calls that you were told of"
    told_as = [card.withdrawal.told_as for card in both.cards if card.withdrawal]
    assert told_as == ["of this morning", "of this morning"]
    (route,) = read_routes(daily.channels)
    (new,) = plan_deliveries([replace(CALL, id="t4")], [route], NOW + 2 * HOUR, already=_sent_at_noon(kept(daily)))
    assert new.batch == ""


def _sent_at_noon(known: dict[str, Delivery]) -> list[Delivery]:
    """What was sent two hours after the calls: withdrawals."""
    return [delivery for delivery in known.values() if delivery.sent_at == NOW + 2 * HOUR]


def test_one_call_of_a_digest_is_taken_back_in_a_message_like_any_other(settings: Settings, desk: Desk) -> None:
    """Also in the digest's own hours: at once."""
    daily = replace_channels(settings, desk=ChannelSettings(kind="console", digest_at="07:30"))
    with writing(daily.database) as con:
        con.execute("UPDATE delivery SET batch = 'of this morning'")
    deny(daily)
    assert drained(daily) == [BACK]
    assert [(m.id, m.kind, m.subject) for m in desk.got] == [
        (BACK, "immediate", "Do not call Ida Varn, Quorrel: the news is denied")
    ]


def test_quiet_hours_are_kept(settings: Settings, desk: Desk) -> None:
    """It waits for their end."""
    quiet = replace_channels(settings, desk=ChannelSettings(kind="console", quiet_hours="16:00-07:00"))
    deny(quiet)
    assert drained(quiet) == []
    assert kept(quiet)[BACK].next_try_at == datetime(2026, 3, 3, 7, tzinfo=UTC)
    assert drained(quiet, NOW + DAY) == [BACK]


def test_a_kill_loses_none_and_each_repeat_says_so(settings: Settings, use: Callable[[Channel], None]) -> None:
    """Killed after the call was sent and before that was recorded, and again at the withdrawal."""

    def killed(message: Message) -> None:
        raise KeyboardInterrupt

    with writing(settings.database) as con:
        con.execute("UPDATE delivery SET state = 'pending', sent_at = NULL")
        begin_deliveries(con, [TOLD], NOW)
    deny(settings)
    use(Desk(killed))
    with pytest.raises(KeyboardInterrupt):
        drained(settings)
    desk = Desk()
    use(desk)
    assert drained(settings) == [BACK]
    assert [m.id for m in desk.got] == [BACK]
    assert desk.got[0].subject.startswith(f"{REPEAT}Do not call Ida Varn")
    assert desk.got[0].cards[0].withdrawal
    assert desk.got[0].cards[0].withdrawal.told_on is None


def test_a_channel_that_is_named_again_is_told_then(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """While callnow.toml did not name it, the withdrawal was a dead letter."""
    opened: dict[str, Channel] = {}
    monkeypatch.setattr(delivering, "open_channels", lambda *_: opened)
    deny(settings)
    assert drained(replace_channels(settings, other=ChannelSettings(kind="console"))) == []
    assert kept(settings)[BACK].state is DeliveryState.DEAD
    opened["desk"] = Desk()
    assert drained(settings, NOW + DAY) == [BACK]
