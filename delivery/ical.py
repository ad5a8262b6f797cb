"""iCalendar files (.ics) as callnow writes and reads them: what planned calls and a channel's slots have in common."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from callnow.model import stable_id

SLOT = timedelta(minutes=15)
ALARM_BEFORE = timedelta(minutes=5)
KEPT = timedelta(days=90)

_PROGRAM = "-//callnow//"
PLANNED_CALLS, SLOTS_OF_CHANNEL = f"{_PROGRAM}follow-ups//EN", f"{_PROGRAM}calls to make//EN"
_OWN = "@callnow"
WITH = "X-CALLNOW-WITH"  # whose call it is, as a hash, so that all of a person's events are found again


def uid_of(key: str) -> str:
    """The UID of a call, the same in every calendar it stands in."""
    return f"{key}{_OWN}"


def id_of(uid: str) -> str:
    """The call that a UID is of."""
    return uid.removesuffix(_OWN)


def note_prospect(event: Event, prospect_id: str) -> None:
    """Notes in an event whose call it is."""
    event.add(WITH, stable_id(prospect_id))


def is_with(event: Event, prospect_id: str) -> bool:
    """Whether an event is a call to this prospect."""
    return with_whom(event) == stable_id(prospect_id)


def with_whom(event: Event) -> str:
    """The hash of the prospect whose call an event is, "" where it is not noted."""
    return str(event.get(WITH, ""))


def is_cancelled(event: Event) -> bool:
    """Whether an event was called off."""
    return str(event.get("status", "")) == "CANCELLED"


def read_events(content: bytes) -> dict[str, Event]:
    """The events of a calendar that callnow wrote, by UID. Raises ValueError where it is none.

    Another program's appointments would be called off as calls that are no longer planned.
    """
    if not content:
        return {}
    calendar = Calendar.from_ical(content)
    events = calendar.walk("VEVENT")
    own = [event for event in events if isinstance(event, Event) and _is_own(event)]
    if not str(calendar.get("prodid", "")).startswith(_PROGRAM) or len(own) < len(events):
        raise ValueError("another program's calendar")
    return {str(event["uid"]): event for event in own}


def _is_own(event: Event) -> bool:
    """Whether an event is as callnow writes it: known by its UID, at a moment of UTC, with a whole SEQUENCE."""
    start = event.decoded("dtstart", None)
    in_utc = isinstance(start, datetime) and start.utcoffset() == timedelta()
    return in_utc and str(event.get("uid", "")).endswith(_OWN) and isinstance(event.get("sequence", 0), int)


def write_events(events: Iterable[Event], name: str, program: str = PLANNED_CALLS) -> bytes:
    """Events as one calendar, in the order of their time."""
    calendar = Calendar()
    for key, value in (("prodid", program), ("version", "2.0"), ("method", "PUBLISH")):
        calendar.add(key, value)
    calendar.add("x-wr-calname", name)
    for event in sorted(events, key=lambda e: (e.decoded("dtstart"), str(e["uid"]))):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def join_events(calendars: Iterable[Iterable[Event]]) -> list[Event]:
    """The events of several calendars, each call once.

    A person who went to another recruiter is called off in the calendar of the former one: the event that stands is
    the one meant. It takes the higher SEQUENCE of both, for it is a later word than the one subscribers have.
    """
    joined: dict[str, Event] = {}
    for event in (event for events in calendars for event in events):
        uid = str(event["uid"])
        joined[uid] = _of_both(joined[uid], event) if uid in joined else event
    return list(joined.values())


def _of_both(one: Event, other: Event) -> Event:
    older, newer = sorted((one, other), key=lambda event: (not is_cancelled(event), _sequence(event)))
    if _sequence(older) > _sequence(newer):
        newer["sequence"] = older["sequence"]
    return newer


def _sequence(event: Event) -> int:
    return int(event.get("sequence", 0))


def next_sequence(known: Event | None) -> int:
    """The SEQUENCE of an event that replaces the one that is known."""
    return 0 if known is None else _sequence(known) + 1


def whole_quarter(moment: datetime) -> datetime:
    """The next whole quarter of an hour, in UTC."""
    start = moment.astimezone(UTC)
    whole = start.replace(minute=start.minute - start.minute % 15, second=0, microsecond=0)
    return whole if whole == start else whole + SLOT
