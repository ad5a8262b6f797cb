"""How much a database knows: a published copy is never replaced by one that knows less."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from callnow.paths import oddity
from callnow.store.files import Connection, connect, question


@dataclass(frozen=True, slots=True)
class Known:
    """Counts of what a database holds, and of the people who are gone from it rightly: forgotten, or
    part of another person now. `writes` is how many writes it knows (callnow.store.writes)."""

    prospects: int
    announcements: int
    gone: int
    writes: int

    def less_than(self, other: Known) -> str:
        """What is less here than there, in words, "" where nothing is; people who are gone rightly are not missed."""
        gone = self.gone - other.gone
        found = []
        if self.prospects + gone < other.prospects:
            found.append(f"{self.prospects} prospects instead of {other.prospects}")
        if self.announcements < other.announcements:
            found.append(f"{self.announcements} announcements instead of {other.announcements}")
        return " and ".join(found)


def known(con: Connection) -> Known:
    """What an open database knows. Raises what DuckDB raises where it is none of ours."""
    return Known(*con.execute(question("known")).fetchall()[0])


def known_of(file: Path) -> Known | None:
    """What a database file knows; None where there is none, or none of ours, or it cannot be read."""
    if not file.exists() or oddity(file):
        return None
    try:
        con = connect(file, read_only=True)
        try:
            return known(con)
        finally:
            con.close()
    except duckdb.Error:
        return None
