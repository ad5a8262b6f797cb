"""Calendars, cards and tasks from the command line, and the calendars in the home that follow what is logged."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import icalendar
import pytest
import vobject

from tests.conftest import Callnow
from tests.flows.people import MONDAY, import_people


@pytest.fixture
def known(callnow: Callnow, tmp_path: Path) -> Callnow:
    """A home that knows four people, one of whom was promised a call in two weeks."""
    import_people(callnow, tmp_path)
    assert callnow("--at", MONDAY, "log", "imke", "--called", "--in", "2 weeks", "--promised", "after lunch").code == 0
    return callnow


def calls_in(content: str) -> dict[str, str]:
    """Summary to status of each event."""
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return {str(event["summary"]): str(event["status"]) for event in events}


def test_each_recruiter_has_a_calendar(known: Callnow, home: Path, tmp_path: Path) -> None:
    """A call stands in the calendar of its recruiter alone; --owner prints one, nothing named prints all."""
    assert calls_in((home / "calendar-dana.ics").read_text()).keys() >= {"Call Imke Vandersloot, Harrowmere Logistics"}
    assert "Imke" not in (home / "calendar-ravi.ics").read_text()
    danas = calls_in(known("--at", MONDAY, "calendar", "--owner", "Dana").out)
    everybodys = calls_in(known("--at", MONDAY, "calendar").out)
    assert danas.keys() < everybodys.keys()
    written = tmp_path / "calls.ics"
    assert known("--at", MONDAY, "calendar", "--out", written).code == 0
    assert calls_in(written.read_text()) == everybodys
    assert known("--at", MONDAY, "calendar", "--out", tmp_path / "none" / "x.ics").code == 1


def test_a_logged_call_is_cancelled_and_a_pause_moves(known: Callnow, home: Path) -> None:
    """When the call was made its event is cancelled; a pause moves it to the day after, with a higher SEQUENCE."""
    file, name = home / "calendar-dana.ics", "Call Imke Vandersloot, Harrowmere Logistics"
    assert known("--at", MONDAY, "pause", "imke", "--until", "2026-03-24").code == 0
    (moved,) = [e for e in icalendar.Calendar.from_ical(file.read_text()).walk("VEVENT") if str(e["summary"]) == name]
    assert moved.decoded("dtstart").date().isoformat() == "2026-03-24"
    assert int(moved["sequence"]) == 1
    assert known("--at", "2026-03-23T09:00+00:00", "log", "imke", "--called").code == 0
    assert calls_in(file.read_text())[name] == "CANCELLED"


def test_a_calendar_of_a_channel_is_left_alone_but_for_its_calls(known: Callnow, home: Path) -> None:
    """A channel's own calendar keeps its name and slots; a call that was made is cancelled in it as well."""
    (home / "callnow.toml").write_text('[channels.slots]\nkind = "calendar"\npath = "calendar-dana.ics"\n')
    (home / "calendar-dana.ics").unlink()
    known("--at", "2026-03-16T07:00+00:00", "follow-ups")
    known("--at", "2026-03-16T07:05+00:00", "run")
    name = "Call Imke Vandersloot, Harrowmere Logistics"
    assert calls_in((home / "calendar-dana.ics").read_text()) == {name: "CONFIRMED"}
    assert name in calls_in((home / "calendar-dana-planned.ics").read_text())
    known("--at", "2026-03-16T09:00+00:00", "log", "imke", "--called")
    assert calls_in((home / "calendar-dana.ics").read_text()) == {name: "CANCELLED"}
    assert calls_in((home / "calendar-dana-planned.ics").read_text())[name] == "CANCELLED"


def test_a_calendar_that_was_spoilt_is_named(known: Callnow, home: Path) -> None:
    """A file that is no calendar is not overwritten: the error names it."""
    (home / "calendar-dana.ics").write_text("not a calendar")
    refused = known("--at", MONDAY, "calendar")
    assert refused.code == 1
    assert "calendar-dana.ics" in refused.err
    assert known("--at", "2026-03-16T09:00+00:00", "log", "imke", "--called").code == 0  # no touch is lost over it
    assert (home / "calendar-dana.ics").read_text() == "not a calendar"


def test_a_card_for_the_phone(known: Callnow, tmp_path: Path) -> None:
    """card --vcf prints a vCard that another reader understands, or writes it."""
    card = vobject.readOne(known("card", "oscar", "--vcf").out)
    assert (card.fn.value, card.tel.value) == ("Óscar Brannigan", "+12065550177")
    assert known("card", "oscar", "--out", tmp_path / "oscar.vcf").code == 0
    assert vobject.readOne((tmp_path / "oscar.vcf").read_text()).fn.value == "Óscar Brannigan"


def test_tasks_for_a_crm(known: Callnow) -> None:
    """The calls of the coming weeks as rows; an unknown system is refused with those there are."""
    printed = known("--at", MONDAY, "tasks", "--for", "hubspot", "--owner", "Dana").out
    rows = list(csv.DictReader(io.StringIO(printed.removeprefix("\ufeff"))))
    (imke,) = [row for row in rows if row["Email"] == "imke.v@example.com"]
    assert (imke["Due Date"], imke["Priority"], imke["Task Assigned To"]) == ("2026-03-16", "HIGH", "Dana")
    assert "after lunch" in imke["Task Notes"]
    refused = known("tasks", "--for", "abacus")
    assert refused.code == 2
    assert "bullhorn" in refused.err
