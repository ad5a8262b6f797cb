"""Pausing: people who are not to be called before a day, or for good, for the command line and the page alike.

Nothing is decided for who is paused, and their open calls are hidden; those that are still fresh come back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from callnow.errors import UsageError
from callnow.fold import fold
from callnow.model import Trigger
from callnow.settings import Settings
from callnow.store import Connection, looking, writing
from callnow.store.activity import note_activities
from callnow.store.owed_rematch import rematch_owed
from callnow.store.people import RhythmNote, rhythm_notes
from callnow.store.people_list import pauses_that_ended
from callnow.store.records import save_rhythm
from callnow.store.touches import drop_untold, open_triggers_of, rhythm_note, take_back_triggers
from callnow.terms import Act, TriggerKind, TriggerState
from matching.cadence.dated_notes import Entry, NoteDay, call_asked, entries_of, still_barring
from matching.cadence.expectations import Refusal, read_expectation
from matching.cadence.off_limits import barred_until, refuses_calls
from matching.cadence.refused_calls import forbids_all_calls

FOR_GOOD = date.max
WORDS_FOR_GOOD = ("for good", "forever", "always")


def read_pause(words: str, today: date, where: str = "pause") -> date:
    """The first day after a pause, from words ("3 months", "2027-03-14", "for good"). Raises UsageError."""
    if fold(words) in WORDS_FOR_GOOD:
        return FOR_GOOD
    return day_named(words, today, where, or_else="; or “for good”")


def day_named(words: str, today: date, where: str, or_else: str = "") -> date:
    """The day that words name. Raises UsageError where they name none; `or_else` ends what it says to do."""
    read = read_expectation(words, today)
    if isinstance(read, Refusal):
        raise UsageError(f"“{read.words}” {read.why}", where=where, hint=read.hint + or_else)
    return read.due_on


def pause_in(note: str, today: date, told: NoteDay | None = None) -> date | None:
    """The first day after the longest pause that the entries of a note ask for, a day to come or FOR_GOOD; None where
    they ask for none, or it has passed. What stands behind no day is of today where nothing else is told."""
    return max(filter(None, (_pause_asked(entry, today) for entry in _barring(note, today, told))), default=None)


def _barring(note: str, today: date, told: NoteDay | None) -> Sequence[Entry]:
    return still_barring(entries_of(note, told or NoteDay(today), today))


def _pause_asked(entry: Entry, today: date) -> date | None:
    if forbids_all_calls(entry.text):
        return FOR_GOOD
    until = barred_until(entry.text, entry.said_on)
    return until if until and until > today else None


def pause_of(note: str, today: date, told: NoteDay | None = None) -> date | None:
    """The first day after the pause that a note asks for; none for good where a call is asked for behind the refusal
    ("do not contact. Call in June"), which is for a person to say. See pause_in."""
    until = pause_in(note, today, told)
    entries = _barring(note, today, told)
    if until != FOR_GOOD or not (call := call_asked(entries)):
        return until
    at = entries.index(call.entry)
    before, _, behind = call.entry.text.partition(call.asked.words)
    said_before = any(map(forbids_all_calls, (before, *(entry.text for entry in entries[:at]))))
    said_behind = any(map(forbids_all_calls, (behind, *(entry.text for entry in entries[at + 1 :]))))
    return None if said_before and not said_behind else until


def says_not_to_call(note: str, today: date, told: NoteDay | None = None) -> bool:
    """Whether a note says that somebody is not to be called, be it until a day to come. See pause_in."""
    return pause_in(note, today, told) is not None or refuses_without_day(note, today, told)


def refuses_without_day(note: str, today: date, told: NoteDay | None = None) -> bool:
    """Whether an entry of a note says that somebody is not to be called, without a day that can be read on which that
    ends. See pause_in."""
    return any(refuses_calls(entry.text, entry.said_on) for entry in _barring(note, today, told))


def pause_people(
    con: Connection, ids: Sequence[str], today: date, *, until: date | None, no_contact: Iterable[date] = ()
) -> list[Trigger]:
    """Notes that nobody of these is called before `until` (None: as noted), nor on the days of `no_contact`.

    What channels were not told yet of their calls stays untold. Follow-ups are taken back: they are owed again when the
    pause ends. Returns those, as closed, for the calendars.
    """
    known, days = rhythm_notes(con, ids), set(no_contact)
    notes = [
        replace(note, paused_until=until or note.paused_until, no_contact=tuple(sorted(days.union(note.no_contact))))
        for note in (known.get(id) or RhythmNote(id, today) for id in ids)
    ]
    save_rhythm(con, notes)
    resting = [note.prospect_id for note in notes if note.rests(today)]
    waiting = open_triggers_of(con, resting)
    follow_ups = [t for t in waiting if t.kind is TriggerKind.CADENCE]
    drop_untold(con, [t.id for t in waiting])
    take_back_triggers(con, [t.id for t in follow_ups])
    note_activities(con, Act.PAUSED, ids, until_in_words(until))
    return [replace(t, state=TriggerState.DISMISSED) for t in follow_ups]


def longer_pause(con: Connection, person_id: str, until: date) -> date:
    """The first day after the pause that a note asks for, or after the one that is noted, where that is longer: only
    a person shortens a pause."""
    return max(until, rhythm_note(con, person_id, until).paused_until or until)


def resume_people(con: Connection, ids: Sequence[str], today: date) -> list[str]:
    """Ends the pause of these people today, with which `catch_up` goes on. Returns the ids of those for whom it has
    something to do: who was paused, and whose pause ended while a run was in its way."""
    known = rhythm_notes(con, ids)
    paused = [note for id in ids if (note := known.get(id)) and note.is_paused(today)]
    save_rhythm(con, [replace(note, paused_until=today) for note in paused])
    note_activities(con, Act.RESUMED, [note.prospect_id for note in paused])
    return [id for id in ids if id in known and known[id].paused_until]


def catch_up(settings: Settings, now: datetime, today: date) -> bool:
    """Decides the news of meanwhile for those whose pause has ended, and what a page that was killed had not matched
    again, for who has the home to itself and publishes. Returns whether anything was owed.

    The notes of these go once that is done: broken off, the next morning does it again. One that somebody made
    meanwhile stays.
    """
    from flows.news.rematching import match_again  # noqa: PLC0415 - reads news; the commands that only pause need not wait for it

    with looking(settings) as con:
        ended, owed = pauses_that_ended(con, today), rematch_owed(con)
    if not ended and not owed:
        return False
    match_again(settings, now)
    with writing(settings) as con:
        over = [note for note in rhythm_notes(con, ended).values() if not note.is_paused(today)]
        save_rhythm(con, [replace(note, paused_until=None) for note in over])
    return True


def until_in_words(until: date | None) -> str:
    """The end of a pause as people say it; "" for none."""
    if until is None:
        return ""
    return "for good" if until == FOR_GOOD else f"until {until.isoformat()}"
