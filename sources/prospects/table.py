"""Rows out of a CSV as people export them: any encoding, any delimiter, a preamble, an unclosed quotation mark.

Nothing here knows what a prospect is.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

from callnow.errors import ProspectFileError

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
SAVE_AS_CSV = "open it in the program that made it and save it as CSV (UTF-8)"
NOT_CSV = {
    b"PK\x03\x04": "an Excel or Numbers workbook, not a CSV",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook, not a CSV",
    b"%PDF": "a PDF, not a CSV",
    b"{\\rtf": "a text document, not a CSV",
}
CELL_LIMIT = 128 * 1024  # characters; the csv module's own default, here so that nobody else's setting changes it


@dataclass(frozen=True, slots=True)
class Row:
    """One record: the line of the file it begins on (the first is 1) and its cells. `broken` says why it is none."""

    line: int
    cells: tuple[str, ...]
    broken: str = ""


def decode(body: bytes, where: str) -> tuple[str, str]:
    """(text, encoding) of a file: byte order mark, UTF-16 without one, UTF-8, else Windows-1252 as Excel writes it."""
    for magic, what in NOT_CSV.items():
        if body.startswith(magic):
            raise ProspectFileError(f"this is {what}", where=where, mend=SAVE_AS_CSV)
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strictly(body, "utf-16", where), "utf-16"
    head = body[:4000]
    for at, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = head[at::2].count(0)
        if len(head) >= 8 and zeros > len(head) // 2 * 0.7:
            return _strictly(body, encoding, where), encoding
    if b"\0" in head:
        raise ProspectFileError("this is a binary file, not a CSV", where=where, mend=SAVE_AS_CSV)
    try:
        return body.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace"), "cp1252"


def _strictly(body: bytes, encoding: str, where: str) -> str:
    try:
        return body.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise ProspectFileError(f"not readable as {encoding}: {error.reason}", where=where, mend=SAVE_AS_CSV) from error


def split_lines(text: str) -> list[str]:
    """Lines with their ends kept; only \\r\\n, \\n and \\r end one (U+2028 and form feeds occur inside cells)."""
    return re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+", text)


def read_rows(lines: list[str], delimiter: str, width: int = 0) -> Iterator[Row]:
    """Every record that is not blank.

    A quotation mark that is never closed would swallow the rows behind it: where a cell holds lines that look like
    rows of `width` cells themselves, runs past CELL_LIMIT or to the end of the file, only the line that opened the
    quotation is given up (as `broken`) and reading goes on with the next.
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
            last, used = used, reader.line_num
            if used - last > 1 and _swallowed(
                cells, lines[line : begin + used], begin + used == len(lines), delimiter, width
            ):
                yield Row(line + 1, (), "a quotation mark opens here and is not closed")
                start, resumed = line + 1, True
                break
            if any(cell.strip() for cell in cells):
                yield Row(line + 1, tuple(cells))
        if not resumed:
            return


def _swallowed(cells: list[str], lines: list[str], at_end: bool, delimiter: str, width: int) -> bool:
    """Whether a record of several lines is rows swallowed by an unclosed quotation mark."""
    if at_end and sum(line.count('"') for line in lines) % 2:
        return True
    commas = max(3, width - 1)
    inner = (part for cell in cells if "\n" in cell or "\r" in cell for part in cell.splitlines()[1:])
    return any(part.count(delimiter) >= commas for part in inner)
