"""Opening a database file: short write transactions with a bounded wait, numbered migrations, reading of copies.

One process writes at a time, and only for as long as a transaction takes; DuckDB's own lock on the file sees to it.
Whoever only asks opens the published copy, which is replaced whole after each run and is never locked.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import cast

import duckdb

from callnow.errors import StoreBusy, StoreError, StoreForeign, StoreOutdated
from callnow.paths import oddity, refuse_no_home
from callnow.private_files import OWNER_ONLY
from callnow.store.files import (
    ANEW,
    TROUBLE,
    closed_at_the_end,
    connect,
    counter_of,
    first_line,
    is_held,
    keep_log_private,
    log_size,
    make_home,
    refuse_gone,
    refuse_odd,
    refuse_unlockable,
    roll_back,
    trouble,
)
from callnow.store.lock import MOMENT, give_way, shown_to_wait
from callnow.store.noted_writes import begin_counter, refuse_copy_of_another, refuse_lost
from callnow.store.room import refuse_full
from callnow.store.schema import migrate, newest, refuse_empty, schema_of
from callnow.store.sql import Connection
from callnow.store.writes import Watched, count_write, note_write

KEEP_LOG = "PRAGMA disable_checkpoint_on_shutdown"
# Without these, choosing among which takes two thirds of the time for each changed table.
FOLD_LOG = "PRAGMA enable_checkpoint_on_shutdown; SET disabled_compression_methods = 'fsst,dictionary'"
LONG_LOG = 1 << 17  # bytes; the log is read at each opening, which a quarter of a megabyte makes three times as long


@contextmanager
def writing(
    database: Path, lock_wait: float = 30.0, *, checkpoint: bool = True, gives_way: bool = True
) -> Iterator[Connection]:
    """One write transaction: opens, waits for the lock at most `lock_wait` seconds, commits at the end, closes.

    Raises StoreBusy naming the process that holds the file, StoreForeign where it is not a callnow database,
    StoreDamaged where it cannot be read, is gone or has lost writes, and StoreError where the disk is full. An
    exception inside rolls everything back.

    An error means that nothing was kept, also where the disk is full. Without `checkpoint` what was written stays in
    DuckDB's log, which is as safe, until somebody else closes the database: working it into the file takes longer than
    a short transaction does. Whoever makes many of them sees to the log's length, see fold_long_log. `gives_way`: see
    opened.
    """
    make_home(database.parent)
    with opened(database, lock_wait, gives_way=gives_way) as con:
        watched, total, mark = Watched(con), 0, ""
        if not checkpoint:
            con.execute(KEEP_LOG)
        con.execute("BEGIN TRANSACTION")
        try:
            yield cast("Connection", watched)
            if watched.wrote:
                total, mark = count_write(con)
                refuse_full(database, watched.characters)
        except BaseException:
            roll_back(con)
            raise
        con.execute("COMMIT")
        if watched.wrote:
            keep_log_private(database)
            note_write(database, total, mark)


def fold_long_log(database: Path, lock_wait: float = 30.0, *, long: int = LONG_LOG) -> None:
    """Works DuckDB's log into the file where it has so many bytes: what was written is kept either way.

    That is done apart from what made it long, so that who waits for the database comes in between.
    """
    if log_size(database) >= long:
        with suppress(StoreError), opened(database, lock_wait) as con:
            con.execute(FOLD_LOG)


@contextmanager
def held_open(database: Path) -> Iterator[Connection]:
    """Another connection to a database that this process has open: until it is closed, opening it again is quick."""
    with closed_at_the_end(connect(database)) as con:
        yield con


@contextmanager
def reading(published: Path) -> Iterator[Connection]:
    """A read-only connection to the published copy.

    Raises StoreError where there is none yet, and StoreOutdated where an earlier version of callnow published it.
    """
    if odd := oddity(published):
        raise StoreForeign(odd, where=str(published), hint=f"move it away; {ANEW}")
    if not published.exists():
        refuse_no_home(published.parent)
        raise StoreError(
            "nothing has been read yet", where=str(published), hint="run `callnow import` and `callnow run` first"
        )
    try:
        with closed_at_the_end(connect(published, read_only=True)) as con:
            have = schema_of(con, published)
            if not have:
                raise StoreForeign("was written by no callnow", where=str(published), hint=ANEW)
            if have != newest():
                raise StoreOutdated(f"was written by an older callnow (schema {have})", where=str(published), hint=ANEW)
            refuse_copy_of_another(con, published)
            yield con
    except TROUBLE as error:
        if is_held(error):
            refuse_unlockable(published.parent)
        raise StoreForeign(first_line(error), where=str(published), hint=ANEW) from error


@contextmanager
def looking(database: Path, published: Path) -> Iterator[Connection]:
    """A read-only connection to the database as it stands, or to the published copy while another process writes.

    Nothing is written or waited for, but after an update of callnow the schema is brought up to date first. Raises
    StoreError as `reading` does, and StoreDamaged.
    """
    refuse_odd(database)
    refuse_gone(database)
    try:
        con = _up_to_date(database) if database.exists() else None
    except TROUBLE as error:
        if not is_held(error):
            raise trouble(database, error) from error
        refuse_unlockable(database.parent)
        con = None
    if con is None:
        with reading(published) as copy:
            yield copy
        return
    try:
        with closed_at_the_end(con):
            refuse_empty(schema_of(con, database), database)
            refuse_lost(con, database)
            yield con
    except TROUBLE as error:
        raise trouble(database, error) from error


def _up_to_date(database: Path) -> Connection:
    """A read-only connection to a database of today's schema."""
    con = connect(database, read_only=True)
    try:
        outdated = 0 < schema_of(con, database) < newest()
    except BaseException:
        con.close()
        raise
    if not outdated:
        return con
    con.close()
    with opened(database, 0):
        pass
    return connect(database, read_only=True)


