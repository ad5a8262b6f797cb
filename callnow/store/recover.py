"""Bringing the last good copy back after a power loss, a full disk or a flipped bit."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import duckdb

from callnow.errors import CallnowError, StoreDamaged, StoreError
from callnow.store.connection import Connection, copy_whole, log_of, reading, rewrite, writing
from callnow.store.lock import only_run
from callnow.store.rows import fetch

_BAD_ENTRY = re.compile(r"entry at byte position (\d+)")
_MOMENTS = (("run", "started_at"), ("run", "ended_at"), ("announcement", "fetched_at"), ("touch", "touched_at"))
_LARGEST = ("announcement", "trigger", "prospect", "touch")  # what is counted for people


@dataclass(frozen=True, slots=True)
class _Good:
    """A whole database that was read through: the file, where it is from, its rows by table, its newest moment."""

    file: Path
    origin: str
    rows: dict[str, int]
    newest: datetime | None


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a recovery came to. `damage` is "" where there was none, and then nothing else is said.

    `moved_aside` names the damaged files, `origin` says what stands in their place, with `rows` by table; what came
    after `newest` is missing.
    """

    database: Path
    damage: str = ""
    moved_aside: tuple[str, ...] = ()
    origin: str = ""
    rows: Mapping[str, int] = field(default_factory=dict)
    newest: datetime | None = None

    def __str__(self) -> str:
        if not self.damage:
            return f"{self.database}: nothing to mend. Every value was read, and written anew with its indexes."
        since = f"after {self.newest:%Y-%m-%d %H:%M} UTC" if self.newest else "after the import"
        return (
            f"{self.database} was damaged ({self.damage}); moved aside as {', '.join(self.moved_aside)} "
            "(delete it once all is well: it holds personal data). "
            f"In its place: {self.origin}, with {_counted(self.rows)}. "
            f"Missing: what was read, logged or judged {since} and is not counted here; "
            "the next run reads the feeds again."
        )


def recover(database: Path, published: Path, now: datetime) -> Recovered:
    """Makes the database usable again; says what was done and what is missing.

    A database that reads through is written anew, which mends its indexes. Else what is good is looked for, best
    first: the database with its log up to the damage, the database without its log, the published copy. Each is written
    anew and read through before it is believed, and none is taken that is older than the published copy. The damaged
    files are moved aside, never deleted. Raises StoreBusy while a run is under way, StoreForeign for what is not ours
    to mend, and StoreError where the disk is full or nothing good is left.
    """
    with only_run(database.parent, "a recovery"):
        damage = _damage(database)
        if not damage:
            return Recovered(database)
        with tempfile.TemporaryDirectory(dir=database.parent, prefix="recovering-") as folder:
            good = _best(list(_candidates(database, published, Path(folder))))
            if good is None:
                raise StoreError(
                    f"damaged, and there is no good copy of it: {damage}",
                    where=str(database),
                    mend="restore both .duckdb files from a backup, or import your prospects into another home",
                )
            moved = _move_aside((database, log_of(database)), now)
            good.file.chmod(0o600)
            os.replace(good.file, database)
    return Recovered(database, damage, tuple(moved), good.origin, good.rows, good.newest)


def _damage(database: Path) -> str:
    """What is wrong with the database, "" where every value could be read and written anew."""
    if not database.exists() and not log_of(database).exists():
        return "it is not there"
    try:
        with writing(database, lock_wait=2.0) as con:
            _read_through(con)
        rewrite(database, lock_wait=2.0)  # an index may be damaged where no value is: all are built again
    except StoreDamaged as error:
        return error.what
    except StoreError:  # a full disk, another's file, a newer callnow: nothing that an older copy would mend
        raise
    except Exception as error:  # noqa: BLE001 - DuckDB raises many kinds over damaged pages; each means the same here
        return _first_line(error)
    return ""


def _candidates(database: Path, published: Path, folder: Path) -> Iterator[_Good]:
    """What can be read whole of database, log and copy, each in a new file of its own."""
    log = log_of(database)
    if database.exists() and log.exists():
        yield from _up_to_the_damage(database, folder / "cut.duckdb")
    if database.exists():
        yield from _written_anew(database, None, folder / "bare.duckdb", "the database as of its last checkpoint")
    try:
        with reading(published) as con:
            last = fetch(con, "SELECT max(ended_at) AS ended FROM run")[0]["ended"]
    except (CallnowError, duckdb.Error):
        return
    after = f"the run that ended {last:%Y-%m-%d %H:%M} UTC" if last else "an import, before any run"
    yield from _written_anew(published, None, folder / "copy.duckdb", f"the copy published after {after}")


def _up_to_the_damage(database: Path, tried: Path) -> Iterator[_Good]:
    """The database with as much of its log as is whole. Each entry has a checksum; a cut transaction never was."""
    log = log_of(database).read_bytes()
    shutil.copyfile(database, tried)
    log_of(tried).write_bytes(log)
    try:
        duckdb.connect(str(tried)).close()
        whole = len(log) if any(log) else 0
    except duckdb.Error as error:
        bad = _BAD_ENTRY.search(str(error))
        whole = int(bad[1]) if bad else 0
    if whole:
        origin = f"the database with the first {whole} of the {len(log)} bytes of its log"
        yield from _written_anew(database, log[:whole], tried.with_suffix(".whole"), origin)


def _written_anew(source: Path, log: bytes | None, into: Path, origin: str) -> Iterator[_Good]:
    """`source` with this log, copied value by value into the new file `into`; nothing where it cannot be."""
    taken = into.with_suffix(".taken")
    shutil.copyfile(source, taken)
    if log is not None:
        log_of(taken).write_bytes(log)
    try:
        con = duckdb.connect(str(taken))
        try:
            copy_whole(con, into)
        finally:
            con.close()
        with reading(into) as fresh:
            rows = _read_through(fresh)
            newest = [fetch(fresh, f"SELECT max({column}) AS newest FROM {table}")[0] for table, column in _MOMENTS]
        yield _Good(into, origin, rows, max((row["newest"] for row in newest if row["newest"]), default=None))
    except Exception:  # noqa: BLE001 - see _damage; what cannot be copied is no candidate
        return


def _best(found: list[_Good]) -> _Good | None:
    """The first, unless the published copy, which comes last, knows something newer."""
    return next((one for one in found if one.newest == _newest(found)), None)


def _newest(found: list[_Good]) -> datetime | None:
    return max((one.newest for one in found if one.newest), default=None)


def _read_through(con: Connection) -> dict[str, int]:
    """Reads every value; DuckDB checks each block's checksum on the way. Returns the rows of each table."""
    return {name: int(fetch(con, f"SELECT count(hash(t)) AS n FROM {name} t")[0]["n"]) for name in _tables(con)}


def _tables(con: Connection) -> list[str]:
    sql = "SELECT table_name FROM duckdb_tables() WHERE NOT internal ORDER BY table_name"
    return [row["table_name"] for row in fetch(con, sql)]


def _move_aside(files: tuple[Path, ...], now: datetime) -> list[str]:
    moved = []
    for file in files:
        if file.exists():
            aside = file.with_name(f"{file.name}.damaged-{now:%Y%m%dT%H%M%S}")
            os.replace(file, aside)
            moved.append(aside.name)
    return moved


def _counted(rows: Mapping[str, int]) -> str:
    counted = ", ".join(f"{rows[name]} {name}s" for name in _LARGEST if rows.get(name))
    return counted.replace("touchs", "touches") or "no rows"


def _first_line(error: Exception) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
