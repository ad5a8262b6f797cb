"""How much a database knows: a published copy is never replaced by one that knows less."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import duckdb

from callnow.paths import oddity
from callnow.store.files import closed_at_the_end, connect, is_held, snapshot
from callnow.store.sql import Connection, question
from callnow.store.writes import knows

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RowCounts:
    """Counts of what a database holds, and of the people who are gone from it rightly: forgotten, or
    part of another person now. `writes` is how many writes it knows, `mark` that of the last (callnow.store.writes)."""

    prospects: int
    announcements: int
    gone: int
    writes: int
    mark: str = ""

    def shortfall_against(self, other: RowCounts) -> str:
        """What is less here than there, in words, "" where nothing is; people who are gone rightly are not missed."""
        gone = self.gone - other.gone
        missing = []
        if self.prospects + gone < other.prospects:
            missing.append(f"{self.prospects} prospects instead of {other.prospects}")
        if self.announcements < other.announcements:
            missing.append(f"{self.announcements} announcements instead of {other.announcements}")
        return " and ".join(missing)


def counts_of(con: Connection) -> RowCounts:
    """What an open database knows. Raises what DuckDB raises where it is none of ours."""
    return RowCounts(*con.execute(question("row_counts")).fetchall()[0])


def counts_of_file(file: Path) -> RowCounts | None:
    """What a database file knows; None where there is none, or none of ours, or it cannot be read."""
    return _asked_of_file(file, counts_of)


def file_knows(file: Path, number: int, mark: str) -> bool:
    """Whether a database file knows the write of this number and mark (callnow.store.writes)."""
    return bool(_asked_of_file(file, lambda con: knows(con, number, mark)))


def _asked_of_file(file: Path, ask: Callable[[Connection], T]) -> T | None:
    """What a database file answers; None where it cannot be asked.

    Where another program has it open for writing, as analysts' clients do, its bytes are read from a copy.
    """
    if not file.exists() or oddity(file):
        return None
    try:
        return _asked(file, ask)
    except duckdb.Error as error:
        if not is_held(error):
            return None
    copy = file.with_suffix(f".{os.getpid()}.counted.new")
    try:
        with snapshot(file, copy):
            return _asked(copy, ask)
    except (duckdb.Error, OSError):
        return None


def _asked(file: Path, ask: Callable[[Connection], T]) -> T:
    with closed_at_the_end(connect(file, read_only=True)) as con:
        return ask(con)
