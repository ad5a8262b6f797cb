"""A list of contacts as a CRM or a phone system exports it: which column says what, what its kinds of contact mean."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from pathlib import Path

from callnow.errors import ProspectFileError
from callnow.fold import fold
from callnow.terms import ContactKind
from sources.prospects.names import PARTS_OF_NAME
from sources.prospects.table import Layout, Row, without_entities
from sources.prospects.table_file import read_table_file
from sources.prospects.titles_of_columns import meaning_of

# Our words, and the column names under which CRMs and phone systems export them. People are named by the columns of an
# import of prospects (data/prospect_columns.toml), and by these.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "prospect": ("prospect", "prospect id", "kontakt", "contacto"),
    "email": ("contact email",),
    "when": (
        "when", "date", "activity date", "call date", "timestamp", "date added", "create date",
        "datum", "date de l'appel", "date d'appel", "fecha", "fecha de llamada", "datum van gesprek",
    ),
    "kind": ("kind", "type", "activity type", "action", "call type", "art", "typ", "tipo", "soort"),
    "outcome": ("outcome", "result", "call outcome", "status", "ergebnis", "résultat", "resultado", "resultaat"),
    "note": ("call notes", "gesprächsnotiz"),
    "promised": ("promised", "promise", "next step"),
    "due": ("due", "in", "on", "follow up", "follow up date", "next call"),
    "topic": ("topic", "topics"),
    "owner": ("user",),
}  # fmt: skip
_SPELLED = {field: tuple(map(fold, spellings)) for field, spellings in COLUMNS.items()}
# What such a column is called here, where it is not called the same: a list of people with the last contact of each is
# a list of contacts, too.
_OF_PEOPLE = {"notes": "note", "last_contact": "when", "prospect_id": "prospect", "next_call": "due"}
# How they name the kinds of contact; a row that names none was a call.
KINDS: Mapping[ContactKind, tuple[str, ...]] = {
    ContactKind.CALLED: ("", "called", "call", "phone", "phone call", "outbound"),
    ContactKind.VOICEMAIL: ("voicemail", "left voicemail", "left message"),
    ContactKind.EMAILED: ("emailed", "email", "mail"),
    ContactKind.MET: ("met", "meeting", "interview", "lunch"),
    ContactKind.IMPORT: ("import", "in touch"),
}
KIND_OF = {words: kind for kind, spellings in KINDS.items() for words in spellings}
HEADER_WITHIN = 40  # rows


def read_contact_list(path: Path, encoding: str) -> tuple[dict[str, int], list[Row]]:
    """The columns of a file that say whom, when and what, by our words, and its rows.

    Raises ProspectFileError where it has none or cannot be read.
    """
    file = read_table_file(path, encoding)
    first = Row(1, ())
    for layout in file.layouts:
        for row in islice(layout.read(0), HEADER_WITHIN):
            columns = _columns(row)
            if {"prospect", "email", *PARTS_OF_NAME} & columns.keys() and "when" in columns:
                return columns, _dated(_below(row, layout, file.name), columns)
            first = first if first.cells else row
    raise ProspectFileError(
        f"no column says who was called and when (the first row says: {', '.join(first.cells)[:200]})",
        where=f"{file.name}, line {first.line}",
        hint="name the columns prospect (or email), when, kind, outcome, note, promised, due, topic",
    )


def _dated(rows: list[Row], columns: Mapping[str, int]) -> list[Row]:
    """The rows; in a list of people those that know of a contact."""
    return rows if "kind" in columns else [row for row in rows if row.broken or cell_of(row, columns, "when")]


def _below(header: Row, layout: Layout, where: str) -> list[Row]:
    rows = [row for row in layout.read(len(header.cells)) if row.line > header.line]
    if not rows:
        raise ProspectFileError("no call stands below its header", where=where, hint="export the calls again")
    return rows


def _columns(header: Row) -> dict[str, int]:
    names = [fold(cell) for cell in header.cells]
    columns = {
        field: next(names.index(name) for name in spellings if name in names)
        for field, spellings in _SPELLED.items()
        if any(name in names for name in spellings)
    }
    taken = set(columns.values())
    known = sorted((*meaning, n) for n, cell in enumerate(header.cells) if (meaning := meaning_of(cell)))
    for field, _, number in known:
        if number not in taken:
            columns.setdefault(_OF_PEOPLE.get(field, field), number)
    if "when" in columns and names[columns["when"]] not in _SPELLED["when"]:
        columns["last_contact"] = columns["when"]
    return columns


def cell_of(row: Row, columns: Mapping[str, int], field: str) -> str:
    """What a row says of one field; "" where it says nothing."""
    place = columns.get(field, len(row.cells))
    return without_entities(row.cells[place]).strip() if place < len(row.cells) else ""
