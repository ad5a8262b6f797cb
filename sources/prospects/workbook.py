"""The sheets of an Excel workbook (.xlsx) as rows, its dates and numbers as Excel means them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import partial
from typing import Any

from callnow.errors import ProspectFileError
from sources.prospects.table import Layout, Row

SAVE_AS_XLSX = "open it in the program that made it and save it as .xlsx, or as CSV (UTF-8)"
ZIP = b"PK\x03\x04"
NOT_READ = {
    b"\xd0\xcf\x11\xe0": "an old Excel workbook (.xls), or one with a password",
    b"%PDF": "a PDF",
    b"{\\rtf": "a text document",
}
INFLATED_LIMIT = 1024 * 1024 * 1024  # bytes of a workbook once unpacked
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]{1,3})(\d+):[A-Z]+(\d+)"')
_PIECE, _LONGEST_TAG = 1024 * 1024, 80
BOMB_FROM, BOMB_TIMES = 32 * 1024 * 1024, 100  # from so many bytes on none of people unpacks to so many times its size


def sheet_layouts(body: bytes, where: str) -> list[Layout]:
    """A layout for each sheet, in the order of the workbook. Raises ProspectFileError where it is none."""
    book = _open(body, where)
    return [
        Layout(
            partial(_rows, sheet, _merged_in(sheet, body, where), where),
            sheet=sheet.title,
            hidden=sheet.sheet_state != "visible",
            day_zero=book.epoch,
        )
        for sheet in book.worksheets
    ]


_WEB_PAGE = re.compile(rb"\s*(?:<!doctype html|<html|<table|<meta|<\?xml[^>]*>\s*<(?:html|workbook))", re.IGNORECASE)


def refuse_foreign(body: bytes, where: str) -> None:
    """Raises ProspectFileError for a file that, by its first bytes, is neither a text nor an .xlsx."""
    start = body[:200].removeprefix(b"\xef\xbb\xbf")
    if _WEB_PAGE.match(start):
        raise ProspectFileError("this is a web page under the name of a table", where=where, hint=SAVE_AS_XLSX)
    for magic, what in NOT_READ.items():
        if body.startswith(magic):
            raise ProspectFileError(f"this is {what}", where=where, hint=SAVE_AS_XLSX)


def _open(body: bytes, where: str) -> Any:
    import openpyxl  # noqa: PLC0415 - a third of a second, for those who have a workbook

    try:
        packed = zipfile.ZipFile(io.BytesIO(body))
        inflated = sum(part.file_size for part in packed.infolist())
        if inflated > BOMB_FROM and inflated > BOMB_TIMES * len(body):
            what = f"would unpack to {inflated // len(body)} times its size, which no list of people does"
            raise ProspectFileError(what, where=where, hint=SAVE_AS_XLSX)
        if inflated > INFLATED_LIMIT:
            raise ProspectFileError("larger than 1 GB once unpacked", where=where, hint="split it into several files")
        if "[Content_Types].xml" not in packed.namelist():
            raise ProspectFileError("this is not an .xlsx file", where=where, hint=SAVE_AS_XLSX)
        return openpyxl.load_workbook(io.BytesIO(body), read_only=True, data_only=True)
    except ProspectFileError:
        raise
    except Exception as error:
        raise _unreadable(error, where) from error


def _merged_in(sheet: Any, body: bytes, where: str) -> dict[int, list[tuple[int, int]]]:
    """The cells of a sheet that were merged over rows, by their first row: column, from 0, and last row. openpyxl tells
    them only of a sheet that it holds in memory as a whole."""
    from openpyxl.utils import column_index_from_string  # noqa: PLC0415 - as above

    found: dict[int, list[tuple[int, int]]] = {}
    rest = b""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed, packed.open(sheet._worksheet_path) as part:
            while piece := part.read(_PIECE):
                for column, top, bottom in _MERGED.findall(rest + piece):
                    if top != bottom:
                        place = column_index_from_string(column.decode()) - 1
                        found.setdefault(int(top), []).append((place, int(bottom)))
                rest = piece[-_LONGEST_TAG:]
    except Exception as error:
        raise _unreadable(error, where) from error
    return found


def _rows(sheet: Any, merged: Mapping[int, Sequence[tuple[int, int]]], where: str, _width: int) -> Iterator[Row]:
    """Every row that is not blank, under its number in the sheet. What was merged over rows stands in each of them that
    says anything by itself."""
    spread: dict[int, tuple[int, str]] = {}  # column → last row and text
    try:
        sheet.reset_dimensions()  # programs write wrong ones: what the rows hold is what counts
        for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
            texts = [_text(cell) for cell in cells]
            spread |= {n: (last, texts[n]) for n, last in merged.get(number, ()) if n < len(texts)}
            if any(text.strip() for text in texts):
                yield Row(number, tuple(_spread(texts, number, spread)))
    except Exception as error:
        raise _unreadable(error, where) from error


def _spread(texts: Sequence[str], number: int, spread: Mapping[int, tuple[int, str]]) -> Iterator[str]:
    """The cells of a row, with what was merged into it from above; a row may end before such a cell."""
    ends = (n + 1 for n, (last, _) in spread.items() if number <= last)
    for n in range(max(len(texts), *ends, 0)):
        text, (last, above) = texts[n] if n < len(texts) else "", spread.get(n, (0, ""))
        yield above if not text and number <= last else text


def _text(value: Any) -> str:
    """A cell as it would be written: whole numbers without ".0", days and moments as ISO writes them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(timespec="seconds")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value)


def _unreadable(error: Exception, where: str) -> ProspectFileError:
    return ProspectFileError(
        f"this workbook cannot be read ({type(error).__name__}: {str(error)[:120]})", where=where, hint=SAVE_AS_XLSX
    )