@contextmanager
def opened(database: Path, lock_wait: float, *, gives_way: bool = True) -> Iterator[Connection]:
    """The database, of today's schema and with every write that it must know; DuckDB's troubles in words.

    Whoever waits comes before whoever has just begun to ask: else one that opens it again and again, as a rematch does,
    would leave the others only moments between. The page, at which a person waits, does not give way.
    """
    if gives_way:
        give_way(counter_of(database))
    with _held(database, lock_wait) as con:
        migrate(con, database)
        refuse_lost(con, database)
        begin_counter(con, database)
        yield con


@contextmanager
def kept_from_writers(database: Path, lock_wait: float) -> Iterator[None]:
    """Nobody writes to the database meanwhile; nothing is looked at or changed. Raises as `writing` does."""
    with _held(database, lock_wait, read_only=True):
        yield


@contextmanager
def _held(database: Path, lock_wait: float, *, read_only: bool = False) -> Iterator[Connection]:
    try:
        with closed_at_the_end(_open(database, lock_wait, read_only=read_only)) as con:
            yield con
    except TROUBLE as error:
        raise trouble(database, error) from error


def _open(database: Path, lock_wait: float, *, read_only: bool = False) -> Connection:
    """Tries while another process holds the file, at most so many seconds."""
    until = time.monotonic() + lock_wait
    con = _try_to_open(database, read_only=read_only)
    if isinstance(con, StoreBusy) and time.monotonic() <= until:
        with shown_to_wait(counter_of(database)):
            while isinstance(con, StoreBusy) and time.monotonic() <= until:
                time.sleep(MOMENT)
                con = _try_to_open(database, read_only=read_only)
    if isinstance(con, StoreBusy):
        raise con
    return con


def _try_to_open(database: Path, *, read_only: bool) -> Connection | StoreBusy:
    """The database, or who holds it."""
    try:
        refuse_odd(database)
        refuse_gone(database)
        if not database.exists():  # DuckDB would make it before it tries to lock it
            refuse_unlockable(database.parent)
        con = connect(database, read_only=read_only)
        if not read_only:
            database.chmod(OWNER_ONLY)
        return con
    except (*TROUBLE, duckdb.CatalogException) as error:
        if not is_held(error):
            raise trouble(database, error) from error
        holder = re.search(r"held in (.+?) \(PID (\d+)\)", str(error))
    if not holder:
        refuse_unlockable(database.parent)
    who = f"process {holder[2]} ({Path(holder[1]).name})" if holder else "another process"
    busy = StoreBusy(f"{who} is writing to it", where=str(database), hint="wait for it to end, then try again")
    busy.holder = int(holder[2]) if holder else 0
    return busy
