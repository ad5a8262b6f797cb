"""A call that is taken back: whoever was told to make it is told not to, once for each channel, and nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from callnow.errors import ChannelError
from callnow.model import (
    Announcement,
    CompanyEvent,
    Delivery,
    Employer,
    Match,
    Prospect,
    Report,
    Story,
    Touch,
    Trigger,
)
from callnow.run_summary import RunSummary
from callnow.settings import ChannelSettings, Settings
from callnow.store import fetch, from_row, held_open, verdicts
from callnow.store.connection import Connection, writing
from callnow.store.forget import forget_people
from callnow.store.news import Kept, Understood, asking_triggers, keep_understood, triggers_by_id
from callnow.store.outbox import begin_deliveries, save_deliveries
from callnow.store.people import save_prospects
from callnow.store.rows import add
from callnow.store.snoozes import snooze, wake
from callnow.store.touches import answer_triggers, reopen_triggers, save_touches
from callnow.store.withdrawals import withdrawal_id
from callnow.terms import Certainty, ContactKind, DeliveryState, MatchVerdict, Tier, TriggerState
from delivery.message import Channel, Message
from delivery.outbox import delivery_id, plan_deliveries
from delivery.routes import read_routes
from flows.calls import cards
from flows.running import delivering, withdrawals
from flows.running.delivering import REPEAT, deliver_due
from flows.running.runs import counts, with_delivered, with_understood
from tests.flows.test_delivering import Desk
from tests.flows.whole_run import DAY, HOUR, NOW

TOLD, BACK = delivery_id("t1", "desk"), withdrawal_id(delivery_id("t1", "desk"))
CALL = Trigger(
    "t1", "p1", "m1", "s1", "e1", "layoffs", Tier.CALL_NOW, 50.0, "Quorrel is cutting 400 jobs.", "I saw that …",
    NOW, NOW + timedelta(days=30),
)  # fmt: skip
CUTS = CompanyEvent("e1", "a1", "layoffs", "Quorrel", Certainty.ANNOUNCED, sentence="Quorrel cuts 400 jobs.")
DENIES = replace(CUTS, id="e2", announcement_id="a2", certainty=Certainty.DENIED, sentence="Quorrel denies job cuts.")


def report(event: CompanyEvent, hours: int = 0) -> Report:
    return Report(event, event.sentence, f"https://wire.example.com/{event.id}", "wire", NOW + hours * HOUR)


STORY = Story("s1", "layoffs", "m1", "m1", (report(CUTS),))
DENIED = replace(STORY, reports=(*STORY.reports, report(DENIES, 2)))


def save_people(con: Connection, ids: Sequence[str]) -> None:
    people = [Prospect(id, f"Ida Varn {id[1:]}", "Quorrel", "m1") for id in ids]
    save_prospects(con, people, [Employer("m1", "Quorrel")], NOW.date())


def settings_of(home: Path, **channel: object) -> Settings:
    return Settings(home=home, channels={"desk": ChannelSettings(kind="console", **channel)})  # type: ignore[arg-type]


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Settings]:
    """A home whose one channel was told to call Ida Varn at NOW."""
    settings = settings_of(tmp_path / "home")
    settings.home.mkdir()
    with held_open(settings):
        texts = [Announcement(f"a{n}", "wire", "Jobs", "", f"https://wire.example.com/e{n}", NOW, NOW) for n in (1, 2)]
        with writing(settings.database) as con:
            save_prospects(con, [Prospect("p1", "Ida Varn", "Quorrel", "m1")], [Employer("m1", "Quorrel")], NOW.date())
            add(con, "announcement", texts)
            keep_understood(con, Understood((), events=(CUTS, DENIES), stories=(STORY,), triggers=(CALL,)), NOW)
            sent = Delivery(TOLD, "t1", "desk", DeliveryState.SENT, 1, sent_at=NOW, tier=Tier.CALL_NOW)
            save_deliveries(con, [sent])
        yield settings


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Callable[[Channel], None]:
    return lambda channel: monkeypatch.setattr(delivering, "open_channels", lambda *_: {"desk": channel})


@pytest.fixture
def desk(use: Callable[[Channel], None]) -> Desk:
    desk = Desk()
    use(desk)
    return desk


def deny(settings: Settings, *, withdraws: bool = True) -> Kept:
    """The news is denied, two hours after it was told."""
    with writing(settings.database) as con:
        batch = Understood((), stories=(DENIED,), denied=("s1",))
        return keep_understood(con, batch, NOW + 2 * HOUR, withdraws=withdraws)


def confirm(settings: Settings) -> None:
    with writing(settings.database) as con:
        keep_understood(con, Understood((), stories=(DENIED,), confirmed=("s1",)), NOW + DAY)


def drained(settings: Settings, at: datetime = NOW + 2 * HOUR) -> list[str]:
    """The ids of the deliveries that were sent then."""
    return [d.id for d in deliver_due(settings, at) if d.state is DeliveryState.SENT]


def kept(settings: Settings) -> dict[str, Delivery]:
    with writing(settings.database) as con:
        return {row["id"]: from_row(Delivery, row) for row in fetch(con, "FROM delivery")}


def test_whoever_was_told_to_call_hears_that_the_news_is_denied_once(settings: Settings, desk: Desk) -> None:
    """Under an id of its own, with what was told and when, and the sentence that denies it with its link."""
    deny(settings)
    assert kept(settings)[BACK] == Delivery(BACK, "t1", "desk", tier=Tier.CALL_NOW, withdraws=TOLD)
    assert drained(settings) == [BACK]
    deny(settings)
    assert drained(settings, NOW + DAY) == []
    ((message, (card,)),) = ((message, message.cards) for message in desk.got)
    assert (message.id, message.subject) == (BACK, "Do not call Ida Varn, Quorrel: the news is denied")
    assert (card.sentence, card.link) == ("Quorrel denies job cuts.", "https://wire.example.com/e2")
    assert (card.opener, card.urgent) == ("", False)
    assert card.withdrawal
    assert card.withdrawal.told_before == "You were told on 2 March 2026: Quorrel is cutting 400 jobs."
    assert card.withdrawal.told_as == TOLD


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


def test_a_run_counts_calls_that_are_taken_back_and_what_is_sent_of_them(settings: Settings, desk: Desk) -> None:
    """A call once, however many channels were told of it; a withdrawal a channel, when it is sent."""
    with writing(settings.database) as con:
        save_deliveries(con, [Delivery("d2", "t1", "mail", DeliveryState.SENT, 1, sent_at=NOW, tier=Tier.CALL_NOW)])
    kept = deny(settings)
    assert kept == Kept(new=0, taken_back=1)
    assert deny(settings).taken_back == 0
    summary = with_understood(RunSummary(), Understood(()), kept)
    summary = with_delivered(summary, deliver_due(settings, NOW + 2 * HOUR))
    assert (summary.taken_back, summary.withdrawals) == (1, 1)  # nobody opens the mail's channel here
    assert counts(summary)["taken_back"] == 1


def test_it_says_what_a_person_judged(settings: Settings, desk: Desk) -> None:
    """Wrong event, wrong company and never match, each as it was clicked on the page."""
    with writing(settings.database) as con:
        verdicts.judge_wrong_event(con, "t1", NOW + HOUR)
    assert drained(settings) == [BACK]
    assert desk.got[0].subject == "Do not call Ida Varn, Quorrel: judged wrong, the news does not say that"
    assert desk.got[0].cards[0].sentence == ""


@pytest.mark.parametrize("click", ["wrong company", "never match"])
def test_another_companys_news_is_taken_back(settings: Settings, desk: Desk, click: str) -> None:
    """Once and for this name alike."""
    with writing(settings.database) as con:
        add(con, "match", [Match("e1", "Quorrel", "quorrel", MatchVerdict.MATCH, "m1", 0.9)])
        if click == "wrong company":
            assert verdicts.judge_wrong_company(con, "t1", NOW + HOUR) == ["t1"]
        else:
            mention = verdicts.ListedMention("Quorrel", "quorrel", "m1", "Quorrel")
            assert verdicts.never_match(con, "t1", mention, NOW + HOUR) == ["t1"]
    assert drained(settings) == [BACK]
    assert desk.got[0].subject == "Do not call Ida Varn, Quorrel: judged wrong, it is another company's news"


@pytest.mark.parametrize("how", ["called", "dismissed", "expired", "never sent", "worth knowing", "moved"])
def test_nobody_hears_of_a_call_that_was_not_to_be_made_any_more(settings: Settings, desk: Desk, how: str) -> None:
    """Nor of one that was never told as a call, or that ended for another reason than its news."""
    with writing(settings.database) as con:
        if how == "called":
            answer_triggers(con, ["t1"])
        elif how == "dismissed":
            verdicts.dismiss(con, "t1")
        elif how == "expired":
            con.execute("UPDATE trigger SET expires_at = $1", [NOW + HOUR])
        elif how == "never sent":
            con.execute("UPDATE delivery SET state = 'pending', sent_at = NULL")
        elif how == "worth knowing":
            con.execute("UPDATE delivery SET tier = 'worth_knowing'")
        else:
            answer_triggers(con, ["t1"], TriggerState.WITHDRAWN)
        verdicts.judge_wrong_event(con, "t1", NOW + HOUR)
    deny(settings)
    assert drained(settings) == []
    assert BACK not in kept(settings)


@pytest.mark.parametrize("how", ["denied", "judged wrong"])
def test_a_call_that_was_put_off_is_taken_back_and_does_not_come_back(settings: Settings, desk: Desk, how: str) -> None:
    """Whoever put it off means to make it then; on that day it is nobody's call."""
    with writing(settings.database) as con:
        snooze(con, ["t1"], NOW + DAY)
    if how == "denied":
        deny(settings)
    else:
        with writing(settings.database) as con:
            verdicts.judge_wrong_event(con, "t1", NOW + HOUR)
    assert drained(settings) == [BACK]
    assert desk.got[0].subject.startswith("Do not call Ida Varn, Quorrel: ")
    with writing(settings.database) as con:
        assert wake(con, NOW + 2 * DAY) == 0
        assert asking_triggers(con, NOW + 2 * DAY) == []


