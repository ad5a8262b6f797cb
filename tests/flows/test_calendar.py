"""Calendars, cards and tasks from the command line, and the calendars in the home that follow what is logged."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta
from pathlib import Path

import icalendar
import pytest
import vobject

from callnow.errors import CallnowError
from callnow.model import Announcement, CompanyEvent, Report, Story, Trigger
from callnow.settings import load_settings
from callnow.store import publish, writing
from callnow.store.feeds import keep_visits
from callnow.store.news import Understood, keep_understood
from callnow.terms import Tier
from flows.calls.calendars import subscribed
from tests.conftest import Callnow
from tests.flows.people import MONDAY, id_of, import_people
from tests.homes import make_once

MORNING = datetime.fromisoformat(MONDAY)


@pytest.fixture
def known(callnow: Callnow, tmp_path: Path) -> Callnow:
    """A home that knows four people, one of whom was promised a call in two weeks."""

    def make() -> None:
        import_people(callnow, tmp_path)
        promise = ("--called", "--in", "2 weeks", "--promised", "after lunch")
        assert callnow("--at", MONDAY, "log", "imke", *promise).code == 0

    make_once(callnow.home, "promised after lunch", make)
    return callnow


def calls_in(content: str) -> dict[str, str]:
    """Summary to status of each event."""
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return {str(event["summary"]): str(event["status"]) for event in events}


def another_calendar(*lines: str) -> str:
    """A calendar of another program with one appointment."""
    event = ("BEGIN:VEVENT", "DTSTAMP:20261101T000000Z", "SUMMARY:Holiday", *lines, "END:VEVENT")
    return "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:other", *event, "END:VCALENDAR", ""])


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


@pytest.mark.integration
def test_a_logged_call_is_cancelled_and_a_pause_moves(known: Callnow, home: Path) -> None:
    """When the call was made its event is cancelled; a pause moves it to the day after, with a higher SEQUENCE."""
    file, name = home / "calendar-dana.ics", "Call Imke Vandersloot, Harrowmere Logistics"
    assert known("--at", MONDAY, "pause", "imke", "--until", "2026-03-24").code == 0
    (moved,) = [e for e in icalendar.Calendar.from_ical(file.read_text()).walk("VEVENT") if str(e["summary"]) == name]
    assert moved.decoded("dtstart").date().isoformat() == "2026-03-24"
    assert int(moved["sequence"]) == 1
    assert known("--at", "2026-03-23T09:00+00:00", "log", "imke", "--called").code == 0
    assert calls_in(file.read_text())[name] == "CANCELLED"


@pytest.mark.integration
def test_a_call_that_was_put_off_stands_on_the_day_it_comes_back(known: Callnow, home: Path) -> None:
    """After a voicemail the event moves to the day of the next try, and is not called off until that morning."""
    name = "Call Imke Vandersloot, Harrowmere Logistics"
    assert known("--at", "2026-03-16T07:00+00:00", "follow-ups").code == 0
    tried = known("--at", "2026-03-16T16:00+00:00", "log", "imke", "--voicemail", "--note", "try again Friday")
    assert tried.code == 0
    events = icalendar.Calendar.from_ical((home / "calendar-dana.ics").read_text()).walk("VEVENT")
    (event,) = [e for e in events if str(e["summary"]) == name]
    assert (event.decoded("dtstart").date().isoformat(), str(event["status"])) == ("2026-03-20", "CONFIRMED")


@pytest.mark.integration
def test_a_calendar_of_a_channel_is_left_alone_but_for_its_calls(known: Callnow, home: Path) -> None:
    """A channel's own calendar keeps its name and slots; a call that was made is cancelled in it as well."""
    (home / "callnow.toml").write_text('[channels.slots]\nkind = "calendar"\npath = "calendar-dana.ics"\n')
    (home / "calendar-dana.ics").unlink()
    known("--at", "2026-03-16T07:00+00:00", "follow-ups")
    known("--at", "2026-03-16T07:05+00:00", "run")
    name = "Call Imke Vandersloot, Harrowmere Logistics"
    assert calls_in((home / "calendar-dana.ics").read_text()) == {f"{name}: follow-up": "CONFIRMED"}
    assert name in calls_in((home / "calendar-dana-planned.ics").read_text())
    known("--at", "2026-03-16T09:00+00:00", "log", "imke", "--called")
    assert calls_in((home / "calendar-dana.ics").read_text()) == {f"{name}: follow-up": "CANCELLED"}
    assert calls_in((home / "calendar-dana-planned.ics").read_text())[name] == "CANCELLED"


