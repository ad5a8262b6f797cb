"""The rows of an import beside the records they were kept as before.

Each export has a record of its own of a person. One that gives its people ids is known by these, as long as the row and
the record are of one person; any other by what a row says (e-mail, profile, name and employer) and by the columns that
such an export has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from callnow.fold import fold
from callnow.model import Prospect, stable_id
from callnow.people import Record
from callnow.store import Connection
from callnow.store.records import records_by_row
from flows.people.employers import with_place
from flows.people.traits import traits_of, traits_of_people
from matching.people.grouping import find_groups
from matching.people.same_people import IdProof, Sameness, compare, proof_of_id
from sources.prospects.identity import identity_keys


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """A row, the id of its record, and that record as an earlier import left it; None where it is new."""

    row_id: str
    prospect: Prospect
    record: Record | None


def imported_rows(
    con: Connection, rows: Sequence[Prospect], export: str, people: Sequence[Prospect]
) -> list[ImportedRow]:
    """Rows beside their records; `export` tells exports without ids apart, `people` are those on the list."""
    known = records_by_row(con, chain.from_iterable(_all_keys(row, export) for row in rows))
    placed = [with_place(row) for row in rows]
    others = _whose_ids_are_others(con, placed, known, people)
    idless = [place in others or bool(others and row.id not in known) for place, row in enumerate(placed)]
    taken: dict[str, str] = {}
    imported = []
    for row in (_without_id(row) if without else row for row, without in zip(placed, idless, strict=True)):
        imported_row = _find(row, export, known)
        if taken.setdefault(imported_row.row_id, row.id) != row.id:
            last = _last_key(row, export)
            imported_row = ImportedRow(last, row, _record_of(known, last, row))
        imported.append(imported_row)
    return imported


def _find(row: Prospect, export: str, known: dict[str, Record]) -> ImportedRow:
    keys = _keys(row, export)
    for key in (*keys, *_plain_keys(row)):
        record = known.get(key)
        if record and (key in keys or record.turn == 0) and (_is_given(key, row) or _certainly_of(record, row)):
            return ImportedRow(key, row, record)
    free = next((key for key in keys if key not in known), _last_key(row, export))
    return ImportedRow(free, row, _record_of(known, free, row))


def _record_of(known: dict[str, Record], key: str, row: Prospect) -> Record | None:
    record = known.get(key)
    return record if record and _certainly_of(record, row) else None


def _all_keys(row: Prospect, export: str) -> Iterator[str]:
    """Every id that the record of a row may have, also where the id that the file gave it does not count."""
    for read in (row, _without_id(row)):
        yield from (*_keys(read, export), *_plain_keys(read), _last_key(read, export))


def _without_id(row: Prospect) -> Prospect:
    """The row as a file without ids gives it."""
    return replace(row, id=identity_keys(row)[0])


def _keys(row: Prospect, export: str) -> list[str]:
    """Ids that the record of a row may have, the steadiest first."""
    return [row.id] if _is_given(row.id, row) else [stable_id("row", export, key) for key in _plain_keys(row)]


def _plain_keys(row: Prospect) -> list[str]:
    """The same as earlier versions gave them, whatever the export; none where the file gives its people ids."""
    keys = identity_keys(row)
    return list(keys[keys.index(row.id) :]) if row.id in keys else []


def _last_key(row: Prospect, export: str) -> str:
    return stable_id("row", export, row.id, fold(row.name), fold(row.employer))


def _is_given(key: str, row: Prospect) -> bool:
    """Whether `key` is an id that the file gave the row."""
    return key == row.id and key not in identity_keys(row)


def _certainly_of(record: Record, row: Prospect) -> bool:
    return compare(traits_of(with_place(record.given)), traits_of(row)).sameness is Sameness.CERTAIN


def _whose_ids_are_others(
    con: Connection, rows: Sequence[Prospect], known: dict[str, Record], people: Sequence[Prospect]
) -> frozenset[int]:
    """The places of the rows whose id, as the file gives it, is that of a record of somebody else.

    The id of a running number moves on when a row is inserted, and two systems both count from 1. So it counts where
    something of the person agrees, unless the row, or another row of the file, shows that the person is on the list
    elsewhere.
    """
    records = {place: known[row.id] for place, row in enumerate(rows) if _is_given(row.id, row) and row.id in known}
    proofs = {
        place: proof_of_id(traits_of(with_place(record.given)), traits_of(rows[place]))
        for place, record in records.items()
    }
    others = {place for place, proof in proofs.items() if proof is IdProof.NONE}
    unsure = [place for place, proof in proofs.items() if proof is IdProof.SOME]
    if unsure:
        shown = _people_by_what_rows_say(con, rows, people)
        certain = {records[place].prospect_id for place, proof in proofs.items() if proof is IdProof.CERTAIN}
        by_any_row = certain.union(*shown)
        for place in unsure:
            person = records[place].prospect_id
            if person not in shown[place] and (shown[place] or person in by_any_row):
                others.add(place)
    return frozenset(others)


def _people_by_what_rows_say(
    con: Connection, rows: Sequence[Prospect], people: Sequence[Prospect]
) -> list[frozenset[str]]:
    """The ids of the people on the list whom each row shows to be certainly its own, without a look at its id."""
    traits = [*traits_of_people(con, people), *map(traits_of, rows)]
    groups = find_groups(traits, range(len(people), len(traits)))
    shown = [frozenset[str]()] * len(rows)
    for group in groups.people:
        ids = frozenset(people[place].id for place in group if place < len(people))
        for place in group:
            if place >= len(people):
                shown[place - len(people)] = ids
    return shown


def export_of(columns: Sequence[str]) -> str:
    """What tells an export without ids from others: the columns it has."""
    return stable_id("export", *sorted(map(fold, columns)))
