"""The cells of a row as text: cleaned, without entities and invisible characters, a link by what it shows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sources.prospects.formulas import is_formula, shown
from sources.prospects.spelling import LOST
from sources.prospects.table import Row, without_entities
from sources.prospects.wording import wording

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")

_QUOTE = re.compile(r"^'(?=\s*[=+\-@|＝＋－＠])")


def cells_of(row: Row, columns: Mapping[str, Sequence[int]]) -> dict[str, list[str]]:
    """The cells of each field, cleaned, in order of preference."""
    return {field: [clean(row.cells[n]) for n in numbers if n < len(row.cells)] for field, numbers in columns.items()}


_PARTED = re.compile(r"\A(?:.*(?=[;|/,\n])|.*(?=\s))", re.DOTALL)


def _cut(cell: str, limit: int | None) -> str:
    """The beginning of a cell, up to a sign that parts what stands in it: half a number would be another's."""
    if limit is None or len(cell) <= limit:
        return cell
    whole = _PARTED.match(cell[:limit])
    return whole[0] if whole else cell[:limit]


def cut_cells(row: Row, columns: Mapping[str, Sequence[int]]) -> tuple[Row, dict[str, str]]:
    """A row in which no cell is longer than anything of its field is, before any pattern sees it, and what
    was cut from each field. Notes are whole."""
    fields = {n: field for field, numbers in columns.items() for n in numbers}
    limits = {n: _LONGEST.get(field, LONGEST) for n, field in fields.items()}
    kept = tuple(_cut(cell, limits.get(n, LONGEST)) for n, cell in enumerate(row.cells))
    cut = {
        fields[n]: cell[len(kept[n]) :] for n, cell in enumerate(row.cells) if n in fields and len(cell) > len(kept[n])
    }
    return (replace(row, cells=kept) if kept != row.cells else row), cut


NAMED = ("name", "first_name", "last_name", "employer")  # a formula in one of these spoils the row
LONGEST = 1000  # characters of a cell
TOLD = 60  # of those
_LONGEST: Mapping[str, int | None] = {"notes": None, "tags": 10_000, "url": 10_000, **dict.fromkeys(NAMED, 500)}


def first_written(cells: Mapping[str, Sequence[str]], field: str) -> str:
    """The first filled cell of a field as it is written, in one line; "" where none is. Outside NAMED a formula counts
    as empty."""
    return next((_line(v) for v in cells.get(field, ()) if v and (field in NAMED or not is_formula(v))), "")


def first_of(cells: Mapping[str, Sequence[str]], field: str) -> str:
    """What the first filled cell of a field says; see first_written and unquoted."""
    return unquoted(first_written(cells, field))


def unquoted(text: str) -> str:
    """A text without the apostrophe that keeps a spreadsheet from calculating it, as our own files have it, too."""
    return _QUOTE.sub("", text, count=1)


def quoted(text: str) -> str:
    """A cell as it is told of: its beginning, in quotation marks."""
    return repr(text if len(text) <= TOLD else f"{text[:TOLD]}…")


def without_pictures(name: str) -> str:
    """A name without the emoji that people put behind it."""
    return " ".join("".join(c for c in name if c == LOST or not _is_picture(c)).split())


def _is_picture(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character) in _PICTURES


_PICTURES = frozenset({"So", "Sk", "Cs", "Cn"})
_JOINERS = frozenset("\u200d\ufe0f\ufe0e")


def clean(cell: str) -> str:
    """A cell's text without invisible characters, entities and words for "nothing" ("n/a")."""
    text = shown(_UNSEEN.sub("", without_entities(cell)).replace("\u00a0", " ").strip())
    return "" if text.casefold() in wording().nothing else text


def _line(text: str) -> str:
    return " ".join(text.split())
