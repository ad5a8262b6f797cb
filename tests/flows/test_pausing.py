"""Pausing people: nothing is decided for them and nothing told; what is still fresh comes back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from callnow.model import CompanyEvent, Match, Report, Story
from callnow.settings import Settings, load_settings
from callnow.store import only_run, reading, writing
from callnow.store.touches import rhythm_note
from callnow.terms import MatchVerdict
from flows.calls.following import follow_up
from flows.calls.pausing import FOR_GOOD, catch_up, pause_people
from flows.news import rematching
from flows.news.knowledge import Knowledge, load_knowledge
from flows.news.understanding import decide_story
from tests.conftest import Callnow
from tests.flows.people import MONDAY, id_of, keep_triggers, rows
from tests.flows.test_touching import listed, news_for

NOW = datetime.fromisoformat(MONDAY)


@pytest.mark.integration
def test_who_is_paused_is_not_called(known: Callnow, home: Path) -> None:
    """Their calls are hidden and come back; list and record say until when; for good is a word, too."""
    oscar = id_of(known, "Óscar Brannigan")
    keep_triggers(home, news_for(known, oscar))
    assert known("--at", MONDAY, "people", "pause", "oscar", "--until", "2026-03-06").code == 0
    assert "Óscar Brannigan" not in {call["name"] for call in listed(known, MONDAY)}
    assert "until 2026-03-06" in known("--at", MONDAY, "people", "list", "oscar").out
    assert "until 2026-03-06" in known("--at", MONDAY, "people", "show", "oscar").out
    assert "Óscar Brannigan" in {call["name"] for call in listed(known, "2026-03-06T12:00+00:00")}
    assert "not called any more" in known("--at", MONDAY, "people", "pause", "oscar", "--until", "for good").out
    assert known("--at", MONDAY, "people", "pause", "oscar", "--until", "soon").code == 2
    assert "may be called again" in known("--at", MONDAY, "people", "resume", "oscar").out
    assert "Óscar Brannigan" in {call["name"] for call in listed(known, MONDAY)}
    acts = [row["act"] for row in rows(known, "SELECT act FROM activity WHERE prospect_id <> '' ORDER BY done_at")]
    assert acts == ["paused", "paused", "ended the pause of"]


def test_nothing_is_decided_for_who_is_paused(known: Callnow, home: Path) -> None:
    """News makes a call for the colleague alone, until the day the pause ends."""
    settings = load_settings(home)
    oscar = id_of(known, "Óscar Brannigan")
    (at,) = rows(known, f"SELECT employer_id FROM prospect WHERE id = '{oscar}'")
    event = CompanyEvent("v1", "a1", "layoffs", "Telmarq Systems", sentence="Telmarq lays off 300.", probability=0.99)
    report = Report(event, "Telmarq lays off 300", "https://news.example.com/1", "The Wire", NOW)
    story = Story("s1", "layoffs", at["employer_id"], at["employer_id"], (report,))
    match = Match("v1", "Telmarq", "telmarq", MatchVerdict.MATCH, at["employer_id"], "Telmarq Systems", "telmarq", 1.0)
    with writing(settings) as con:
        pause_people(con, [oscar], NOW.date(), until=NOW.date() + timedelta(days=4))
    knowledge = load_knowledge(settings)
    assert [t.prospect_id for t in decide_story(story, match, knowledge, NOW)] == [
        id_of(known, "Kim Talloway", "Telmarq")
    ]
    later = decide_story(story, match, knowledge, NOW + timedelta(days=4))
    assert oscar in {t.prospect_id for t in later}


@pytest.mark.integration
def test_a_pause_that_ends_by_itself_is_taken_off(known: Callnow, home: Path) -> None:
    """The morning after it decides the news of meanwhile once, and leaves a pause for good alone."""
    settings = load_settings(home)
    oscar, imke = id_of(known, "Óscar Brannigan"), id_of(known, "Imke Vandersloot")
    with writing(settings) as con:
        pause_people(con, [oscar], NOW.date(), until=NOW.date() + timedelta(days=1))
        pause_people(con, [imke], NOW.date(), until=FOR_GOOD)
    follow_up(settings, NOW + timedelta(days=1))
    with reading(settings) as con:
        left = con.execute("SELECT prospect_id, paused_until FROM rhythm WHERE paused_until IS NOT NULL").fetchall()
    assert left == [(imke, date.max)]


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
def test_no_note_shortens_a_pause(known: Callnow, tmp_path: Path) -> None:
    """A list and a talk that have somebody off limits for a time leave a longer pause; only a person shortens it."""
    until = "SELECT paused_until FROM rhythm WHERE paused_until IS NOT NULL"
    for words, kept in (("for good", "9999-12-31"), ("2027-09-01", "2027-09-01")):
        known("--at", MONDAY, "pause", "oscar", "--until", words)
        file = tmp_path / "again.csv"
        head, barred = "name,title,employer,phone,email,notes\n", f"Off limits until 6/2027 {words}"
        file.write_text(f"{head}Óscar Brannigan,CFO,Telmarq Systems,,oscar@example.org,{barred}\n", encoding="utf-8")
        told = " ".join(known("--at", MONDAY, "import", file).out.split())
        assert "Óscar Brannigan stays paused" in told
        assert "the list has them off limits until Tuesday, 1 June 2027" in told
        assert rows(known, until) == [{"paused_until": kept}]
        logged = known("--at", MONDAY, "log", "oscar", "--called", "--note", f"Off limits until 6/2027. {words}").out
        assert ("Paused for good" if words == "for good" else "Paused until Wednesday, 1 September 2027") in logged
        assert rows(known, until) == [{"paused_until": kept}]


@pytest.mark.integration
def test_a_pause_made_while_the_morning_catches_up_stays(
    known: Callnow, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading the past again takes minutes; who is paused anew meanwhile stays paused."""
    settings, oscar = load_settings(home), id_of(known, "Óscar Brannigan")

    def pause(*given: object) -> None:
        with writing(settings) as con:
            pause_people(con, [oscar], NOW.date(), until=FOR_GOOD)

    with writing(settings) as con:
        pause_people(con, [oscar], NOW.date(), until=NOW.date())
    monkeypatch.setattr(rematching, "match_again", pause)
    assert catch_up(settings, NOW, NOW.date())
    with writing(settings) as con:
        assert rhythm_note(con, oscar, NOW.date()).paused_until == FOR_GOOD


@pytest.mark.integration
def test_a_pause_that_is_ended_during_a_run_is_caught_up_with(
    known: Callnow, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command says to ask again, and then does it; else the next morning's follow-ups do, once."""
    done: list[str] = []

    def load(settings: Settings) -> Knowledge:
        done.append("rematch")
        return load_knowledge(settings)

    monkeypatch.setattr(rematching, "load_knowledge", load)
    for again in (("people", "resume", "oscar"), ("follow-ups",)):
        known("--at", MONDAY, "pause", "oscar", "--for", "6 weeks")
        with only_run(home, "a run"):
            refused = known("--at", MONDAY, "people", "resume", "oscar")
        assert (refused.code, done) == (1, [])
        for _ in range(2):
            assert known("--at", MONDAY, *again).code == 0
        assert done.pop() == "rematch"
        assert done == []
    assert "was not paused" in known("--at", MONDAY, "people", "resume", "oscar").out
