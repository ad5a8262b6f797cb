"""What the notes of a list say of the next call: kept as promised where the row says from which day they count."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from callnow.dates import day_in_words
from callnow.imports import Concern
from callnow.model import Prospect
from callnow.numbers import readable_line
from callnow.refusals import without_ended_refusals
from callnow.store import Connection
from callnow.store.activity import people_of
from callnow.store.people import all_prospects, rhythm_notes, touches_of
from callnow.terms import Act
from flows.calls.pausing import FOR_GOOD, longer_pause, pause_of, pause_people, says_not_to_call, until_in_words
from flows.people.died import SAID_OTHERWISE
from matching.cadence.dated_notes import Entry, NoteDay, call_asked, entries_of, last_contact_in, unread_in
from matching.cadence.expectations import Expectation
from matching.cadence.next_call import in_words
from matching.cadence.off_limits import barred_until
from matching.cadence.refused_calls import forbids_all_calls
from matching.stories.deaths import notes_death
from sources.prospects import DO_NOT_CALL, PersonRow, RowProblem

OWED = timedelta(weeks=12)
"""So long after its day a promise that only a note names is owed still."""
NOTE_A_CALL, CHANGE = "“Note a call” on their page", "“Change what is known” on their page"
Told = Callable[[PersonRow], NoteDay]
"""From which day on the words of a row's note count: that of its last contact, today where it has none."""
_YEAR = re.compile(r"\b20\d\d\b")


def noted_promise(
    row: PersonRow, told: NoteDay, today: date, *, dated: bool
) -> tuple[Expectation | None, RowProblem | None]:
    """What the note of a row promises, as of its last contact, which answered what an entry asked for until then; and
    what to say of it to who imports. `dated`: only its dated entries, for they alone tell of that contact.

    A day that passed lately is owed still; one that passed long ago is not kept: the list may be old.
    """
    entries = _entries(row, told, today)
    call = call_asked([entry for entry in entries if entry.dated] if dated else entries)
    if call is None and (undated := call_asked(entries)):
        return None, _without_day(row, undated.asked)
    if call is None or call.asked.due_on <= told.said_on:
        return None, None
    read = call.asked
    day, who = in_words(read.due_on), row.prospect.name
    if read.due_on < today - OWED:
        reason = f"the note says “{read.words}”, which was {day}"
        log = f'`callnow log "{who}" … --in` keeps a new day'
        return None, RowProblem(
            row.line, reason, log, concern=Concern.UNDATED, on_page=f"{NOTE_A_CALL} keeps a new day"
        )
    said = f"“{read.words}” of the note is kept as promised for {day}" + (
        ", which has passed" if read.due_on < today else ""
    )
    if not call.entry.of_year:
        said += f", counted from {day_in_words(call.entry.said_on)}: its day has no year"
    log, on_page = f'`callnow log "{who}" … --in` says another day', f"{NOTE_A_CALL} says another day"
    return read, RowProblem(row.line, said, log, kept=True, concern=Concern.PROMISED, on_page=on_page)


def with_noted_contact(row: PersonRow, told: NoteDay, today: date) -> PersonRow:
    """The row with the last contact that the dated entries of its note tell of, where it has none of its own."""
    day = last_contact_in(_entries(row, told, today)) if not row.last_contact else None
    return replace(row, last_contact=day.isoformat()) if day else row


def _entries(row: PersonRow, told: NoteDay, today: date) -> tuple[Entry, ...]:
    return entries_of(row.prospect.notes, told, today)


def with_standing(row: PersonRow, today: date) -> PersonRow:
    """The row with what of its standing bars calls in the notes, where whoever opens the card reads it."""
    said = [_with_end(text, today) for text in row.standing]
    barring = [s for s in said if forbids_all_calls(s) or notes_death(row.prospect, s)]
    barred = next(iter(barring), "") or next((s for s in said if says_not_to_call(s, today)), "")
    if not barred:
        return row
    notes = "\n".join(filter(None, (row.prospect.notes, f"Status: {barred}")))
    return replace(row, prospect=replace(row.prospect, notes=notes))