@pytest.mark.parametrize(
    "spoilt",
    [
        "not a calendar",
        another_calendar("UID:a1", "DTSTART;VALUE=DATE:20261201"),
        another_calendar("UID:a1", "DTSTART:20261201T100000"),
        another_calendar("DTSTART:20261201T100000Z"),
    ],
    ids=["garbage", "all day", "floating", "no UID"],
)
def test_a_calendar_that_callnow_did_not_write_is_left_alone(known: Callnow, home: Path, spoilt: str) -> None:
    """A calendar that is another program's, or none, is named and left as it is; the others go on."""
    other = home / "calendar-mine.ics"
    other.write_text(spoilt)
    assert known("--at", "2026-03-16T07:00+00:00", "follow-ups").code == 0
    assert known("--at", "2026-03-16T09:00+00:00", "log", "imke", "--called").code == 0  # no touch is lost over it
    assert (
        calls_in((home / "calendar-dana.ics").read_text())["Call Imke Vandersloot, Harrowmere Logistics"] == "CANCELLED"
    )
    printed = known("--at", "2026-03-16T09:05+00:00", "calendar")
    assert (printed.code, printed.err.count("calendar-mine.ics")) == (3, 1)
    assert "Call Kim Talloway, Telmarq Systems" in calls_in(printed.out)
    assert other.read_text() == spoilt


def test_a_subscriber_of_a_spoilt_calendar_keeps_what_was_there(known: Callnow, home: Path) -> None:
    """A calendar that cannot be used is no answer, rather than one without calls; that of all has the others' calls."""
    (home / "calendar-dana.ics").write_text("not a calendar")
    settings = load_settings(home)
    with pytest.raises(CallnowError, match="not a calendar"):
        subscribed(settings, "Dana")
    assert known("--at", MONDAY, "calendar", "--owner", "Dana").code == 1
    assert "Call Kim Talloway, Telmarq Systems" in calls_in(subscribed(settings, "").decode())


def test_a_call_that_went_to_another_recruiter_stands_in_the_calendar_of_all(known: Callnow, home: Path) -> None:
    """It is called off in the former recruiter's alone."""
    name = "Call Imke Vandersloot, Harrowmere Logistics"
    known("--at", MONDAY, "calendar")
    assert known("--at", MONDAY, "people", "edit", "imke", "--owner", "Ann").code == 0
    assert calls_in(known("--at", MONDAY, "calendar").out)[name] == "CONFIRMED"
    assert calls_in((home / "calendar-dana.ics").read_text())[name] == "CANCELLED"
    assert calls_in(subscribed(load_settings(home), "").decode())[name] == "CONFIRMED"


def news_for(known: Callnow, home: Path) -> str:
    """Keeps news of Telmarq Systems, with a call now to Óscar Brannigan that it makes. Returns the id of that call."""
    oscar = id_of(known, "Óscar Brannigan")
    settings = load_settings(home)
    with writing(settings) as con:
        ((employer,),) = con.execute("SELECT employer_id FROM prospect WHERE id = $1", [oscar]).fetchall()
    title, link = "Telmarq Systems names a chief executive", "https://example.com/telmarq"
    item = Announcement("a1", "wire", title, f"{title}.", link, MORNING, MORNING)
    event = CompanyEvent("v1", "a1", "executive_hired", "Telmarq Systems", sentence=title)
    story = Story("s1", event.type, "telmarq", employer, (Report(event, title, link, "wire", MORNING),))
    trigger = Trigger(
        "t1", oscar, employer, "s1", "v1", event.type, Tier.CALL_NOW, 80.0, f"{title}.", "Hi Óscar, who is it?",
        MORNING, MORNING + timedelta(10),
    )  # fmt: skip
    with writing(settings) as con:
        keep_visits(con, [("wire", {}, [item])], MORNING)
        keep_understood(con, Understood(("a1",), (), (event,), (), (story,), (trigger,)), MORNING)
    publish(settings)
    return trigger.id


def entries(content: str) -> dict[str, icalendar.Event]:
    """The confirmed events of a calendar, by summary."""
    events = [e for e in icalendar.Calendar.from_ical(content).walk("VEVENT") if isinstance(e, icalendar.Event)]
    return {str(event["summary"]): event for event in events if str(event["status"]) == "CONFIRMED"}


