"""Values of an answer as text: as people read them in a table, for a spreadsheet, a document, a machine."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from math import isfinite, isnan
from typing import Any

from delivery.clean import csv_cell

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # a terminal would obey them


def json_text(value: Any) -> str:
    """A value on one line of JSON."""
    return json.dumps(_plain(value), ensure_ascii=False, default=as_json)


def _plain(value: Any) -> Any:
    """A value as JSON can hold it, within lists and structures too: no number as nothing, an endless one as a word, bytes
    in hexadecimal, and every key as text."""
    if isinstance(value, float):
        return value if isfinite(value) else _endless(value) or None
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, Mapping):
        return {key if isinstance(key, str) else cell_plain(key): _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def as_json(value: Any) -> Any:
    """What json cannot write by itself."""
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, (datetime, date)) else str(value)


def _endless(value: float) -> str:
    """A number without end as a word; "" for what is no number."""
    return "" if isnan(value) else "Infinity" if value > 0 else "-Infinity"


def cell(value: Any) -> str:
    """One value as people read it in a table."""
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, (list, tuple)):
        return ", ".join(map(cell, value))
    return _CONTROL.sub(" ", json_text(value) if isinstance(value, Mapping) else str(value))


def _number(value: float) -> str:
    """Three places, or as many digits where those would say nothing, or hundreds."""
    usual = value == 0 or 0.001 <= abs(value) < 1e15
    return f"{value:.3f}".rstrip("0").rstrip(".") if usual else f"{value:.3g}"


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as CSV with a header; cells that a spreadsheet would run are quoted as text."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_csv_cell(cell_plain(row.get(column))) for column in columns] for row in rows)
    return text.getvalue()


def as_markdown(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as a Markdown table."""
    lines = [_markdown_row(columns), "|" + " --- |" * len(columns)]
    lines += [_markdown_row([cell(row.get(column)) for column in columns]) for row in rows]
    return "\n".join(lines) + "\n"


def _markdown_row(cells: Sequence[str]) -> str:
    """One row: in a cell a stroke is no border, nor a line's end the end of the row."""
    return "| " + " | ".join(" ".join(text.replace("|", "\\|").splitlines()) for text in cells) + " |"


def cell_plain(value: Any) -> str:
    """One value for a machine: times and numbers in full, lists and structures as JSON, no number as nothing."""
    if isinstance(value, float):
        return repr(value).removesuffix(".0") if isfinite(value) else _endless(value)
    if isinstance(value, (bool, list, tuple, dict)):
        return json_text(value)
    if isinstance(value, str):
        return value
    return value.isoformat() if isinstance(value, (datetime, date)) else cell(value)


def _csv_cell(text: str) -> str:
    return text if _is_number(text) else csv_cell(text)


def _is_number(text: str) -> bool:
    return text == "-Infinity" or text.lstrip("+-").replace(".", "", 1).isdigit()
