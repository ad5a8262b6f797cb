"""Bringing the last good copy back after a power loss, a full disk or a flipped bit."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path

from callnow.errors import StoreBusy, StoreError
from callnow.store.connection import reading, writing
from callnow.store.rows import fetch


def recover(database: Path, published: Path, now: datetime) -> str:
    """Makes the database usable again and says in words what was done and what is missing.

    A database that opens and reads through is left alone. Else it and its log are moved aside (never deleted) and the
    published copy, once it has been read through, takes their place. Raises StoreError where there is no good copy.
    """
    try:
        rows = _read_through(database)
        return f"{database}: nothing to mend, {rows} rows read through"
    except StoreBusy:
        raise
    except StoreError as error:
        damage = error.what
    except Exception as error:  # noqa: BLE001 - DuckDB raises many kinds over damaged pages; each means the same here
        damage = str(error).splitlines()[0]
    good = _check_copy(published)
    stamp = now.strftime("%Y%m%dT%H%M%S")
    moved = []
    for file in (database, database.with_name(database.name + ".wal")):
        if file.exists():
            aside = file.with_name(f"{file.name}.damaged-{stamp}")
            os.replace(file, aside)
            moved.append(aside.name)
    fresh = database.with_suffix(".recovering")
    shutil.copyfile(published, fresh)
    os.replace(fresh, database)
    return (
        f"{database} was damaged ({damage}); moved aside as {', '.join(moved)}. "
        f"The copy published after {good} is in its place. "
        "Missing: whatever was read, logged or judged since; the next run reads the feeds again."
    )


def _read_through(database: Path) -> int:
    """Reads every value of every table; DuckDB checks each block's checksum on the way."""
    with writing(database, lock_wait=2.0) as con:
        tables = [row["table_name"] for row in fetch(con, "SELECT table_name FROM duckdb_tables() ORDER BY table_name")]
        return sum(int(fetch(con, f"SELECT count(hash(t)) AS n FROM {name} t")[0]["n"]) for name in tables)


def _check_copy(published: Path) -> str:
    """When the run ended after which the copy was published; raises StoreError where the copy cannot be read."""
    with reading(published) as con:
        last = fetch(con, "SELECT max(ended_at) AS ended FROM run")[0]["ended"]
        fetch(con, "SELECT count(hash(a)) FROM announcement a")
    return f"the run that ended {last:%Y-%m-%d %H:%M} UTC" if last else "an import, before any run"
