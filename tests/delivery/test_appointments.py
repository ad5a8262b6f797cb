"""Planned calls are a calendar that programs which are not ours read back."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject

from delivery.appointments import CALL_NOW, Appointment, blank_events, build_appointments
from delivery.ical import is_with, read_events, uid_of, write_events

NOW = datetime(2026, 3, 2, 7, tzinfo=UTC)
DAY = date(2026, 3, 4)
IN_DUBLIN = {"phone": "+35315550101", "city": "Dublin", "country": "IE"}


def call(number: int = 0, day: date = DAY, **more: object) -> Appointment:
    """An appointment with an invented person."""
    one = Appointment(
        f"key{number}", f"p{number}", day, f"Imke Vandersloot {number}", "Harrow; Mere, Inc.",
        f"+151255501{number % 90:02}",
        "Austin, TX", "US", "", "You promised to call: “after lunch”.", "Hi Imke, as promised.",
        ("Last note: open, but not now;\nsee notes",), "https://example.com/news",
    )  # fmt: skip
    return replace(one, **more)  # type: ignore[arg-type]


@pytest.mark.slow
def test_a_thousand_events_are_read_back_the_same() -> None:
    """Of 1,000 planned calls two other readers find each once, with its words, its day and its alarm; building them
    again changes nothing.
    """
    tuesday = date(2026, 3, 3)  # in the fifty weeks to come no Tuesday is a public holiday
    planned = [call(n, tuesday + timedelta(weeks=n // 20)) for n in range(1000)]
    content = build_appointments(planned, b"", NOW)
    ours = {str(e["uid"]): e for e in icalendar.Calendar.from_ical(content).walk("VEVENT")}
    theirs = {e.uid.value: e for e in vobject.readOne(content.decode()).vevent_list}
    assert ours.keys() == theirs.keys() == {uid_of(f"key{n}") for n in range(1000)}
    for one in planned:
        event, other = ours[uid_of(one.key)], theirs[uid_of(one.key)]
        assert str(event["summary"]) == other.summary.value == f"Call {one.name}, {one.employer}"
        assert str(event["description"]) == other.description.value
        assert one.words in other.description.value
        assert event.decoded("dtstart") == other.dtstart.value
        assert other.dtstart.value.astimezone(ZoneInfo("America/Chicago")).date() == one.day
        assert other.valarm.trigger.value == timedelta(minutes=-5)
        assert int(event["sequence"]) == int(other.sequence.value) == 0
        assert other.status.value == "CONFIRMED"
    assert len({event.decoded("dtstart") for event in ours.values()}) == 1000
    assert build_appointments(planned, content, NOW + timedelta(hours=1)) == content


def test_lines_are_as_the_format_wants_them() -> None:
    """Lines end in CRLF and none is longer than 75 octets; what a calendar must have is there."""
    content = build_appointments([call(name="Ó" * 60)], b"", NOW)
    lines = content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    for needed in (b"PRODID:", b"VERSION:2.0", b"METHOD:PUBLISH", b"DTSTAMP:", b"UID:", b"BEGIN:VALARM"):
        assert needed in content


def test_a_call_that_moves_is_the_same_event_with_a_higher_sequence() -> None:
    """Another day keeps the UID and raises SEQUENCE; the calls that stay keep their times and numbers."""
    first = build_appointments([call(0), call(1)], b"", NOW)
    moved = read_events(build_appointments([call(0, DAY + timedelta(days=1)), call(1)], first, NOW))
    before = read_events(first)
    there = moved[uid_of("key0")]
    assert int(there["sequence"]) == 1
    assert there.decoded("dtstart").date() == DAY + timedelta(days=1)
    assert str(there["status"]) == "CONFIRMED"
    assert moved[uid_of("key1")].to_ical() == before[uid_of("key1")].to_ical()


def test_a_call_that_was_made_is_cancelled_and_one_that_comes_back_is_not() -> None:
    """What is no longer planned is cancelled without an alarm, once; planned again it is confirmed, each a step on."""
    planned = build_appointments([call(0), call(1)], b"", NOW)
    made = build_appointments([call(1)], planned, NOW)
    gone = read_events(made)[uid_of("key0")]
    assert (str(gone["status"]), int(gone["sequence"]), gone.walk("VALARM")) == ("CANCELLED", 1, [])
    assert build_appointments([call(1)], made, NOW) == made
    back = read_events(build_appointments([call(0), call(1)], made, NOW))[uid_of("key0")]
    assert (str(back["status"]), int(back["sequence"])) == ("CONFIRMED", 2)
    assert vobject.readOne(made.decode()).vevent_list[0].status.value in {"CANCELLED", "CONFIRMED"}


def test_old_events_leave_the_file() -> None:
    """What lies more than ninety days back is dropped."""
    planned = build_appointments([call()], b"", NOW)
    assert read_events(build_appointments([], planned, NOW + timedelta(days=95))) == {}


def test_of_the_prospects_hours_those_come_first_that_are_the_recruiters_too() -> None:
    """Who is called in Dublin from Chicago is no alarm at three in the morning, but one at nine; across a change of the
    clocks as well. Where no hour is shared, it is theirs."""
    for day, hour in ((DAY, 15), (date(2026, 3, 11), 14), (date(2026, 7, 8), 14)):  # UTC
        content = build_appointments([call(0, day, **IN_DUBLIN)], b"", NOW, zone="America/Chicago")
        (event,) = read_events(content).values()
        assert event.decoded("dtstart") == datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
        assert build_appointments([call(0, day, **IN_DUBLIN)], content, NOW, zone="America/Chicago") == content
    monday, friday = date(2026, 3, 16), date(2026, 3, 20)
    sydney = {"phone": "+61255500105", "city": "Sydney", "country": "AU"}
    for day, start in (
        (monday, datetime(2026, 3, 16, 22, tzinfo=UTC)),
        (friday, datetime(2026, 3, 19, 22, tzinfo=UTC)),
    ):
        content = build_appointments([call(0, day, **sydney)], b"", NOW, zone="America/Chicago")
        (event,) = read_events(content).values()
        assert event.decoded("dtstart") == start  # five in the afternoon of Monday, and of Thursday: there it is Friday
        assert build_appointments([call(0, day, **sydney)], content, NOW, zone="America/Chicago") == content
    in_tokyo = {"phone": "+81355550102", "city": "Tokyo", "country": "JP"}
    (event,) = read_events(build_appointments([call(0, monday, **in_tokyo)], b"", NOW, zone="America/Chicago")).values()
    assert event.decoded("dtstart") == datetime(2026, 3, 17, 0, tzinfo=UTC)  # of two evenings not that of a Sunday
    tokyo = call(0, DAY, **in_tokyo)
    (event,) = read_events(build_appointments([tokyo], b"", NOW, zone="America/Chicago")).values()
    assert event.decoded("dtstart").astimezone(ZoneInfo("Asia/Tokyo")).hour == 9


def test_calls_lie_in_the_prospects_business_hours() -> None:
    """A day of calls takes quarters of an hour from nine on where the prospect is; when all are taken they are shared,
    and none lies in the evening or on another day.
    """
    events = read_events(build_appointments([call(n) for n in range(40)], b"", NOW)).values()
    starts = sorted(event.decoded("dtstart").astimezone(ZoneInfo("America/Chicago")) for event in events)
    assert len(set(starts)) == 34
    assert max(starts.count(start) for start in starts) == 2
    assert (starts[0].strftime("%H:%M"), starts[-1].strftime("%H:%M")) == ("09:00", "17:15")
    assert {start.date() for start in starts} == {DAY}


@pytest.mark.parametrize(
    ("where", "day", "start"),
    [
        ({}, date(2026, 11, 26), datetime(2026, 11, 27, 15, tzinfo=UTC)),  # Thanksgiving, then nine in Austin
        (IN_DUBLIN, date(2026, 3, 17), datetime(2026, 3, 18, 9, tzinfo=UTC)),
        ({}, date(2026, 3, 17), datetime(2026, 3, 17, 14, tzinfo=UTC)),
    ],
)
def test_no_call_lies_on_a_public_holiday_of_theirs(where: dict[str, str], day: date, start: datetime) -> None:
    """It lies on their next working day; one that was put on the holiday before is moved there, too."""
    (event,) = read_events(build_appointments([call(day=day, **where)], b"", NOW)).values()
    assert event.decoded("dtstart") == start
    del event["dtstart"]
    event.add("dtstart", start.replace(day=day.day))
    before = write_events([event], "Calls to make")
    (moved,) = read_events(build_appointments([call(day=day, **where)], before, NOW)).values()
    assert moved.decoded("dtstart") == start


def test_an_unknown_clock_is_the_recruiters() -> None:
    """Where nobody knows their time zone, the call lies at nine of the recruiter's own, and says so."""
    nowhere = build_appointments([call(phone="", city="", country="")], b"", NOW, zone="America/New_York")
    (event,) = read_events(nowhere).values()
    assert event.decoded("dtstart") == datetime(2026, 3, 4, 14, tzinfo=UTC)
    assert "There is no number to call." in str(event["description"])
    unknown = build_appointments([call(phone="+18005550101", city="", country="")], b"", NOW)
    assert "their local time is not known" in str(next(iter(read_events(unknown).values()))["description"])


