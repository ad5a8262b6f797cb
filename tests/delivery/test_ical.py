"""Which iCalendar files are callnow's own, and how several become one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Event

from delivery.ical import join_events, next_sequence, read_events, uid_of, whole_quarter, write_events

START = datetime(2026, 3, 4, 15, tzinfo=UTC)


def event(key: str = "key", status: str = "CONFIRMED", sequence: int = 0) -> Event:
    one = Event()
    for name, value in (("uid", uid_of(key)), ("dtstart", START), ("status", status), ("sequence", sequence)):
        one.add(name, value)
    return one


def test_what_callnow_wrote_is_read() -> None:
    """What was written is read again, by UID; nothing is nothing."""
    assert list(read_events(write_events([event("b"), event("a")], "Calls"))) == [uid_of("a"), uid_of("b")]
    assert read_events(b"") == {}


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (b"-//callnow//follow-ups//EN", b"-//Other//Calendar//EN"),
        (b"PRODID:-//callnow//follow-ups//EN\r\n", b""),
        (b"key@callnow", b"7f3a@other.example.com"),
        (b"UID:key@callnow\r\n", b""),
        (b"DTSTART:20260304T150000Z", b"DTSTART;VALUE=DATE:20260304"),
        (b"DTSTART:20260304T150000Z", b"DTSTART:20260304T150000"),
        (b"DTSTART:20260304T150000Z", b"DTSTART;TZID=America/Chicago:20260304T150000"),
        (b"DTSTART:20260304T150000Z", b"DTSTART:tomorrow"),
        (b"DTSTART:20260304T150000Z\r\n", b""),
        (b"SEQUENCE:0", b"SEQUENCE:first"),
        (b"END:VCALENDAR\r\n", b""),
    ],
)
def test_what_another_program_wrote_is_refused(ours: bytes, theirs: bytes) -> None:
    """A calendar without callnow's name, or with an event that callnow does not make, is none of its own."""
    content = write_events([event()], "Calls")
    assert ours in content
    with pytest.raises(ValueError):  # noqa: PT011 - the reader of calendars has words of its own
        read_events(content.replace(ours, theirs))


def test_the_call_that_stands_is_the_one_meant() -> None:
    """Of two events with one UID the one that is not cancelled stays, with the higher SEQUENCE."""
    for first, second in ((("CANCELLED", 4), ("CONFIRMED", 0)), (("CONFIRMED", 0), ("CANCELLED", 4))):
        (one,) = join_events([[event("key", *first)], [event("key", *second)]])
        assert (str(one["status"]), one["sequence"]) == ("CONFIRMED", 4)
    (later,) = join_events([[event(sequence=3)], [event(sequence=2)]])
    assert later["sequence"] == 3
    assert len(join_events([[event("a")], [event("b")]])) == 2


def test_numbers_and_quarters_go_up() -> None:
    """A replaced event has the next SEQUENCE; a moment within a quarter of an hour becomes the next one."""
    assert (next_sequence(None), next_sequence(event(sequence=2))) == (0, 3)
    assert whole_quarter(START) == START
    assert whole_quarter(START + timedelta(microseconds=1)) == START + timedelta(minutes=15)
