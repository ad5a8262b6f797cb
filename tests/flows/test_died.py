"""Nobody calls who has died, whether the news tells it or somebody noted it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from callnow.model import CompanyEvent, Report, Story
from callnow.settings import load_settings
from callnow.store import reading, writing
from callnow.store.copies import publish
from callnow.store.news import Understood, keep_understood
from flows.calls.following import follow_up
from flows.news.knowledge import load_knowledge
from tests.conftest import Callnow
from tests.flows.people import MONDAY, id_of, import_people, keep_triggers, rows
from tests.flows.test_touching import listed, news_for

NOW = datetime.fromisoformat(MONDAY)
MONTHS_ON = "2026-09-02T09:00+00:00"
OSCAR = "Óscar Brannigan"


@pytest.fixture
def known(callnow: Callnow, tmp_path: Path) -> Callnow:
    """A home that knows four people, two of them at one employer."""
    import_people(callnow, tmp_path)
    return callnow


def names(known: Callnow, at: str) -> set[object]:
    return {call["name"] for call in listed(known, at)}


def test_who_is_noted_as_dead_is_called_no_more(known: Callnow) -> None:
    """No rhythm goes on, card and record say why, and a talk that is logged later ends it."""
    logged = known("--at", MONDAY, "log", "oscar", "--called", "--note", "his office: he passed away in February")
    assert "No next call: has died" in logged.out
    assert OSCAR not in names(known, MONTHS_ON)
    assert "none: has died" in " ".join(known("--at", MONTHS_ON, "card", "oscar").out.split())
    assert "has died" in known("people", "show", "oscar").out
    assert json.loads(known("people", "show", "oscar", "--json").out)["died"]
    assert known("--at", "2026-03-03T09:00+00:00", "log", "oscar", "--called", "--note", "alive and well").code == 0
    assert OSCAR in names(known, MONTHS_ON)


def test_an_outcome_says_it_too(known: Callnow) -> None:
    """The outcome "deceased" of a call is enough."""
    assert "has died" in known("--at", MONDAY, "log", "oscar", "--called", "--outcome", "Deceased").out
    assert OSCAR not in names(known, MONTHS_ON)


def test_who_has_died_by_the_news_is_called_no_more(known: Callnow, home: Path) -> None:
    """Neither rhythm nor other news of the employer calls them; the colleague is called as before."""
    oscar, settings = id_of(known, OSCAR), load_settings(home)
    keep_triggers(home, news_for(known, oscar))
    assert OSCAR in names(known, MONDAY)
    (at,) = rows(known, f"SELECT employer_id FROM prospect WHERE id = '{oscar}'")
    event = CompanyEvent(
        "v1", "a1", "executive_departed", "Telmarq Systems", person=OSCAR, role="CFO",
        sentence="Telmarq Systems said that Óscar Brannigan, its CFO, died on Sunday.", probability=0.99,
    )  # fmt: skip
    report = Report(event, "Telmarq CFO Óscar Brannigan dies", "https://news.example.com/1", "The Wire", NOW)
    story = Story("s1", "executive_departed", at["employer_id"], at["employer_id"], (report,))
    with writing(settings) as con:
        keep_understood(con, Understood((), events=(event,), stories=(story,)), NOW)
    publish(settings.database, settings.published)
    assert OSCAR not in names(known, MONDAY)
    assert "Kim Talloway" in names(known, MONTHS_ON)
    assert OSCAR not in names(known, MONTHS_ON)
    assert oscar in load_knowledge(settings).paused
    follow_up(settings, NOW)
    with reading(settings) as con:
        assert con.execute("SELECT state FROM trigger WHERE prospect_id = $1", [oscar]).fetchall() == [("withdrawn",)]
