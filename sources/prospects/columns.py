"""The columns of a file as they would be read, for a person to put right before anything is kept."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from callnow.errors import ProspectFileError
from callnow.fold import fold
from sources.prospects.header import Header, likely_headers, meanings
from sources.prospects.table import Row
from sources.prospects.table_file import read_table_file

EXAMPLES = 3  # values shown of a column
LOOKED_AT = 200  # rows in which they are looked for


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its title: the field that it is read as, the one that its title says (each "" for none), and values
    that stand in it. Columns of one title are read alike, and are one here: `places` are all of them, from 0."""

    title: str
    field: str
    by_title: str
    examples: tuple[str, ...]
    places: tuple[int, ...]


def read_columns(path: Path, mapping: Mapping[str, str], encoding: str = "") -> tuple[Column, ...]:
    """The columns of a file, of all its sheets, also of one whose header says too little to read it; see read_lists.

    Raises ProspectFileError where the file holds no table.
    """
    file = read_table_file(path, encoding)
    headers = likely_headers(file, mapping)
    if not headers:
        raise ProspectFileError("it holds no row", where=file.name, hint="export the contacts again")
    columns = (column for header in headers for column in _columns_of(header))
    first: dict[str, Column] = {}
    for column in columns:
        first.setdefault(fold(column.title), column)
    return tuple(first.values())


def _columns_of(header: Header) -> Iterator[Column]:
    by_title, fields = _fields(header.names, meanings(header.names, ())), _fields(header.names, header.columns)
    rows = list(islice(_below(header), LOOKED_AT))
    numbers: dict[str, list[int]] = {}
    for number, name in enumerate(header.names):
        if fold(name):
            numbers.setdefault(fold(name), []).append(number)
    for key, places in numbers.items():
        title = header.names[places[0]].strip()
        examples = _examples(rows, places)
        yield Column(title, fields.get(key, ""), by_title.get(key, ""), examples, tuple(places))


def with_titles(path: Path, titles: Mapping[int, str], encoding: str = "") -> bytes:
    """A file whose rows have no titles as CSV that has them, by the place of the column from 0; where none is said a
    number stands for it. Raises ProspectFileError."""
    file = read_table_file(path, encoding)
    headers = likely_headers(file, {})
    if not headers:
        raise ProspectFileError("it holds no row", where=file.name, hint="export the contacts again")
    header = headers[0]
    rows = list(header.layout.read(len(header.names)))
    if broken := next((row for row in rows if row.broken), None):
        raise ProspectFileError(broken.broken, where=f"{file.name} line {broken.line}", hint="put that line right")
    width = max(len(row.cells) for row in rows)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([titles.get(place) or f"column {place + 1}" for place in range(width)])
    writer.writerows(row.cells for row in rows)
    return text.getvalue().encode()


def _fields(names: Sequence[str], meanings: Mapping[str, Sequence[int]]) -> dict[str, str]:
    return {fold(names[n]): field for field, numbers in meanings.items() for n in numbers}


def _below(header: Header) -> Iterable[Row]:
    return (row for row in header.layout.read(len(header.names)) if row.line > header.line and not row.broken)


def _examples(rows: Iterable[Row], places: Iterable[int]) -> tuple[str, ...]:
    cells = (row.cells[n].strip() for row in rows for n in places if n < len(row.cells))
    return tuple(islice(dict.fromkeys(cell for cell in cells if cell), EXAMPLES))
