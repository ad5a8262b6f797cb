"""What the last imports wrote, row by row, so that each can be taken back."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from callnow.store.rows import add_rows, delete_rows, fetch, fetch_one, many
from callnow.store.sql import Connection

KEYS = {"merged": "id", "record": "row_id", "touch": "id", "rhythm": "prospect_id", "trigger": "id"}
"""The tables an import writes that nothing else tells again, and their keys. Prospects are made of records."""
KEPT = 10  # imports that can be taken back, one after the other
_SIGN = "md5(to_json(t)::VARCHAR)"


@dataclass(frozen=True, slots=True)
class ImportDone:
    """An import that can be taken back: its number, when it was, how many rows of which files."""

    number: int
    done_at: datetime
    what: str


@dataclass(frozen=True, slots=True)
class ImportStep:
    """A row that an import wrote, by its table and key: whose it is, as it was before (None: there was none), and
    whether it is still as the import left it."""

    part: str
    key: str
    prospect_id: str
    before: dict[str, Any] | None
    untouched: bool


@contextmanager
def noting_import(con: Connection, what: str) -> Iterator[None]:
    """Notes each row that is written meanwhile, in the transaction that is open; nothing where none is."""
    for table, key in KEYS.items():
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE before_{table} AS SELECT {key} AS key, prospect_id, {_SIGN} AS sign "
            f"FROM {table} t"
        )
    yield
    number = int(fetch(con, "SELECT coalesce(max(number), 0) + 1 AS n FROM import_done")[0]["n"])
    written = sum(_note_table(con, number, table, key) for table, key in KEYS.items())
    if written:
        con.execute("INSERT INTO import_done VALUES ($1, $2, $3)", [number, datetime.now(UTC), what])
        drop_imports(con, upto=number - KEPT)


def _note_table(con: Connection, number: int, table: str, key: str) -> int:
    """Notes what was written to one table. Returns how many rows."""
    changed = fetch(
        con,
        f"SELECT coalesce(now.key, was.key) AS key, coalesce(now.prospect_id, was.prospect_id) AS prospect_id, "
        f"       was.key IS NOT NULL AS known, now.sign AS after "
        f"FROM (SELECT {key} AS key, prospect_id, {_SIGN} AS sign FROM {table} t) now "
        f"FULL JOIN before_{table} was ON now.key = was.key WHERE now.sign IS DISTINCT FROM was.sign",
    )
    con.execute(f"DROP TABLE before_{table}")
    with closing(con.cursor()) as committed:  # which sees nothing of the transaction: the rows as they were
        images = _images(committed, table, key, [row["key"] for row in changed if row["known"]])
    steps = (
        {
            "import": number,
            "part": table,
            "key": row["key"],
            "prospect_id": row["prospect_id"],
            "before": images.get(row["key"]),
            "after": row["after"],
        }
        for row in changed
    )
    return add_rows(con, "import_step", steps)


def _images(con: Connection, table: str, key: str, keys: Collection[str]) -> dict[str, Any]:
    asked = (
        f"SELECT {key} AS key, to_json(t) AS image FROM {table} t WHERE {key} IN (SELECT unnest($ids::JSON::VARCHAR[]))"
    )
    con.execute("SET TimeZone = 'UTC'")
    return {row["key"]: json.loads(row["image"]) for row in fetch(con, asked, {"ids": many(keys)})} if keys else {}


def last_import(con: Connection) -> ImportDone | None:
    """The last import that can be taken back."""
    return fetch_one(con, ImportDone, "SELECT * FROM import_done ORDER BY number DESC LIMIT 1")


def steps_of(con: Connection, number: int) -> list[ImportStep]:
    """What an import wrote, beside what stands there now."""
    steps = []
    for table, key in KEYS.items():
        signs = f"SELECT {key} AS key, {_SIGN} AS sign FROM {table} t"
        asked = (
            f"SELECT s.key, s.prospect_id, s.before, s.after IS NOT DISTINCT FROM now.sign AS untouched "
            f"FROM import_step s LEFT JOIN ({signs}) now ON now.key = s.key "
            f"WHERE s.import = $number AND s.part = $part ORDER BY s.key"
        )
        for row in fetch(con, asked, {"number": number, "part": table}):
            before = json.loads(row["before"]) if row["before"] else None
            steps.append(ImportStep(table, row["key"], row["prospect_id"], before, bool(row["untouched"])))
    return steps


def put_back(con: Connection, steps: Iterable[ImportStep]) -> None:
    """Makes each of these rows what it was before the import."""
    taken = list(steps)
    for table, key in KEYS.items():
        new = [step.key for step in taken if step.part == table and step.before is None]
        delete_rows(con, table, key, new)
        add_rows(con, table, [step.before for step in taken if step.part == table and step.before], replace=True)


def drop_imports(con: Connection, since: int | None = None, upto: int | None = None) -> None:
    """What the imports from one number to another wrote, or all of them, cannot be taken back any more."""
    for table, column in (("import_step", "import"), ("import_done", "number")):
        within = f"{column} BETWEEN coalesce($1, {column}) AND coalesce($2, {column})"
        con.execute(f"DELETE FROM {table} WHERE {within}", [since, upto])


def noted_by_people(con: Connection, prospects: Sequence[str], steps: Iterable[ImportStep]) -> set[str]:
    """Those of these people of whom something was noted since: a contact, a pause, what was said by hand."""
    own = {(step.part, step.key) for step in steps if step.untouched}
    changed = {step.prospect_id for step in steps if step.part in ("record", "rhythm") and not step.untouched}
    asked = "SELECT {} AS key, prospect_id FROM {} WHERE prospect_id IN (SELECT unnest($ids::JSON::VARCHAR[]))"
    ids = {"ids": many(prospects)}
    rows = [("touch", row) for row in fetch(con, asked.format("id", "touch"), ids)]
    rows += [("record", row) for row in fetch(con, asked.format("row_id", "record"), ids)]
    since = {row["prospect_id"] for table, row in rows if (table, row["key"]) not in own}
    return (since | changed) & set(prospects)
