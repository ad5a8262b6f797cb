"""The lake: the views of the published copy as tables of DuckLake, which many may read while the next run writes them.

A run changes only the rows that differ, all views in one transaction (a state, DuckLake's snapshot), so a reader sees
the whole of one run. What grows is bounded:

- a state that a newer one replaced can be read for `lake_keep_hours`; the files that only it needed are deleted when
  that time has gone by once more, for somebody may have begun to read it late;
- a table in more than MOST_FILES files is written anew, as one;
- where people were forgotten since a state was written, everything is written anew and every older state and file goes
  at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from callnow.errors import SettingError, StoreForeign
from callnow.model import stable_id
from callnow.paths import oddity, why_unwritable
from callnow.settings import StoreSettings
from callnow.store.connection import reading
from callnow.store.files import roll_back
from callnow.store.lake_connection import (
    HINT_CATALOG,
    METADATA,
    Lake,
    check_extensions,
    connected,
    read_lake,
    writing_lake,
)
from callnow.store.lake_trouble import noting_trouble
from callnow.store.rows import fetch
from callnow.store.schema import APPLICATION
from callnow.store.sql import Connection, duckdb_identifier, question, sql_literal

MOST_FILES = 64


@dataclass(frozen=True, slots=True)
class StateNote:
    """What is noted with each state: whose it is, how many people had been forgotten by then, which tables are ours."""

    home: str
    forgotten: int
    views: tuple[str, ...]


def check_lake(store: StoreSettings, home: Path) -> None:
    """Raises SettingError where a lake is set and what it needs is not installed: at once, not after the run."""
    lake = read_lake(store, home)
    if lake:
        check_extensions(lake)


def check_place(store: StoreSettings, home: Path) -> None:
    """Raises SettingError where a lake's catalog or its files cannot lie where the settings say."""
    lake = read_lake(store, home)
    if lake is None:
        return
    if lake.file:
        _check_writable(lake.file.parent, "store.lake")
        odd = oddity(lake.file) or ("" if _may_be_catalog(lake.file) else "it is a file of another program")
        if odd:
            raise SettingError(
                f"{lake.file} is not a catalog of DuckLake: {odd}", where="store.lake", hint=HINT_CATALOG
            )
    if "://" not in lake.data:
        _check_writable(Path(lake.data), "store.lake_data" if store.lake_data else "store.lake")


def _may_be_catalog(file: Path) -> bool:
    """Whether nothing lies there, or a database of DuckDB."""
    try:
        with file.open("rb") as opened:
            return opened.read(12)[8:] == b"DUCK"
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _check_writable(folder: Path, setting: str) -> None:
    """Raises SettingError unless the folder is one that can be written, or can be made."""
    if why := why_unwritable(folder):
        hint = "name another place, or give yourself the right to write there"
        raise SettingError(why, where=setting, hint=hint)


def publish_lake(published: Path, store: StoreSettings, home: Path) -> None:
    """Brings the lake, where one is set, to what the published copy holds. The caller holds the run lock.

    Raises SettingError where an extension is missing, and StoreError where the lake cannot be reached or written, or
    belongs to somebody else.
    """
    lake = read_lake(store, home)
    if lake is None:
        return
    with noting_trouble(home):
        _publish_to(lake, published, home)


def _publish_to(lake: Lake, published: Path, home: Path) -> None:
    with reading(published) as copy:  # by itself: beside a lake, DuckDB lists columns of all that is attached
        views = fetch(copy, question("views"))
    with connected(lake) as con:
        con.execute(f"ATTACH {sql_literal(str(published))} AS news (READ_ONLY)")
        with writing_lake(con, lake):
            some_were_forgotten = _write_views(con, views, lake, stable_id("home", str(home)))
        with writing_lake(con, lake):  # apart, so that the new state is there whatever becomes of the old files
            if some_were_forgotten:
                _remove_all_old(con, lake)
            else:
                _remove_expired(con, lake.keep)


def _write_views(con: Connection, views: list[dict[str, Any]], lake: Lake, home: str) -> bool:
    """Writes a new state where something changed. Returns whether older states tell of people forgotten since."""
    tables = {table["view"]: int(table["files"] or 0) for table in fetch(con, question("lake_tables"))}
    notes = _notes(con)
    _refuse_foreign(lake, tables, notes, home)
    forgotten = int(fetch(con, "SELECT coalesce(sum(people), 0) AS people FROM news.forgotten")[0]["people"])
    some_were_forgotten = any(note.forgotten != forgotten for note in notes)
    with _transaction(con):
        for view in views:
            files = tables.get(view["view"], MOST_FILES + 1)
            if files <= MOST_FILES and not some_were_forgotten and _same_columns(con, view["view"]):
                _change(con, view["view"])
            else:
                _write_anew(con, view["view"])
            _describe(con, view)
        names = tuple(view["view"] for view in views)
        for dropped in tables.keys() - set(names):
            con.execute(f"DROP TABLE {_in_lake(dropped)}")
        noted = json.dumps(asdict(StateNote(home, forgotten, names)))
        con.execute("CALL ducklake_set_commit_message('lake', $1, 'published', extra_info => $2)", [APPLICATION, noted])
    return some_were_forgotten


