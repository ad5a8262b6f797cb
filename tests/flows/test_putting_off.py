"""Tries that reached nobody, and calls that were put off: when they come back, and what answers them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from callnow.model import Feature
from callnow.settings import load_settings
from callnow.store.connection import writing
from callnow.store.copies import publish
from callnow.store.news import Understood, keep_understood, triggers_by_id
from callnow.store.snoozes import snooze, wake
from callnow.terms import TriggerKind
from tests.conftest import Callnow
from tests.flows.people import MONDAY, id_of, keep_triggers, rows
from tests.flows.test_touching import listed, news_for


def test_a_second_try_puts_off_what_came_back_from_the_first(known: Callnow) -> None:
    """Also where no run has opened it again since: after another voicemail nobody is on the list of that day."""
    promise = known("--at", MONDAY, "log", "imke", "--called", "--in", "20 March")
    assert "As noted: “on 20 March”" in promise.out
    assert known("--at", "2026-03-20T14:00+00:00", "follow-ups").code == 0
    for day, again in (("20", "Monday, 23 March"), ("23", "Tuesday, 24 March"), ("24", "Friday, 27 March")):
        note = ("--note", "try again Friday") if day == "24" else ()
        assert "Imke Vandersloot" in {call["name"] for call in listed(known, f"2026-03-{day}T14:00+00:00")}
        done = known("--at", f"2026-03-{day}T15:00+00:00", "log", "imke", "--voicemail", *note)
        assert f"Next call: {again} 2026" in done.out
        assert "Imke Vandersloot" not in {call["name"] for call in listed(known, f"2026-03-{day}T16:00+00:00")}
    assert "Imke Vandersloot" not in {call["name"] for call in listed(known, "2026-03-25T16:00+00:00")}
    assert "Imke Vandersloot" in {call["name"] for call in listed(known, "2026-03-27T16:00+00:00")}


@pytest.mark.integration
def test_a_try_that_reached_nobody_is_not_the_last_contact(known: Callnow) -> None:
    """Nobody answered, or a voicemail: the next call is on the next working day, and the rhythm counts on as before."""
    assert known("--at", "2026-03-06T09:00+00:00", "log", "oscar", "--called").code == 0  # a Friday
    for way in ("--unanswered", "--voicemail"):
        done = json.loads(known("--at", "2026-05-08T09:00+00:00", "log", "oscar", way, "--json").out)
        assert (done["kind"], done["next_call_on"], done["next_call_because"]) == ("voicemail", "2026-05-11", "rhythm")
    assert [row["outcome"] for row in rows(known, "SELECT outcome FROM touch ORDER BY touched_at")] == [
        "", "no answer", "",
    ]  # fmt: skip
    assert "Óscar Brannigan" not in {call["name"] for call in listed(known, "2026-05-08T10:00+00:00")}
    assert "Óscar Brannigan" in {call["name"] for call in listed(known, "2026-05-11T10:00+00:00")}
    told = known("--at", "2026-05-11T07:00+00:00", "follow-ups").out
    assert "Óscar Brannigan" in told


@pytest.mark.integration
def test_what_is_noted_of_a_try_was_promised_to_nobody(known: Callnow) -> None:
    """A day to come is the recruiter's own reminder; one that has passed by now is not kept, and that is said."""
    try_again = ("--at", "2026-03-02T09:00+00:00", "log", "oscar", "--unanswered", "--in", "8 days")
    assert known(*try_again).code == 0
    (call,) = [call for call in listed(known, "2026-03-10T10:00+00:00") if call["name"] == "Óscar Brannigan"]
    assert "A call is noted for Tuesday, 10 March 2026" in str(call["why"])
    assert "We said" not in str(call["opener"])
    wrong = ("--when", "2026-03-02", "--called", "--outcome", "wrong number", "--on", "2026-03-04")
    for way in (wrong, ("--when", "2026-03-02", "--voicemail", "--promised", "after lunch", "--in", "2 days")):
        done = known("--at", "2026-03-12T10:00+00:00", "log", "imke", *way)
        assert "The day that you named has passed and nobody was reached: it is not kept." in done.out
    assert rows(known, "SELECT due_on FROM touches WHERE prospect LIKE 'Imke%'") == [{"due_on": None}] * 2
    owed = ("--when", "2026-03-02", "--called", "--on", "2026-03-04")
    assert known("--at", "2026-03-12T10:00+00:00", "log", "oscar", *owed).code == 0
    assert rows(known, "SELECT due_on FROM touches WHERE kind = 'called'") == [{"due_on": "2026-03-04"}]


@pytest.mark.integration
def test_a_call_that_was_put_off_is_the_next_one(known: Callnow, home: Path) -> None:
    """After a try that reached nobody, and after another, news comes back sooner than the rhythm asks for a call."""
    oscar = id_of(known, "Óscar Brannigan")
    assert known("--at", "2026-02-27T09:00+00:00", "log", "oscar", "--called").code == 0
    keep_triggers(home, news_for(known, oscar))
    for hour in (9, 15):
        tried = known("--at", f"2026-03-03T{hour:02}:00+00:00", "log", "oscar", "--voicemail")
        assert "Next call: Wednesday, 4 March 2026: what was put off comes back then." in " ".join(tried.out.split())
    talked = known("--at", "2026-03-03T16:00+00:00", "log", "oscar", "--called")
    assert "Next call: Tuesday, 28 April 2026, at the latest" in " ".join(talked.out.split())