def test_a_call_that_was_put_off_and_holds_after_all_is_told_on_its_day(settings: Settings, desk: Desk) -> None:
    """Not before: it is put off again until the day that was chosen."""
    with writing(settings.database) as con:
        snooze(con, ["t1"], NOW + 3 * DAY)
    deny(settings)
    drained(settings)
    confirm(settings)
    assert drained(settings, NOW + DAY) == []
    with writing(settings.database) as con:
        wake(con, NOW + 3 * DAY)
    assert len(drained(settings, NOW + 3 * DAY)) == 1
    assert desk.got[1].subject == "Call Ida Varn, Quorrel: Quorrel is cutting 400 jobs."


def test_a_new_version_that_reads_the_past_again_tells_nobody(settings: Settings, desk: Desk) -> None:
    """Its withdrawals may be hundreds."""
    deny(settings, withdraws=False)
    with writing(settings.database) as con:
        assert fetch(con, "SELECT state FROM trigger") == [{"state": "withdrawn"}]
    assert drained(settings) == []


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


def test_news_that_holds_after_all_is_told_once_more_as_new(settings: Settings, desk: Desk) -> None:
    """Taken back a second time it is said so; whatever becomes of it then, nobody hears of it again."""
    deny(settings)
    drained(settings)
    confirm(settings)
    (again,) = drained(settings, NOW + DAY)
    assert drained(settings, NOW + DAY) == []
    assert desk.got[1].id == again
    assert desk.got[1].subject == "Call Ida Varn, Quorrel: Quorrel is cutting 400 jobs."
    deny(settings)
    assert drained(settings, NOW + DAY) == [withdrawal_id(again)]
    with writing(settings.database) as con:
        reopen_triggers(con, ["t1"])
    assert drained(settings, NOW + DAY) == []
    assert len({message.id for message in desk.got}) == len(desk.got) == 3