@contextmanager
def _transaction(con: Connection) -> Iterator[None]:
    """One transaction, ended here also where it failed: where the connection to PostgreSQL is gone, DuckDB cannot end
    it by itself when it is closed, and ends the process instead."""
    con.execute("BEGIN TRANSACTION")
    try:
        yield
        con.execute("COMMIT")
    except BaseException:
        roll_back(con)
        raise


def _change(con: Connection, view: str) -> None:
    """Deletes the rows that the view does not have (any more), then adds those that the table does not have (yet)."""
    table, source = _in_lake(view), _source(view)
    con.execute(f"DELETE FROM {table} AS kept WHERE kept NOT IN (SELECT wanted FROM {source} AS wanted)")
    new = f"SELECT wanted.* FROM {source} AS wanted WHERE wanted NOT IN (SELECT kept FROM {table} AS kept)"
    con.execute(f"INSERT INTO {table} {new}")


def _same_columns(con: Connection, view: str) -> bool:
    """Whether a table still has the columns of its view; an update of callnow may change them."""
    table, source = (con.execute(f"DESCRIBE {name}").fetchall() for name in (_in_lake(view), _source(view)))
    return [column[:2] for column in table] == [column[:2] for column in source]


def _write_anew(con: Connection, view: str) -> None:
    con.execute(f"CREATE OR REPLACE TABLE {_in_lake(view)} AS FROM {_source(view)}")


def _describe(con: Connection, view: dict[str, Any]) -> None:
    """Says of a table and its columns what they hold, where the lake does not say so yet."""
    table = _in_lake(view["view"])
    said = fetch(con, question("lake_comments"), {"table": view["view"]})
    before = {row["part"]: row["comment"] for row in said}
    wanted = {"": view["holds"], **dict(zip(view["columns"], view["columns_hold"], strict=True))}
    for part, holds in wanted.items():
        if before.get(part) != holds:
            what = f"COLUMN {table}.{duckdb_identifier(part)}" if part else f"TABLE {table}"
            con.execute(f"COMMENT ON {what} IS {sql_literal(holds)}")


def _remove_expired(con: Connection, keep: timedelta) -> None:
    """Ends the states that are older than `keep`, and deletes what was of no use to any state for as long."""
    before = f"now() - INTERVAL {round(keep.total_seconds())} SECOND"
    con.execute(f"CALL ducklake_expire_snapshots('lake', older_than => {before})")
    con.execute(f"CALL ducklake_cleanup_old_files('lake', older_than => {before})")
    con.execute(f"CALL ducklake_delete_orphaned_files('lake', older_than => {before})")


def _remove_all_old(con: Connection, lake: Lake) -> None:
    """Leaves nothing but the newest state: no file, and no value in the catalog, that tells of what was before."""
    con.execute("CALL ducklake_expire_snapshots('lake', older_than => now() + INTERVAL 1 DAY)")
    con.execute("CALL ducklake_cleanup_old_files('lake', cleanup_all => true)")
    con.execute("CALL ducklake_delete_orphaned_files('lake', cleanup_all => true)")
    if lake.file is None:
        sql = question("lake_rewrite_catalog")
        con.execute("CALL postgres_execute($1, $2, use_transaction => false)", [METADATA, sql])


def _notes(con: Connection) -> list[StateNote]:
    """The notes of the states that callnow wrote, oldest first."""
    states = fetch(con, question("lake_states"))
    found: list[dict[str, Any]] = [json.loads(state["note"]) for state in states if state["author"] == APPLICATION]
    return [StateNote(note["home"], note["forgotten"], tuple(note["views"])) for note in found]


def _refuse_foreign(lake: Lake, tables: Iterable[str], notes: list[StateNote], home: str) -> None:
    """A lake is one home's own: states and files of others would be deleted by our rule."""
    hint = "name a catalog and a folder of its own in `[store] lake` and `lake_data`"
    if any(note.home != home for note in notes):
        raise StoreForeign("another home of callnow publishes there", where=lake.name, hint=hint)
    ours = {view for note in notes for view in note.views}
    theirs = sorted(set(tables) - ours)
    if theirs:
        raise StoreForeign(f"holds tables that callnow did not write: {', '.join(theirs)}", where=lake.name, hint=hint)


def _source(view: str) -> str:
    return f"news.main.{duckdb_identifier(view)}"


def _in_lake(view: str) -> str:
    return f"lake.main.{duckdb_identifier(view)}"