@pytest.mark.integration
@pytest.mark.parametrize("outcome", ["no answer", "Wrong number", "busy"])
def test_a_call_that_reached_nobody_is_no_talk(outcome: str, known: Callnow, home: Path) -> None:
    """The news it was about is not answered, and the call comes back, as after a voicemail; a wrong number waits to be
    put right."""
    oscar = id_of(known, "Óscar Brannigan")
    keep_triggers(home, news_for(known, oscar))
    done = known("--at", "2026-03-03T10:00+00:00", "log", "oscar", "--called", "--outcome", outcome, "--json")
    assert json.loads(done.out)["closed"] == 0
    assert rows(known, "SELECT kind, outcome FROM touch") == [{"kind": "voicemail", "outcome": outcome}]
    waits = "open" if outcome == "Wrong number" else "snoozed"
    assert rows(known, "SELECT state FROM trigger") == [{"state": waits}]
    again = {call["name"] for call in listed(known, "2026-03-04T11:00+00:00")}
    assert "Óscar Brannigan" in again
    assert ("Óscar Brannigan" in {call["name"] for call in listed(known, "2026-03-03T11:00+00:00")}) is (
        waits == "open"
    )


@pytest.mark.integration
def test_what_was_put_off_comes_back_and_a_talk_ends_it(known: Callnow, home: Path) -> None:
    """A follow-up that was put off to another day is open on that day, also after a voicemail; a talk answers it."""
    known("--at", MONDAY, "log", "imke", "--called", "--in", "2 weeks")
    known("--at", "2026-03-16T07:00+00:00", "follow-ups")
    (due,) = rows(known, "SELECT id FROM trigger WHERE kind = 'cadence' AND tier = 'call_now'")
    state = f"SELECT state FROM trigger WHERE id = '{due['id']}'"
    with writing(load_settings(home).database) as con:
        snooze(con, [due["id"]], datetime.fromisoformat("2026-03-17T06:00+00:00"))
    known("--at", "2026-03-16T09:00+00:00", "log", "imke", "--voicemail")
    assert rows(known, state) == [{"state": "snoozed"}]
    known("--at", "2026-03-17T07:00+00:00", "follow-ups")
    assert rows(known, state) == [{"state": "open"}]
    known("--at", "2026-03-17T09:00+00:00", "log", "imke", "--called")
    assert rows(known, state) == [{"state": "called"}]


@pytest.mark.integration
def test_what_was_put_off_comes_back_after_another_report(known: Callnow, home: Path) -> None:
    """A report of before that day, or of the day itself, lets no call expire before it is made."""
    settings, oscar = load_settings(home), id_of(known, "Óscar Brannigan")
    news = news_for(known, oscar)
    keep_triggers(home, news)
    known("--at", MONDAY, "log", "oscar", "--voicemail", "--in", "3 months")
    for report in ("2026-03-04T09:00+00:00", "2026-06-02T07:00+00:00"):
        with writing(settings.database) as con:
            wake(con, datetime.fromisoformat(report), "UTC")
            again = replace(news, decided_at=datetime.fromisoformat(report))
            keep_understood(con, Understood((), amended=(again,)), again.decided_at)
    publish(settings.database, settings.published)
    (call,) = (call for call in listed(known, "2026-06-02T09:00+00:00") if call["name"] == "Óscar Brannigan")
    assert call["also"] == ["Telmarq lays off 300."]


def test_no_try_comes_back_on_a_closed_day(known: Callnow, home: Path) -> None:
    """What a voicemail puts off to a Saturday comes back on the Monday after it, as the next call does."""
    keep_triggers(home, news_for(known, id_of(known, "Óscar Brannigan")))
    done = known("--at", MONDAY, "log", "oscar", "--voicemail", "--note", "try again on 7 March", "--json")
    told = json.loads(done.out)
    assert (told["due_on"], told["next_call_on"]) == ("2026-03-07", "2026-03-09")
    assert told["put_off_until"].startswith("2026-03-09")


@pytest.mark.integration
def test_no_talk_answers_a_wrong_address(known: Callnow, home: Path) -> None:
    """Nor one after a try that reached nobody, which puts the sign off: it is there again on its day."""
    oscar = id_of(known, "Óscar Brannigan")
    sign = replace(news_for(known, oscar), kind=TriggerKind.STALE, reasons=(Feature("mail", 1.0, 1.0),))
    keep_triggers(home, sign, replace(sign, id="silence", reasons=(Feature("silence", 1.0, 1.0),)))
    for kind in ("--called", "--voicemail", "--called"):
        known("--at", "2026-03-03T09:00+00:00", "log", "oscar", kind, "--note", f"By {kind}")
    with writing(load_settings(home).database) as con:
        wake(con, datetime.fromisoformat("2026-03-04T09:00+00:00"), "UTC")
        states = {t.id: t.state for t in triggers_by_id(con, [sign.id, "silence"])}
    assert states == {sign.id: "open", "silence": "called"}
