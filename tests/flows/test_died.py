"""Nobody calls who has died, whether the news tells it or somebody noted it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from callnow.model import CompanyEvent, Report, Story
from callnow.settings import Settings, load_settings
from callnow.store import reading, writing
from callnow.store.copies import publish
from callnow.store.news import Understood, keep_understood
from callnow.terms import Tier
from flows.calls.following import follow_up
from flows.news.knowledge import load_knowledge
from tests.conftest import Callnow
from tests.flows.people import MONDAY, id_of, keep_triggers, rows
from tests.flows.test_touching import listed, news_for

NOW = datetime.fromisoformat(MONDAY)
MONTHS_ON = "2026-09-02T09:00+00:00"
OSCAR = "Óscar Brannigan"


def names(known: Callnow, at: str) -> set[object]:
    return {call["name"] for call in listed(known, at)}


def keep_death(settings: Settings, employer: Mapping[str, object]) -> None:
    """Keeps news of this employer (its id) that Óscar died."""
    event = CompanyEvent(
        "v1", "a1", "executive_departed", "Telmarq Systems", person=OSCAR, role="CFO",
        sentence="Telmarq Systems said that Óscar Brannigan, its CFO, died on Sunday.", probability=0.99,
    )  # fmt: skip
    report = Report(event, "Telmarq CFO Óscar Brannigan dies", "https://news.example.com/1", "The Wire", NOW)
    story = Story("s1", "executive_departed", str(employer["id"]), str(employer["id"]), (report,))
    with writing(settings) as con:
        keep_understood(con, Understood((), events=(event,), stories=(story,)), NOW)
    publish(settings.database, settings.published)


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


def test_a_list_says_it_by_status_or_note_until_a_talk(callnow: Callnow, tmp_path: Path) -> None:
    """The import names them, also whose status says it; a talk that is logged later ends it."""
    path = tmp_path / "list.csv"
    path.write_text(
        "Name,Company,Status,Notes\nOdo Brandt,Vantry Systems,Deceased,\nTad Winslowe,Vantry Systems,,He passed away\n"
    )
    told = " ".join(callnow("--at", MONDAY, "import", str(path)).out.split())
    for name in ("Odo Brandt", "Tad Winslowe"):
        assert f"{name} is not called: the list says that they have died" in told
        assert "has died" in callnow("--at", MONDAY, "people", "show", name).out
        callnow("--at", MONTHS_ON, "log", name, "--called", "--note", "alive and well")
        assert "has died" not in callnow("--at", MONTHS_ON, "people", "show", name).out
    assert "not called" not in callnow("--at", MONTHS_ON, "import", str(path)).out


@pytest.mark.parametrize("employer", ["Telmarq Pharma", "Telmarq Pharmaceuticals"])
def test_news_of_another_spelling_of_the_employer_says_it(callnow: Callnow, tmp_path: Path, employer: str) -> None:
    """News is matched to one of the spellings that are taken for one; those told apart are two companies."""
    path = tmp_path / "list.csv"
    path.write_text(f"Name,Company\n{OSCAR},Telmarq Pharma\nKim Talloway,Telmarq Pharmaceuticals\n")
    callnow("--at", MONDAY, "import", str(path))
    keep_death(load_settings(callnow.home), *rows(callnow, f"SELECT id FROM employer WHERE name = '{employer}'"))
    assert "has died" in callnow("people", "show", "oscar").out
    callnow("judge", "Telmarq Pharma", "Telmarq Pharmaceuticals", "different")
    assert ("has died" in callnow("people", "show", "oscar").out) is (employer == "Telmarq Pharma")


def test_who_has_died_by_the_news_is_called_no_more(known: Callnow, home: Path) -> None:
    """Neither rhythm nor other news of the employer calls them; the colleague is called as before."""
    oscar, settings = id_of(known, OSCAR), load_settings(home)
    keep_triggers(home, news_for(known, oscar))
    assert OSCAR in names(known, MONDAY)
    keep_death(settings, *rows(known, f"SELECT employer_id AS id FROM prospect WHERE id = '{oscar}'"))
    assert OSCAR not in names(known, MONDAY)
    assert "Kim Talloway" in names(known, MONTHS_ON)
    assert OSCAR not in names(known, MONTHS_ON)
    assert oscar in load_knowledge(settings).paused
    follow_up(settings, NOW)
    with reading(settings) as con:
        assert con.execute("SELECT state FROM trigger WHERE prospect_id = $1", [oscar]).fetchall() == [("withdrawn",)]


def test_who_has_died_is_not_offered_as_a_colleague(known: Callnow, home: Path) -> None:
    """No card names them; what is only worth knowing ends for them in the morning, too."""
    oscar, kim = id_of(known, OSCAR), id_of(known, "Kim Talloway", "Telmarq")
    keep_triggers(home, news_for(known, kim), replace(news_for(known, oscar), tier=Tier.WORTH_KNOWING))
    known("--at", MONDAY, "log", "oscar", "--emailed", "--note", "his office: he passed away")
    assert known("--at", MONDAY, "follow-ups").code == 0
    cards = [json.loads(line) for line in known("--at", MONDAY, "calls", "--all", "--json").out.splitlines()]
    assert [(card["name"], card["colleagues"]) for card in cards if card["employer"] == "Telmarq Systems"] == [
        ("Kim Talloway", [])
    ]


def test_a_calendar_calls_nobody_who_has_died(known: Callnow, home: Path) -> None:
    """Nor do tasks, also before the morning that ends their calls."""
    keep_triggers(home, news_for(known, id_of(known, OSCAR)))
    assert OSCAR in known("--at", MONDAY, "tasks", "--for", "hubspot").out
    known("--at", MONDAY, "log", "oscar", "--emailed", "--note", "his office: he passed away")
    assert OSCAR not in known("--at", MONDAY, "tasks", "--for", "hubspot").out
