"""Call slots in a calendar file (.ics) that a calendar program opens or subscribes to (`webcal`).

Events, not tasks: subscribed calendars often hide VTODO. Each trigger has one slot, known by a UID that never
changes; several reasons to call one person lie at one moment, for it is one call. A slot that changes gets a higher
SEQUENCE; a trigger that was dismissed is cancelled, not removed, so that subscribers take it off their calendars.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from icalendar import Alarm, Event

from callnow.model import stable_id
from callnow.settings import ChannelSettings
from callnow.terms import WAITING
from delivery.appointments import blank_events
from delivery.card import Card
from delivery.clean import clean_text
from delivery.files import file_of, not_ours, read_if_there, write_whole
from delivery.hours import next_good_moment
from delivery.ical import (
    ALARM_BEFORE,
    KEPT,
    SLOT,
    SLOTS_OF_CHANNEL,
    id_of,
    is_cancelled,
    next_sequence,
    note_prospect,
    read_events,
    uid_of,
    whole_quarter,
    with_whom,
    write_events,
)
from delivery.layout import render_text
from delivery.message import Channel, Message, Surroundings, message_for
from delivery.traces import Traces

NEEDS = ("path",)
TITLE = "Calls to make"


@dataclass(frozen=True)
class CalendarFile:
    """One .ics file, written whole each time."""

    name: str
    path: Path
    zone: str = "UTC"
    gathers: ClassVar[bool] = True

    def send(self, message: Message) -> None:
        before = read_if_there(self.path, channel=self.name)
        try:
            after = build_calendar(message.cards, before, zone=self.zone)
        except ValueError:
            raise not_ours(f"{self.path} is not a calendar that callnow wrote", self.name) from None
        if after != before:
            write_whole(self.path, after, channel=self.name)

    def shown(self, now: datetime) -> dict[str, bool]:
        """Whether each call (by its trigger's id) stands or was called off; of those that stand, what lies ahead.

        Raises ValueError where the file is not a calendar that callnow wrote.
        """
        slots = read_events(read_if_there(self.path, channel=self.name))
        stand = {id_of(uid): not is_cancelled(slot) for uid, slot in slots.items()}
        return {id: stands for id, stands in stand.items() if not stands or slots[uid_of(id)].decoded("dtstart") > now}


def build_calendar(cards: Sequence[Card], before: bytes = b"", *, zone: str = "UTC") -> bytes:
    """The calendar `before` with a slot for each of `cards`, as iCalendar bytes.

    A new slot lies where another call to the same prospect lies ahead, else at their next good moment, after those
    already taken. A known one keeps its time, unless that has passed and the call asks anew: it is surer now, or open
    again.
    `zone` stands in for that of a prospect where it is not known.
    Raises ValueError where `before` is not a calendar that callnow wrote.
    """
    slots = read_events(before)
    taken = {slot.decoded("dtstart") for slot in slots.values() if not is_cancelled(slot)}
    uids_with: defaultdict[str, set[str]] = defaultdict(set)  # the calls with each prospect
    for uid, slot in slots.items():
        uids_with[with_whom(slot)].add(uid)
    newest = max((card.made_at for card in cards), default=datetime.min.replace(tzinfo=UTC))
    for card in cards:
        uid = uid_of(card.trigger_id)
        known = slots.get(uid)
        if known is None and card.state not in WAITING:
            continue
        if known and _stays(known, card):
            start = known.decoded("dtstart")
        else:
            others = [slots[other] for other in uids_with[stable_id(card.prospect_id)]]
            start = _ahead(others, card.made_at) or _free(card, taken, zone)
        taken.add(start)
        slot = _event(card, start, known)
        if known is None or _meaning(slot) != _meaning(known):
            slots[uid] = slot
            uids_with[with_whom(slot)].add(uid)
    kept = (slot for slot in slots.values() if slot.decoded("dtstart") > newest - KEPT)
    return write_events(kept, TITLE, SLOTS_OF_CHANNEL)


def _stays(known: Event, card: Card) -> bool:
    asks_anew = is_cancelled(known) or card.tier.value.encode() not in known["categories"].to_ical()
    return card.state not in WAITING or not asks_anew or known.decoded("dtstart") > card.made_at


def _ahead(slots: Iterable[Event], now: datetime) -> datetime | None:
    """When the next of these calls that stand is to be made."""
    starts = (slot.decoded("dtstart") for slot in slots if not is_cancelled(slot))
    return min((start for start in starts if start > now), default=None)


def _free(card: Card, taken: set[datetime], instead: str) -> datetime:
    """The first quarter of an hour of the prospect's business hours that no other call has."""
    zone, country = card.moment.time_zone or instead, card.moment.country
    start = whole_quarter(card.moment.opens_at or card.made_at)
    while start in taken or start != next_good_moment(zone, start, country):
        start = whole_quarter(next_good_moment(zone, start + SLOT, country))
    return start


def _event(card: Card, start: datetime, known: Event | None) -> Event:
    cancelled = card.state not in WAITING
    event = Event()
    event.add("uid", uid_of(card.trigger_id))
    event.add("sequence", next_sequence(known))
    event.add("dtstamp", card.made_at.astimezone(UTC))
    event.add("dtstart", start)
    event.add("dtend", start + SLOT)
    event.add("summary", clean_text(f"Call {card.name}, {card.employer}: {card.event}", 120))
    event.add("description", render_text(message_for(card.trigger_id, [card], "immediate")))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # a reminder to call blocks nobody's day
    event.add("categories", ["callnow", card.tier.value])
    note_prospect(event, card.prospect_id)
    if card.phone:
        event.add("location", card.phone)
    if card.link or card.tel:
        event.add("url", card.tel or card.link)
    if not cancelled:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", clean_text(f"Call {card.name}: {card.why}", 200))
        alarm.add("trigger", -ALARM_BEFORE)
        event.add_component(alarm)
    return event


def _meaning(event: Event) -> tuple[str, ...]:
    """What makes a slot another one for its reader; the age of the news, which grows by itself, does not."""
    keys = ("dtstart", "summary", "status", "location", "url")
    alarms = [str(alarm.get("description")) for alarm in event.walk("VALARM")]
    values = [event[key].to_ical() if key in event else b"" for key in keys]
    return (*(value.decode() if isinstance(value, bytes) else str(value) for value in values), *alarms)


def redact(content: bytes, traces: Traces, now: datetime) -> list[bytes]:
    """The file without some people."""
    own = {uid_of(id) for id in traces.trigger_ids}

    def is_forgotten(event: Event) -> bool:
        return str(event["uid"]) in own

    return [blank_events(content, is_forgotten, now, program=SLOTS_OF_CHANNEL, blank=traces.blank)]


def make(name: str, settings: ChannelSettings, surroundings: Surroundings) -> Channel:
    """The channel of these settings: a calendar file."""
    return CalendarFile(name, file_of(name, settings, surroundings.home), settings.time_zone or "UTC")
