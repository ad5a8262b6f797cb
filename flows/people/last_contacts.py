"""The last contact that an export knows of, as a touch: the rhythm of calls begins with it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, tzinfo
from functools import lru_cache

from callnow.errors import UsageError
from callnow.imports import Concern
from callnow.model import Prospect, Touch, stable_id
from callnow.store import Connection
from callnow.store.people import touches_of
from callnow.store.touches import save_touches
from callnow.terms import ContactKind
from flows.calls.contacts import log_contacts
from flows.calls.moments import month_comes_first, read_moment, undecided
from flows.calls.promises import listed_promise
from flows.people.imported_notes import Told, noted_promise, with_noted_contact
from sources.prospects import PersonRow, RowProblem

Ask = Callable[[str], bool | None]
"""Asks, with one of the dates of a column that does not tell, whether the month comes first."""


def order_of(dates: Sequence[str], said: bool | None, ask: Ask) -> bool | None:
    """Whether dates in figures, all of one column, have the month first: as a person said, else as the column shows,
    else as who is asked says; None where nobody knows."""
    if said is not None:
        return said
    shown = month_comes_first(dates)
    unclear = undecided(dates) if shown is None else []
    return ask(unclear[0]) if unclear else shown


def keep_last_contacts(
    con: Connection,
    rows: Iterable[tuple[PersonRow, Prospect]],
    today: date,
    zone: tzinfo,
    month_first: bool | None,
    told: Told,
    changed: Collection[str] = (),
) -> tuple[list[RowProblem], set[str]]:
    """Keeps a touch of each row that says when its person was last spoken to, in its column or else by the entries of
    its note, unless one of that day is known; it answers follow-ups that were asked for before.

    What its note asks for is promised on that day, also where a list told of the day before its note said so; `changed`
    are the people (ids) of whom the list says something new, maybe another promise. Returns the dates that cannot be
    used, and what was read of notes, each with its line; and of whom a contact or a promise is new (ids).
    """
    problems: list[RowProblem] = []
    touches: list[Touch] = []
    said: dict[tuple[str, date], RowProblem] = {}
    by_column: set[str] = set()
    for given, person in rows:
        row = with_noted_contact(given, told(given), today)
        moment = _moment(row, today, zone, month_first)
        if isinstance(moment, RowProblem):
            problems.append(moment)
        elif moment:
            listed = listed_promise(row, moment.date(), month_first)
            noted = not given.last_contact
            read, note = noted_promise(row, told(row), today, dated=noted) if listed is None else (listed, None)
            if isinstance(read, RowProblem):
                problems.append(read)
                read = None
            elif listed:
                by_column.add(person.id)
            words, due_on = (read.words, read.due_on) if read else ("", None)
            touch = Touch("", person.id, moment.astimezone(UTC), ContactKind.IMPORT, owner=person.owner)
            touches.append(replace(touch, promised=words, due_on=due_on))
            if note:
                said.setdefault((person.id, moment.date()), note)
    late = _with_promise_told_late(con, touches, zone, changed, by_column)
    new = of_new_days(con, touches, zone)
    save_touches(con, late)
    log_contacts(con, new, lambda _: None)
    notes = (said.get((touch.prospect_id, touch.at.astimezone(zone).date())) for touch in (*late, *new))
    return problems + [note for note in notes if note], {touch.prospect_id for touch in (*late, *new)}


def of_new_days(con: Connection, touches: Sequence[Touch], zone: tzinfo) -> list[Touch]:
    """Of touches that lists tell of by their day alone those whose day has none yet, under ids of their own.

    So a list again, or one that knows of a logged call, adds nothing.
    """
    known = touches_of(con, sorted({touch.prospect_id for touch in touches}))
    seen = {(touch.prospect_id, touch.at.astimezone(zone).date()) for touch in known}
    new: dict[tuple[str, date], Touch] = {}
    for touch in touches:
        day = (touch.prospect_id, touch.at.astimezone(zone).date())
        if day not in seen:
            new.setdefault(day, replace(touch, id=stable_id("last contact", *day)))
    return list(new.values())


def _with_promise_told_late(
    con: Connection, touches: Iterable[Touch], zone: tzinfo, changed: Collection[str], by_column: Collection[str]
) -> list[Touch]:
    """The last contacts that are kept from lists, with the promise that a list has of the same day only now; of people
    of whom a column says the promise (`by_column`, ids) also those that were logged, unless it is known."""
    promises: dict[str, Touch] = {}
    for touch in touches:
        if touch.due_on:
            promises.setdefault(touch.prospect_id, touch)
    known = touches_of(con, sorted(promises))
    last = {touch.prospect_id: touch for touch in known}
    days = {(touch.prospect_id, touch.due_on) for touch in known}
    late = []
    for id, kept in last.items():
        promise, of_a_list = promises[id], kept.kind is ContactKind.IMPORT
        other = not kept.due_on or (id in changed and kept.due_on != promise.due_on)
        if id in by_column:
            of_a_list, other = True, (id, promise.due_on) not in days
        if of_a_list and other and kept.at.astimezone(zone).date() == promise.at.astimezone(zone).date():
            late.append(replace(kept, promised=promise.promised, due_on=promise.due_on))
    return late


def day_said(row: PersonRow, today: date, zone: tzinfo, month_first: bool | None) -> date:
    """From which day on the words of a row's note count: that of its last contact; today where it has none that can be
    read."""
    moment = _moment(row, today, zone, month_first)
    return moment.astimezone(zone).date() if isinstance(moment, datetime) else today


def _moment(row: PersonRow, today: date, zone: tzinfo, month_first: bool | None) -> datetime | RowProblem | None:
    """When the person of a row was last spoken to, None where it does not say; what is wrong where that cannot be read,
    or where it asks for a call and nothing says from which day on that counts."""
    if not row.last_contact:
        asked = row.next_call or row.promised
        reason = f"the next call ({asked}) is not kept: from which day on nothing says"
        hint = 'a column "last contact" does'
        return RowProblem(row.line, reason, hint, concern=Concern.UNDATED) if asked else None
    end_of_day = datetime.combine(today, time.max, zone)
    try:
        moment = _read_moment(row.last_contact, end_of_day, zone, month_first)
    except UsageError as error:
        return RowProblem(row.line, f"last contact: {error.what}", error.hint)
    if moment > end_of_day:
        return RowProblem(row.line, f"last contact: {row.last_contact!r} lies ahead", "write the day of the last one")
    return moment


@lru_cache(maxsize=4096)  # a list repeats its days, and each row is asked for its own more than once
def _read_moment(text: str, end_of_day: datetime, zone: tzinfo, month_first: bool | None) -> datetime:
    return read_moment(text, end_of_day, zone, month_first=month_first)
