"""Bringing the last good copy back after a power loss, a full disk or a flipped bit."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from callnow.counting import counted
from callnow.errors import StoreDamaged, StoreError, StoreNewer
from callnow.paths import oddity
from callnow.store.connection import writing
from callnow.store.copies import RECOVERING, rebuild_into, recovering_folders, refuse_other_history, rewrite
from callnow.store.exchange import damaged_files, end_exchange, exchange, move_aside, put_aside_before
from callnow.store.files import (
    FULL,
    ROOM,
    SHORT_OF_MEMORY,
    closed_at_the_end,
    connect,
    counter_of,
    first_line,
    is_held,
    log_of,
    trouble,
)
from callnow.store.lock import A_RECOVERY, only_run
from callnow.store.recovered import Recovered
from callnow.store.row_counts import RowCounts, counts_of, counts_of_file, file_knows
from callnow.store.rows import fetch
from callnow.store.schema import migrate
from callnow.store.sql import Connection
from callnow.store.writes import Noted, follow, kept_writes, note, read_noted

_BAD_ENTRY = re.compile(r"entry at byte position (\d+)")
_MOMENTS = (("run", "started_at"), ("run", "ended_at"), ("announcement", "fetched_at"), ("touch", "touched_at"))
_EARLIEST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Good:
    """A whole database that was read through: the file, where it is from, its rows by table, what else it knows."""

    file: Path
    origin: str
    rows: dict[str, int]
    newest: datetime | None
    ended: datetime | None
    writes: int
    counts: RowCounts


def recover(
    database: Path, published: Path, now: datetime, tell: Callable[[Recovered], None] = lambda done: None
) -> Recovered:
    """Makes the database usable again; says what was done and what is missing.

    A database that reads through is written anew, which repairs its indexes. Else what is good is looked for, best
    first: the database with its log up to the damage, the database without its log, the published copy. Each is written
    anew and read through before it is believed, and none is taken that knows less than the published copy. The damaged
    files are put aside, never deleted. `tell` is called once the database is in its place and before anybody may open
    it: killed until then, the next recovery tells the same. Raises StoreBusy while a run is under way, StoreForeign
    for what is not ours to repair, a copy of a newer callnow included, and StoreError where the disk is full or nothing
    good is left.
    """
    with only_run(database.parent, A_RECOVERY):
        for left in recovering_folders(database.parent):
            shutil.rmtree(left, ignore_errors=True)
        before = put_aside_before(database)
        noted, counter = (before.noted, "") if before else _noted(database, now)
        damage = _damage(database, published)
        if not damage:
            done = Recovered(database, counter=counter)
            tell(done)
            return done
        files = damaged_files(database, before)
        with tempfile.TemporaryDirectory(dir=database.parent, prefix=f"{RECOVERING}{os.getpid()}-") as folder:
            good = _best(list(_candidates(*files, published, Path(folder))))
            if good is None:
                raise StoreError(
                    f"damaged, and there is no good copy of it: {damage}",
                    where=str(database),
                    hint="restore both .duckdb files from a backup, or import your prospects into another home",
                )
            another = noted and good.writes >= noted.total and not file_knows(good.file, noted.total, noted.mark)
            if another and files[0].exists():
                raise StoreError(
                    "it and its copy are of another home, or of a copy that went its own way",
                    where=str(database),
                    hint=f"put this home's own files back from a backup; to go on with these, move "
                    f"{counter_of(database).name} away",
                )
            for part in Path(folder).iterdir():
                if part != good.file:  # what is put aside needs the room
                    part.unlink()
            aside = exchange(database, good.file, Path(folder), before, noted, now)
        lost = noted.lost(good.writes) if noted and not another else None
        done = Recovered(database, damage, aside.names, good.origin, good.rows, good.newest, lost, counter)
        try:
            tell(done)
        finally:
            _begin_counter_at(database, noted or Noted(), good.writes, good.counts.mark)
            end_exchange(database)
    return done


def why_unreadable(published: Path) -> str:
    """Why the published copy does not read through, "" where it does, or where another program writes to it."""
    if why := oddity(published):
        return why
    if not published.exists():
        return "it was not there"
    try:
        with closed_at_the_end(connect(published, read_only=True)) as con:
            _read_through(con)
            counts_of(con)
    except duckdb.Error as error:
        return "" if is_held(error) else first_line(error)
    return ""


def _noted(database: Path, now: datetime) -> tuple[Noted | None, str]:
    """What was counted, None where nothing was; and the name under which a counter that cannot be read was put away."""
    try:
        return (read_noted(database) if counter_of(database).exists() else None), ""
    except StoreDamaged:
        return None, move_aside(counter_of(database), now)


def _begin_counter_at(database: Path, noted: Noted, kept: int, mark: str) -> None:
    """Notes what is left, so that what is missing is told once."""
    left = noted.cut(kept, mark) if kept <= noted.total else noted.at(kept, datetime.now(UTC).date(), mark)
    try:
        note(database, left)
    except OSError as error:
        where = str(counter_of(database))
        raise StoreError(f"cannot be written: {error.strerror}", where=where, hint=ROOM) from None


def _damage(database: Path, published: Path) -> str:
    """What is wrong with the database, "" where every value could be read and written anew."""
    if not database.exists() and not database.is_symlink() and not log_of(database).exists():
        return "it is not there"
    try:
        with writing(database, lock_wait=2.0) as con:
            _read_through(con)
            copied = counts_of_file(published)
            ours = counts_of(con)
            if copied and copied.writes > ours.writes and ours.mark and file_knows(published, ours.writes, ours.mark):
                return f"it knows {counted(copied.writes - ours.writes, 'write')} fewer than its copy"
            refuse_other_history(con, copied, database, published)
            if copied and (less := ours.shortfall_against(copied)):
                return f"it knows less than its copy: {less}"
        rewrite(database, lock_wait=2.0)  # an index may be damaged where no value is: all are built again
    except StoreDamaged as error:
        return error.what
    except StoreError:  # a full disk, another's file, a newer callnow: nothing that an older copy would repair
        raise
    except SHORT_OF_MEMORY as error:  # nor is that damage
        raise trouble(database, error) from error
    except Exception as error:  # noqa: BLE001 - DuckDB raises many kinds over damaged pages; each means the same here
        return first_line(error)
    return ""


def _candidates(database: Path, log: Path, published: Path, folder: Path) -> Iterator[_Good]:
    """What can be read whole of database, log and copy, each in a new file of its own."""
    if database.is_file() and log.is_file():
        yield from _up_to_the_damage(database, log.read_bytes(), folder / "cut.duckdb")
    if database.is_file():
        yield from _written_anew(database, None, folder / "bare.duckdb", "the database as of its last checkpoint")
    if published.is_file():
        for good in _written_anew(published, None, folder / "copy.duckdb", ""):
            last = f"the run that ended {good.ended:%Y-%m-%d %H:%M} UTC" if good.ended else "an import, before any run"
            yield replace(good, origin=f"the copy published after {last}")


def _up_to_the_damage(database: Path, log: bytes, tried: Path) -> Iterator[_Good]:
    """The database with as much of its log as is whole. Each entry has a checksum; a cut transaction never was."""
    shutil.copyfile(database, tried)
    log_of(tried).write_bytes(log)
    try:
        connect(tried).close()
        whole = len(log) if any(log) else 0
    except duckdb.Error as error:
        bad = _BAD_ENTRY.search(str(error))
        whole = int(bad[1]) if bad else 0
    if whole:
        origin = f"the database with the first {whole} of the {len(log)} bytes of its log"
        yield from _written_anew(database, log[:whole], tried.with_suffix(".whole"), origin)


def _written_anew(source: Path, log: bytes | None, into: Path, origin: str) -> Iterator[_Good]:
    """`source` with this log, copied value by value into the new file `into` and of today's schema; nothing where that
    fails. Raises StoreNewer."""
    taken = into.with_suffix(".taken")
    shutil.copyfile(source, taken)
    if log is not None:
        log_of(taken).write_bytes(log)
    try:
        with closed_at_the_end(connect(taken)) as con:
            rebuild_into(con, into)
        with closed_at_the_end(connect(into)) as fresh:
            migrate(fresh, source)  # an old backup has not all that is asked of it below
            fresh.execute("CHECKPOINT")  # what would stay in its log would be left behind
        with closed_at_the_end(connect(into, read_only=True)) as fresh:
            if follow(fresh):  # else the log was another database's
                yield _read(fresh, into, origin)
    except StoreNewer:  # nothing here could open what would be put in place
        raise
    except Exception as error:
        if FULL.search(str(error)) or isinstance(error, SHORT_OF_MEMORY):  # with more room it may be one
            raise trouble(into, error) from error


def _read(con: Connection, file: Path, origin: str) -> _Good:
    """What an open database knows, every value read. Raises what DuckDB raises where it is none of ours."""
    newest = [fetch(con, f"SELECT max({column}) AS newest FROM {table}")[0]["newest"] for table, column in _MOMENTS]
    return _Good(
        file,
        origin,
        _read_through(con),
        max((moment for moment in newest if moment), default=None),
        fetch(con, "SELECT max(ended_at) AS ended FROM run")[0]["ended"],
        kept_writes(con),
        counts_of(con),
    )


def _best(copies: list[_Good]) -> _Good | None:
    """The one that knows most writes, or where they were not counted the newest; of equals the first.

    None is taken that knows less than the last, which is the published copy, or not what that knows.
    """
    able = [
        copy
        for copy in copies
        if copy is copies[-1]
        or not (
            copy.counts.shortfall_against(copies[-1].counts)
            or not file_knows(copy.file, copies[-1].writes, copies[-1].counts.mark)
        )
    ]
    return max(able, key=lambda copy: (copy.writes, copy.newest or _EARLIEST), default=None)


def _read_through(con: Connection) -> dict[str, int]:
    """Reads every value; DuckDB checks each block's checksum on the way. Returns the rows of each table."""
    return {name: int(fetch(con, f"SELECT count(hash(t)) AS n FROM {name} t")[0]["n"]) for name in _tables(con)}


def _tables(con: Connection) -> list[str]:
    sql = "SELECT table_name FROM duckdb_tables() WHERE NOT internal ORDER BY table_name"
    return [row["table_name"] for row in fetch(con, sql)]
