"""How rows of a file are told that were not used, or of which something is to be said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.markup import escape

from flows.cli.common import out

if TYPE_CHECKING:
    from sources.prospects import RowProblem


def print_row(row: RowProblem, how: str = "not used") -> None:
    """Prints a row with its line, and what to do about it."""
    out.print(f"  line {row.line}, {how}: {escape(row.reason)} [dim]({escape(row.what_to_do)})[/]")


def rows_as_json(rows: Iterable[RowProblem]) -> list[dict[str, object]]:
    """The same as plain values."""
    return [{"line": row.line, "reason": row.reason, "what_to_do": row.what_to_do} for row in rows]
