"""People who say in a talk that they are not to be called."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from flows.cli.page import read_note
from tests.conftest import Callnow
from tests.flows.people import MONDAY, id_of, keep_triggers
from tests.flows.test_touching import news_for

LATER = "2026-06-01T12:00:00Z"  # the first calls are spread over the weeks


@pytest.fixture
def odo(callnow: Callnow, tmp_path: Path) -> Callnow:
    path = tmp_path / "list.csv"
    path.write_text("Name,Company,Phone\nOdo Brandt,Vantry Systems,+1 212 555 0103\n")
    callnow("--at", MONDAY, "import", str(path))
    return callnow


def test_who_says_in_a_talk_that_they_are_not_to_be_called_is_paused(odo: Callnow) -> None:
    """For good, and it is said; not where the note is only of some calls, or a day is named, or nothing was meant."""
    talk = ("--at", MONDAY, "log", "odo", "--called", "--note")
    told = " ".join(odo(*talk, "Never ring the front desk").out.split())
    assert 'says not to call them, who are called all the same: `callnow pause "Odo Brandt" --until "for good"`' in told
    for kept in (("Do not call me again", "--no-promise"), ("Do not call me again", "--in", "6 weeks")):
        assert "Next call: " in odo(*talk, *kept).out
    assert "not to call" not in odo(*talk, "did not call back before").out
    told = " ".join(odo(*talk, "Good talk. Please do not call me again").out.split())
    assert "Paused for good: the note says not to call them; `callnow people resume" in told
    assert "No next call: paused" in told
    assert odo("--at", LATER, "today", "--json").out == ""
    again = " ".join(odo(*talk, "rang us, call me next week").out.split())
    assert 'No next call: paused; `callnow people resume "Odo Brandt"` ends that: a day was promised.' in again


def test_past_calls_tell_whom_a_note_says_not_to_call(odo: Callnow, tmp_path: Path) -> None:
    """Each with the way to pause them, once; what is known already is not told again."""
    path = tmp_path / "calls.csv"
    path.write_text("prospect,when,kind,note\nOdo Brandt,2025-11-03,called,Do not call me again\n")
    told = "A note says not to call Odo Brandt, who is called all the same"
    assert told in " ".join(odo("--at", MONDAY, "log", "--import", str(path)).out.split())
    assert "not to call" not in odo("--at", MONDAY, "log", "--import", str(path)).out


def test_who_a_talk_has_off_limits_for_a_time_is_paused_until_then(odo: Callnow) -> None:
    """So is who is to be called when it ends; a list of past calls and a limit that cannot be read are named."""
    log = ("--at", MONDAY, "log", "Odo Brandt", "--called", "--note")
    told = " ".join(odo(*log, "Off limits until the guarantee ends").out.split())
    assert "The note says not to call them, who are called all the same" in told
    for note in ("Placed by us, off limits until 6/2027", "No-poach until 6/2027, then call him"):
        told = " ".join(odo(*log, note).out.split())
        assert "Paused until Tuesday, 1 June 2027: the note says not to call them" in told
    assert read_note("Off limits until 6/2027", date(2026, 3, 2)) == read_note("Do not call", date(2026, 3, 2))


@pytest.mark.parametrize(
    ("note", "paused"),
    [
        ("Nice talk. Don't call me again until June", True),
        ("Asked not to be called before 1 June", True),
        ("No calls until June please", True),
        ("Call again in June", False),
        ("Not before June", False),
    ],
)
def test_who_asked_for_no_call_before_a_day_is_called_about_no_news_before_it(
    odo: Callnow, home: Path, note: str, paused: bool
) -> None:
    """Beside the call that is promised for that day: who only wants one then hears of news before."""
    told = " ".join(odo("--at", MONDAY, "log", "Odo Brandt", "--called", "--note", note).out.split())
    assert ("Paused until Monday, 1 June 2026: the note says not to call them" in told) == paused
    assert "Next call: Monday, 1 June 2026" in told
    keep_triggers(home, news_for(odo, id_of(odo, "Odo Brandt", "Vantry Systems"), "2026-03-03T09:00+00:00"))
    cards = [json.loads(line) for line in odo("--at", "2026-03-03T12:00Z", "today", "--json").out.splitlines()]
    assert [card["name"] for card in cards] == ([] if paused else ["Odo Brandt"])
