"""Calls as a calendar (.ics): one event with an alarm for each, importable in Outlook, Google and Apple.

An event lies within the business hours of the prospect, on no public holiday there, at the first quarter of an hour
that is free, of those first that lie within the recruiter's own hours; on a day with more calls than quarters they
share them, for nobody is helped by a call in the evening. An event keeps its UID for as long as it is the same call;
moved, it gets a higher SEQUENCE; made or no longer planned, it is cancelled rather than removed, so that whoever
subscribed takes it off as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Alarm, Event

from callnow.numbers import readable_line
from delivery.clean import clean_lines, clean_text, safe_link, tel_link
from delivery.hours import CLOSES, OPENS, SATURDAY, call_moment, next_good_moment
from delivery.ical import (
    ALARM_BEFORE,
    KEPT,
    PLANNED_CALLS,
    SLOT,
    WITH,
    is_cancelled,
    next_sequence,
    note_prospect,
    read_events,
    uid_of,
    whole_quarter,
    write_events,
)

FORGOTTEN = "Cancelled call"
CALL_NOW = "call now"


@dataclass(frozen=True, slots=True)
class Appointment:
    """One call. `key` makes it the same call in every plan; `words` say why it is due, `opener` what to say first,
    `lines` what helps, `link` leads to the news. `category` is CALL_NOW, or the cause of a planned call."""

    key: str
    prospect_id: str
    day: date
    name: str
    employer: str
    phone: str
    city: str
    country: str
    time_zone: str
    words: str
    opener: str = ""
    lines: tuple[str, ...] = ()
    link: str = ""
    category: str = "rhythm"
    owner: str = ""

    @property
    def urgent(self) -> bool:
        """Whether it was asked for now, or promised."""
        return self.category in (CALL_NOW, "promise", "event")


def build_appointments(
    planned: Sequence[Appointment],
    before: bytes,
    now: datetime,
    *,
    name: str = "Calls to make",
    zone: str = "UTC",
) -> bytes:
    """The calendar `before` (b"" for none) brought up to `planned`, in their order of importance, as iCalendar bytes.

    A call keeps the time it has on its day; a new or moved one gets one that lies ahead: on its day, or where their
    day is over, on the next. `zone` is the recruiter's, and stands in for that of a prospect where it is not known.
    Raises ValueError where `before` is not a calendar that callnow wrote.
    """
    known = read_events(before)
    wanted = {uid_of(placed.key): _Placed(placed, now, zone) for placed in planned}
    staying = {uid for uid, placed in wanted.items() if uid in known and placed.may_stay(known[uid])}
    taken = Counter(known[uid].decoded("dtstart") for uid in staying)
    events = {
        uid: event if uid in wanted or is_cancelled(event) else _cancelled(event, now) for uid, event in known.items()
    }
    for uid, placed in wanted.items():
        old = known.get(uid)
        if old is not None and uid in staying:
            start = old.decoded("dtstart")
        else:
            ours = placed.in_our_hours
            start = min(placed.slots, key=lambda slot: (taken[slot], not ours(slot), slot))
            taken[start] += 1
        fresh = _event(uid, placed, start, old, now)
        if old is None or _meaning(fresh) != _meaning(old):
            events[uid] = fresh
    return write_events((e for e in events.values() if e.decoded("dtstart") > now - KEPT), name)


def blank_events(
    before: bytes,
    is_forgotten: Callable[[Event], bool],
    now: datetime,
    *,
    name: str = "Calls to make",
    program: str = PLANNED_CALLS,
    blank: Callable[[str], str] = str,
) -> bytes:
    """The calendar with every event that `is_forgotten` picks cancelled and without its words, for whoever subscribed;
    the words of all others as `blank` leaves them.

    Raises ValueError where `before` is not a calendar that callnow wrote.
    """
    events = read_events(before)
    after = (_blank(e, now) if is_forgotten(e) else _worded_anew(e, blank, now) for e in events.values())
    return write_events(after, name, program)


class _Placed:
    """A call and the times it may have: the quarters of an hour of business hours that lie ahead on its day."""

    def __init__(self, call: Appointment, now: datetime, instead: str) -> None:
        self.call = call
        self.known_zone, self.country = _where(call.phone, call.city, call.time_zone, call.country, call.day)
        self.zone = ZoneInfo(self.known_zone or instead)
        nine = datetime.combine(call.day, time(9), self.zone).astimezone(UTC)
        self.ours = ZoneInfo(instead)
        self.slots = self._slots(max(nine, whole_quarter(now)))
        if not any(map(self.in_our_hours, self.slots)):
            self.slots = self._on_our_day(now) or self.slots

    def may_stay(self, event: Event) -> bool:
        """Whether an event lies on the call's day, or on the next where their day is over."""
        start = event.decoded("dtstart")
        if is_cancelled(event) or self._good_moment(start) != start:
            return False
        return start.astimezone(self.zone).date() in (self.call.day, self.slots[0].astimezone(self.zone).date())

    def _good_moment(self, moment: datetime) -> datetime:
        return next_good_moment(self.zone.key, moment, self.country)

    def _slots(self, moment: datetime) -> tuple[datetime, ...]:
        return _slots_from(self.zone.key, self._good_moment(moment))

    def _on_our_day(self, now: datetime) -> tuple[datetime, ...]:
        """The times from nine on of the recruiter's own day, where that is the prospect's next one: nine on Monday in
        Sydney is Sunday in Chicago. () where no such time suits the recruiter better."""
        nine = datetime.combine(self.call.day, OPENS, self.ours).astimezone(UTC)
        slots = [
            slot
            for slot in self._slots(max(nine, whole_quarter(now)))
            if slot.astimezone(self.ours).date() == self.call.day
        ]
        suits = self._at_our_weekend(self.slots[0]) or any(map(self.in_our_hours, slots))
        return tuple(slots) if suits else ()

    def _at_our_weekend(self, moment: datetime) -> bool:
        return moment.astimezone(self.ours).weekday() >= SATURDAY

    def in_our_hours(self, moment: datetime) -> bool:
        """Whether the recruiter works at that moment."""
        return OPENS <= moment.astimezone(self.ours).time() < CLOSES and not self._at_our_weekend(moment)

    def time_there(self, start: datetime) -> str:
        """The time of a start on their clock, in words."""
        if not self.known_zone:
            return "their local time is not known"
        return f"{start.astimezone(self.zone):%H:%M %a} their time"


