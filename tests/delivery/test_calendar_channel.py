"""A call is an appointment at a good moment, which moves and ends with the call."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from delivery_cards import NOW, card, numbered
from icalendar import Calendar

from callnow.terms import Tier, TriggerState
from delivery.channels.calendar import build_calendar


class TestCalendar:
    def events(self, content: bytes) -> list[Any]:
        return list(Calendar.from_ical(content).walk("VEVENT"))

    def starts(self, content: bytes) -> dict[int, datetime]:
        return {int(str(e["uid"]).removesuffix("@callnow"), 16): e.decoded("dtstart") for e in self.events(content)}

    def test_a_call_has_a_slot_at_a_good_moment_with_an_alarm(self) -> None:
        """A slot lies at the prospect's next good moment, a quarter of an hour, with an alarm before it."""
        night = card(now=NOW + timedelta(hours=12))
        (event,) = self.events(build_calendar([night]))
        assert event.decoded("dtstart") == night.moment.opens_at
        assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=15)
        assert str(event["uid"]) == f"{night.trigger_id}@callnow"
        assert int(event["sequence"]) == 0
        assert str(event["summary"]) == f"Call {night.name}, {night.employer}: {night.event}"
        (alarm,) = event.walk("VALARM")
        assert alarm.decoded("trigger") == timedelta(minutes=-5)

    def test_no_two_calls_share_a_slot(self) -> None:
        """Calls due at the same moment are put one after the other, also over several runs."""
        first = build_calendar([numbered(n) for n in range(3)])
        starts = [e.decoded("dtstart") for e in self.events(build_calendar([numbered(n) for n in range(3, 6)], first))]
        assert len(set(starts)) == 6

    def test_the_reasons_to_call_one_person_lie_at_one_moment(self) -> None:
        """Three reasons to call one person are one call, in one run or a later one; once that moment has passed, or all
        of them were dealt with, a new reason has a moment of its own."""
        other, *two = numbered(3), numbered(1, prospect_id="p"), numbered(2, prospect_id="p")
        first = build_calendar([other, *two])
        third = numbered(4, prospect_id="p")
        starts = self.starts(build_calendar([third], first))
        assert starts[1] == starts[2] == starts[4] > starts[3]
        dealt_with = [replace(one, state=TriggerState.CALLED) for one in (other, *two)]
        assert self.starts(build_calendar([third], build_calendar(dealt_with, first)))[4] == starts[3]
        later = replace(card(now=NOW + timedelta(days=2)), trigger_id=third.trigger_id, prospect_id="p")
        assert self.starts(build_calendar([later], first))[4] > NOW + timedelta(days=2)

    def test_slots_stay_within_their_day(self) -> None:
        """A day that is full goes on with the next one's business hours, not with the night."""
        events = self.events(build_calendar([numbered(n) for n in range(60)]))
        zone = ZoneInfo("America/New_York")
        starts = [e.decoded("dtstart").astimezone(zone) for e in events]
        assert len(set(starts)) == 60
        assert all(time(9) <= start.time() < time(17, 30) and start.weekday() < 5 for start in starts)
        assert {start.date().isoformat() for start in starts} == {"2026-03-17", "2026-03-18", "2026-03-19"}

    def test_no_slot_lies_on_a_public_holiday_of_theirs(self) -> None:
        """A full day before Thanksgiving goes on with the Friday after it."""
        eve = datetime(2026, 11, 25, 16, tzinfo=UTC)
        calls = [replace(card(now=eve), trigger_id=f"{n:016x}", prospect_id=f"p{n}") for n in range(40)]
        events = self.events(build_calendar(calls))
        assert {e.decoded("dtstart").date().isoformat() for e in events} == {"2026-11-25", "2026-11-27"}

    def test_where_their_clock_is_not_known_ours_counts(self) -> None:
        """Nobody is reminded at night of a call to somebody whose time zone is not known."""
        night = card(now=datetime(2026, 3, 18, 3, 10, tzinfo=UTC), prospect={"phone": "", "city": "", "country": ""})
        assert not night.moment.time_zone
        (event,) = self.events(build_calendar([night], zone="America/New_York"))
        assert event.decoded("dtstart") == datetime(2026, 3, 18, 13, tzinfo=UTC)

    def test_a_slot_that_changes_says_so_and_stays_where_it_is(self) -> None:
        """A later run without news leaves the calendar as it is; a change raises SEQUENCE and keeps UID and time."""
        before = build_calendar([card()])
        assert build_calendar([card(now=NOW + timedelta(hours=3))], before) == before
        (event,) = self.events(build_calendar([card(prospect={"phone": "+12125550199"})], before))
        (first,) = self.events(before)
        assert (int(event["sequence"]), event["uid"], event.decoded("dtstart")) == (
            1,
            first["uid"],
            first.decoded("dtstart"),
        )

    def test_a_dismissed_call_is_cancelled(self) -> None:
        """A trigger that was dealt with is cancelled in the calendar, without alarm; an unknown one is not put in."""
        before = build_calendar([card()])
        (event,) = self.events(build_calendar([card(trigger={"state": "dismissed"})], before))
        assert (str(event["status"]), int(event["sequence"]), event.walk("VALARM")) == ("CANCELLED", 1, [])
        assert self.events(build_calendar([card(trigger={"state": "called"})])) == []

    def test_a_call_that_is_surer_now_gets_a_time_ahead(self) -> None:
        """What was worth knowing weeks ago and asks for a call today is put ahead, where nothing else lies; a slot that
        lies ahead already stays."""
        before = build_calendar([replace(numbered(1), tier=Tier.WORTH_KNOWING)])
        later = NOW + timedelta(days=21)
        other = replace(card(now=later), trigger_id=f"{2:016x}", prospect_id="p2")
        surer = replace(card(now=later), trigger_id=f"{1:016x}", prospect_id="p1")
        soon = build_calendar([numbered(1)], before)
        assert self.events(soon)[0].decoded("dtstart") == self.events(before)[0].decoded("dtstart")
        events = self.events(build_calendar([surer], build_calendar([other], before)))
        assert [str(e["uid"]) for e in events] == [f"{n:016x}@callnow" for n in (2, 1)]
        assert events[1].decoded("dtstart") == events[0].decoded("dtend") > later
        assert int(events[1]["sequence"]) == 1
