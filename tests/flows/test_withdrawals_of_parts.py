"""A call told within another's: where it alone is taken back, whoever was told hears that the other reason stands."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from callnow.settings import load_settings
from callnow.terms import Certainty
from flows.running.delivering import deliver_waiting
from tests.conftest import Callnow
from tests.flows.kept_news import NEWS, event, known_people, tell

COMES = event("e1", "executive_hired", "Telmarq Systems", "Jane Roe", "Chief Executive Officer")
GOES = event("e2", "executive_departed", "Telmarq Systems", "John Poe", "Chief Executive Officer")
DAY = timedelta(days=1)
LISTS = '[channels.table]\nkind = "csv"\npath = "told.csv"\n[channels.slots]\nkind = "calendar"\npath = "told.ics"\n'

known = pytest.fixture(known_people)


def denied(event: Any, id: str) -> Any:
    return replace(event, id=id, announcement_id="a2", certainty=Certainty.DENIED, sentence=f"No word of {id} is true.")


def told_kim(home: Path, days: int) -> list[dict[str, Any]]:
    """What the file was told of Kim Talloway, once all that is due so many days later was sent."""
    deliver_waiting(load_settings(home), NEWS + days * DAY)
    lines = map(json.loads, (home / "told.jsonl").read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line["name"] == "Kim Talloway"]


def test_a_part_that_is_denied_is_taken_back_and_the_other_stands(known: Callnow, home: Path) -> None:
    """The part has no delivery of its own. If the rest is denied as well, they hear that, too; each once."""
    tell(home, COMES, GOES)
    (call,) = told_kim(home, 0)
    own, part = (GOES, COMES) if call["type"] == "executive_departed" else (COMES, GOES)
    tell(home, denied(part, "e3"), later=DAY)
    _, back = told_kim(home, 1)
    assert back["why"] == "Do not call about this: the news is denied."
    assert part.person in back["withdrawal"]["told"]
    assert own.person not in back["withdrawal"]["told"]
    assert [own.person in why for why in back["withdrawal"]["still"]] == [True]
    assert back["sentence"] == "No word of e3 is true."
    tell(home, replace(denied(own, "e4"), announcement_id="a3"), later=2 * DAY)
    *_, last = told_kim(home, 2)
    assert last["why"] == "Do not call: the news is denied."
    assert own.person in last["withdrawal"]["told"]
    assert len(told_kim(home, 3)) == 3


def test_a_call_and_its_part_that_are_denied_together_are_taken_back_once(known: Callnow, home: Path) -> None:
    """One message told both, so one takes both back."""
    tell(home, COMES, GOES)
    told_kim(home, 0)
    tell(home, denied(COMES, "e3"), denied(GOES, "e4"), later=DAY)
    lines = told_kim(home, 1)
    assert [line["why"] for line in lines[1:]] == ["Do not call: the news is denied."]


@pytest.mark.parametrize("which", ["own", "part"])
def test_a_table_and_a_calendar_show_the_call_that_stands_by_itself(known: Callnow, home: Path, which: str) -> None:
    """If the call is denied under whose id both were told, the other takes its place; else its words are put right."""
    config = home / "callnow.toml"
    config.write_text(config.read_text() + LISTS)
    tell(home, COMES, GOES)
    (call,) = told_kim(home, 0)
    own, part = (GOES, COMES) if call["type"] == "executive_departed" else (COMES, GOES)
    gone, left = (own, part) if which == "own" else (part, own)
    tell(home, denied(gone, "e3"), later=timedelta(minutes=30))
    for _ in range(2):
        deliver_waiting(load_settings(home), NEWS + timedelta(minutes=30))
    stands = [row["why"] for row in kim_rows(home) if row["tier"] == "call_now"]
    assert [[one.person in why for one in (left, gone)] for why in stands] == [[True, False]]
    assert [gone.person in row["why"] for row in kim_rows(home) if row["tier"] == "withdrawn"] == [True]
    slots = Calendar.from_ical((home / "told.ics").read_bytes()).events
    shown = [str(slot["description"]) for slot in slots if "Kim" in slot["summary"] and slot["status"] == "CONFIRMED"]
    assert [[one.person in words for one in (left, gone)] for words in shown] == [[True, False]]


def kim_rows(home: Path) -> list[dict[str, str]]:
    with (home / "told.csv").open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if row["name"] == "Kim Talloway"]
