"""Rows out of a text as people export it: any delimiter, a preamble, entities of HTML, an unclosed quotation mark.

Nothing here knows what a prospect is.
"""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


@dataclass(frozen=True, slots=True)
class Row:
    """One record: the line of the file it begins on (the first is 1) and its cells. `broken` says why it is none."""

    line: int
    cells: tuple[str, ...]
    broken: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to read a file as rows: a delimiter between the cells of its lines, or a sheet of a workbook.

    `read` gives the rows, told how many cells the header has; the other one is "". `hidden`: who has made the workbook
    does not show the sheet. `day_zero` is the day from which a workbook counts days that are formatted as numbers.
    """

    read: Callable[[int], Iterator[Row]]
    delimiter: str = ""
    sheet: str = ""
    hidden: bool = False
    day_zero: datetime | None = None


def text_layouts(text: str) -> list[Layout]:
    """The layouts a text may have."""
    lines = split_lines(text)
    return [Layout(partial(_read_lines, lines, delimiter), delimiter=delimiter) for delimiter in DELIMITERS]


def _read_lines(lines: list[str], delimiter: str, width: int) -> Iterator[Row]:
    if delimiter == ";":  # which also ends an entity: "Barrow &amp; Finch" is one cell
        lines = [without_entities(line, keep='"\r\n;') if "&" in line else line for line in lines]
    return read_rows(lines, delimiter, width)


_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,31}\d{0,2});", re.IGNORECASE)


def without_entities(text: str, keep: str = "") -> str:
    """`text` with HTML's entities as the characters they stand for, also where they were written twice over
    ("&amp;auml;"); those of the characters in `keep` stay."""
    for _ in range(3):
        before = text
        text = _ENTITY.sub(lambda found: _character(found[0], keep), text)
        if text == before or "&" not in text:
            break
    return text


def _character(entity: str, keep: str) -> str:
    character = html.unescape(entity)
    return entity if any(c in keep for c in character) and character != entity else character


def split_lines(text: str) -> list[str]:
    """Lines with their ends kept; only \\r\\n, \\n and \\r end one (U+2028 and form feeds occur inside cells)."""
    return re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+", text)


def read_rows(lines: list[str], delimiter: str, width: int = 0) -> Iterator[Row]:
    """Every record that is not blank.

    A quotation mark that is never closed would swallow the rows behind it, or the cells of its own: where a cell holds
    lines that look like rows of `width` cells themselves, runs past what the csv module takes for one cell (128 KB) or
    to the end of the file, or ends in a line that is a row as well, only the line that opened the quotation is given up
    (as `broken`) and reading goes on with the next.
    """
    start = 0
    while start < len(lines):
        reader = csv.reader(iter(lines[start:] if start else lines), delimiter=delimiter)
        begin, used, resumed = start, 0, False
        while True:
            line = begin + used
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Row(line + 1, (), f"not readable as CSV ({error})")
                start, resumed = line + 1, True
                break
            used = reader.line_num
            if _swallowed(cells, lines[line : begin + used], begin + used == len(lines), delimiter, width):
                yield Row(line + 1, (), "a quotation mark opens here and is not closed")
                start, resumed = line + 1, True
                break
            if any(cell.strip() for cell in cells):
                yield Row(line + 1, tuple(cells))
        if not resumed:
            return


def _swallowed(cells: list[str], lines: list[str], at_end: bool, delimiter: str, width: int) -> bool:
    """Whether a record holds rows, or cells of its own row, swallowed by an unclosed quotation mark."""
    if len(lines) == 1:
        return len(cells) < width == lines[0].count(delimiter) + 1 and _closes_within(lines, delimiter)
    if at_end and sum(line.count('"') for line in lines) % 2:
        return True
    commas = max(3, width - 1)
    inner = (part for cell in cells if "\n" in cell or "\r" in cell for part in cell.splitlines()[1:])
    if any(part.count(delimiter) >= commas for part in inner):
        return True
    first, last = _is_row_alone(cells, delimiter, width), _is_row_behind(lines[-1], delimiter, width)
    return (first and last) or ((first or last) and _closes_within(lines, delimiter))


def _is_row_alone(cells: list[str], delimiter: str, width: int) -> bool:
    """Whether the first line of a record of several lines is a whole row, but for its quotation mark."""
    place = next((n for n, cell in enumerate(cells) if "\n" in cell or "\r" in cell), 0)
    held = cells[place].splitlines()[0].count(delimiter) if cells[place].strip() else 0
    return held > 0 and place + held + 1 == width


def _is_row_behind(line: str, delimiter: str, width: int) -> bool:
    """Whether the line that ends a record of several lines is a whole row by itself."""
    return 1 < width <= len(next(csv.reader([line], delimiter=delimiter), ()))


def _closes_within(lines: list[str], delimiter: str) -> bool:
    """Whether a quotation of a record ends before a letter, where another one was meant to begin or to end."""
    try:
        next(csv.reader(lines, delimiter=delimiter, strict=True), None)
    except csv.Error:
        return True
    return False
