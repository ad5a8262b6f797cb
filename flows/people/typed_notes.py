"""What a note typed by hand says of the next call: it counts from the day on which it is typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from callnow.model import Prospect, Touch, stable_id
from callnow.settings import Settings
from callnow.store import Connection
from callnow.store.people import touches_of
from callnow.store.touches import drop_touches, rhythm_note, save_touches
from callnow.terms import ContactKind
from flows.calls.pausing import says_not_to_call
from matching.cadence.next_call import in_words
from matching.cadence.noted_promises import promise_in, unread_call

_NOTED = "noted by hand"


def keep_typed_note(con: Connection, person: Prospect, note: str, now: datetime, settings: Settings) -> None:
    """Keeps a call that a note asks for as promised, on a contact of today, where no other contact with the person is
    known: what was promised in that stands. What an earlier one asked for goes where this
    one, or without one those that are left, ask for it no longer."""
    known = touches_of(con, [person.id])
    typed = [touch for touch in known if _is_of_note(touch)]
    drop_touches(con, [t.id for t in typed if not _still_asks(note or person.notes, t, settings)])
    read = promise_in(note, settings.day_of(now))
    if read and len(typed) == len(known):
        id, at = stable_id("typed note", person.id, str(settings.day_of(now))), now.astimezone(UTC)
        touch = Touch(id, person.id, at.replace(microsecond=0), ContactKind.IMPORT, _NOTED, "", read.words, read.due_on)
        save_touches(con, [replace(touch, owner=person.owner)])


def _is_of_note(touch: Touch) -> bool:
    """Whether a contact is only kept for a note that was typed by hand."""
    return touch.kind is ContactKind.IMPORT and touch.outcome == _NOTED


def _still_asks(notes: str, touch: Touch, settings: Settings) -> bool:
    """Whether a line of notes still asks for the call that was promised in a contact."""
    day = settings.day_of(touch.at)
    read = (promise_in(line, day) for line in notes.splitlines())
    return any(promise and promise.words == touch.promised for promise in read)


def told_of_note(con: Connection, person: Prospect, note: str, now: datetime, settings: Settings) -> str:
    """What became of the call that a note asks for, or refuses; "" where it says nothing of calls."""
    today = settings.day_of(now)
    if read := promise_in(note, today):
        kept = [touch.due_on for touch in touches_of(con, [person.id]) if touch.promised == read.words and touch.due_on]
        if kept:
            return f"“{read.words}” of the note is kept as promised for {in_words(kept[-1])}."
        return f"The note asks for a call (“{read.words}”), which is not kept: log a contact with it."
    if says_not_to_call(note, today):
        paused = rhythm_note(con, person.id, today).rests(today)
        return "" if paused else "The note says not to call them, who are called all the same: a pause sees to it."
    unread = unread_call(note, today)
    return f"{unread}: log a contact with its day." if unread else ""
