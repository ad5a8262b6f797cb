"""Understanding a batch: a confirmed rumour amends its trigger, a denial takes it back, nothing is told twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from callnow.errors import ReadingFailed
from callnow.model import Announcement, CompanyEvent, Employer, Prospect
from callnow.store.connection import writing
from callnow.store.news import keep_understood, stories_of
from callnow.store.people import save_prospects
from callnow.store.rows import fetch, from_row
from callnow.terms import Certainty, JudgementVerdict
from delivery.routes import Route
from flows.news import detect_steps
from flows.news.detect_steps import detect_batch, detect_batch_closely
from flows.news.knowledge import Knowledge
from flows.news.understanding import companies_of, concerning, conclude, read_event, resolve_batch
from matching.names.build import build_index
from matching.names.judgements import Judgement, Judgements
from matching.people.persons import ProspectsByLastName
from matching.triggers.decide import NOT_CERTAIN, shipped_tables

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
IDA = Prospect("p1", "Ida Varn", "Quorrel Systems", "m1", title="IT Manager", function="it", rank=4)
RUMOUR = CompanyEvent(
    "e1", "a1", "acquisition", "Quorrel Systems", Certainty.RUMOURED, side="target", counterparty="Brandwick", rule="x"
)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    index = build_index([Employer("m1", "Quorrel Systems")])
    people = ProspectsByLastName([IDA])
    return Knowledge(index, Judgements(), {"m1": [IDA]}, {}, shipped_tables(), (Route("file"),), people)


def day(number: int) -> Announcement:
    at = NOW + timedelta(days=number - 1)
    return Announcement(f"a{number}", f"wire {number}", f"Title {number}", "", f"https://example.com/{number}", at, at)


def tell(database: Path, knowledge: Knowledge, number: int, certainty: Certainty) -> int:
    """One batch of one announcement of that day; returns how many triggers were new."""
    event = replace(RUMOUR, id=f"e{number}", announcement_id=f"a{number}", certainty=certainty)
    (read,) = resolve_batch([day(number)], [[event]], knowledge)
    now = day(number).published_at
    with writing(database) as con:
        told = stories_of(con, companies_of([read]))
        return keep_understood(con, conclude([read], told, (), knowledge, lambda story: now, now=now), now).new


def state(database: Path) -> list[tuple[str, str, str]]:
    with writing(database) as con:
        return [(r["tier"], r["state"], r["event_id"]) for r in fetch(con, "FROM trigger")]


def test_a_rumour_that_is_confirmed_becomes_the_same_trigger_to_call_now(tmp_path: Path, knowledge: Knowledge) -> None:
    """One trigger all along: worth knowing while it is a rumour, call now once it is announced, told then."""
    database = tmp_path / "callnow.duckdb"
    assert tell(database, knowledge, 1, Certainty.RUMOURED) == 1
    assert state(database) == [("worth_knowing", "open", "e1")]
    assert tell(database, knowledge, 2, Certainty.ANNOUNCED) == 0
    assert state(database) == [("call_now", "open", "e2")]
    assert tell(database, knowledge, 3, Certainty.ANNOUNCED) == 0
    with writing(database) as con:
        assert len(fetch(con, "FROM delivery")) == 1
        (story,) = stories_of(con, ["m1"])
        assert len(story.reports) == 3


def test_news_that_is_confirmed_after_a_denial_asks_for_its_call_again(tmp_path: Path, knowledge: Knowledge) -> None:
    """The trigger that the denial withdrew is open again, but not what ended for another reason."""
    database = tmp_path / "callnow.duckdb"
    with writing(database) as con:
        save_prospects(con, [IDA], [Employer("m1", "Quorrel Systems")], NOW.date())
    for number, certainty, stands in [
        (1, Certainty.ANNOUNCED, "open"),
        (2, Certainty.DENIED, "withdrawn"),
        (3, Certainty.ANNOUNCED, "open"),
        (4, Certainty.DENIED, "withdrawn"),
    ]:
        tell(database, knowledge, number, certainty)
        assert [row[1] for row in state(database)] == [stands]
    with writing(database) as con:
        con.execute("UPDATE trigger SET state = 'called'")
    tell(database, knowledge, 5, Certainty.DONE)
    assert [row[1] for row in state(database)] == ["called"]


def test_what_was_answered_stays_answered_when_more_is_known(tmp_path: Path, knowledge: Knowledge) -> None:
    """A dismissed trigger is amended, not reopened."""
    database = tmp_path / "callnow.duckdb"
    tell(database, knowledge, 1, Certainty.RUMOURED)
    with writing(database) as con:
        con.execute("UPDATE trigger SET state = 'dismissed'")
    tell(database, knowledge, 2, Certainty.ANNOUNCED)
    assert [s for _, s, _ in state(database)] == ["dismissed"]


def test_a_denial_takes_the_rumour_back(tmp_path: Path, knowledge: Knowledge) -> None:
    """The open trigger of a rumour is withdrawn when the company denies it."""
    database = tmp_path / "callnow.duckdb"
    tell(database, knowledge, 1, Certainty.RUMOURED)
    tell(database, knowledge, 2, Certainty.DENIED)
    assert [s for _, s, _ in state(database)] == ["withdrawn"]


def test_a_text_that_detection_stumbles_over_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its neighbours are read; the failure names the source, the title and the place in our code."""

    def stumble(announcement: Announcement) -> list[CompanyEvent]:
        if announcement.id == "a2":
            raise IndexError
        return [RUMOUR]

    monkeypatch.setattr(detect_steps, "detect_fast", stumble)
    monkeypatch.setattr(detect_steps, "detect", lambda batch: [stumble(announcement) for announcement in batch])
    for step in (detect_batch, detect_batch_closely):
        first, second, third = step([day(1), day(2), day(3)])
        assert first == third == [RUMOUR]
        assert isinstance(second, ReadingFailed)
        assert "wire 2" in str(second)
        assert "Title 2" in str(second)