@pytest.mark.parametrize(
    ("now", "start"),
    [
        (datetime(2026, 3, 4, 6, tzinfo=UTC), datetime(2026, 3, 4, 15, tzinfo=UTC)),  # nine in Austin
        (datetime(2026, 3, 4, 18, 1, tzinfo=UTC), datetime(2026, 3, 4, 18, 15, tzinfo=UTC)),
        (datetime(2026, 3, 4, 23, 30, tzinfo=UTC), datetime(2026, 3, 5, 15, tzinfo=UTC)),  # half past five there
        (datetime(2026, 3, 6, 23, 45, tzinfo=UTC), datetime(2026, 3, 9, 14, tzinfo=UTC)),  # Friday evening there
    ],
)
def test_a_call_of_today_lies_ahead(now: datetime, start: datetime) -> None:
    """A call that comes up during the day is put where it can still be made: today, else when their next day begins. It
    keeps that time in later runs, and a call whose time has gone by stays where it was until its day is over."""
    one = call(day=now.date(), category=CALL_NOW)
    made = build_appointments([one], b"", now)
    (event,) = read_events(made).values()
    assert event.decoded("dtstart") == start
    assert build_appointments([one], made, now + timedelta(minutes=20)) == made


def test_an_entry_holds_what_a_call_takes() -> None:
    """Reason, opener, number with their time, what helps and the link stand in the text; number and link also where
    calendar programs look for them; a call now is told from a planned one, and is of high priority."""
    (now,) = read_events(build_appointments([call(category=CALL_NOW)], b"", NOW)).values()
    (planned,) = read_events(build_appointments([call(category="rhythm")], b"", NOW)).values()
    assert str(now["description"]).split("\n") == [
        "You promised to call: “after lunch”.", "Say: “Hi Imke, as promised.”",
        "Call +15125550100, 09:00 Wed their time", "Last note: open, but not now;", "see notes", "https://example.com/news",
    ]  # fmt: skip
    assert (str(now["location"]), str(now["url"])) == ("+15125550100", "https://example.com/news")
    assert (str(now["summary"]), int(now["priority"])) == ("Call now: Imke Vandersloot 0, Harrow; Mere, Inc.", 1)
    assert (str(planned["summary"]), int(planned["priority"])) == ("Call Imke Vandersloot 0, Harrow; Mere, Inc.", 5)
    (without,) = read_events(build_appointments([call(link="javascript:alert(1)")], b"", NOW)).values()
    assert str(without["url"]) == "tel:+15125550100"
    assert "javascript" not in str(without["description"])


