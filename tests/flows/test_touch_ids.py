"""Which calls are one and which are two: what is tried again is one call, whoever calls twice has called twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from callnow.model import Touch
from callnow.settings import load_settings
from callnow.store import looking
from callnow.store.connection import writing
from callnow.store.rows import fetch
from callnow.store.touches import save_touches
from callnow.terms import ContactKind
from flows.calls.contacts import touch_id
from tests.conftest import Callnow
from tests.flows.people import MONDAY, id_of, import_people
from tests.flows.whole_run import unpublished

Imported = Callable[..., tuple[int, int]]


def kept(known: Callnow, sql: str) -> list[dict[str, Any]]:
    """The rows of one question to the database itself."""
    with looking(load_settings(known.home)) as con:
        return fetch(con, sql)


def log(known: Callnow, hour: str, *words: str) -> bool:
    """Logs a call to one person on that day. Returns whether it is told as a new one."""
    with unpublished(known.home):
        ran = known("--at", f"2026-03-02T{hour}+00:00", "log", "imke", "--called", *words, "--json")
    assert ran.code == 0, ran.err
    return bool(json.loads(ran.out)["new"])


def notes(known: Callnow) -> list[str]:
    return [row["note"] for row in kept(known, "SELECT note FROM touch ORDER BY touched_at, note")]


@pytest.mark.integration
def test_what_is_tried_again_is_one_call(known: Callnow) -> None:
    """The same words minutes later, as after a crash or an answer that never came: kept once, and said so."""
    assert log(known, "09:00:00", "--note", "x", "--in", "6 weeks")
    assert not log(known, "09:00:41", "--note", "x", "--in", "6 weeks")
    assert not log(known, "09:08:00", "--note", "x", "--in", "6 weeks")
    assert len(kept(known, "FROM touch")) == 1
    told = known("--at", "2026-03-02T09:08:00+00:00", "log", "imke", "--called", "--note", "x", "--in", "6 weeks").out
    assert "logged already" in told
    assert "--when" in told


@pytest.mark.integration
def test_two_calls_of_one_day_stay_two(known: Callnow) -> None:
    """Other words, or the same hours later, or another hour said: other calls, each with an id of its own."""
    assert log(known, "09:00:00")
    assert log(known, "09:01:00", "--note", "rang again")
    assert log(known, "14:00:00")
    assert log(known, "14:02:00", "--when", "2026-03-02T13:00")
    assert log(known, "14:03:00", "--when", "2026-03-02T13:01")
    assert not log(known, "14:04:00", "--when", "2026-03-02T13:01")
    assert len({row["id"] for row in kept(known, "FROM touch")}) == 5


@pytest.mark.integration
def test_a_day_without_an_hour(known: Callnow) -> None:
    """Where only the day is said, its words tell calls apart; at whatever hour it is said again it is the same."""
    assert log(known, "08:00:00", "--when", "2026-03-02", "--note", "one")
    assert not log(known, "11:00:00", "--when", "today", "--note", "one")
    assert log(known, "11:00:00", "--when", "today", "--note", "two")
    assert notes(known) == ["one", "two"]


@pytest.mark.integration
def test_the_last_that_is_said_of_a_day_counts(known: Callnow) -> None:
    """Of two calls of one day, neither with an hour, the one told last is the later: what it promises holds."""
    for hour, weeks in (
        ("08:00:00", "6 weeks"),
        ("08:00:10", "2 weeks"),
        ("08:00:20", "9 weeks"),
        ("08:00:30", "3 weeks"),
    ):
        assert log(known, hour, "--when", "2026-02-27", "--in", weeks)
        told = kept(known, "SELECT promised FROM touch ORDER BY touched_at, id")
        assert told[-1]["promised"] == f"in {weeks}"


@pytest.fixture
def imported(known: Callnow, tmp_path: Path) -> Imported:
    """Imports past calls, given as lines of when, kind and note, at an hour. Returns how many were new, known."""
    file = tmp_path / "calls.csv"

    def run(hour: str, *lines: str) -> tuple[int, int]:
        file.write_text("\n".join(["name,when,kind,note", *(f"Imke Vandersloot,{line}" for line in lines), ""]))
        with unpublished(known.home):
            ran = known("--at", f"2026-03-02T{hour}+00:00", "log", "--import", file, "--json")
        assert ran.code == 0, ran.err
        told = json.loads(ran.out)
        return told["new"], told["known"]

    return run


@pytest.mark.integration
def test_a_file_of_today_is_imported_once_at_any_hour(known: Callnow, imported: Imported) -> None:
    """Its rows without an hour stand for one call each, whenever they are imported, in whatever order."""
    one, two, early = "2026-03-02,call,one", "2026-03-02,call,two", "2026-03-02T07:30,call,early"
    assert imported("08:00:00", one, early) == (2, 0)
    assert imported("10:00:00", two, one, early) == (1, 2)
    assert imported("15:00:00", early, one, two) == (0, 3)
    assert sorted(notes(known)) == ["early", "one", "two"]


def test_two_rows_of_the_same_words_are_two_calls(known: Callnow, imported: Imported) -> None:
    """A phone system that writes days alone lists two calls as two rows: neither is lost, importing again adds none."""
    assert imported("09:00:00", "2026-02-10,call,", "2026-02-10,call,", "2026-02-11,call,") == (3, 0)
    assert imported("09:30:00", "2026-02-11,call,", "2026-02-10,call,", "2026-02-10,call,") == (0, 3)


@pytest.mark.integration
def test_what_an_earlier_version_imported_is_known(known: Callnow, home: Path, imported: Imported) -> None:
    """Its touches of days without an hour had the id of noon: they stay, and are not doubled."""
    imke = id_of(known, "Imke Vandersloot")
    at = datetime(2026, 2, 10, 12, tzinfo=UTC)
    old = Touch(touch_id(imke, at, ContactKind.CALLED), imke, at, ContactKind.CALLED, note="one", owner="Dana")
    with writing(load_settings(home).database) as con:
        save_touches(con, [old])
    assert imported("09:00:00", "2026-02-10,call,two", "2026-02-10,call,one") == (1, 1)
    assert imported("09:00:00", "2026-02-10,call,one", "2026-02-10,call,two") == (0, 2)
    assert notes(known) == ["one", "two"]


def test_ids_hold_nothing_of_when_they_are_made(known: Callnow, home: Path, callnow: Callnow, tmp_path: Path) -> None:
    """The same call, logged at another second into another home, has the same id."""
    log(known, "09:00:00", "--note", "x")
    (here,) = kept(known, "SELECT id FROM touch")
    home.rename(tmp_path / "another")
    import_people(callnow, tmp_path, MONDAY)
    log(known, "09:17:23", "--note", "x")
    assert kept(known, "SELECT id FROM touch") == [here]
