"""Whole copies of a database, written anew beside it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from callnow.errors import StoreError
from callnow.private_files import OWNER_ONLY, open_private
from callnow.store.files import (
    FULL,
    ROOM,
    TROUBLE,
    Connection,
    connect,
    duckdb_identifier,
    log_of,
    sql_literal,
    trouble,
)


@contextmanager
def as_it_stands(database: Path, beside: Path) -> Iterator[Path]:
    """A copy of the bytes of a database and its log, next to `beside`, to be rewritten and gone with the block.

    It takes a tenth of the time of a whole copy; for so long nobody may write, which whoever has it open sees to.
    """
    clear_away(beside)
    still = beside.with_suffix(f".{os.getpid()}.still.new")
    try:
        for file, copy in ((database, still), (log_of(database), log_of(still))):
            if file.exists():
                with file.open("rb") as given, open(copy, "wb", opener=open_private) as made:
                    shutil.copyfileobj(given, made, 1 << 20)
        yield still
    except OSError as error:
        raise StoreError(f"cannot be copied: {error.strerror or error}", where=str(database), mend=ROOM) from error
    finally:
        for half in (still, log_of(still)):
            half.unlink(missing_ok=True)


def rewritten(still: Path, beside: Path) -> Path:
    """A new file with all that `still` holds, next to `beside`."""
    try:
        with closing(connect(still)) as con:
            return _fresh(con, beside)
    except TROUBLE as error:
        raise trouble(still if FULL.search(str(error)) else beside, error) from error


def fresh_copy(con: Connection, beside: Path) -> Path:
    """A new file with all that `con` holds, next to `beside`."""
    clear_away(beside)
    return _fresh(con, beside)


def _fresh(con: Connection, beside: Path) -> Path:
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
