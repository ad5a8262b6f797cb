"""The records that the rows of an import are kept as, and what was said by hand that they end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from callnow.model import Prospect
from callnow.people import Merge, Record
from callnow.store import Connection
from callnow.store.people import RhythmNote, rhythm_notes
from callnow.store.records import next_turn, records_of, save_merges, save_records
from callnow.terms import SaidBy
from flows.people.imported_rows import ImportedRow
from matching.people.records import OF_THE_POST, update

LAPSING_FIELDS = ("name", "employer", *OF_THE_POST, "city", "country", "time_zone", "owner", "tier")
"""What is said of these by hand ends once an import says something new. Notes do not: they stand beside a list's."""


@dataclass(frozen=True, slots=True)
class KeptRecords:
    """Of which people (ids) records are new or changed, and which values are gone, by person."""

    changed: frozenset[str]
    gone: Mapping[str, tuple[str, ...]]


def keep_records(
    con: Connection, rows: Sequence[tuple[ImportedRow, str]], before: Collection[str], today: date
) -> KeptRecords:
    """Keeps each row as a record of its person; `before` are the ids of people who were known."""
    turn = next_turn(con)
    began = set(before)
    now: dict[str, Record] = {}
    merges = []
    rhythm = rhythm_notes(con, began.intersection(person for _, person in rows))
    said: dict[str, list[Prospect]] = defaultdict(list)
    for row, _ in rows:
        said[row.row_id].append(row.prospect)
    for row, person in rows:
        old = now.get(row.row_id) or row.record
        old = old and replace(old, prospect_id=person)  # who may be part of another since it was read
        if old and row.record and _says(row.record, said[row.row_id]):
            now[row.row_id] = old
        else:
            now[row.row_id] = _record(old, row, said[row.row_id], person, turn, today)
        turn += 1
        if old is None and person in began:
            merges.append(_joining(row.row_id, rhythm.get(person) or RhythmNote(person, today), today))
        began.add(person)
    known = {row.row_id: row.record for row, _ in rows if row.record}
    changed = {row_id: record for row_id, record in now.items() if _says_news(record, known.get(row_id))}
    save_records(con, changed.values())
    save_merges(con, merges)
    _let_lapse(con, known, changed)
    return KeptRecords(frozenset(r.prospect_id for r in changed.values()), _gone(rows, known, changed))


def _says(record: Record, rows: Sequence[Prospect]) -> bool:
    """Whether a record says already what several rows of an import do beside each other, in whatever order they come:
    a list that was sorted anew says nothing new."""
    if len(rows) < 2 or record.turn == 0:
        return False
    given = record.given
    joined = (*given.notes.splitlines(), *given.tags, *given.numbers, *given.emails, *given.urls, *given.names)
    said = {v for r in rows for v in (*r.notes.splitlines(), *r.tags, *r.numbers, *r.emails, *r.urls, *r.names)}
    given_bars, bars = ({(b.number, b.words) for p in of for b in p.second.barred} for of in ([given], rows))
    alone = {field: {getattr(r, field) for r in rows} for field in LAPSING_FIELDS if field != "name"}
    if not bars <= given_bars:
        return False
    return set(joined) - set(record.gone) == said and all(getattr(given, f) in values for f, values in alone.items())


def _says_news(record: Record, old: Record | None) -> bool:
    if old is None or old.turn == 0:
        return True
    return record != replace(old, prospect_id=record.prospect_id, turn=record.turn, changed_on=record.changed_on)


def _joining(row_id: str, note: RhythmNote, today: date) -> Merge:
    """What it takes to split a row again from a person who was known, of whom `note` is."""
    merge = Merge(row_id, note.prospect_id, today, SaidBy.IMPORT, was_person=False, rows=(row_id,))
    return replace(merge, kept_since=note.known_since, kept_until=note.paused_until)


def _record(
    old: Record | None, row: ImportedRow, rows: Sequence[Prospect], person: str, turn: int, today: date
) -> Record:
    """The record after a row; `rows` are all that the import has of it. What they say beside each other is joined."""
    notes = dict.fromkeys(line for said in rows for line in said.notes.splitlines()) if len(rows) > 1 else ()
    tags = tuple(dict.fromkeys(tag for said in rows for tag in said.tags))
    barred = tuple(replace(number, since=today) for number in row.prospect.second.barred)
    second = replace(row.prospect.second, barred=barred)
    prospect = replace(row.prospect, notes="\n".join(notes) or row.prospect.notes, tags=tags, second=second)
    if old is None:
        return Record(row.row_id, person, prospect, turn, today)
    updated = update(old.given, prospect)
    still = {value for said in rows for value in (*said.numbers, *said.emails)}
    gone = tuple(value for value in dict.fromkeys((*old.gone, *updated.gone)) if value not in still)
    return replace(old, given=updated.given, turn=turn, changed_on=today, gone=gone)


def _gone(
    rows: Sequence[tuple[ImportedRow, str]], known: Mapping[str, Record], changed: Mapping[str, Record]
) -> dict[str, tuple[str, ...]]:
    """By person, the values that are newly gone of a record, and that no other row of theirs in the import has."""
    said: dict[str, set[str]] = defaultdict(set)
    for row, person in rows:
        said[person].update((*row.prospect.numbers, *row.prospect.emails))
    gone: dict[str, tuple[str, ...]] = {}
    for row_id, record in changed.items():
        person, before = record.prospect_id, known[row_id].gone if row_id in known else ()
        new = tuple(value for value in record.gone if value not in before and value not in said[person])
        gone |= {person: (*gone.get(person, ()), *new)} if new else {}
    return gone


def _let_lapse(con: Connection, old: Mapping[str, Record], changed: Mapping[str, Record]) -> None:
    """What a person said by hand of a field no longer counts once an import says something new of it."""
    news: dict[str, set[str]] = {}
    for row_id, record in changed.items():
        if row_id in old:
            before, after = old[row_id].given, record.given
            fields = {f for f in LAPSING_FIELDS if getattr(after, f) != getattr(before, f) and getattr(before, f)}
            news.setdefault(record.prospect_id, set()).update(fields)
    hands = [r for r in records_of(con, [id for id, fields in news.items() if fields]) if r.said_by is SaidBy.PERSON]
    for hand in hands:
        lapsed: dict[str, Any] = dict.fromkeys(news[hand.prospect_id], "")
        save_records(con, [replace(hand, given=replace(hand.given, **lapsed))])
