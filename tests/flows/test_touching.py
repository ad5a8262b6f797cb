"""Logging what was said, from the command line: what it keeps, what it answers, what it refuses."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from callnow.model import Trigger
from callnow.settings import load_settings
from callnow.store.connection import writing
from callnow.store.snoozes import snooze
from callnow.terms import Tier
from tests.conftest import Callnow
from tests.flows.people import MONDAY, id_of, import_people, keep_triggers, rows

NINE_WEEKS_ON = "2026-05-04T08:00+00:00"


@pytest.fixture
def known(callnow: Callnow, tmp_path: Path) -> Callnow:
    """A home that knows four people, two of them of one name."""
    import_people(callnow, tmp_path)
    return callnow


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


def test_a_promise_in_the_note_is_kept_and_said(known: Callnow) -> None:
    """It is told with its day; the same again with --no-promise takes it back, and a day in the note alone is none."""
    talk = ("--at", MONDAY, "log", "imke", "--called", "--note", "nice talk. circle back in six weeks")
    done = known(*talk)
    assert "The note names a day: Monday, 13 April 2026. Kept as promised" in " ".join(done.out.split())
    assert "Next call: Monday, 13 April 2026" in done.out
    assert "You said “circle back in six weeks”." in done.out
    assert "The note names" not in known(*talk, "--no-promise").out
    assert rows(known, "SELECT promised, due_on FROM touch") == [{"promised": "", "due_on": None}]
    assert "The note names" not in known("--at", MONDAY, "log", "imke", "--called", "--note", "she starts in May").out
    unread = ("--at", MONDAY, "log", "imke", "--called", "--note", "call her when the CFO search starts")
    told = "The note asks for a call (“call her when the CFO search starts”) on a day that could not be read"
    assert told in " ".join(known(*unread).out.split())
    assert told not in " ".join(known(*unread, "--in", "6 weeks").out.split())


@pytest.mark.parametrize("whom", ["imke", "VANDERSLOOT", "vander imk", "imke.v@example.com", "Imke Vandersloot"])
def test_any_part_of_a_name_finds_its_person(known: Callnow, whom: str) -> None:
    """Beginnings of words in any order and case, or an e-mail, name a prospect."""
    assert known("--at", MONDAY, "log", whom, "--voicemail").code == 0


@pytest.mark.integration
def test_a_try_that_reached_nobody_is_not_the_last_contact(known: Callnow) -> None:
    """Nobody answered, or a voicemail: the next call is on the next working day, and the rhythm counts on as before."""
    assert known("--at", "2026-03-06T09:00+00:00", "log", "oscar", "--called").code == 0  # a Friday
    for way in ("--unanswered", "--voicemail"):
        done = json.loads(known("--at", "2026-05-08T09:00+00:00", "log", "oscar", way, "--json").out)
        assert (done["kind"], done["next_call_on"], done["next_call_because"]) == ("voicemail", "2026-05-11", "rhythm")
    assert [row["outcome"] for row in rows(known, "SELECT outcome FROM touch ORDER BY touched_at, outcome")] == [
        "", "", "no answer",
    ]  # fmt: skip
    assert "Óscar Brannigan" not in {call["name"] for call in listed(known, "2026-05-08T10:00+00:00")}
    assert "Óscar Brannigan" in {call["name"] for call in listed(known, "2026-05-11T10:00+00:00")}
    told = known("--at", "2026-05-11T07:00+00:00", "follow-ups").out
    assert "Óscar Brannigan" in told


def test_accents_do_not_count(known: Callnow) -> None:
    """A name is found with or without its accents."""
    assert known("--at", MONDAY, "log", "oscar", "--called").code == 0


@pytest.mark.integration
def test_two_people_of_one_name_are_told_apart(known: Callnow) -> None:
    """An ambiguous name is refused with the candidates and their employers; a word of one, or the id, decides."""
    refused = known("--at", MONDAY, "log", "kim talloway", "--called")
    assert refused.code == 2
    assert "Telmarq Systems" in refused.err
    assert "Quorrel Foods" in refused.err
    assert known("--at", MONDAY, "log", "kim quorrel", "--called").code == 0
    assert known("--at", MONDAY, "log", id_of(known, "Kim Talloway", "Telmarq"), "--met").code == 0
    assert known("--at", MONDAY, "log", "nobody", "--met").code == 2
    assert {row["kind"] for row in rows(known, "FROM touch")} == {"called", "met"}


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


def test_news_of_after_the_touch_stays_open(known: Callnow, home: Path) -> None:
    """A past call that is logged late answers nothing that came after it."""
    oscar = id_of(known, "Óscar Brannigan")
    keep_triggers(home, news_for(known, oscar))
    done = known("--at", "2026-03-04T09:00+00:00", "log", "oscar", "--called", "--when", "2026-02-20", "--json")
    assert json.loads(done.out)["closed"] == 0


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
def test_pausing_takes_a_person_off_and_puts_them_back(known: Callnow) -> None:
    """Who is paused is not on the list, on a day without contact neither; after it the same call is owed again."""
    known("--at", MONDAY, "log", "imke", "--called", "--in", "2 weeks")
    known("--at", "2026-03-16T07:00+00:00", "follow-ups")
    paused = known("--at", "2026-03-16T08:00+00:00", "pause", "imke", "--for", "2 weeks", "--no-contact", "2026-03-31")
    assert paused.code == 0, paused.err
    assert "Monday, 30 March 2026" in paused.out
    for day, there in (("2026-03-16", False), ("2026-03-30", True), ("2026-03-31", False), ("2026-04-01", True)):
        known("--at", f"{day}T08:30+00:00", "follow-ups")
        names = [call["name"] for call in listed(known, f"{day}T09:00+00:00")]
        assert ("Imke Vandersloot" in names) is there, day


@pytest.mark.parametrize("words", [(), ("--until", "yesterday"), ("--for", "a bit"), ("--no-contact", "2026-02-30")])
def test_a_pause_without_a_day_is_refused(known: Callnow, words: tuple[str, ...]) -> None:
    """No day, a past one or one that does not exist: exit 2, nothing written."""
    assert known("--at", MONDAY, "pause", "imke", *words).code == 2
    assert rows(known, "FROM rhythm WHERE paused_until IS NOT NULL OR len(no_contact) > 0") == []


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


@pytest.mark.integration
def test_past_calls_are_imported_once(known: Callnow, tmp_path: Path) -> None:
    """A CSV of past calls is read with its bad rows by line; a second time it adds nothing."""
    file = tmp_path / "calls.csv"
    file.write_text(
        "Contact,Company,Date,Type,Notes,Promised,Due,Topic\n"
        "Imke Vandersloot,Harrowmere,2026-02-10,Call,open to a move,after Easter,,rowing\n"
        "oscar@example.org,,2026-02-11T10:30,Voicemail,,,,\n"
        "Kim Talloway,,2026-02-11,Call,,,,\n"
        "Kim Talloway,Quorrel,2027-02-11,Call,,,,\n"
        "Imke Vandersloot,,31 February 2026,Call,,,,\n"
        "Imke Vandersloot,,2026-02-12,Fax,,,,\n"
        "Imke Vandersloot,,2026-02-12,Call,,in a bit,,\n"
        "Nobody Known,,2026-02-12,Call,,,,\n",
        encoding="utf-8",
    )
    first = known("--at", MONDAY, "log", "--import", file, "--json")
    assert first.code == 3
    told = json.loads(first.out)
    assert (told["rows"], told["new"], told["known"]) == (8, 2, 0)
    assert [problem["line"] for problem in told["problems"]] == [4, 5, 6, 7, 8, 9]
    assert all(problem["what_to_do"] for problem in told["problems"])
    again = json.loads(known("--at", MONDAY, "log", "--import", file, "--json").out)
    assert (again["new"], again["known"]) == (0, 2)
    kept = {row["kind"]: row for row in rows(known, "FROM touch")}
    assert kept["called"]["due_on"] == "2026-04-07"
    assert kept["voicemail"]["touched_at"].startswith("2026-02-11T10:30")


def test_a_file_that_is_no_list_of_calls_is_refused(known: Callnow, tmp_path: Path) -> None:
    """A missing file, a workbook, and a CSV of something else: exit 2 and what is needed."""
    other = tmp_path / "other.csv"
    other.write_text("colour,size\nred,1\n")
    book = tmp_path / "book.csv"
    book.write_bytes(b"PK\x03\x04whatever")
    empty = tmp_path / "empty.csv"
    empty.write_text("")
    for file in (other, book, empty, tmp_path / "missing.csv"):
        refused = known("log", "--import", file)
        assert refused.code == 2, file
        assert "what to do:" in refused.err


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


def test_a_wrong_number_is_not_offered_while_another_stands(callnow: Callnow, home: Path, tmp_path: Path) -> None:
    """The next number is called instead, that day; where no other is left, the number is marked on every card."""
    head = "name,title,employer,phone,mobile,owner\n"
    row = "Ada Vandersloot,IT Director,Harrowmere Logistics,+1 512 555 0134,+1 512 555 0135,Dana\n"
    file = tmp_path / "two.csv"
    file.write_text(head + row)
    assert callnow("--at", MONDAY, "import", file).code == 0
    keep_triggers(home, news_for(callnow, id_of(callnow, "Ada Vandersloot")))

    def phone(at: str) -> tuple[str, str]:
        card = json.loads(callnow("--at", at, "calls", "--json").out.splitlines()[0])
        return card["phone"], card["phone_note"]

    first, _ = phone(MONDAY)
    said = callnow("--at", MONDAY, "log", "ada", "--called", "--outcome", "wrong number").out
    other, note = phone("2026-03-02T10:00+00:00")
    assert first != other
    assert f"call {other}" in said
    assert first not in note
    number = other.replace(" ", "").replace("-", "")
    assert f"TEL;TYPE=WORK,VOICE:{number}" in callnow("card", "ada", "--vcf").out
    assert number in callnow("people", "list").out
    assert first.replace(" ", "").replace("-", "") not in callnow("card", "ada").out
    callnow("--at", "2026-03-02T11:00+00:00", "log", "ada", "--called", "--outcome", "wrong number")
    left, note = phone("2026-03-03T10:00+00:00")
    assert left == first
    assert "wrong number" in note
    for words in (
        ("card", "ada"),
        ("card", "ada", "--vcf"),
        ("--at", "2026-03-03T10:00+00:00", "today"),
        ("calendar",),
    ):
        assert "said to be a wrong" in " ".join(callnow(*words).out.replace("\r\n ", "").split()), words
    assert callnow("--at", MONDAY, "people", "edit", "ada", "--phone", "+1 512 555 0136").code == 0
    assert phone("2026-03-03T10:00+00:00")[0].endswith("0136")


def test_a_wrong_number_said_again_is_the_number_that_was_meant(callnow: Callnow, home: Path, tmp_path: Path) -> None:
    """The same words minutes later or with the same hour mark no other number; a touch that names none gets one."""
    file = tmp_path / "two.csv"
    file.write_text(
        "name,employer,phone,mobile\nAda Vandersloot,Harrowmere Logistics,+1 512 555 0134,+1 512 555 0135\n"
    )
    callnow("--at", MONDAY, "import", file)
    wrong = ("log", "ada", "--called", "--outcome", "wrong number")
    for _ in range(2):
        callnow("--at", MONDAY, *wrong)
        callnow("--at", MONDAY, *wrong, "--when", "2026-03-01 10:00")
    numbers = {row["number"] for row in rows(callnow, "SELECT number FROM touch")}
    assert len(numbers) == 2
    with writing(load_settings(home).database) as con:
        con.execute("UPDATE touch SET number = ''")
        con.execute("DELETE FROM touch WHERE touched_at < '2026-03-02'")
    callnow("--at", MONDAY, *wrong)
    assert [row["number"] for row in rows(callnow, "SELECT number FROM touch")] == ["+15125550135"]
