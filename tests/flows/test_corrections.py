"""Corrections: what a person says of a news item holds at once, in every report of its story, and is kept to teach."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from callnow.model import CompanyEvent
from callnow.settings import Settings
from callnow.store.connection import writing
from callnow.store.copies import publish
from callnow.store.corrections import Kind, wrong_stories
from callnow.store.rows import fetch
from callnow.store.verdicts import judge_wrong_company, reopen
from callnow.terms import SAID
from flows.news.correcting import labelled_line
from flows.news.rematching import rematch
from tests.conftest import Callnow
from tests.flows.correcting import (
    LATER,
    LAYOFFS,
    LEAD,
    NOW,
    SILENT,
    add_people,
    ask,
    home_of_two,
    item,
    read,
    say_wrong,
    triggers,
)
from tests.matching.small_tokenizer import small_tokenizer
from training.dataset import make_example
from training.more import holds_places, load_more


@pytest.fixture
def settings(home: Path, callnow: Callnow, tmp_path: Path) -> Settings:
    return home_of_two(home, callnow, tmp_path)


@pytest.mark.integration
@pytest.mark.parametrize("kind", [Kind.WRONG_EVENT, pytest.param(Kind.WRONG_COMPANY, marks=pytest.mark.slow)])
def test_a_story_called_wrong_calls_nobody_any_more(
    kind: Kind, settings: Settings, callnow: Callnow, tmp_path: Path
) -> None:
    """Open and snoozed triggers close; later reports and people imported later bring none up; nothing is delivered."""
    assert callnow("alias", "add", "Velmora", "Velmora Systems").code == 0
    read(settings, item(1, "Velmora Systems to cut jobs"))
    assert triggers(settings) == [("Ida Varn", "open"), ("Lee Oko", "open")]
    assert len(say_wrong(settings, kind)) == 2
    closed = [("Ida Varn", kind.value), ("Lee Oko", kind.value)]
    add_people(callnow, tmp_path, LATER)
    rematch(settings, NOW)
    assert triggers(settings) == closed
    read(settings, item(2, "Velmora to cut 300 jobs in Denver"))  # under another name, and saying more
    assert ask(settings, "SELECT count(*) FROM match WHERE verdict = 'match' AND mention = 'Velmora'") == [(1,)]
    rematch(settings, NOW + timedelta(minutes=1))
    assert triggers(settings) == closed
    assert ask(settings, "SELECT count(DISTINCT story_id) FROM report") == [(1,)]
    assert {row[0] for row in ask(settings, "SELECT state FROM delivery")} == {"dropped"}
    assert ask(settings, "SELECT kind, announcement_id, type, company, said_by FROM correction") == [
        (kind.value, "a1", "layoffs", "Velmora Systems", "page")
    ]


@pytest.mark.integration
def test_a_wrong_company_is_wrong_in_all_that_its_text_says_of_it(settings: Settings) -> None:
    """Layoffs and closing of one release fall silent with one click and come back with one; other news calls."""
    text = f"{LEAD} Velmora Systems will close its office in Boise in June."
    read(settings, item(1, LAYOFFS, text))
    types = "SELECT DISTINCT type, state FROM trigger ORDER BY ALL"
    assert ask(settings, types) == [("layoffs", "open"), ("office_closed", "open")]
    with writing(settings.database) as con:
        first = fetch(con, "SELECT id FROM trigger WHERE type = 'layoffs' ORDER BY id")[0]["id"]
        closed = judge_wrong_company(con, first, NOW)
        assert (len(closed), len(wrong_stories(con))) == (4, 2)
    read(settings, item(2, "Velmora Systems names Una Lang chief executive officer"))
    assert [row for row in triggers(settings) if row[1] == "open"] == [("Ida Varn", "open"), ("Lee Oko", "open")]
    with writing(settings.database) as con:
        reopen(con, closed[:1])
        assert wrong_stories(con) == []


@pytest.mark.integration
def test_another_story_of_the_same_employer_still_calls(settings: Settings) -> None:
    """Only the story that is wrong falls silent."""
    read(settings, item(1, LAYOFFS, LEAD))
    say_wrong(settings, Kind.WRONG_EVENT)
    read(settings, item(2, "Velmora Systems names Una Lang chief executive officer"))
    assert [row for row in triggers(settings) if row[1] == "open"] == [("Ida Varn", "open"), ("Lee Oko", "open")]


@pytest.mark.integration
def test_taking_it_back_lets_the_story_call_again(settings: Settings, callnow: Callnow, tmp_path: Path) -> None:
    """The correction is gone with its click, and who was imported meanwhile is to be called."""
    read(settings, item(1, LAYOFFS, LEAD))
    closed = say_wrong(settings, Kind.WRONG_EVENT)
    add_people(callnow, tmp_path, LATER)
    with writing(settings.database) as con:
        assert len(wrong_stories(con)) == 1
        reopen(con, closed)
        assert wrong_stories(con) == []
    rematch(settings, NOW)
    assert triggers(settings) == [("Ida Varn", "snoozed"), ("Lee Oko", "open"), ("Oda Brisk", "open")]


@pytest.mark.integration
def test_exported_lines_are_what_training_reads(settings: Settings, callnow: Callnow, tmp_path: Path) -> None:
    """The wrong event is absent, the missed one firm; the file is told from labels in places and makes examples."""
    read(settings, item(1, LAYOFFS, LEAD))
    say_wrong(settings, Kind.WRONG_EVENT)
    read(settings, replace(SILENT, id="a2"))
    publish(settings.database, settings.published)
    words = ("--type", "restructuring", "--company", "Velmora Systems", "--person", "Una Lang", "--role", "not in it")
    assert callnow("--at", NOW.isoformat(), "corrections", "missed", "a2", *words).code == 0
    file = tmp_path / "corrections.jsonl"
    ran = callnow("corrections", "export", "--out", file)
    assert (ran.code, "2 labelled items" in ran.out) == (0, True), ran
    assert not holds_places(file)
    wrong, missed = load_more(file, tmp_path)
    assert (wrong["id"], wrong["events"], wrong["body"], wrong["part"]) == ("a1", [], LEAD, "train")
    assert "Velmora Systems" in wrong["orgs"]
    firm = [event for event in missed["events"] if not event.get("implied")]
    assert firm == [{"type": "restructuring", "company": "Velmora Systems", "planning": "done", "person": "Una Lang"}]
    example = make_example(wrong, small_tokenizer())
    assert [(g.types.sum(), g.counted.min()) for g in example.groups][:1] == [(0.0, 1.0)]
    evaluated = callnow("reader", "evaluate", file, "--json")
    assert evaluated.code == 0


EVENT = CompanyEvent("v1", "a1", "layoffs", "Velmora Systems", count="300", destination="Denver", amount="$ 9")
OTHER = CompanyEvent("v2", "a1", "office_closed", "Velmora", destination="Denver")


def said_of(event: CompanyEvent, kind: Kind) -> dict[str, Any]:
    return {"kind": kind.value, "event_id": event.id, "company": event.company}


def test_what_nobody_spoke_of_teaches_neither_way() -> None:
    """The other events of the item are implied, in the guide's names, with the slots that stand in the text."""
    line = labelled_line(
        item(1, LAYOFFS, LEAD), [EVENT, OTHER], [said_of(OTHER, Kind.WRONG_EVENT)], ["Velmora Systems"]
    )
    assert line is not None
    assert line["events"] == [
        {
            "type": "layoffs",
            "company": "Velmora Systems",
            "planning": "done",
            "to": "Denver",
            "count": "300",
            "implied": True,
        }
    ]
    assert line["orgs"] == ["Velmora Systems", "Velmora"]
    assert line["doubtful"] is False


