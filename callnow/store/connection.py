"""Opening the database: short write transactions with a bounded wait, numbered migrations, a published copy.

One process writes at a time, and only for as long as a transaction takes; DuckDB's own lock on the file sees to it.
Whoever only asks opens the published copy, which is replaced whole after each run and is never locked.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

import duckdb

from callnow.errors import StoreBusy, StoreDamaged, StoreError, StoreForeign

HERE = Path(__file__).parent
APPLICATION = "callnow"
Connection = duckdb.DuckDBPyConnection

# What DuckDB raises where a disk is full or a file is damaged; anything else is a fault of ours and is not caught.
TROUBLE = (
    duckdb.IOException,
    duckdb.TransactionException,
    duckdb.SerializationException,
    duckdb.InternalException,
    duckdb.FatalException,
)
_FULL = re.compile(r"No space left|File too large|Disk quota")
_LOG_HEAD = 64  # bytes; a log that begins with so many zeros was lost with its pages, and DuckDB would pass it over


def migrations() -> list[tuple[int, Path]]:
    """The numbered migration files, in order."""
    return sorted((int(file.name[:4]), file) for file in (HERE / "migrations").glob("[0-9]*.sql"))


@cache
def question(name: str) -> str:
    """The text of one query in queries/."""
    return (HERE / "queries" / f"{name}.sql").read_text(encoding="utf-8")


def make_home(home: Path) -> None:
    """The home folder; one that is made here is readable by its owner only, for prospects are personal data.

    Raises StoreError where it is no folder, or cannot be written.
    """
    mend = "name another folder with --home"
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        reason = "a file is in its place" if isinstance(error, FileExistsError | NotADirectoryError) else error.strerror
        raise StoreError(f"the home folder cannot be made: {reason}", where=str(home), mend=mend) from None
    if not os.access(home, os.W_OK | os.X_OK):
        raise StoreError("the home folder cannot be written", where=str(home), mend=mend)


@contextmanager
def writing(database: Path, lock_wait: float = 30.0) -> Iterator[Connection]:
    """One write transaction: opens, waits for the lock at most `lock_wait` seconds, commits at the end, closes.

    Raises StoreBusy naming the process that holds the file, StoreForeign where it is no callnow database, StoreDamaged
    where it cannot be read, and StoreError where the disk is full. An exception inside rolls everything back.

    A disk that fills up while the log is folded into the file may fail after the commit: so whatever is written has a
    key of its own, and writing it again does no harm.
    """
    make_home(database.parent)
    con = _open(database, time.monotonic() + lock_wait)
    try:
        _migrate(con, database)
        con.execute("BEGIN TRANSACTION")
        try:
            yield con
        except BaseException:
            with suppress(duckdb.Error):  # what is damaged cannot be rolled back; the reason matters more
                con.execute("ROLLBACK")
            raise
        con.execute("COMMIT")
    except TROUBLE as error:
        raise _trouble(database, error) from error
    finally:
        con.close()


@contextmanager
def reading(published: Path) -> Iterator[Connection]:
    """A read-only connection to the published copy. Raises StoreError where there is none yet."""
    if not published.exists():
        raise StoreError(
            "nothing has been read yet", where=str(published), mend="run `callnow import` and `callnow run` first"
        )
    con = None
    try:
        con = duckdb.connect(str(published), read_only=True)
        con.execute("SET TimeZone = 'UTC'")
        yield con
    except TROUBLE as error:
        raise StoreForeign(_first_line(error), where=str(published), mend="`callnow run` writes it anew") from error
    finally:
        if con:
            con.close()


@contextmanager
def looking(database: Path, published: Path) -> Iterator[Connection]:
    """A read-only connection to the database as it stands, or to the published copy while another process writes.

    Nothing is written, migrated or waited for. Raises StoreError as `reading` does, and StoreDamaged.
    """
    _refuse_lost_log(database)
    try:
        con = duckdb.connect(str(database), read_only=True) if database.exists() else None
    except TROUBLE as error:
        if not _is_held(error):
            raise _trouble(database, error) from error
        con = None
    if con is None:
        with reading(published) as copy:
            yield copy
        return
    try:
        con.execute("SET TimeZone = 'UTC'")
        yield con
    except TROUBLE as error:
        raise _trouble(database, error) from error
    finally:
        con.close()


def _is_held(error: Exception) -> bool:
    """Whether another process has the file open for writing."""
    return "Could not set lock" in str(error)


def publish(database: Path, published: Path, lock_wait: float = 30.0) -> None:
    """Replaces the published copy by a whole new one. Readers of the old one keep what they have open."""
    con = _open(database, time.monotonic() + lock_wait)
    try:
        fresh = _copy(con, published)
    finally:
        con.close()
    os.replace(fresh, published)


def rewrite(database: Path, lock_wait: float = 30.0) -> None:
    """Replaces the database by a copy of what it holds now: deleted rows stay in a file's pages, and in its log."""
    con = _open(database, time.monotonic() + lock_wait)
    try:
        con.execute("CHECKPOINT")
        fresh = _copy(con, database)
        con.execute("PRAGMA disable_checkpoint_on_shutdown")  # closing must not touch what is the new file's by then
        log_of(database).unlink(missing_ok=True)
        os.replace(fresh, database)
    except TROUBLE as error:
        raise _trouble(database, error) from error
    finally:
        con.close()


