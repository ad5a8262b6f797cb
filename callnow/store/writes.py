"""The counter of writes: how many a database must know, noted beside it, so that a loss is always told.

DuckDB takes what it cannot read of its log for the log's end: after some flipped bits, rows that were committed are
gone and nothing is said. So a transaction that writes adds one to a number in the database, and the number is noted in
a file beside it before whoever wrote hears that it is kept. A database that knows fewer than were noted has lost some.

A kill between the two leaves the note behind, never ahead; the next write brings it up to date.

Each write leaves a mark drawn by lot, too, and the last one is noted beside the number: a database of another home, or
of a copy of this one that went its own way, may know as many writes, but not these. A mark follows from the one before:
DuckDB replays a log of another database where that can be done.
"""

from __future__ import annotations

import logging
import os
import secrets
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

from callnow.errors import StoreDamaged
from callnow.paths import oddity
from callnow.store.files import counter_of
from callnow.store.sql import Connection, question

KEY = "writes"  # of the number, in the table meta
SIZE = 512  # bytes of the file: one sector, which a disk writes whole, in place, and has room for once it is there
MOST_DAYS = 14  # days whose writes are told apart
MARKS_KEPT = 5000  # of the last writes; more are made between two publications, or two notes, by no home that is used
MOST_FOLLOWED = 50  # writes that were not noted, as after a kill
LOT = 8  # characters of a mark that are drawn by lot
_HEAD = "writes kept by callnow"
_MARK = "mark"
_NO_WRITES = {
    duckdb.StatementType.SELECT,
    duckdb.StatementType.EXPLAIN,
    duckdb.StatementType.PRAGMA,
    duckdb.StatementType.SET,
    duckdb.StatementType.VARIABLE_SET,
    duckdb.StatementType.TRANSACTION,
    duckdb.StatementType.CALL,
}
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Noted:
    """How many writes there had been by the end of each day (UTC), the latest day last; empty: nothing is noted. `mark`
    is that of the last of them, "" where an earlier version noted it."""

    days: tuple[tuple[date, int], ...] = ()
    mark: str = ""

    @property
    def total(self) -> int:
        """How many writes the database must know."""
        return self.days[-1][1] if self.days else 0

    def lost(self, kept: int) -> dict[date, int]:
        """How many writes of which day a database lacks that knows `kept`; of the first day noted, all before too."""
        found: dict[date, int] = {}
        before = kept
        for day, total in self.days:
            if total > before:
                found[day] = found.get(day, 0) + total - before
                before = total
        return found

    def at(self, total: int, today: date, mark: str = "") -> Noted:
        """What is to be noted once there are `total` writes, the last of them today and with this mark."""
        earlier = [(day, count) for day, count in self.days if count < total]
        if earlier and earlier[-1][0] == today:
            del earlier[-1]
        return Noted((*earlier[1 - MOST_DAYS :], (today, total)), mark)

    def cut(self, kept: int, mark: str = "") -> Noted:
        """What is to be noted of a database that knows only `kept`, or more than were noted."""
        whole = [(day, count) for day, count in self.days if count <= kept]
        rest = [(day, kept) for day, count in self.days if count > kept][:1]
        return Noted((*whole, *rest), mark)


class Watched:
    """A connection that remembers whether anything but a question was put to it, and how long what it was given to
    write was."""

    _writes: dict[str, bool] = {}  # noqa: RUF012 - what each text of SQL is, which never changes

    def __init__(self, con: Connection) -> None:
        self._con, self.wrote, self.characters = con, False, 0

    def execute(self, query: str, parameters: Any = None) -> Connection:
        """As of a connection."""
        if self._is_write(query):
            self.wrote = True
            self.characters += _characters(parameters)
        return self._con.execute(query, parameters)

    @property
    def unwatched(self) -> Connection:
        """The connection itself, for what is its own and no write: temporary views."""
        return self._con

    def __getattr__(self, name: str) -> Any:
        return getattr(self._con, name)

    def _is_write(self, query: str) -> bool:
        if query not in self._writes:
            self._writes[query] = any(s.type not in _NO_WRITES for s in self._con.extract_statements(query))
        return self._writes[query]


def _characters(parameters: Any) -> int:
    """How many characters of text these parameters hold."""
    if isinstance(parameters, str):
        return len(parameters)
    values = parameters.values() if isinstance(parameters, Mapping) else parameters
    return sum(map(_characters, values)) if isinstance(values, Iterable) else 0


