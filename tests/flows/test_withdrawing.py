"""Taking a report out of a story: what others still tell stays a call, what nobody tells any more is withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from callnow.model import Announcement, CompanyEvent, Employer, Prospect
from callnow.settings import Settings, load_settings
from callnow.store import writing
from callnow.store.feeds import keep_visits
from callnow.store.news import keep_understood, stories_of
from callnow.store.rows import fetch
from callnow.store.second_reader import KeptAnswer, keep_answers
from callnow.terms import Certainty
from delivery.routes import Route
from flows.news.knowledge import Knowledge
from flows.news.second_reader import SecondReader
from flows.news.understanding import companies_of, conclude, resolve_batch
from flows.news.withdrawing import withdraw
from matching.names.build import build_index
from matching.names.judgements import Judgements
from matching.people.persons import ProspectsByLastName
from matching.triggers.decide import shipped_tables
from tests.sources.model_server import ModelServer, model_server, says

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
IDA = Prospect("p1", "Ida Varn", "Quorrel Systems", "m1", title="IT Manager", function="it", rank=4)
UNSURE = CompanyEvent(
    "e1", "a1", "layoffs", "Quorrel Systems", Certainty.DONE, origin="Dayton", count="300",
    sentence="300 jobs go in Dayton.", probability=0.6, certain_from=0.9,
)  # fmt: skip
SURE = replace(UNSURE, id="e2", announcement_id="a2", origin="", sentence="300 jobs go.", probability=0.95, rule="sure")


@pytest.fixture
def settings(home: Path, stub: ModelServer) -> Settings:
    second = {"address": stub.address, "model": "small", "seconds": 5}
    return load_settings(home, reader={"second": second})


@pytest.fixture
def stub() -> Iterator[ModelServer]:
    with model_server() as server:
        server.answer = lambda: says("no")
        yield server


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    index = build_index([Employer("m1", "Quorrel Systems")])
    people = ProspectsByLastName([IDA])
    return Knowledge(index, Judgements(), {"m1": [IDA]}, {}, shipped_tables(), (Route("file"),), people)


def tell(settings: Settings, knowledge: Knowledge, event: CompanyEvent) -> None:
    """One batch with one announcement of one event."""
    at = NOW - timedelta(hours=3) if event.id == "e1" else NOW - timedelta(hours=2)
    title = f"Quorrel Systems to Cut 300 Jobs, Says Wire {event.id}"
    item = Announcement(event.announcement_id, "wire", title, "", f"https://example.com/{event.id}", at, NOW)
    (read,) = resolve_batch([item], [[event]], knowledge)
    with writing(settings) as con:
        keep_visits(con, [("wire", {}, [item])], NOW)
        told = stories_of(con, companies_of([read]))
        keep_understood(con, conclude([read], told, (), knowledge, lambda story: NOW, now=NOW), NOW)


def calls(settings: Settings) -> list[tuple[str, str, str]]:
    with writing(settings) as con:
        return [(row["tier"], row["state"], row["event_id"]) for row in fetch(con, "FROM trigger")]


def test_a_no_on_one_report_leaves_the_call_of_the_others(settings: Settings, knowledge: Knowledge) -> None:
    """The report that led was not certain and is refused late; the call stays, led by the certain one."""
    tell(settings, knowledge, UNSURE)
    tell(settings, knowledge, SURE)
    assert calls(settings) == [("call_now", "open", "e1")]
    with writing(settings) as con:
        keep_answers(con, [KeptAnswer("a1", "e1", "small", "x")])
    SecondReader(settings, NOW + timedelta(minutes=15)).ask_again(knowledge)
    assert calls(settings) == [("call_now", "open", "e2")]
    with writing(settings) as con:
        assert fetch(con, "SELECT DISTINCT opener LIKE '%Dayton%' AS dayton FROM trigger") == [{"dayton": False}]
        assert fetch(con, "SELECT event_id FROM report") == [{"event_id": "e2"}]


def test_a_story_without_its_certain_report_calls_nobody(settings: Settings, knowledge: Knowledge) -> None:
    """What made it a call is another company's: what is left is not certain, so worth knowing; then nothing is left."""
    tell(settings, knowledge, UNSURE)
    tell(settings, knowledge, SURE)
    with writing(settings) as con:
        assert withdraw(con, ["e2"], knowledge, NOW) == 0
    assert calls(settings) == [("worth_knowing", "open", "e1")]
    with writing(settings) as con:
        assert withdraw(con, ["e1"], knowledge, NOW) == 1
        assert fetch(con, "FROM story") == []
    assert calls(settings) == [("worth_knowing", "withdrawn", "e1")]


def test_a_report_less_makes_nothing_more_urgent(settings: Settings, knowledge: Knowledge) -> None:
    """A call that only hindsight made worth knowing stays so; one that was answered stays answered."""
    tell(settings, knowledge, UNSURE)
    tell(settings, knowledge, SURE)
    with writing(settings) as con:
        con.execute("UPDATE trigger SET tier = 'worth_knowing', state = 'called'")
        withdraw(con, ["e1"], knowledge, NOW)
    assert calls(settings) == [("worth_knowing", "called", "e2")]


def test_a_pause_that_began_since_takes_no_call_away(settings: Settings, knowledge: Knowledge) -> None:
    """It is decided from the reports that are left all the same, and waits for the end of the pause."""
    tell(settings, knowledge, UNSURE)
    tell(settings, knowledge, SURE)
    with writing(settings) as con:
        withdraw(con, ["e1"], replace(knowledge, paused={IDA.id: date.max}), NOW)
    assert calls(settings) == [("call_now", "open", "e2")]
