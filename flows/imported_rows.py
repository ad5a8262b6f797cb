"""The rows of an import beside the records they were kept as before.

Each export has a record of its own of a person. One that gives its people ids is known by these; any other by what a
row says (e-mail, profile, name and employer) and by the columns that such an export has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from callnow.fold import fold
from callnow.model import Prospect, stable_id
from callnow.people import Record
from callnow.store import Connection
from callnow.store.records import records_by_row
from flows.employers import with_place
from flows.traits import traits_of
from matching.same_people import Sameness, compare
from sources.prospects.identity import identity_keys


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """A row, the id of its record, and that record as an earlier import left it; None where it is new."""

    row_id: str
    prospect: Prospect
    record: Record | None


def imported_rows(con: Connection, rows: Sequence[Prospect], export: str) -> list[ImportedRow]:
    """Rows beside their records; `export` tells exports without ids apart."""
    known = records_by_row(con, [id for row in rows for id in (*_keys(row, export), *_plain_keys(row))])
    taken: dict[str, str] = {}
    imported = []
    for row in rows:
        imported_row = _find(row, export, known)
        if taken.setdefault(imported_row.row_id, row.id) != row.id:
            imported_row = ImportedRow(_last_key(row, export), imported_row.prospect, None)
        imported.append(imported_row)
    return imported


def _find(row: Prospect, export: str, known: dict[str, Record]) -> ImportedRow:
    keys = _keys(row, export)
    placed = with_place(row)
    for key in (*keys, *_plain_keys(row)):
        record = known.get(key)
        if record and (key in keys or record.turn == 0) and _is_row_of(record, placed):
            return ImportedRow(key, placed, record)
    free = next((key for key in keys if key not in known), _last_key(row, export))
    return ImportedRow(free, placed, None)


def _keys(row: Prospect, export: str) -> list[str]:
    """Ids that the record of a row may have, the steadiest first."""
    plain = _plain_keys(row)
    return [stable_id("row", export, key) for key in plain] if plain else [row.id]


def _plain_keys(row: Prospect) -> list[str]:
    """The same as earlier versions gave them, whatever the export; none where the file gives its people ids."""
    keys = identity_keys(row)
    return list(keys[keys.index(row.id) :]) if row.id in keys else []


def _last_key(row: Prospect, export: str) -> str:
    return stable_id("row", export, row.id, fold(row.name), fold(row.employer))


def _is_row_of(record: Record, row: Prospect) -> bool:
    """Whether `row` says something new of the record. An id that the file gave counts unless nothing else agrees: two
    systems both count from 1."""
    recorded = with_place(record.given)
    sameness = compare(traits_of(recorded), traits_of(row)).sameness
    if row.id in identity_keys(row):
        return sameness is Sameness.CERTAIN
    return sameness is not Sameness.OTHER or row.name == recorded.name or row.employer == recorded.employer


def export_of(columns: Sequence[str]) -> str:
    """What tells an export without ids from others: the columns it has."""
    return stable_id("export", *sorted(map(fold, columns)))