def as_rfc_5545_reads_it(content: bytes) -> list[tuple[str, str]]:
    """Names and values of the lines of a calendar, unfolded on octets as the RFC has it."""
    lines = content.replace(b"\r\n ", b"").replace(b"\r\n\t", b"").split(b"\r\n")
    assert lines.pop() == b""
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    return [
        (name.partition(";")[0], value) for name, _, value in (line.decode("utf-8").partition(":") for line in lines)
    ]


def test_outlook_and_google_find_what_they_need() -> None:
    """Lines are folded between whole letters, times are UTC and need no zone of ours, texts are escaped, and each event
    has what a subscription goes by: UID, DTSTAMP, SEQUENCE, STATUS."""
    long = call(
        0, name="Ótávia " + "Ψ" * 90, words="Line one, with; signs\\ and “quotes”\nand a second line " + "ü" * 200
    )
    content = build_appointments([long, call(1)], b"", NOW)
    content = build_appointments([long], content, NOW)  # the other is called off
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")  # no letter is cut in two
    read = as_rfc_5545_reads_it(content)
    names = [name for name, _ in read]
    assert (read[0], read[-1]) == (("BEGIN", "VCALENDAR"), ("END", "VCALENDAR"))
    assert ("METHOD", "PUBLISH") in read
    for needed in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "STATUS", "SUMMARY"):
        assert names.count(needed) == 2, needed
    assert all(re.fullmatch(r"\d{8}T\d{6}Z", value) for name, value in read if name in ("DTSTART", "DTEND", "DTSTAMP"))
    assert {value for name, value in read if name == "STATUS"} == {"CONFIRMED", "CANCELLED"}
    (told,) = [value for name, value in read if name == "DESCRIPTION" and "Line one" in value and "Say" in value]
    assert told.startswith("Line one\\, with\\; signs\\\\ and “quotes”\\nand a second line")
    assert len({value for name, value in read if name == "UID"}) == 2


