"""A call that is taken back: whoever was told to make it is told not to, once for each channel, and nobody else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from callnow.model import Delivery, Match
from callnow.run_summary import RunSummary
from callnow.settings import Settings
from callnow.store import verdicts
from callnow.store.connection import writing
from callnow.store.news import Kept, Understood, asking_triggers
from callnow.store.outbox import save_deliveries
from callnow.store.rows import add, fetch
from callnow.store.snoozes import snooze, wake
from callnow.store.touches import answer_triggers, reopen_triggers
from callnow.store.withdrawals import withdrawal_id
from callnow.terms import DeliveryState, MatchVerdict, Tier, TriggerState
from flows.running.delivering import deliver_due
from flows.running.runs import counts, with_delivered, with_understood
from tests.flows.outboxes import Desk
from tests.flows.told_call import BACK, CALL, TOLD, channel_in_use, confirm, deny, desk_in_use, drained, kept, told_home
from tests.flows.whole_run import DAY, HOUR, NOW

settings = pytest.fixture(told_home)
use = pytest.fixture(channel_in_use)
desk = pytest.fixture(desk_in_use)


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
        assert wake(con, NOW + 2 * DAY, "UTC") == 0
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
        wake(con, NOW + 3 * DAY, "UTC")
    assert len(drained(settings, NOW + 3 * DAY)) == 1
    assert desk.got[1].subject == "Call Ida Varn, Quorrel: Quorrel is cutting 400 jobs"


def test_a_new_version_that_reads_the_past_again_tells_nobody(settings: Settings, desk: Desk) -> None:
    """Its withdrawals may be hundreds."""
    deny(settings, withdraws=False)
    with writing(settings.database) as con:
        assert fetch(con, "SELECT state FROM trigger") == [{"state": "withdrawn"}]
    assert drained(settings) == []


def test_news_that_holds_after_all_is_told_once_more_as_new(settings: Settings, desk: Desk) -> None:
    """Taken back a second time it is said so; whatever becomes of it then, nobody hears of it again."""
    deny(settings)
    drained(settings)
    confirm(settings)
    (again,) = drained(settings, NOW + DAY)
    assert drained(settings, NOW + DAY) == []
    assert desk.got[1].id == again
    assert desk.got[1].subject == "Call Ida Varn, Quorrel: Quorrel is cutting 400 jobs"
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
