"""Whole copies of a database: written anew beside it, published for readers, or put in its own place."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from callnow.counting import counted
from callnow.errors import StoreError
from callnow.paths import identity, oddity
from callnow.private_files import OWNER_ONLY
from callnow.processes import is_running
from callnow.store.connection import KEEP_LOG, fold_long_log, opened
from callnow.store.files import (
    ANEW,
    FULL,
    ROOM,
    SHORT_OF_MEMORY,
    TROUBLE,
    closed_at_the_end,
    connect,
    log_of,
    snapshot,
    trouble,
)
from callnow.store.lock import is_recovering, only_publisher
from callnow.store.row_counts import RowCounts, counts_of, counts_of_file
from callnow.store.sql import Connection, duckdb_identifier, sql_literal
from callnow.store.writes import kept_writes, knows

RECOVERING = "recovering-"  # how the folder of a recovery is named, with the number of its process


def rebuilt(snapshot_file: Path, database: Path, target: Path) -> Path:
    """A new file next to `target` with all that a snapshot of `database` holds. Raises StoreError of either of them."""
    try:
        with closed_at_the_end(connect(snapshot_file)) as con:
            return rebuilt_copy(con, database, target)
    except TROUBLE as error:
        raise trouble(snapshot_file if FULL.search(str(error)) else database, error) from error


def rebuilt_copy(con: Connection, database: Path, target: Path) -> Path:
    """A new file next to `target` with all that `con`, open on `database`, holds."""
    fresh = target.with_suffix(f".{os.getpid()}.new")
    try:
        rebuild_into(con, fresh)
    except (*TROUBLE, *SHORT_OF_MEMORY) as error:
        for part in (fresh, log_of(fresh)):
            part.unlink(missing_ok=True)
        raise trouble(fresh if FULL.search(str(error)) else database, error) from error
    return fresh


def rebuild_into(con: Connection, file: Path) -> None:
    """Writes the open database anew into `file`: every value is read and checked, every index is built again.

    It goes straight into the file; its log would take twice as much room again, and be as the umask has it.
    """
    name = duckdb_identifier(str(con.execute("SELECT current_database()").fetchall()[0][0]))
    con.execute(f"ATTACH {sql_literal(str(file))} AS fresh")
    file.chmod(OWNER_ONLY)  # before anything is in it
    con.execute("SET checkpoint_threshold = '1KB'")
    con.execute(f"COPY FROM DATABASE {name} TO fresh")
    con.execute("DETACH fresh")


def clear_away(target: Path) -> None:
    """Removes what killed writers left of their copies: it holds personal data, and nobody else removes it.

    Other files of the folder stay, however alike their names: it may be the user's own.
    """
    ours = re.compile(rf"{re.escape(target.stem)}\.(\d+)\.(?:(?:still|counted)\.)?new(?:-work)?(?:\.wal)?")
    for file in target.parent.iterdir():
        partial = ours.fullmatch(file.name)
        if partial and (int(partial[1]) == os.getpid() or not is_running(int(partial[1]))):
            file.unlink(missing_ok=True)


def recovering_folders(home: Path) -> list[Path]:
    """The folders of recoveries, each with whole copies: of the one that is at work, and of those that were killed."""
    ours = re.compile(rf"{RECOVERING}\d+-[a-z0-9_]{{8}}")
    return [file for file in home.iterdir() if ours.fullmatch(file.name)]


def clear_recoveries(home: Path) -> None:
    """Removes what killed recoveries left of their copies, as clear_away does."""
    left = recovering_folders(home)  # before it is asked: one that begins now is not among them
    if left and not is_recovering(home):
        for folder in left:
            shutil.rmtree(folder, ignore_errors=True)


def publish(database: Path, published: Path, lock_wait: float = 30.0) -> None:
    """Replaces the published copy by a whole new one. Readers of the old one keep what they have open.

    The database is held only while its bytes are copied. Raises StoreError where there is no room for both, and where
    the database knows less than the copy does, or other writes; the copy stays as it is then.
    """
    target = published.resolve()  # where a link stands in its place, what it leads to is replaced
    fold_long_log(database, lock_wait, long=1)  # both at once would keep others waiting for longer
    with ExitStack() as until_published:
        with opened(database, lock_wait) as con:
            con.execute(KEEP_LOG)
            identity_before, published_counts, counts = identity(target), counts_of_file(target), counts_of(con)
            refuse_other_history(con, published_counts, database, published)
            _refuse_less(counts, published_counts, database, published)
            clear_away(target)
            clear_recoveries(database.parent)
            snapshot_file = target.with_suffix(f".{os.getpid()}.still.new")
            try:
                until_published.enter_context(snapshot(database, snapshot_file))
            except OSError as error:
                what = f"cannot be copied: {error.strerror or error}"
                raise StoreError(what, where=str(database), hint=ROOM) from error
            taken = snapshot_file.stat().st_mtime_ns
        fresh = rebuilt(snapshot_file, database, target)
        until_published.callback(fresh.unlink, missing_ok=True)
        os.utime(fresh, ns=(taken, taken))  # what is written from then on is newer, see written_since_published
        with only_publisher(published.parent, lock_wait), _replace_errors_in_words(published):
            if identity(target) != identity_before:
                published_counts = counts_of_file(target)
            # else another published a later state meanwhile
            if not published_counts or counts.writes >= published_counts.writes:
                os.replace(fresh, target)


def refuse_other_history(con: Connection, copied: RowCounts | None, database: Path, copy: Path) -> None:
    """Raises StoreError where the copy holds writes that the open database does not know: each was put there from
    another home or another day, and only a person can say which of the two counts."""
    if copied is None or knows(con, copied.writes, copied.mark):
        return
    fewer = copied.writes - kept_writes(con)
    what, other_way = "does not know what its copy {0} holds: one of the two is of another home, or of another day", ""
    if fewer > 0:
        what = (
            f"knows {counted(fewer, 'write')} fewer than its copy {{0}}: an older database, or another home's, is here"
        )
        other_way = "`callnow recover` takes the copy if it goes on where this one ends; "
    raise StoreError(
        f"{what.format(copy.name)}; the copy stays as it is",
        where=str(database),
        hint=f"{other_way}to go on with {database.name}, move {copy.name} away and run again; to go on with "
        f"{copy.name}, move {database.name} away and say `callnow recover`",
    )


def _refuse_less(counts: RowCounts, published: RowCounts | None, database: Path, copy: Path) -> None:
    if published and (less := counts.shortfall_against(published)):
        raise StoreError(
            f"knows less than its copy {copy.name}, which stays as it is: {less}",
            where=str(database),
            hint=f"`callnow recover` takes the copy; if less is right, move {copy.name} away and run again",
        )


def rewrite(database: Path, lock_wait: float = 30.0) -> None:
    """Replaces the database by a copy of what it holds now: deleted rows stay in a file's pages, and in its log."""
    target = database.resolve()
    with opened(database, lock_wait) as con:
        con.execute("CHECKPOINT")
        clear_away(target)
        clear_recoveries(database.parent)
        fresh = rebuilt_copy(con, database, target)
        con.execute(KEEP_LOG)  # closing must not touch what is the new file's by then
        log_of(database).unlink(missing_ok=True)
        with _replace_errors_in_words(database):
            os.replace(fresh, target)


@contextmanager
def _replace_errors_in_words(file: Path) -> Iterator[None]:
    """Says in words that a file could not be replaced."""
    try:
        yield
    except OSError as error:
        what = oddity(file) or error.strerror
        raise StoreError(f"cannot be written: {what}", where=str(file), hint=f"move it away; {ANEW}") from None
