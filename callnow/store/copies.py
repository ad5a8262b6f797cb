"""Whole copies of a database, written anew beside it."""

from __future__ import annotations

import os
from pathlib import Path

from callnow.private_files import OWNER_ONLY
from callnow.store.files import FULL, TROUBLE, Connection, duckdb_identifier, log_of, sql_literal, trouble


def fresh_copy(con: Connection, beside: Path) -> Path:
    """A new file with all that `con` holds, next to `beside`."""
    clear_away(beside)
    fresh = beside.with_suffix(f".{os.getpid()}.new")
    try:
        copy_whole(con, fresh)
    except TROUBLE as error:
        for half in (fresh, log_of(fresh)):
            half.unlink(missing_ok=True)
        raise trouble(fresh if FULL.search(str(error)) else beside, error) from error
    return fresh


def copy_whole(con: Connection, file: Path) -> None:
    """Writes the open database anew into `file`: every value is read and checked, every index is built again."""
    name = duckdb_identifier(str(con.execute("SELECT current_database()").fetchall()[0][0]))
    con.execute(f"ATTACH {sql_literal(str(file))} AS fresh")
    file.chmod(OWNER_ONLY)  # before anything is in it
    con.execute(f"COPY FROM DATABASE {name} TO fresh")
    con.execute("DETACH fresh")


def clear_away(beside: Path) -> None:
    """Removes the halves of copies whose writers were killed: they hold personal data, and nobody else would."""
    for half in beside.parent.glob(f"{beside.stem}.*.new*"):
        writer = half.name.removeprefix(f"{beside.stem}.").partition(".")[0]
        if writer == str(os.getpid()) or not Path("/proc", writer).exists():
            half.unlink(missing_ok=True)
