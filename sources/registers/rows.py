"""The rows of a register, each with its cells by column: CSV, a workbook, JSON, Atom or RSS, told by first bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from callnow.errors import ParseFailed, ProspectFileError
from sources.prospects.table import Layout, Row, text_layouts
from sources.prospects.workbook import ZIP, refuse_foreign, sheet_layouts
from sources.registers.mapping import RegisterMapping

HEADER_WITHIN = 40  # rows: pages put titles and notes above their header
DEEP = 6  # steps of a way through JSON, and elements inside one another
BEFORE = b"\xef\xbb\xbf \t\r\n"  # a mark of the order of bytes and blank lines, which may stand before any list
SAVE_AS_CSV = "the address must lead to a list as CSV, .xlsx, JSON, Atom or RSS"

Cells = dict[str, str]  # by column, as it is written


@dataclass(frozen=True, slots=True)
class RegisterRows:
    """The rows of a register in their order, and what its columns are called."""

    rows: list[Cells]
    columns: tuple[str, ...]


def read_rows(body: bytes, mapping: RegisterMapping) -> RegisterRows:
    """The rows in `body`. Raises ParseFailed where it is not a list, or lacks a column that the mapping names."""
    start = body.lstrip(BEFORE)[:1]
    if not start:
        raise ParseFailed("what came is empty")
    if start in {b"{", b"["}:
        listed = _json_rows(body, mapping)
    elif start == b"<":
        listed = _xml_rows(body)
    else:
        return _table_rows(body, mapping)
    missing = _missing(listed.columns, mapping) if listed.rows else {}
    if missing:
        raise lacks(missing, listed.columns)
    return listed


def cell(row: Mapping[str, str], columns: tuple[str, ...]) -> str:
    """The first of these cells of a row that is not empty, as written."""
    return next((text for column in columns if (text := row.get(key_of(column), "")).strip()), "")


def value(row: Mapping[str, str], columns: tuple[str, ...]) -> str:
    """The same on one line."""
    return " ".join(cell(row, columns).split())


def lacks(missing: Mapping[str, tuple[str, ...]], columns: tuple[str, ...]) -> ParseFailed:
    """The error of a list without columns that its mapping names: which, and what there is instead."""
    named = "; ".join(f"{' or '.join(map(repr, names))} ({slot})" for slot, names in missing.items())
    there = ", ".join(columns[:20]) or "none"
    hint = f"its columns are {there}: name them in the feed's register table, or report that the list changed"
    return ParseFailed(f"the list has no column {named}", hint=hint)


@lru_cache(maxsize=4096)  # asked for each cell of a list
def key_of(column: str) -> str:
    """A column's name without case, blanks and signs, which lists change without meaning anything.

    One that is nothing but signs ("#") is known by those.
    """
    return re.sub(r"[\W_]+", "", column.casefold()) or column.strip()


def _missing(columns: tuple[str, ...], mapping: RegisterMapping) -> dict[str, tuple[str, ...]]:
    there = {key_of(column) for column in columns}
    named = mapping.columns().items()
    return {
        slot: names for slot, names in named if slot not in mapping.optional and not there & {key_of(n) for n in names}
    }


def _table_rows(body: bytes, mapping: RegisterMapping) -> RegisterRows:
    try:
        return _rows_below_header(body, mapping)
    except ProspectFileError as error:  # of a workbook that is spoilt, perhaps not before one of its last rows
        raise ParseFailed(error.what, hint=SAVE_AS_CSV) from error


def _rows_below_header(body: bytes, mapping: RegisterMapping) -> RegisterRows:
    best: tuple[int, dict[str, tuple[str, ...]], tuple[str, ...]] | None = None
    for layout in _layouts(body):
        for place, row in enumerate(layout.read(0)):
            if place == HEADER_WITHIN:
                break
            columns = tuple(" ".join(cell.split()) for cell in row.cells)
            missing = _missing(columns, mapping)
            if not missing:
                return RegisterRows(list(_below(layout, row, columns)), columns)
            if best is None or len(missing) < best[0]:
                best = len(missing), missing, tuple(filter(None, columns))
    if best is None:
        raise ParseFailed("the list has no row", hint=SAVE_AS_CSV)
    raise lacks(best[1], best[2])


def _layouts(body: bytes) -> list[Layout]:
    from sources.prospects.decoding import decode  # noqa: PLC0415 - with the languages that it knows words of

    if body.startswith(ZIP):
        return sheet_layouts(body, "")
    refuse_foreign(body, "")
    return text_layouts(decode(body, "")[0])


def _below(layout: Layout, header: Row, columns: tuple[str, ...]) -> Iterator[Cells]:
    """The rows below a header; one that repeats it, as each page of a long list does, is none."""
    keys = [key_of(column) for column in columns]
    for row in layout.read(len(columns)):
        if row.line > header.line and not row.broken and not _is_header(row.cells, keys):
            cells: Cells = {}
            for key, cell in zip(keys, row.cells, strict=False):
                if key and not cells.get(key, "").strip():
                    cells[key] = cell
            yield cells


def _is_header(cells: Sequence[str], keys: Sequence[str]) -> bool:
    return len(cells) == len(keys) and all(key_of(cell) == key for cell, key in zip(cells, keys, strict=True))


def _json_rows(body: bytes, mapping: RegisterMapping) -> RegisterRows:
    try:
        whole: Any = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ParseFailed("not readable as JSON", hint=SAVE_AS_CSV) from error
    for step in filter(None, mapping.items.split(".")):
        whole = whole.get(step) if isinstance(whole, dict) else None
    if isinstance(whole, dict):
        whole = [whole]  # some leave out the list around a single one
    if not isinstance(whole, list):
        where = repr(mapping.items) if mapping.items else "its top"
        raise ParseFailed(f"the JSON holds no list at {where}", hint='name the way to it: items = "results"')
    columns: dict[str, None] = {}
    rows = []
    for item in whole:
        flat = dict(_flat(item, "", 0))
        columns |= dict.fromkeys(flat)
        rows.append({key_of(name): text for name, text in flat.items() if text})
    return RegisterRows(rows, tuple(columns))


def _flat(item: Any, name: str, depth: int) -> Iterator[tuple[str, str]]:
    if isinstance(item, dict) and depth < DEEP:
        for key, inner in item.items():
            yield from _flat(inner, f"{name}.{key}" if name else str(key), depth + 1)
    elif isinstance(item, list) and depth < DEEP:
        for inner in reversed(item):  # of several values under one name the first counts
            yield from _flat(inner, name, depth + 1)
    else:
        yield name, "" if item is None or isinstance(item, (dict, list)) else str(item)


def _xml_rows(body: bytes) -> RegisterRows:
    from lxml import etree  # noqa: PLC0415 - see sources.kinds

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(body.lstrip(BEFORE), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ParseFailed("not readable as Atom or RSS", hint=SAVE_AS_CSV) from error
    items = [e for e in root.iter("*") if etree.QName(e).localname in {"entry", "item"}]
    if not items and etree.QName(root).localname not in {"feed", "rss", "RDF"}:
        raise ParseFailed("a page, and no list of entries", hint=SAVE_AS_CSV)
    columns: dict[str, None] = {}
    rows = []
    for item in items:
        cells: Cells = {}
        for element in item.iterchildren("*"):  # an entity is none
            name = str(etree.QName(element).localname)
            text = "".join(element.itertext())
            for column, written in ((name, text), *((f"{name}@{key}", str(v)) for key, v in element.attrib.items())):
                columns.setdefault(column)
                if written.strip():
                    cells.setdefault(key_of(column), written)
        rows.append(cells)
    return RegisterRows(rows, tuple(columns))