def test_what_may_concern_somebody_is_read_closely(knowledge: Knowledge) -> None:
    """An event at an employer of the list, or such an employer named anywhere in the lead; nothing else."""
    texts = [
        replace(day(1), title="Brandwick opens an office"),
        replace(day(2), title="A long day for the valley", text="It was Quorrel Systems that had the last word."),
        replace(day(3), title="Somebody buys somebody"),
    ]
    reads = resolve_batch(texts, [[], [], [replace(RUMOUR, announcement_id="a3")]], knowledge)
    assert {one.id for one in concerning(reads, knowledge)} == {"a2", "a3"}


def test_what_is_not_certain_is_worth_knowing_until_a_surer_report_comes(tmp_path: Path, knowledge: Knowledge) -> None:
    """The trigger says so, and becomes a call with the report that is certain, told then."""
    database = tmp_path / "callnow.duckdb"
    doubtful = replace(RUMOUR, certainty=Certainty.DONE, probability=0.6, certain_from=0.9)

    def tell_event(event: CompanyEvent, number: int) -> None:
        read = resolve_batch([day(number)], [[event]], knowledge)
        with writing(database) as con:
            told = stories_of(con, companies_of(read))
            keep_understood(con, conclude(read, told, (), knowledge, lambda story: NOW, now=NOW), NOW)

    tell_event(doubtful, 1)
    assert state(database) == [("worth_knowing", "open", "e1")]
    with writing(database) as con:
        (trigger,) = fetch(con, "SELECT why FROM trigger")
    assert trigger["why"].startswith(f"{NOT_CERTAIN} (neither headline nor sentence names the company): ")
    tell_event(replace(doubtful, id="e2", announcement_id="a2", probability=0.95), 2)
    assert [tier for tier, _, _ in state(database)] == ["call_now"]
    with writing(database) as con:
        (trigger,) = fetch(con, "SELECT why FROM trigger")
    assert NOT_CERTAIN not in trigger["why"]


def test_an_announcement_of_nothing_is_marked_as_read(tmp_path: Path, knowledge: Knowledge) -> None:
    """No event, no trigger, and it is not read again."""
    database = tmp_path / "callnow.duckdb"
    with writing(database) as con:
        from callnow.store.rows import add

        add(con, "announcement", [day(1)])
        read = resolve_batch([day(1)], [[]], knowledge)
        keep_understood(con, conclude(read, (), (), knowledge, lambda story: NOW, now=NOW), NOW)
        (row,) = fetch(con, "FROM announcement")
    assert row["understood_at"] == NOW
    assert from_row(Announcement, row) == day(1)


def test_a_prospect_who_moves_is_told_of_in_person(tmp_path: Path, knowledge: Knowledge) -> None:
    """Hired away by a company that employs no prospect: one trigger of kind person, for the one who moved."""
    event = CompanyEvent(
        "e9", "a1", "executive_hired", "Halloran Foods", person="Ida Varn", role="CIO", prior_company="Quorrel Systems"
    )
    read = resolve_batch([day(1)], [[event]], knowledge)
    database = tmp_path / "callnow.duckdb"
    with writing(database) as con:
        keep_understood(con, conclude(read, (), (), knowledge, lambda story: NOW, now=NOW), NOW)
        (trigger,) = fetch(con, "FROM trigger")
    assert (trigger["prospect_id"], trigger["kind"]) == ("p1", "person")
    assert "Halloran Foods" in trigger["why"]


