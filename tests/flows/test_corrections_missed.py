"""A person says which event a news item tells that was not found: it calls at once, and what is said last holds."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from callnow.settings import Settings
from callnow.store.connection import writing
from callnow.store.copies import publish
from callnow.store.corrections import Kind
from callnow.store.feeds import keep_visits
from callnow.terms import SAID
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

MISSED = ("corrections", "missed", "hard spring", "--type", "layoffs", "--company", "Velmora Systems")


@pytest.fixture
def settings(home: Path, callnow: Callnow, tmp_path: Path) -> Settings:
    return home_of_two(home, callnow, tmp_path)


@pytest.mark.integration
def test_a_missed_event_is_made_at_once(settings: Settings, callnow: Callnow) -> None:
    """It calls everybody at the employer, is planned to be told, stands proved, and is listed."""
    read(settings, SILENT)
    assert triggers(settings) == []
    ran = callnow("--at", NOW.isoformat(), *MISSED)
    assert (ran.code, "2 calls to make" in ran.out) == (0, True), ran
    assert triggers(settings) == [("Ida Varn", "open"), ("Lee Oko", "open")]
    assert ask(settings, "SELECT DISTINCT tier FROM trigger") == [("call_now",)]
    assert ask(settings, "SELECT count(*), min(state) FROM delivery") == [(2, "pending")]
    sql = "SELECT type, company, planning, probability, rule, sentence FROM company_event WHERE probability = 1"
    assert ask(settings, sql) == [("layoffs", "Velmora Systems", "done", 1.0, SAID, SILENT.title)]
    (row,) = [json.loads(line) for line in callnow("corrections", "list", "--json").out.splitlines()]
    assert (row["kind"], row["event_id"], row["title"]) == ("missed", "", SILENT.title)
    assert SILENT.title in callnow("corrections", "list").out
    assert callnow("--at", NOW.isoformat(), *MISSED).code == 0  # said twice, it is kept once
    assert len(callnow("corrections", "list", "--json").out.splitlines()) == 1
    assert len(triggers(settings)) == 2


@pytest.mark.integration
def test_a_missed_event_said_otherwise_is_as_it_was_said_last(settings: Settings, callnow: Callnow) -> None:
    """Another certainty amends the calls and tells nobody again; denied it calls nobody, done again it calls them."""
    read(settings, SILENT)
    kept = "SELECT planning FROM company_event"
    for certainty, state in [("done", "open"), ("announced", "open"), ("denied", "withdrawn"), ("done", "open")]:
        ran = callnow("--at", NOW.isoformat(), *MISSED, "--certainty", certainty)
        assert ran.code == 0, ran
        assert (certainty, ask(settings, kept)) == (certainty, [(certainty,)])
        assert (certainty, triggers(settings)) == (certainty, [("Ida Varn", state), ("Lee Oko", state)])
        found = callnow("query", "SELECT DISTINCT reasons FROM trigger", "--json").out
        assert state == "withdrawn" or f'"{certainty}"' in found.replace("\\", "")
    assert ask(settings, "SELECT count(*), min(state) FROM delivery") == [(2, "pending")]
    assert ask(settings, "SELECT kind FROM correction") == [("missed",)]


@pytest.mark.integration
def test_what_was_said_holds_against_what_was_read(settings: Settings, callnow: Callnow) -> None:
    """Of the same item: an event that was read as to come calls nobody where a person says that it is denied."""
    read(settings, item(1, LAYOFFS, LEAD))
    assert triggers(settings) == [("Ida Varn", "open"), ("Lee Oko", "open")]
    said = ("corrections", "missed", "a1", "--type", "layoffs", "--company", "Velmora Systems", "--certainty")
    for certainty, state in [("denied", "withdrawn"), ("done", "open")]:
        assert callnow("--at", NOW.isoformat(), *said, certainty).code == 0
        assert (certainty, triggers(settings)) == (certainty, [("Ida Varn", state), ("Lee Oko", state)])


@pytest.mark.integration
def test_the_side_said_last_holds(settings: Settings, callnow: Callnow) -> None:
    """Who was called the acquirer first and the target then is the target, for calls and training."""
    read(settings, SILENT)
    words = ("corrections", "missed", "a1", "--type", "acquisition", "--company", "Velmora Systems", "--side")
    for side in ("acquirer", "target"):
        assert callnow("--at", NOW.isoformat(), *words, side).code == 0
        assert ask(settings, "SELECT side FROM company_event WHERE type = 'acquisition'") == [(side,)]
        (line,) = callnow("corrections", "export").out.splitlines()
        assert [event["side"] for event in json.loads(line)["events"] if not event.get("implied")] == [side]
    assert triggers(settings) == [("Ida Varn", "open"), ("Lee Oko", "open")]


@pytest.mark.integration
@pytest.mark.parametrize(("id", "first"), [("a1", "read"), ("a2", "said")])
def test_wrong_and_missed_in_turn_are_as_they_were_said_last(
    id: str, first: str, settings: Settings, callnow: Callnow, tmp_path: Path
) -> None:
    """For calls and for training, be the item read before or later; prospects imported later are called, too."""
    with writing(settings.database) as con:
        keep_visits(con, [("wire", {}, [replace(item(1, LAYOFFS, LEAD), id=id)])], NOW)
    if first == "read":
        read(settings)
    words = ("corrections", "missed", id, "--type", "layoffs", "--company", "Velmora Systems")
    for turn in range(3):
        now = NOW + timedelta(minutes=turn)
        assert callnow("--at", now.isoformat(), *words).code == 0
        assert (turn, still_open(settings)) == (turn, ["Ida Varn", "Lee Oko"])
        assert (turn, len(exported(callnow))) == (turn, 1)
        if turn < 2:
            say_wrong(settings, Kind.WRONG_EVENT, now)
            publish(settings.database, settings.published)
            assert (turn, still_open(settings), exported(callnow)) == (turn, [], [])
    read(settings)
    add_people(callnow, tmp_path, LATER)
    rematch(settings, NOW + timedelta(minutes=9))
    assert still_open(settings) == ["Ida Varn", "Lee Oko", "Oda Brisk"]


def still_open(settings: Settings) -> list[str]:
    return [name for name, state in triggers(settings) if state == "open"]


def exported(callnow: Callnow) -> list[Any]:
    """The firm events of the one item that was corrected."""
    (line,) = callnow("corrections", "export").out.splitlines()
    return [event for event in json.loads(line)["events"] if not event.get("implied")]


@pytest.mark.integration
def test_a_missed_event_at_nobodys_employer_is_kept_all_the_same(settings: Settings, callnow: Callnow) -> None:
    """It calls nobody, and says so; a company that the item does not name is refused."""
    read(settings, replace(SILENT, title="A hard spring for Tavrick Medical"))
    unnamed = callnow("corrections", "missed", SILENT.url, "--type", "funding", "--company", "Tavrick Foods")
    assert (unnamed.code, "does not name 'Tavrick Foods'" in unnamed.err) == (2, True)
    ran = callnow("corrections", "missed", SILENT.url, "--type", "funding", "--company", "TAVRICK medical")
    assert "funding at Tavrick Medical" in " ".join(ran.out.split())
    assert (ran.code, "nobody to call" in ran.out) == (0, True), ran
    assert ask(settings, "SELECT company FROM correction") == [("Tavrick Medical",)]


@pytest.mark.integration
def test_an_item_not_read_yet_is_still_read(settings: Settings, callnow: Callnow) -> None:
    """A missed event said before the run does not keep the run from the rest of the item."""
    with writing(settings.database) as con:
        keep_visits(con, [("wire", {}, [item(1, LAYOFFS, LEAD)])], NOW)
    words = ("--type", "office_closed", "--company", "Velmora Systems")
    assert callnow("--at", NOW.isoformat(), "corrections", "missed", "a1", *words).code == 0
    read(settings)
    assert ("layoffs",) in ask(settings, "SELECT type FROM company_event WHERE rule <> 'said by a person'")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere to be found"], "no news item"),
        ([""], "no news item"),
        (["velmora"], "id a1"),
        (["a1", "--type", "party"], "not an event type"),
        (["a1", "--company", " "], "no company"),
        (["a1", "--certainty", "perhaps"], "done, announced"),
        (["a1", "--type", "acquisition"], "acquirer or target"),
        (["a1", "--side", "target"], "leave it out"),
    ],
)
def test_what_cannot_be_kept_is_said(words: list[str], said: str, settings: Settings, callnow: Callnow) -> None:
    """An unknown or ambiguous item, an unknown type: exit code 2, the way out, and nothing kept."""
    with writing(settings.database) as con:
        keep_visits(con, [("wire", {}, [SILENT, item(2, "Velmora at the fair")])], NOW)
    ran = callnow("corrections", "missed", "--type", "layoffs", "--company", "Velmora Systems", *words)
    assert ran.code == 2
    assert said in ran.err
    assert ask(settings, "SELECT * FROM correction") == []


@pytest.mark.integration
def test_what_is_so_after_all_calls_again(settings: Settings, callnow: Callnow) -> None:
    """The later word holds: the event that a person says begins a story of its own, and the wrong one stays silent."""
    read(settings, item(1, LAYOFFS, LEAD))
    say_wrong(settings, Kind.WRONG_EVENT)
    words = ("--type", "layoffs", "--company", "Velmora Systems")
    assert callnow("--at", NOW.isoformat(), "corrections", "missed", "a1", *words).code == 0
    assert sorted(state for _, state in triggers(settings)) == ["open", "open", "wrong_event", "wrong_event"]
    rematch(settings, NOW)
    assert len(triggers(settings)) == 4