@pytest.mark.parametrize("day", [date(2026, 3, 6), date(2026, 3, 9), date(2026, 10, 30), date(2028, 2, 29)])
def test_the_clock_change_moves_no_call(day: date) -> None:
    """Nine o'clock is nine o'clock on the prospect's wall before and after daylight saving, and on a leap day."""
    (event,) = read_events(build_appointments([call(day=day)], b"", NOW)).values()
    assert event.decoded("dtstart").astimezone(ZoneInfo("America/Chicago")).strftime("%H:%M %Y-%m-%d") == f"09:00 {day}"


def test_blanked_events_tell_nothing() -> None:
    """A forgotten person's events stay as cancelled ones without a word; in others' the name is blanked."""
    told = call(1, lines=("knows Kim Lee",), link="https://example.com/kim-lee-joins")
    content = build_appointments([call(0, name="Kim Lee"), told], b"", NOW)
    after = blank_events(
        content, lambda e: is_with(e, "p0"), NOW, blank=lambda text: re.sub("Kim.Lee", "(forgotten)", text, flags=re.I)
    )
    assert b"kim" not in after.replace(b"\r\n ", b"").lower()
    events = read_events(after)
    assert str(events[uid_of("key0")]["status"]) == "CANCELLED"
    assert "knows (forgotten)" in str(events[uid_of("key1")]["description"])
    assert len(events[uid_of("key1")].walk("VALARM")) == 1
    assert {int(event["sequence"]) for event in events.values()} == {1}


def test_what_is_no_calendar_is_refused() -> None:
    """Another program's file is not overwritten."""
    with pytest.raises(ValueError, match="name,phone"):
        build_appointments([call()], b"name,phone\n", NOW)
