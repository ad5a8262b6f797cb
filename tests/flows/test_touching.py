"""Logging what was said, from the command line: what it keeps, what it answers, what it refuses."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from callnow.model import Trigger
from callnow.terms import Tier
from tests.conftest import Callnow
from tests.flows.people import MONDAY, id_of, import_people, keep_triggers, rows

NINE_WEEKS_ON = "2026-05-04T08:00+00:00"


def news_for(callnow: Callnow, prospect_id: str, decided: str = MONDAY) -> Trigger:
    """A trigger of news that cannot wait, for one of the four."""
    (found,) = rows(callnow, f"SELECT employer_id FROM prospect WHERE id = '{prospect_id}'")
    at = datetime.fromisoformat(decided)
    return Trigger(
        id=f"n-{prospect_id}", prospect_id=prospect_id, employer_id=found["employer_id"], story_id="s", event_id="v",
        type="layoffs",
        tier=Tier.CALL_NOW, score=70.0, why="Telmarq lays off 300.", opener="I read about the layoffs.",
        decided_at=at, expires_at=at + timedelta(days=14),
    )  # fmt: skip


def listed(callnow: Callnow, at: str, *more: str) -> list[dict[str, object]]:
    ran = callnow("--at", at, "today", "--json", *more)
    assert ran.code == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


def test_a_promise_is_kept_in_its_words(known: Callnow) -> None:
    """What was promised is quoted back on its day, with topic and reason, and called as something that cannot wait."""
    done = known(
        "--at", MONDAY, "log", "imke", "--called", "--note", "open to a move", "--promised",
        "after their board meeting", "--in", "6 weeks", "--topic", "the rowing regatta",
    )  # fmt: skip
    assert done.code == 0, done.err
    assert "Monday, 13 April 2026" in done.out
    assert "after their board meeting" in done.out
    (kept,) = rows(known, "FROM touch")
    assert (kept["promised"], kept["due_on"], kept["owner"]) == ("after their board meeting", "2026-04-13", "Dana")
    on_the_day = listed(known, "2026-04-13T08:00+00:00", "--owner", "Dana")
    (imke,) = [call for call in on_the_day if call["name"] == "Imke Vandersloot"]
    assert imke["promised"] == "after their board meeting"
    assert "after their board meeting" in str(imke["why"])
    assert imke["tier"] == "call_now"
    assert any("rowing regatta" in str(point) for point in imke["talking_points"])  # type: ignore[attr-defined]


def test_what_somebody_asked_for_is_promised_and_ones_own_reminder_noted(known: Callnow) -> None:
    """As cards, calendars and the history call it."""
    for note, kept in (("asked to be called on 13 April", "promised"), ("try her again on 13 April", "noted")):
        done = known("--at", MONDAY, "log", "imke", "--called", "--note", note)
        assert f"Monday, 13 April 2026. Kept as {kept}" in " ".join(done.out.split())


def test_a_promise_in_the_note_is_kept_and_said(known: Callnow) -> None:
    """It is told with its day; the same again with --no-promise takes it back, and a day in the note alone is none."""
    talk = ("--at", MONDAY, "log", "imke", "--called", "--note", "nice talk. circle back in six weeks")
    done = known(*talk)
    assert "The note names a day: Monday, 13 April 2026. Kept as noted" in " ".join(done.out.split())
    assert "Next call: Monday, 13 April 2026" in done.out
    assert "As noted: “circle back in six weeks”." in done.out
    assert "The note names" not in known(*talk, "--no-promise").out
    assert rows(known, "SELECT promised, due_on FROM touch") == [{"promised": "", "due_on": None}]
    assert "The note names" not in known("--at", MONDAY, "log", "imke", "--called", "--note", "she starts in May").out
    unread = ("--at", MONDAY, "log", "imke", "--called", "--note", "call her when the CFO search starts")
    told = "The note asks for a call (“call her when the CFO search starts”) on a day that could not be read"
    assert told in " ".join(known(*unread).out.split())
    assert told not in " ".join(known(*unread, "--in", "6 weeks").out.split())


def test_what_stood_in_the_way_of_a_call_is_noted_and_answers_nothing(known: Callnow, home: Path) -> None:
    """In whatever words: with --unanswered nobody was reached, and with --called somebody was."""
    keep_triggers(home, news_for(known, id_of(known, "Óscar Brannigan")))
    done = json.loads(
        known(
            "--at",
            MONDAY,
            "log",
            "oscar",
            "--unanswered",
            "--outcome",
            "line engaged",
            "--note",
            "try mobile",
            "--json",
        ).out
    )
    assert (done["kind"], done["closed"]) == ("voicemail", 0)
    assert rows(known, "SELECT outcome, note FROM touch") == [
        {"outcome": "no answer", "note": "line engaged; try mobile"}
    ]
    assert known("log", "oscar", "--called", "--unanswered").code == 2


@pytest.mark.parametrize(
    "words",
    [
        ("--called", "--promised", "in a bit"),
        ("--called", "--in", "soon"),
        ("--called", "--on", "2026-01-05"),
        ("--called", "--on", "31 February"),
        ("--called", "--in", "6 weeks", "--on", "2026-06-01"),
        ("--called", "--when", "2026-03-09"),
        ("--called", "--when", "30 February 2026"),
        ("--called", "--met"),
        (),
    ],
)
def test_what_cannot_be_is_refused_whole(known: Callnow, words: tuple[str, ...]) -> None:
    """Vague, past, impossible days, a touch in the future, no kind or two: exit 2, a way out, nothing written."""
    refused = known("--at", MONDAY, "log", "imke", *words)
    assert refused.code == 2
    assert "what to do:" in refused.err
    assert rows(known, "FROM touch") == []


@pytest.mark.integration
def test_a_talk_answers_what_was_open(known: Callnow, home: Path) -> None:
    """A call closes news and follow-ups of that person alone; a voicemail puts them off until tomorrow."""
    oscar, kim = id_of(known, "Óscar Brannigan"), id_of(known, "Kim Talloway", "Telmarq")
    keep_triggers(home, news_for(known, oscar), news_for(known, kim))
    assert known("--at", "2026-03-03T09:00+00:00", "log", "oscar", "--voicemail").code == 0
    assert [row["state"] for row in rows(known, f"FROM trigger WHERE prospect_id = '{oscar}'")] == ["snoozed"]
    done = known("--at", "2026-03-03T10:00+00:00", "log", "oscar", "--called", "--json")
    assert json.loads(done.out)["closed"] == 1
    assert rows(known, "SELECT prospect_id, state FROM trigger ORDER BY state") == [
        {"prospect_id": oscar, "state": "called"},
        {"prospect_id": kim, "state": "open"},
    ]
    names = {(call["name"], call["employer"]) for call in listed(known, "2026-03-03T11:00+00:00")}
    assert ("Óscar Brannigan", "Telmarq Systems") not in names
    assert ("Kim Talloway", "Telmarq Systems") in names


def test_news_of_after_the_touch_stays_open(known: Callnow, home: Path) -> None:
    """A past call that is logged late answers nothing that came after it."""
    oscar = id_of(known, "Óscar Brannigan")
    keep_triggers(home, news_for(known, oscar))
    done = known("--at", "2026-03-04T09:00+00:00", "log", "oscar", "--called", "--when", "2026-02-20", "--json")
    assert json.loads(done.out)["closed"] == 0


def test_a_day_alone_answers_what_was_open_by_its_end(known: Callnow, home: Path) -> None:
    """News of the afternoon is answered by a talk of which only the day is told; an hour before the news is told so."""
    oscar = id_of(known, "Óscar Brannigan")
    keep_triggers(home, news_for(known, oscar, "2026-03-03T15:00+00:00"))
    now = "2026-03-03T16:00+00:00"
    known("--at", now, "log", "oscar", "--voicemail", "--when", "2026-03-03T09:00+00:00")
    early = known("--at", now, "log", "oscar", "--called", "--when", "2026-03-03T10:00+00:00").out
    assert "1 reason came after it: still open." in early
    known("--at", now, "log", "oscar", "--emailed")
    assert "1 open reason answered." in known("--at", now, "log", "oscar", "--called", "--when", "today").out
    assert rows(known, "SELECT answered_by FROM calls_ever") == [{"answered_by": "called"}]


@pytest.mark.integration
def test_what_waited_in_the_outbox_is_dropped(known: Callnow, home: Path) -> None:
    """Nobody is reminded of a call that was made: what was not sent of an answered trigger never is."""
    home.joinpath("callnow.toml").write_text(
        '[channels.file]\nkind = "jsonl"\npath = "calls.jsonl"\nquiet_hours = "00:00-23:59"\n'
    )
    known("--at", "2026-03-02T08:00+00:00", "log", "imke", "--called", "--in", "2 weeks")
    assert known("--at", "2026-03-16T08:00+00:00", "follow-ups").code == 0
    assert [row["state"] for row in rows(known, "FROM delivery")] == ["pending"]
    assert known("--at", "2026-03-16T09:00+00:00", "log", "imke", "--called").code == 0
    assert [row["state"] for row in rows(known, "FROM delivery")] == ["dropped"]
    assert (
        rows(known, f"FROM trigger WHERE state = 'open' AND prospect_id = '{id_of(known, 'Imke Vandersloot')}'") == []
    )


def test_a_missed_call_stays_on_the_list(known: Callnow) -> None:
    """A promise that was not kept is there the next morning and weeks later, yellow and then red; once."""
    known("--at", MONDAY, "log", "imke", "--called", "--in", "2 weeks")
    colours = {}
    for day in ("2026-03-16", "2026-03-18", "2026-04-01"):
        known("--at", f"{day}T07:00+00:00", "follow-ups")
        imke = [call for call in listed(known, f"{day}T08:00+00:00") if call["name"] == "Imke Vandersloot"]
        assert len(imke) == 1
        colours[day] = imke[0]["colour"]
    assert colours == {"2026-03-16": "green", "2026-03-18": "yellow", "2026-04-01": "red"}


@pytest.mark.integration
def test_a_person_with_two_reasons_is_one_call(known: Callnow, home: Path) -> None:
    """News and a due follow-up are one line, the better reason first and the other beside it."""
    known("--at", MONDAY, "log", "oscar", "--called", "--in", "2 weeks")
    oscar = id_of(known, "Óscar Brannigan")
    known("--at", "2026-03-16T07:00+00:00", "follow-ups")
    keep_triggers(home, news_for(known, oscar, "2026-03-17T08:00+00:00"))
    calls = [call for call in listed(known, "2026-03-17T09:00+00:00") if call["prospect_id"] == oscar]
    assert len(calls) == 1
    assert calls[0]["why"] != "Telmarq lays off 300."  # a promise comes first
    assert calls[0]["also"] == ["Telmarq lays off 300."]


@pytest.mark.integration
def test_each_recruiter_has_a_cap_of_their_own(callnow: Callnow, home: Path, tmp_path: Path) -> None:
    """The cap counts for each owner, and calls that were made today use it up."""
    home.mkdir(mode=0o700)
    home.joinpath("callnow.toml").write_text("[cadence]\ncalls_a_day = 2\nideal_weeks = 1\nlatest_weeks = 1\n")
    people = [
        f"{first} Hollis{n},Harrowmere,{owner}" for first, owner in (("Sam", "Dana"), ("Lou", "Ravi")) for n in range(5)
    ]
    import_people(callnow, tmp_path, "2026-01-05T09:00+00:00", "\n".join(["name,employer,owner", *people, ""]))
    due = [call["owner"] for call in listed(callnow, NINE_WEEKS_ON) if call["kind"] == "cadence"]
    assert due.count("Dana") == 2
    assert due.count("Ravi") == 2
    first = next(call for call in listed(callnow, NINE_WEEKS_ON, "--owner", "Dana"))
    callnow("--at", NINE_WEEKS_ON, "log", first["prospect_id"], "--called")
    assert len(listed(callnow, "2026-05-04T12:00+00:00", "--owner", "Dana")) == 1
    assert len(listed(callnow, "2026-05-04T12:00+00:00", "--owner", "Ravi")) == 2


def test_the_printed_list_and_card_read_well(known: Callnow) -> None:
    """today and card print people, numbers and reasons; markup in a note is text."""
    known("--at", MONDAY, "log", "imke", "--called", "--in", "2 weeks", "--note", "[bold]x[/]")
    printed = known("--at", "2026-03-18T09:00+00:00", "today").out
    assert "Imke Vandersloot" in printed
    words = " ".join(printed.replace("│", " ").split())
    assert "in time until" in words
    assert "“in 2" in words
    late = " ".join(known("--at", "2026-03-23T09:00+00:00", "today").out.replace("│", " ").split())
    assert "late: the latest day was" in late
    card = known("--at", MONDAY, "card", "imke").out
    assert "Harrowmere Logistics" in card
    assert "2026-03-16" in card


@pytest.mark.integration
def test_a_follow_up_is_explained(known: Callnow) -> None:
    """explain tells of a call that no news makes what it rests on."""
    known("--at", MONDAY, "log", "imke", "--called", "--in", "2 weeks")
    known("--at", "2026-03-16T07:00+00:00", "follow-ups")
    (due,) = rows(known, "SELECT id FROM trigger WHERE kind = 'cadence' AND tier = 'call_now'")
    told = known("explain", due["id"])
    assert told.code == 0, told.err
    assert "no news" in told.out
    assert "promise" in told.out


def test_on_a_terminal_a_vague_day_is_asked_for_again(known: Callnow, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words that name no day are told why, and the day is asked for until one is named."""
    answers = iter(["soonish", "6 weeks"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.prompt", lambda question, **_: next(answers))
    done = known("--at", MONDAY, "log", "imke", "--called", "--promised", "after their board meeting", "--in", "a bit")
    assert done.code == 0, done.err
    assert done.err.count("names no day") == 2
    (kept,) = rows(known, "FROM touch")
    assert (kept["promised"], kept["due_on"]) == ("after their board meeting", "2026-04-13")


def test_a_call_is_told_as_it_went(callnow: Callnow, tmp_path: Path) -> None:
    """Nobody answered is told as that, a wrong number as that, and neither as a voicemail."""
    import_people(callnow, tmp_path)
    unanswered = callnow("--at", MONDAY, "log", "imke", "--unanswered").out
    wrong = callnow("--at", MONDAY, "log", "oscar", "--called", "--outcome", "wrong number").out
    assert "no answer, logged." in unanswered
    assert "wrong number, logged." in wrong
    assert "voicemail" not in unanswered + wrong