def _copy(con: Connection, beside: Path) -> Path:
    """A new file with all that `con` holds, next to `beside`."""
    clear_away(beside)
    fresh = beside.with_suffix(f".{os.getpid()}.new")
    try:
        copy_whole(con, fresh)
    except TROUBLE as error:
        for half in (fresh, log_of(fresh)):
            half.unlink(missing_ok=True)
        raise _trouble(fresh if _FULL.search(str(error)) else beside, error) from error
    fresh.chmod(0o600)
    return fresh


def copy_whole(con: Connection, file: Path) -> None:
    """Writes the open database anew into `file`: every value is read and checked, every index is built again."""
    name = duckdb_identifier(str(con.execute("SELECT current_database()").fetchall()[0][0]))
    con.execute(f"ATTACH {sql_literal(str(file))} AS fresh")
    con.execute(f"COPY FROM DATABASE {name} TO fresh")
    con.execute("DETACH fresh")


def clear_away(beside: Path) -> None:
    """Removes the halves of copies whose writers were killed: they hold personal data, and nobody else would."""
    for half in beside.parent.glob(f"{beside.stem}.*.new*"):
        writer = half.name.removeprefix(f"{beside.stem}.").partition(".")[0]
        if writer == str(os.getpid()) or not Path("/proc", writer).exists():
            half.unlink(missing_ok=True)


def duckdb_identifier(name: str) -> str:
    """A name quoted for use in SQL."""
    return '"' + name.replace('"', '""') + '"'


def sql_literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _open(database: Path, until: float) -> Connection:
    """Tries until `until` (monotonic seconds) while another process holds the file."""
    while True:
        try:
            _refuse_lost_log(database)
            con = duckdb.connect(str(database))
            con.execute("SET TimeZone = 'UTC'")
            database.chmod(0o600)
            return con
        except (*TROUBLE, duckdb.CatalogException) as error:
            if not _is_held(error):
                raise _trouble(database, error) from error
            if time.monotonic() > until:
                holder = re.search(r"held in (.+?) \(PID (\d+)\)", str(error))
                who = f"process {holder[2]} ({Path(holder[1]).name})" if holder else "another process"
                raise StoreBusy(
                    f"{who} is writing to it", where=str(database), mend="wait for it to end, then try again"
                ) from None
            time.sleep(0.05)


def log_of(database: Path) -> Path:
    """DuckDB's write-ahead log of a database: what was committed and is not in the file yet."""
    return database.with_name(database.name + ".wal")


def _refuse_lost_log(database: Path) -> None:
    """DuckDB takes a log of zeros for an empty one; but where there is a log, something was committed."""
    try:
        with log_of(database).open("rb") as log:
            head = log.read(_LOG_HEAD)
    except OSError:
        return
    if head and not any(head):
        raise _damaged(database, "its log holds only zeros")


def _trouble(database: Path, error: Exception) -> StoreError:
    """What a person can do about it: make room, or bring the last good copy back."""
    if _FULL.search(str(error)):
        return StoreError(_first_line(error), where=str(database), mend="free disk space, then run again")
    return _damaged(database, _first_line(error))


def _damaged(database: Path, what: str) -> StoreDamaged:
    return StoreDamaged(
        f"cannot be opened as a database: {what}",
        where=str(database),
        mend="`callnow recover` brings the last good copy back; a file of another program must be moved away",
    )


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]


def _migrate(con: Connection, database: Path) -> None:
    """Brings the schema to the newest number, each file in one transaction; refuses what is not ours."""
    tables = {name for (name,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if tables and "meta" not in tables:
        raise StoreForeign("holds tables of another program", where=str(database), mend="name another home with --home")
    facts = dict(con.execute("SELECT key, value FROM meta").fetchall()) if tables else {}
    if tables and facts.get("application") != APPLICATION:
        raise StoreForeign("was not written by callnow", where=str(database), mend="name another home with --home")
    have, steps = int(facts.get("schema", "0")), migrations()
    if have > steps[-1][0]:
        raise StoreForeign(
            f"was written by a newer callnow (schema {have})", where=str(database), mend="update callnow"
        )
    for number, file in steps:
        if number > have:
            con.execute("BEGIN TRANSACTION")
            con.execute(file.read_text(encoding="utf-8"))
            con.execute(
                "INSERT OR REPLACE INTO meta VALUES ('application', $1), ('schema', $2)", [APPLICATION, str(number)]
            )
            con.execute("COMMIT")