def test_what_was_told_of_a_record_that_was_merged_is_taken_back(settings: Settings, desk: Desk) -> None:
    """The call that is left has another id than the one that was told; confirmed, one of the two is open again."""
    with writing(settings.database) as con:
        con.execute("UPDATE trigger SET state = 'withdrawn'")  # as merging closes the second of two
        add(con, "trigger", [replace(CALL, id="t0")])
    deny(settings)
    assert drained(settings) == [BACK]
    confirm(settings)
    with writing(settings.database) as con:
        states = fetch(con, "SELECT id, state FROM trigger ORDER BY id")
    assert states == [{"id": "t0", "state": "open"}, {"id": "t1", "state": "withdrawn"}]


def test_another_reason_to_call_the_same_person_stands(settings: Settings, desk: Desk) -> None:
    """They are not to be called about this alone."""
    other = replace(CALL, id="t2", story_id="", event_id="", why="You promised the survey.", kind="cadence")
    with writing(settings.database) as con:
        add(con, "trigger", [other])
    deny(settings)
    drained(settings)
    assert desk.got[0].subject == "Do not call Ida Varn, Quorrel, about this: the news is denied"
    assert desk.got[0].cards[0].withdrawal
    assert desk.got[0].cards[0].withdrawal.still == ("You promised the survey.",)


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