@lru_cache(maxsize=4096)  # asked for several times for each call, and the answer takes a look at every zone's clock
def _where(phone: str, city: str, time_zone: str, country: str, day: date) -> tuple[str, str]:
    """The time zone and the country of a prospect, "" where they are not known."""
    moment = call_moment(phone, city, time_zone, datetime.combine(day, time(12), UTC), country=country)
    return moment.time_zone, moment.country


@lru_cache(maxsize=4096)
def _slots_from(zone: str, first: datetime) -> tuple[datetime, ...]:
    """The quarters of an hour from `first`, which lies within business hours, until these end."""
    slots = [first]
    while next_good_moment(zone, slots[-1] + SLOT) == slots[-1] + SLOT:
        slots.append(slots[-1] + SLOT)
    return tuple(slots)


def _event(uid: str, placed: _Placed, start: datetime, known: Event | None, now: datetime) -> Event:
    call = placed.call
    event = _bare(uid, start, known, now)
    who = clean_text(f"{call.name}, {call.employer}", 120)
    event.add("summary", f"{'Call now:' if call.category == CALL_NOW else 'Call'} {who}")
    lines = [
        call.words,
        *([f"Say: “{call.opener}”"] if call.opener else []),
        f"Call {readable_line(call.phone)}, {placed.time_there(start)}"
        if call.phone
        else "There is no number to call.",
        *call.lines,
        *([safe_link(call.link)] if safe_link(call.link) else []),
    ]
    event.add("description", clean_lines("\n".join(lines)))
    event.add("priority", 1 if call.urgent else 5)
    event.add("status", "CONFIRMED")
    note_prospect(event, call.prospect_id)
    event.add("transp", "TRANSPARENT")  # a reminder to call blocks nobody's day
    event.add("categories", ["callnow", call.category])
    if call.phone:
        event.add("location", clean_text(readable_line(call.phone), 40))
    if link := safe_link(call.link) or tel_link(call.phone):
        event.add("url", link)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", clean_text(f"Call {call.name}: {call.words}", 200))
    alarm.add("trigger", -ALARM_BEFORE)
    event.add_component(alarm)
    return event


def _bare(uid: str, start: datetime, known: Event | None, now: datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("sequence", next_sequence(known))
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", start)
    event.add("dtend", start + SLOT)
    return event


def _cancelled(event: Event, now: datetime) -> Event:
    """The event called off: the same words, no alarm."""
    gone = _bare(str(event["uid"]), event.decoded("dtstart"), event, now)
    for key in ("summary", "transp", "categories", WITH):
        if key in event:
            gone[key] = event[key]
    gone.add("status", "CANCELLED")
    return gone


def _blank(event: Event, now: datetime) -> Event:
    gone = _bare(str(event["uid"]), event.decoded("dtstart"), event, now)
    gone.add("summary", FORGOTTEN)
    gone.add("status", "CANCELLED")
    return gone


def _worded_anew(event: Event, blank: Callable[[str], str], now: datetime) -> Event:
    """The event with its words as `blank` leaves them; a link that holds what is blanked leads nowhere, and goes."""
    words = {key: str(event[key]) for key in ("summary", "description", "url") if key in event}
    anew = {key: blank(text) for key, text in words.items()}
    if anew == words:
        return event
    fresh = _bare(str(event["uid"]), event.decoded("dtstart"), event, now)
    for key, value in event.items():
        if key not in fresh and anew.get(key.lower()) == words.get(key.lower()):
            fresh[key] = value
    for key in ("summary", "description"):
        if key in anew and key not in fresh:
            fresh.add(key, anew[key])
    for alarm in event.walk("VALARM"):
        alarm["description"] = blank(str(alarm.get("description", "")))
        fresh.add_component(alarm)
    return fresh


def _meaning(event: Event) -> tuple[str, ...]:
    """What makes an event another one for its reader."""
    keys = ("dtstart", "summary", "description", "status", "location", "url", "priority")
    values = [event[key].to_ical() if key in event else b"" for key in keys]
    return tuple(value.decode() if isinstance(value, bytes) else str(value) for value in values)