def _with_end(standing: str, today: date) -> str:
    """What a column of those not to be called says, in words that bar calls: on a day yet to come nobody has asked for
    it, so that it is the end; one that cannot be read ("until the merger") is none. What is left of a refusal that is
    over ("Do not call: expired 2024") bars nobody."""
    said, _, reason = standing.partition(f"{DO_NOT_CALL}: ")
    if reason and (left := without_ended_refusals(standing)) != standing:
        return left.removeprefix(f"{DO_NOT_CALL}: ")
    if said or not reason or barred_until(standing, today):
        return standing
    until = f"{DO_NOT_CALL} until {reason}"
    ends = barred_until(until, today) if _YEAR.search(reason) else None
    if ends and ends > today:
        return until
    return standing if forbids_all_calls(standing) else f"{DO_NOT_CALL}; {reason}"


def resumed_people(con: Connection, today: date) -> dict[str, str]:
    """The notes of people whose pause a person has ended, by their ids."""
    ended = people_of(con, Act.RESUMED)
    ended -= {id for id, note in rhythm_notes(con, ended).items() if note.is_paused(today)}
    return {person.id: person.notes for person in all_prospects(con) if person.id in ended} if ended else {}


def stop_calls(
    con: Connection,
    rows: Iterable[tuple[PersonRow, Prospect]],
    new: Collection[str],
    resumed: Mapping[str, str],
    today: date,
    told: Told,
) -> list[RowProblem]:
    """Pauses whoever of the new or changed people (`new`, by id) is not to be called by the row's notes, for good or
    until a day, unless a person has ended the pause that such notes ask for (`resumed`). Who has died by them is only
    named: that holds until a talk."""
    said = [(row, person) for row, person in rows if person.id in new]
    died = [
        RowProblem(
            row.line,
            f"{person.name} is not called: the list says that they have died",
            SAID_OTHERWISE,
            concern=Concern.NOT_CALLED,
        )
        for row, person in said
        if notes_death(person, row.prospect.notes)
    ]
    pauses = [
        (row, person, until)
        for row, person in said
        if (until := _pause_asked(row, today, told(row)))
        and until not in {pause_of(resumed.get(person.id, ""), today, day) for day in (None, told(row))}
    ]
    return [*died, *(_paused(con, row, person, until, today) for row, person, until in pauses)]


def _pause_asked(row: PersonRow, today: date, told: NoteDay) -> date | None:
    """The first day after the longest pause that a row asks for: by its note as of its last contact, by how it says
    that somebody stands ("until June" in a column of those not to be called) as of today."""
    asked = (pause_of(_with_end(standing, today), today) for standing in row.standing)
    return max(filter(None, (pause_of(row.prospect.notes, today, told), *asked)), default=None)


def _paused(con: Connection, row: PersonRow, person: Prospect, asked: date, today: date) -> RowProblem:
    until = longer_pause(con, person.id, asked)
    pause_people(con, [person.id], today, until=until)
    if until > asked:
        how_long = "for good" if until == FOR_GOOD else f"until {in_words(until)}"
        reason = f"{person.name} stays paused {how_long}: the list has them off limits until {in_words(asked)}"
    elif until == FOR_GOOD:
        reason = f"{person.name} is paused for good: the list says not to call them"
    else:
        reason = f"{person.name} is paused until {in_words(until)}: the list has them off limits"
    resume = f'`callnow people resume "{person.name}"` if they may be called'
    on_page = "“End the pause” on their page, if they may be called"
    return RowProblem(row.line, reason, resume, concern=Concern.NOT_CALLED, on_page=on_page)


def of_barred_numbers(rows: Iterable[tuple[PersonRow, Prospect]]) -> list[RowProblem]:
    """The rows with a number that a list has barred, which is not dialled, and those that bar one on which a person
    said by hand that they may be called."""
    return [problem for row, person in rows for problem in _of_barred(row, person)]


