"""What a note typed by hand says of the next call: it counts from the day on which it is typed, or that stands before
it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from callnow.model import Prospect, Touch, stable_id
from callnow.settings import Settings
from callnow.store import Connection
from callnow.store.people import touches_of
from callnow.store.touches import drop_touches, rhythm_note, save_touches
from callnow.terms import ContactKind
from flows.calls.pausing import says_not_to_call
from flows.people.imported_notes import OWED
from matching.cadence.dated_notes import NoteDay, NotedCall, call_asked, entries_of, unread_in
from matching.cadence.next_call import in_words
from matching.cadence.noted_promises import promise_in

_NOTED = "noted by hand"


def keep_typed_note(con: Connection, person: Prospect, note: str, now: datetime, settings: Settings) -> None:
    """Keeps a call that a note asks for as promised, on a contact of today, where no other contact with the person is
    known: what was promised in that stands. What an earlier one asked for goes where this
    one, or without one those that are left, ask for it no longer."""
    known = touches_of(con, [person.id])
    typed = [touch for touch in known if _is_of_note(touch)]
    drop_touches(con, [t.id for t in typed if not _still_asks(note or person.notes, t, settings)])
    today = settings.day_of(now)
    call = _call_asked(note, today)
    if call and len(typed) == len(known):
        read, said_on = call.asked, call.entry.said_on
        id, at = stable_id("typed note", person.id, str(said_on)), (now - (today - said_on)).astimezone(UTC)
        touch = Touch(id, person.id, at.replace(microsecond=0), ContactKind.IMPORT, _NOTED, "", read.words, read.due_on)
        save_touches(con, [replace(touch, owner=person.owner)])


def _call_asked(note: str, today: date) -> NotedCall | None:
    """The call that a note of today asks for; None where its day passed long ago."""
    call = call_asked(entries_of(note, NoteDay(today), today))
    return call if call and call.asked.due_on >= today - OWED else None


def _is_of_note(touch: Touch) -> bool:
    """Whether a contact is only kept for a note that was typed by hand."""
    return touch.kind is ContactKind.IMPORT and touch.outcome == _NOTED


def _still_asks(notes: str, touch: Touch, settings: Settings) -> bool:
    """Whether a line of notes still asks for the call that was promised in a contact."""
    day = settings.day_of(touch.at)
    entries = (entry for line in notes.splitlines() for entry in entries_of(line, NoteDay(day), day))
    read = (promise_in(entry.text, entry.said_on) for entry in entries)
    return any(promise and promise.words == touch.promised for promise in read)


def told_of_note(con: Connection, person: Prospect, note: str, now: datetime, settings: Settings) -> str:
    """What became of the call that a note asks for, or refuses; "" where it says nothing of calls."""
    today = settings.day_of(now)
    if call := _call_asked(note, today):
        read = call.asked
        kept = [touch.due_on for touch in touches_of(con, [person.id]) if touch.promised == read.words and touch.due_on]
        if kept:
            return f"“{read.words}” of the note is kept as promised for {in_words(kept[-1])}."
        return f"The note asks for a call (“{read.words}”), which is not kept: log a contact with it."
    if says_not_to_call(note, today):
        paused = rhythm_note(con, person.id, today).rests(today)
        return "" if paused else "The note says not to call them, who are called all the same: a pause sees to it."
    unread = unread_in(entries_of(note, NoteDay(today), today))
    return f"{unread}: log a contact with its day." if unread else ""
