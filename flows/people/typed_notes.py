"""What a note typed by hand says of the next call: it counts from the day on which it is typed."""

from __future__ import annotations

from datetime import UTC, datetime

from callnow.model import Prospect, Touch, stable_id
from callnow.settings import Settings
from callnow.store import Connection
from callnow.store.people import touches_of
from callnow.store.touches import rhythm_note, save_touches
from callnow.terms import ContactKind
from flows.calls.pausing import says_not_to_call
from matching.cadence.next_call import in_words
from matching.cadence.noted_promises import promise_in, unread_call


def keep_typed_note(con: Connection, person: Prospect, note: str, now: datetime, settings: Settings) -> None:
    """Keeps a call that a note asks for as promised, on a contact of today, where no other contact with the person is
    known: what was promised in that stands."""
    read = promise_in(note, settings.day_of(now))
    if read and all(touch.id == _id(person, touch.at, settings) for touch in touches_of(con, [person.id])):
        id, at = _id(person, now, settings), now.astimezone(UTC).replace(microsecond=0)
        kind, outcome = ContactKind.IMPORT, "noted by hand"
        save_touches(con, [Touch(id, person.id, at, kind, outcome, "", read.words, read.due_on, owner=person.owner)])


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


def _id(person: Prospect, at: datetime, settings: Settings) -> str:
    """The id of the contact of a day on which a note was typed by hand."""
    return stable_id("typed note", person.id, str(settings.day_of(at)))
