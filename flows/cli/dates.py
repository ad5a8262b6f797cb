"""What 3/4/2026 is in a file: said by --dates, or asked on a terminal."""

from __future__ import annotations

import sys

import typer

from callnow.errors import UsageError


def month_first(order: str) -> bool | None:
    """--dates as whether the month comes first; None where it is not given. Raises UsageError."""
    if order not in ("", "day-first", "month-first"):
        raise UsageError(f"{order!r} is not an order of dates", where="--dates", hint="day-first or month-first")
    return order == "month-first" if order else None


def ask_order(text: str) -> bool | None:
    """Asks on a terminal which number of a date is the month; elsewhere None, and the rows say what to do."""
    if not sys.stdin.isatty():
        return None
    return typer.confirm(f"Is the first number of {text} the month? No date of this file tells.", err=True)