def test_whom_an_event_is_about_is_no_organisation() -> None:
    """Also where the reader takes the name for one."""
    told = item(1, "A hard spring", "Una Lang leaves Velmora Systems.")
    event = CompanyEvent("v3", "a1", "executive_departed", "Velmora Systems", person="Una Lang", rule=SAID)
    line = labelled_line(told, [event], [], ["Una Lang", "Velmora Systems"])
    assert line is not None
    assert line["orgs"] == ["Velmora Systems"]


def test_a_wrong_company_teaches_only_where_the_text_does_not_name_it() -> None:
    """What was matched wrongly was read rightly; a company that stands nowhere was read wrongly."""
    told = item(1, LAYOFFS, LEAD)
    assert labelled_line(told, [EVENT], [said_of(EVENT, Kind.WRONG_COMPANY)], []) is None
    nowhere = replace(EVENT, company="Orbel Foods")
    line = labelled_line(told, [nowhere], [said_of(nowhere, Kind.WRONG_COMPANY)], [])
    assert line is not None
    assert line["events"] == []


@pytest.mark.integration
def test_whoever_is_forgotten_leaves_the_corrections_too(settings: Settings, callnow: Callnow) -> None:
    """Neither what was said of them nor that they said it keeps their name."""
    read(settings, SILENT)
    words = ("--type", "executive_departed", "--company", "Velmora Systems", "--person", "Ida Varn")
    assert callnow("--at", NOW.isoformat(), "corrections", "missed", "a1", *words).code == 0
    with writing(settings.database) as con:
        con.execute("UPDATE correction SET said_by = 'Ida Varn'")
    assert callnow("forget", "Ida Varn", "--yes").code == 0
    assert [row for row in ask(settings, "FROM correction") if "Varn" in str(row)] == []
