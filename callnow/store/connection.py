"""Opening the database: short write transactions with a bounded wait, numbered migrations, a published copy.

One process writes at a time, and only for as long as a transaction takes; DuckDB's own lock on the file sees to it.
Whoever only asks opens the published copy, which is replaced whole after each run and is never locked.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import duckdb

from callnow.errors import StoreBusy, StoreError, StoreForeign

HERE = Path(__file__).parent
APPLICATION = "callnow"
Connection = duckdb.DuckDBPyConnection


def migrations() -> list[tuple[int, Path]]:
    """The numbered migration files, in order."""
    return sorted((int(file.name[:4]), file) for file in (HERE / "migrations").glob("[0-9]*.sql"))


@cache
def question(name: str) -> str:
    """The text of one query in queries/."""
    return (HERE / "queries" / f"{name}.sql").read_text(encoding="utf-8")


def make_home(home: Path) -> None:
    """The home folder, readable by its owner only: prospects are personal data."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    home.chmod(0o700)


@contextmanager
def writing(database: Path, lock_wait: float = 30.0) -> Iterator[Connection]:
    """One write transaction: opens, waits for the lock at most `lock_wait` seconds, commits at the end, closes.

    Raises StoreBusy naming the process that holds the file, StoreForeign where it is no callnow database, and
    StoreError where it cannot be read or written. An exception inside rolls everything back.
    """
    make_home(database.parent)
    con = _open(database, time.monotonic() + lock_wait)
    try:
        _migrate(con, database)
        con.execute("BEGIN TRANSACTION")
        try:
            yield con
        except BaseException:
            con.execute("ROLLBACK")
            raise
        con.execute("COMMIT")
    except duckdb.IOException as error:
        raise StoreError(_first_line(error), where=str(database), mend="free disk space, then run again") from error
    finally:
        con.close()


@contextmanager
def reading(published: Path) -> Iterator[Connection]:
    """A read-only connection to the published copy. Raises StoreError where there is none yet."""
    if not published.exists():
        raise StoreError(
            "nothing has been read yet", where=str(published), mend="run `callnow import` and `callnow run` first"
        )
    try:
        con = duckdb.connect(str(published), read_only=True)
        con.execute("SET TimeZone = 'UTC'")
    except (
        duckdb.IOException,
        duckdb.SerializationException,
        duckdb.InternalException,
        duckdb.FatalException,
    ) as error:
        raise StoreForeign(_first_line(error), where=str(published), mend="`callnow run` writes it anew") from error
    try:
        yield con
    finally:
        con.close()


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
        database.with_name(database.name + ".wal").unlink(missing_ok=True)
        os.replace(fresh, database)
    finally:
        con.close()


def _copy(con: Connection, beside: Path) -> Path:
    """A new file with all that `con` holds, next to `beside`."""
    fresh = beside.with_suffix(f".{os.getpid()}.new")
    fresh.unlink(missing_ok=True)
    name = duckdb_identifier(str(con.execute("SELECT current_database()").fetchall()[0][0]))
    con.execute(f"ATTACH {_literal(str(fresh))} AS fresh")
    con.execute(f"COPY FROM DATABASE {name} TO fresh")
    con.execute("DETACH fresh")
    fresh.chmod(0o600)
    return fresh


def duckdb_identifier(name: str) -> str:
    """A name quoted for use in SQL."""
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _open(database: Path, until: float) -> Connection:
    """Tries until `until` (monotonic seconds) while another process holds the file."""
    while True:
        try:
            con = duckdb.connect(str(database))
            con.execute("SET TimeZone = 'UTC'")
            database.chmod(0o600)
            return con
        except duckdb.IOException as error:
            if "Could not set lock" not in str(error):
                raise _foreign(database, error) from error
            if time.monotonic() > until:
                holder = re.search(r"held in (.+?) \(PID (\d+)\)", str(error))
                who = f"process {holder[2]} ({Path(holder[1]).name})" if holder else "another process"
                raise StoreBusy(
                    f"{who} is writing to it", where=str(database), mend="wait for it to end, then try again"
                ) from None
            time.sleep(0.05)
        except (
            duckdb.SerializationException,
            duckdb.InternalException,
            duckdb.FatalException,
            duckdb.CatalogException,
        ) as error:
            raise _foreign(database, error) from error


def _foreign(database: Path, error: Exception) -> StoreForeign:
    return StoreForeign(
        f"cannot be opened as a database: {_first_line(error)}",
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
