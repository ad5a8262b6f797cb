"""Whole copies of a database: written anew beside it, published for readers, or put in its own place."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from callnow.errors import StoreError
from callnow.paths import identity, oddity
from callnow.private_files import OWNER_ONLY, open_private
from callnow.processes import is_running
from callnow.store.connection import ANEW, opened
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
from callnow.store.known import Known, known, known_of
from callnow.store.lock import only_publisher


@contextmanager
def as_it_stands(database: Path, copy: Path) -> Iterator[None]:
    """The bytes of a database and its log in the new file `copy` and a log beside it, which are gone with the block.

    It takes a tenth of the time of a whole copy; for so long nobody may write, which whoever has it open sees to. The
    block must end after that connection: what is read here is closed then, and DuckDB's lock goes with it (`connect`).
    Raises OSError.
    """
    try:
        with ExitStack() as until_the_end:
            for file, its_copy in ((database, copy), (log_of(database), log_of(copy))):
                if file.exists():
                    source = until_the_end.enter_context(file.open("rb"))
                    with open(its_copy, "wb", opener=open_private) as made:
                        shutil.copyfileobj(source, made, 1 << 20)
            yield
    finally:
        for half in (copy, log_of(copy)):
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
    """Writes the open database anew into `file`: every value is read and checked, every index is built again.

    It goes straight into the file; its log would take twice as much room again, and be as the umask has it.
    """
    name = duckdb_identifier(str(con.execute("SELECT current_database()").fetchall()[0][0]))
    con.execute(f"ATTACH {sql_literal(str(file))} AS fresh")
    file.chmod(OWNER_ONLY)  # before anything is in it
    con.execute("SET checkpoint_threshold = '1KB'")
    con.execute(f"COPY FROM DATABASE {name} TO fresh")
    con.execute("DETACH fresh")


def clear_away(beside: Path) -> None:
    """Removes what killed writers left of their copies: it holds personal data, and nobody else removes it.

    Other files of the folder stay, however alike their names: it may be the user's own.
    """
    ours = re.compile(rf"{re.escape(beside.stem)}\.(\d+)\.(?:still\.)?new(?:-work)?(?:\.wal)?")
    for file in beside.parent.iterdir():
        partial = ours.fullmatch(file.name)
        if partial and (int(partial[1]) == os.getpid() or not is_running(int(partial[1]))):
            file.unlink(missing_ok=True)


def publish(database: Path, published: Path, lock_wait: float = 30.0) -> None:
    """Replaces the published copy by a whole new one. Readers of the old one keep what they have open.

    The database is held only while its bytes are copied. Raises StoreError where there is no room for both, and where
    the database knows less than the copy does; the copy stays as it is then.
    """
    with ExitStack() as made:
        with opened(database, lock_wait) as con:
            before, seen, now = identity(published), known_of(published), known(con)
            _refuse_less(now, seen, database, published)
            clear_away(published)
            still = published.with_suffix(f".{os.getpid()}.still.new")
            try:
                made.enter_context(as_it_stands(database, still))
            except OSError as error:
                what = f"cannot be copied: {error.strerror or error}"
                raise StoreError(what, where=str(database), hint=ROOM) from error
        fresh = rewritten(still, published)
        made.callback(fresh.unlink, missing_ok=True)
        with only_publisher(published.parent, lock_wait), _in_place_of(published):
            if identity(published) != before:
                seen = known_of(published)
            if not seen or now.writes >= seen.writes:  # else another published a later state meanwhile
                os.replace(fresh, published)


def _refuse_less(now: Known, before: Known | None, database: Path, published: Path) -> None:
    if before and (less := now.less_than(before)):
        raise StoreError(
            f"knows less than its copy {published.name}, which stays as it is: {less}",
            where=str(database),
            hint=f"`callnow recover` takes the copy; if less is right, move {published.name} away and run again",
        )


def rewrite(database: Path, lock_wait: float = 30.0) -> None:
    """Replaces the database by a copy of what it holds now: deleted rows stay in a file's pages, and in its log."""
    with opened(database, lock_wait) as con:
        con.execute("CHECKPOINT")
        fresh = fresh_copy(con, database)
        con.execute("PRAGMA disable_checkpoint_on_shutdown")  # closing must not touch what is the new file's by then
        log_of(database).unlink(missing_ok=True)
        os.replace(fresh, database)


@contextmanager
def _in_place_of(file: Path) -> Iterator[None]:
    """Says in words that a file could not be replaced."""
    try:
        yield
    except OSError as error:
        what = oddity(file) or error.strerror
        raise StoreError(f"cannot be written: {what}", where=str(file), hint=f"move it away; {ANEW}") from None
