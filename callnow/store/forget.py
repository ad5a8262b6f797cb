"""Forgetting people and telling what is held of them: prospects are personal data."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from callnow.store.connection import Connection, question
from callnow.store.rows import fetch

# Where else a person may be named: tables with their key. Names and numbers of other people stay theirs.
WORDED = {
    "announcement": "id",
    "company_event": "id",
    "report": "event_id",
    "match": "event_id",
    "trigger": "id",
    "touch": "id",
    "correction": "id",
    "second_reading": "rowid",  # its own key is four columns
}
WORDS = ("VARCHAR", "VARCHAR[]", "JSON")


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much was removed."""

    people: int = 0
    touches: int = 0
    triggers: int = 0
    deliveries: int = 0


def held_of(con: Connection, prospect_id: str) -> dict[str, Any]:
    """Everything that is held of one prospect: prospect, rhythm, touches, triggers, deliveries; plain JSON values."""
    (row,) = fetch(con, question("held_of"), {"id": prospect_id})
    return {name: json.loads(value) if value else None for name, value in row.items()}


def trigger_ids_of(con: Connection, prospects: Sequence[str]) -> list[str]:
    """The ids of all triggers of these prospects, whatever their state."""
    rows = fetch(
        con, "SELECT id FROM trigger WHERE prospect_id IN (SELECT unnest($ids::VARCHAR[]))", {"ids": list(prospects)}
    )
    return [row["id"] for row in rows]


def forget_people(con: Connection, prospects: Sequence[str], today: date, reason: str) -> Forgotten:
    """Removes people with their touches, triggers and outbox rows, and counts that in `forgotten`."""
    ids, triggers = list(prospects), trigger_ids_of(con, prospects)
    deliveries = _delete(con, "delivery", "trigger_id", triggers)
    gone = Forgotten(
        triggers=_delete(con, "trigger", "id", triggers),
        touches=_delete(con, "touch", "prospect_id", ids),
        people=_delete(con, "prospect", "id", ids),
        deliveries=deliveries,
    )
    _delete(con, "snooze", "trigger_id", triggers)
    _delete(con, "rhythm", "prospect_id", ids)
    con.execute(question("drop_employers_unused"))
    counts = {"people": gone.people, "touches": gone.touches, "triggers": gone.triggers, "deliveries": gone.deliveries}
    con.execute(question("count_forgotten"), {"day": today, "reason": reason, **counts})
    return gone


def blank_words(con: Connection, words: Sequence[str], blank: Callable[[str], str]) -> int:
    """Rewrites with `blank` every text that holds one of `words`, in any letters. Returns how many did."""
    changed = 0
    for table, key, column in [*_worded_columns(con), ("prospect", "id", "notes")]:
        rows = fetch(
            con,
            f"SELECT {key} AS key, {column} AS held FROM {table} WHERE "
            f"len(list_filter($words::VARCHAR[], lambda w: contains(lower(to_json({column})::VARCHAR), w))) > 0",
            {"words": [word.lower() for word in words]},
        )
        for row in rows:
            con.execute(
                f"UPDATE {table} SET {column} = $held WHERE {key} = $key",
                {"key": row["key"], "held": _blanked(row["held"], blank)},
            )
        changed += len(rows)
    return changed


def _worded_columns(con: Connection) -> list[tuple[str, str, str]]:
    """Table, key and column of all that holds words; ids are none."""
    columns = con.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal"
    ).fetchall()
    return [
        (table, WORDED[table], column)
        for table, column, data_type in columns
        if table in WORDED and data_type in WORDS and column != "id" and not column.endswith("_id")
    ]


def _blanked(held: Any, blank: Callable[[str], str]) -> Any:
    return [blank(part) for part in held] if isinstance(held, list) else blank(held)


def last_contacts(con: Connection) -> dict[str, date]:
    """The last day of each prospect that counts as contact, by id: the import, the last touch, a promised day."""
    return {row["id"]: row["last_contact"] for row in fetch(con, question("last_contacts")) if row["last_contact"]}


def _delete(con: Connection, table: str, column: str, ids: Sequence[str]) -> int:
    done = con.execute(
        f"DELETE FROM {table} WHERE {column} IN (SELECT unnest($ids::VARCHAR[]))", {"ids": list(ids)}
    ).fetchone()
    return int(done[0]) if done else 0
