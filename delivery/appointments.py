"""Planned calls as a calendar (.ics): one event with an alarm for each, importable in Outlook, Google and Apple.

An event keeps its UID for as long as it is the same call; moved, it gets a higher SEQUENCE; made or no longer planned,
it is cancelled rather than removed, so that whoever subscribed takes it off as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

from callnow.model import stable_id
from delivery.clean import clean_lines, clean_text, tel_link
from delivery.hours import call_moment, next_good_moment

SLOT = timedelta(minutes=15)
ALARM_BEFORE = timedelta(minutes=5)
KEPT = timedelta(days=90)
FORGOTTEN = "Cancelled call"
WITH = "X-CALLNOW-WITH"  # whose call it is, as a hash, so that all of a person's events are found again


@dataclass(frozen=True, slots=True)
class Appointment:
    """One planned call. `key` makes it the same call in every plan; `words` say why it is due, `lines` what helps."""

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
    lines: tuple[str, ...] = ()
    category: str = "rhythm"


def build_appointments(
    planned: Sequence[Appointment], before: bytes, now: datetime, *, name: str = "Calls to make"
) -> bytes:
    """The calendar `before` (b"" for none) brought up to `planned`, in their order of importance, as iCalendar bytes.

    A call keeps the time it has on its day; a new or moved one takes the first free quarter of an hour of the
    prospect's business hours. Raises ValueError where `before` is no calendar.
    """
    known = read_events(before)
    wanted = {uid_of(one.key): one for one in planned}
    taken = {e.decoded("dtstart") for uid, e in known.items() if uid in wanted and _stays(e, wanted[uid])}
    events = {
        uid: event if uid in wanted or _is_cancelled(event) else _cancelled(event, now) for uid, event in known.items()
    }
    for uid, one in wanted.items():
        old = known.get(uid)
        start = old.decoded("dtstart") if old is not None and _stays(old, one) else _free(one, taken)
        taken.add(start)
        fresh = _event(uid, one, start, old, now)
        if old is None or _meaning(fresh) != _meaning(old):
            events[uid] = fresh
    return write_events((e for e in events.values() if e.decoded("dtstart") > now - KEPT), name)


def blank_events(
    before: bytes,
    told: Callable[[Event], bool],
    now: datetime,
    *,
    name: str = "Calls to make",
    blank: Callable[[str], str] = str,
) -> bytes:
    """The calendar with every event that `told` picks cancelled and without its words, for whoever subscribed; the
    words of all others as `blank` leaves them.

    Raises ValueError where `before` is no calendar.
    """
    events = read_events(before)
    return write_events((_blank(e, now) if told(e) else _worded_anew(e, blank, now) for e in events.values()), name)


def is_with(event: Event, prospect_id: str) -> bool:
    """Whether an event is a call to this prospect."""
    return str(event.get(WITH, "")) == stable_id(prospect_id)


def read_events(content: bytes) -> dict[str, Event]:
    """The events of a calendar by UID. Raises ValueError where it is none."""
    if not content:
        return {}
    events = Calendar.from_ical(content).walk("VEVENT")
    return {str(event["uid"]): event for event in events if isinstance(event, Event)}


def write_events(events: Iterable[Event], name: str) -> bytes:
    """Events as one calendar, in the order of their time."""
    calendar = Calendar()
    for key, value in (("prodid", "-//callnow//follow-ups//EN"), ("version", "2.0"), ("method", "PUBLISH")):
        calendar.add(key, value)
    calendar.add("x-wr-calname", name)
    for event in sorted(events, key=lambda e: (e.decoded("dtstart"), str(e["uid"]))):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def uid_of(key: str) -> str:
    """The UID of a call, the same in every calendar it stands in."""
    return f"{key}@callnow"


def _stays(event: Event, one: Appointment) -> bool:
    """Whether the event lies on the call's day, where the prospect is."""
    return not _is_cancelled(event) and _open_at(one, event.decoded("dtstart")) == event.decoded("dtstart") and (
        one.day == _day_there(one, event.decoded("dtstart"))
    )  # fmt: skip


def _free(one: Appointment, taken: set[datetime]) -> datetime:
    """The first quarter of an hour of business hours on the call's day that nothing else has; after hours, any that is
    free."""
    start = _opening(one)
    while start in taken and _day_there(one, _open_at(one, start + SLOT)) == one.day:
        start = _open_at(one, start + SLOT)
    while start in taken:
        start += SLOT
    return start


@lru_cache(maxsize=4096)  # asked for several times for each call, and the answer takes a look at every zone's clock
def _zone(one: Appointment) -> str:
    noon = datetime.combine(one.day, time(12), UTC)
    return call_moment(one.phone, one.city, one.time_zone, noon, country=one.country).time_zone


def _opening(one: Appointment) -> datetime:
    """Nine o'clock on the call's day where the prospect is; UTC where that is not known."""
    zone = _zone(one)
    start = datetime.combine(one.day, time(9), _zone_info(zone))
    return start.astimezone(UTC)


def _zone_info(zone: str) -> ZoneInfo:
    return ZoneInfo(zone or "UTC")


def _open_at(one: Appointment, moment: datetime) -> datetime:
    return next_good_moment(_zone(one) or "UTC", moment)


def _day_there(one: Appointment, moment: datetime) -> date:
    return moment.astimezone(_zone_info(_zone(one))).date()


def _event(uid: str, one: Appointment, start: datetime, known: Event | None, now: datetime) -> Event:
    event = _bare(uid, start, known, now)
    who = clean_text(f"{one.name}, {one.employer}", 120)
    event.add("summary", f"Call {who}")
    lines = [one.words, *one.lines, *([f"Ring {one.phone}"] if one.phone else [])]
    event.add("description", clean_lines("\n".join(lines)))
    event.add("status", "CONFIRMED")
    event.add(WITH, stable_id(one.prospect_id))
    event.add("transp", "TRANSPARENT")  # a reminder to ring blocks nobody's day
    event.add("categories", ["callnow", one.category])
    if one.phone:
        event.add("location", clean_text(one.phone, 40))
    if tel_link(one.phone):
        event.add("url", tel_link(one.phone))
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", clean_text(f"Call {one.name}: {one.words}", 200))
    alarm.add("trigger", -ALARM_BEFORE)
    event.add_component(alarm)
    return event


def _bare(uid: str, start: datetime, known: Event | None, now: datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("sequence", int(known.get("sequence", 0)) + 1 if known is not None else 0)
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
    words = {key: str(event[key]) for key in ("summary", "description") if key in event}
    anew = {key: blank(text) for key, text in words.items()}
    if anew != words:
        fresh = _bare(str(event["uid"]), event.decoded("dtstart"), event, now)
        for key, value in event.items():
            if key not in fresh:
                fresh[key] = value
        for key, text in anew.items():
            del fresh[key]
            fresh.add(key, text)
        for alarm in event.walk("VALARM"):
            alarm["description"] = blank(str(alarm.get("description", "")))
            fresh.add_component(alarm)
        return fresh
    return event


def _is_cancelled(event: Event) -> bool:
    return str(event.get("status", "")) == "CANCELLED"


def _meaning(event: Event) -> tuple[str, ...]:
    """What makes an event another one for its reader."""
    keys = ("dtstart", "summary", "description", "status", "location", "url")
    values = [event[key].to_ical() if key in event else b"" for key in keys]
    return tuple(value.decode() if isinstance(value, bytes) else str(value) for value in values)
