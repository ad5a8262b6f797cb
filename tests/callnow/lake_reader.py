"""An analyst's own DuckDB: attaches a lake and asks it. Run as a program, it counts until the writer has ended.

    lake_reader.py ADDRESS STOP

prints a line a state that it saw, `announcements events newest`, until the file STOP is there. A catalog in a file is
attached anew for each look; one in PostgreSQL once.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

COUNTS = (
    "SELECT count(*) FROM lake.announcements",
    "SELECT count(*) FROM lake.company_events",
    "SELECT max(title) FROM lake.announcements",
)


def extension(name: str) -> str:
    """The file of an extension, where its package has it."""
    return str(files(f"duckdb_extension_{name}") / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension")


@contextmanager
def analyst() -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB with the extensions of a lake; what is left out of an address, PGPASSWORD says."""
    with duckdb.connect(config={"threads": 1}) as con:  # three of them look while one writes
        for name in ("ducklake", "postgres_scanner"):
            con.execute(f"LOAD '{extension(name)}'")
        con.execute("SET TimeZone = 'UTC'")
        yield con


def ask_lake(address: str | Path, sql: str) -> list[tuple[Any, ...]]:
    """The rows of one question to the lake, which is attached as `lake`."""
    with analyst() as con:
        con.execute(f"ATTACH 'ducklake:{address}' AS lake (READ_ONLY)")
        return con.execute(sql).fetchall()


def look(con: duckdb.DuckDBPyConnection) -> str:
    """What three questions of one transaction answer."""
    con.execute("BEGIN TRANSACTION")
    seen = [con.execute(sql).fetchall()[0][0] for sql in COUNTS]
    con.execute("COMMIT")
    return " ".join(map(str, seen))


def main(address: str, stop: Path) -> None:
    """Looks again and again; a state that is the same as before is not printed. Ends with its parent, too."""
    attach, before = f"ATTACH 'ducklake:{address}' AS lake (READ_ONLY)", ""
    parent = os.getppid()
    with analyst() as con:
        con.execute(attach)
        while True:
            last = stop.exists() or os.getppid() != parent
            if not address.startswith("postgres:"):
                con.execute("DETACH lake")
                con.execute(attach)
            if (seen := look(con)) != before:
                before = seen
                sys.stdout.write(f"{seen}\n")
                sys.stdout.flush()
            if last:
                return
            time.sleep(0.1)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