def test_who_leaves_the_matched_employer_is_told_of_in_person(knowledge: Knowledge) -> None:
    """Also where the text writes its name as nobody would take for the same without the list."""
    event = CompanyEvent("e9", "a1", "executive_departed", "Quorrel", person="Ida Varn", role="CIO")
    match = replace(resolve_batch([day(1)], [[RUMOUR]], knowledge)[0].events[0].match, event_id="e9")
    person = read_event(event, match, knowledge).person
    assert person is not None
    assert (person.prospect.id, person.how) == ("p1", "left")


def test_a_namesake_elsewhere_is_nobody(knowledge: Knowledge) -> None:
    """The same name without the prospect's employer proves nothing."""
    event = CompanyEvent("e9", "a1", "executive_hired", "Halloran Foods", person="Ida Varn", role="CIO")
    (read,) = resolve_batch([day(1)], [[event]], knowledge)
    assert companies_of([read]) == []


def test_news_of_an_employer_reaches_people_at_its_other_spelling(knowledge: Knowledge) -> None:
    """Two spellings of the list are one employer, until a person says that the name in the news is not one of them."""
    otto = Prospect("p2", "Otto Lenz", "Quorrel Sys", "m2", title="IT Manager", function="it", rank=4)
    both = replace(knowledge, prospects={"m1": [IDA], "m2": [otto]}, twins={"m1": ("m2",), "m2": ("m1",)})
    judged = Judgements.of([Judgement("Quorrel Systems", "m2", JudgementVerdict.DIFFERENT)])

    def called(knowledge: Knowledge) -> list[tuple[str, str]]:
        (read,) = resolve_batch([day(1)], [[RUMOUR]], knowledge)
        told = conclude([read], (), (), knowledge, lambda story: NOW, now=NOW)
        return [(trigger.prospect_id, trigger.employer_id) for trigger in told.triggers]

    assert called(both) == [("p1", "m1"), ("p2", "m2")]
    assert called(replace(both, judgements=judged)) == [("p1", "m1")]


def test_a_later_report_that_is_matched_worse_takes_nothing_off_the_score(tmp_path: Path, knowledge: Knowledge) -> None:
    """A report under a shorter name, which is less surely the employer, tells that it is done and lowers no call."""
    database = tmp_path / "callnow.duckdb"
    scores = []
    for number, certainty, sure in ((1, Certainty.ANNOUNCED, 1.0), (9, Certainty.DONE, 0.6)):
        event = replace(RUMOUR, id=f"e{number}", announcement_id=f"a{number}", certainty=certainty)
        (read,) = resolve_batch([day(number)], [[event]], knowledge)
        read = replace(read, events=(replace(read.events[0], match=replace(read.events[0].match, score=sure)),))
        now = day(number).published_at
        with writing(database) as con:
            told = stories_of(con, companies_of([read]))
            keep_understood(con, conclude([read], told, (), knowledge, lambda story, now=now: now, now=now), now)
            scores.append(fetch(con, "FROM trigger")[0])
    assert [row["event_id"] for row in scores] == ["e1", "e1"]
    assert scores[1]["score"] >= scores[0]["score"]


def test_a_town_is_its_authority_where_somebody_of_it_is_named() -> None:
    """Local papers write the town alone: with the prospect in it the news is of their employer, without it nobody's."""
    tess = Prospect("p1", "Tess Harker", "City of Dunmarsh", "m1", title="Deputy CIO", function="it", rank=4)
    index, people = build_index([Employer("m1", "City of Dunmarsh")]), ProspectsByLastName([tess])
    knows = Knowledge(index, Judgements(), {"m1": [tess]}, {}, shipped_tables(), (), people)
    promoted = CompanyEvent("e1", "a1", "executive_promoted", "Dunmarsh", person="Tess Harker", role="CIO")
    (read,) = resolve_batch([day(1)], [[promoted, replace(promoted, id="e2", person="Ann Fell")]], knows)
    assert [one.company for one in read.events] == ["m1", ""]
    assert read.events[0].match.employer == "City of Dunmarsh"


def test_an_employer_that_ends_in_s_hears_of_its_news() -> None:
    """The grammar reads "Bexley's to cut 40 jobs" as of "Bexley"; it is read closely, as the employer's."""
    index = build_index([Employer("b", "Bexley's")], aliases=())
    knowledge = Knowledge(index, Judgements(), {}, {}, shipped_tables(), (), ProspectsByLastName([]))
    text = replace(day(1), title="Bexley's to cut 40 jobs", text="Bexley's will cut 40 jobs at its head office.")
    reads = resolve_batch([text], detect_batch([text]), knowledge)
    assert {matched.match.employer_id for read in reads for matched in read.events} == {"b"}
    assert concerning(reads, knowledge) == [text]
    assert len(concerning(resolve_batch([text], [[]], knowledge), knowledge)) == 1