def _of_barred(row: PersonRow, person: Prospect) -> Iterator[RowProblem]:
    edit = f'`callnow people edit "{person.name}"'
    for number in row.prospect.numbers:
        if barred := person.barred(number):
            reason = f"{readable_line(number)} of {person.name} is not dialled: {barred.in_words}"
            lift = f'{edit} --phone "{readable_line(number)}"` if it may be called'
            yield RowProblem(row.line, reason, lift, on_page="“May be called” on their page, if it may")
    for barred in row.prospect.second.barred:
        if not person.barred(barred.number) and barred.number in person.numbers:
            number = readable_line(barred.number)
            reason = f"the list bars {number} of {person.name}, who is called on it all the same: that was lifted"
            drop, on_page = f'{edit} --drop "{number}"` takes it away for good', f"{CHANGE} takes it away for good"
            yield RowProblem(row.line, reason, drop, first=True, concern=Concern.CALLED, on_page=on_page)


def unkept_notes(
    con: Connection, rows: Iterable[tuple[PersonRow, Prospect]], new: Collection[str], today: date, told: Told
) -> list[RowProblem]:
    """The rows of new or changed people (`new`, by id) whose notes say when or that nobody is to call, and of which
    nothing can be kept: they have no day that can be read or none to count from, or ask for a pause, which is for a
    person to say. So it is where the row is as it was, and its pause was ended by hand, or was another's of that name.
    """
    named = [(row, person) for row, person in rows if row.prospect.notes]
    named = [(row, person) for row, person in named if person.id in new or _still_refuses(row, today, told(row))]
    ids = [person.id for _, person in named]
    paused = {id for id, note in rhythm_notes(con, ids).items() if note.is_paused(today)}
    spoken = {touch.prospect_id for touch in touches_of(con, ids)}
    callable_people = [(row, person) for row, person in named if person.id not in paused]
    return [problem for row, person in callable_people for problem in _of(row, person, spoken, today, told(row))]


def _still_refuses(row: PersonRow, today: date, told: NoteDay) -> bool:
    """Whether a note asks for a pause that does not begin anew with each day on which the list comes ("6 months")."""
    note, yesterday = row.prospect.notes, today - timedelta(days=1)
    until = pause_of(note, today, told)
    before = pause_of(note, yesterday, told._replace(said_on=yesterday))
    return until is not None and (told.said_on < today or until == before)


def _of(row: PersonRow, person: Prospect, spoken: Collection[str], today: date, told: NoteDay) -> Iterator[RowProblem]:
    entries = _entries(row, told, today)
    if says_not_to_call(row.prospect.notes, today, told):
        until = until_in_words(pause_of(row.prospect.notes, today, told) or FOR_GOOD).removeprefix("until ")
        pause = f'`callnow pause "{person.name}" --until "{until}"` sees to it'
        reason = f"the note says not to call {person.name}, who is called all the same"
        on_page = "“Pause” on their page sees to it"
        yield RowProblem(row.line, reason, pause, first=True, concern=Concern.CALLED, on_page=on_page)
    elif not row.last_contact and person.id not in spoken and (call := call_asked(entries)):
        yield _without_day(row, call.asked)
    elif unread := unread_in(entries):
        log = f'`callnow log "{person.name}" … --in` keeps a day'
        on_page = f"{NOTE_A_CALL} keeps a day"
        yield RowProblem(row.line, unread[0].lower() + unread[1:], log, concern=Concern.UNDATED, on_page=on_page)


def _without_day(row: PersonRow, read: Expectation) -> RowProblem:
    reason = f"the note asks for a call (“{read.words}”), from which day on nothing says"
    log = f'`callnow log "{row.prospect.name}" … --promised "{read.words}" --in …` keeps it, or a column "last contact"'
    on_page = f"{NOTE_A_CALL} keeps a day; so does a column “last contact”"
    return RowProblem(row.line, reason, log, concern=Concern.UNDATED, on_page=on_page)