CALL = "Call now: Óscar Brannigan, Telmarq Systems"


@pytest.mark.integration
def test_a_call_now_is_an_entry_of_today(known: Callnow, home: Path) -> None:
    """An open call now stands in the calendar today, with number, reason, opener and link, in place of what was planned
    with the same person; the next day it is the same entry, moved; put off, it is off; made, it is cancelled."""
    before = entries(known("--at", MONDAY, "calendar", "--owner", "Dana").out)
    assert any("Óscar Brannigan" in name for name in before)
    trigger = news_for(known, home)
    events = entries(known("--at", "2026-03-02T15:00+00:00", "calendar", "--owner", "Dana").out)
    assert [name for name in events if "Óscar" in name] == [CALL]
    call = events[CALL]
    assert str(call["uid"]) == f"{trigger}@callnow"
    assert call.decoded("dtstart").isoformat() == "2026-03-02T17:00:00+00:00"  # nine in Seattle
    assert (str(call["location"]), str(call["url"])) == ("+12065550177", "https://example.com/telmarq")
    for told in ("Telmarq Systems names a chief executive.", "Say: “Hi Óscar, who is it?”", "+12065550177, 09:00 Mon"):
        assert told in str(call["description"])
    known("--at", "2026-03-03T15:00+00:00", "follow-ups")
    next_day = entries((home / "calendar-dana.ics").read_text())[CALL]
    assert (str(next_day["uid"]), int(next_day["sequence"])) == (str(call["uid"]), 1)
    assert next_day.decoded("dtstart").isoformat() == "2026-03-03T17:00:00+00:00"
    assert known("--at", "2026-03-03T18:00+00:00", "log", "Óscar", "--called").code == 0
    assert calls_in((home / "calendar-dana.ics").read_text())[CALL] == "CANCELLED"
    assert CALL not in entries((home / "calendar-dana.ics").read_text())


@pytest.mark.integration
def test_who_is_not_to_be_rung_today_has_no_call_now(known: Callnow, home: Path) -> None:
    """A pause takes the entry of a call now off the calendar."""
    news_for(known, home)
    assert CALL in entries(known("--at", "2026-03-02T15:00+00:00", "calendar").out)
    assert known("--at", "2026-03-02T16:00+00:00", "pause", "Óscar", "--until", "2026-03-09").code == 0
    assert CALL not in entries((home / "calendar-dana.ics").read_text())


@pytest.mark.integration
def test_follow_ups_carry_the_latest_news_and_what_was_promised(known: Callnow, home: Path) -> None:
    """A planned call tells what was promised and noted, and the latest news of the employer with its link."""
    news_for(known, home)
    said = ("--called", "--note", "Hates mornings", "--promised", "the salary survey", "--in", "4 weeks")
    assert known("--at", "2026-03-02T16:00+00:00", "log", "kim.t@example.org", *said).code == 0
    call = entries((home / "calendar-ravi.ics").read_text())["Call Kim Talloway, Telmarq Systems"]
    told = str(call["description"])
    for part in ("the salary survey", "Hates mornings", "Latest news, 2 March 2026: Telmarq Systems names a chief"):
        assert part in told
    assert told.endswith("https://example.com/telmarq")


@pytest.mark.integration
def test_tasks_hold_the_calls_now(known: Callnow, home: Path) -> None:
    """A call now is a task of today, before the others, with number, opener and link, and of high priority."""
    news_for(known, home)
    ran = known("--at", "2026-03-02T15:00+00:00", "tasks", "--for", "hubspot")
    first, *others = csv.DictReader(io.StringIO(ran.out.removeprefix("\ufeff")))
    assert (first["Task Title"], first["Due Date"]) == ("Call Óscar Brannigan, Telmarq Systems", "2026-03-02")
    assert (first["Priority"], first["Phone Number"]) == ("HIGH", "+12065550177")
    assert "Say: “Hi Óscar, who is it?”" in first["Task Notes"]
    assert first["Task Notes"].endswith("https://example.com/telmarq")
    assert "Óscar Brannigan" not in {f"{one['First Name']} {one['Last Name']}" for one in others}
    assert {one["Email"]: one["Priority"] for one in others}["kim.talloway@example.net"] == "LOW"
    assert "1 of them to make now" in ran.err


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