def count_write(con: Connection) -> tuple[int, str]:
    """Adds one to the number in the database, in the transaction that is open. Returns the number, and its mark."""
    con.execute(question("count_write"), [KEY])
    # Asked apart: with RETURNING, DuckDB 1.5.5 ends the process where the disk is full at COMMIT.
    total = kept_writes(con)
    mark = _mark_after(mark_of(con, total - 1), secrets.token_hex(4))
    con.execute("INSERT OR REPLACE INTO meta VALUES ($1, $2)", [_key_of(total), mark])
    con.execute("DELETE FROM meta WHERE key = $1", [_key_of(total - MARKS_KEPT)])
    return total, mark


def kept_writes(con: Connection) -> int:
    """How many writes an open database of ours knows; those before they were counted are none."""
    rows = con.execute("SELECT TRY_CAST(value AS BIGINT) FROM meta WHERE key = $1", [KEY]).fetchall()
    return int(rows[0][0] or 0) if rows else 0


def mark_of(con: Connection, number: int) -> str:
    """The mark of a write by its number; "" where the database does not know it, or not any more."""
    rows = con.execute("SELECT value FROM meta WHERE key = $1", [_key_of(number)]).fetchall()
    return str(rows[0][0]) if rows else ""


def knows(con: Connection, number: int, mark: str, kept: int | None = None) -> bool:
    """Whether an open database knows the write of this number and mark; of one so long ago that its mark is gone, or
    made by an earlier version, the number alone tells. `kept` is how many it knows, where that was asked."""
    kept = kept_writes(con) if kept is None else kept
    return number <= kept and (not mark or kept - number >= MARKS_KEPT or mark_of(con, number) == mark)


def follow(con: Connection, noted: int = 0, kept: int | None = None) -> bool:
    """Whether each of the last writes, of those that came after so many, follows from the one before it; `kept` is how
    many there are, where that was asked."""
    kept = kept_writes(con) if kept is None else kept
    numbers = range(max(noted, kept - MOST_FOLLOWED) + 1, kept + 1)
    marks = [(mark_of(con, number - 1), mark_of(con, number)) for number in numbers]
    return all(mark == _mark_after(before, mark[:LOT]) for before, mark in marks if mark)


def _mark_after(before: str, lot: str) -> str:
    return f"{lot}{zlib.crc32((before + lot).encode()):08x}"


def _key_of(number: int) -> str:
    return f"write {number}"


def read_noted(database: Path) -> Noted:
    """What is noted beside a database. Raises StoreDamaged where it cannot be read."""
    file = counter_of(database)
    why = oddity(file)
    if not why:
        try:
            return parse_noted(file.read_bytes())
        except FileNotFoundError:
            return Noted()
        except ValueError:
            why = "it is not as it was written"
        except OSError as error:
            why = error.strerror or str(error)
    raise StoreDamaged(
        f"the counter of writes cannot be read: {why}", where=str(file), hint="`callnow recover` begins it anew"
    )


def note(database: Path, noted: Noted) -> None:
    """Writes down what the database must know from now on. Raises OSError."""
    lines = [
        _HEAD,
        *(f"{day} {count}" for day, count in noted.days),
        *([f"{_MARK} {noted.mark}"] if noted.mark else []),
    ]
    body = "\n".join(lines).encode()
    content = b"%s\n%08x" % (body, zlib.crc32(body))
    descriptor = os.open(counter_of(database), os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        os.pwrite(descriptor, content.ljust(SIZE - 1) + b"\n", 0)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def note_write(database: Path, total: int, mark: str) -> None:
    """Notes a write that is kept. Where that fails, it stays kept, and only its loss would not be told: no error."""
    try:
        note(database, read_noted(database).at(total, datetime.now(UTC).date(), mark))
    except (OSError, StoreDamaged) as error:
        log.warning("%s: a write is kept, and could not be noted: %s", counter_of(database), error)


def in_words(lost: Mapping[date, int]) -> str:
    """How many writes of which day, such as "2 writes of 2026-11-25, 1 of 2026-11-26"."""
    days = [f"{count} of {day}" for day, count in lost.items()]
    first, _, rest = ", ".join(days).partition(" ")
    return f"{first} {'write' if first == '1' else 'writes'} {rest}"


def parse_noted(content: bytes) -> Noted:
    """What a file says. Raises ValueError where it is not as it was written."""
    body, _, check = content.rstrip().rpartition(b"\n")
    head, *lines = body.decode("ascii").split("\n")
    if head != _HEAD or int(check, 16) != zlib.crc32(body):
        raise ValueError
    words = [line.split() for line in lines]
    mark = next((value for name, value in words if name == _MARK), "")
    days = (entry for entry in words if entry[0] != _MARK)
    return Noted(tuple((date.fromisoformat(day), int(count)) for day, count in days), mark)
