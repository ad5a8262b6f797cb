"""Forgetting people and telling what is held of them: prospects are personal data."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from callnow.store.import_steps import drop_imports
from callnow.store.records import forget_pairs
from callnow.store.rows import delete_rows, fetch, many
from callnow.store.sql import Connection, question

# Where else a person may be named: tables with their key; of some, only these columns hold words of people.
WORDED = {
    "announcement": "id",
    "company_event": "id",
    "report": "event_id",
    "match": "event_id",
    "trigger": "id",
    "touch": "id",
    "correction": "id",
    "second_reading": "rowid",  # its own key is four columns
    "prospect": "id",
    "record": "row_id",
    "delivery": "id",
    "activity": "id",
}
ONLY = {  # names and numbers of others stay theirs
    "prospect": ("title", "tags", "notes"),
    "delivery": ("last_error",),
    "activity": ("detail",),
}
WORDS = ("VARCHAR", "VARCHAR[]", "JSON")
FEW, MANY = 16, 2000  # so few patterns in so many texts are found faster by DuckDB, which takes long to read a pattern
MARK = "forgetting:"  # with the id of a forgetting, the key in `meta` of what it removed


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much was removed. `mentions` counts texts of others, and news, in which something was blanked."""

    people: int = 0
    touches: int = 0
    triggers: int = 0
    deliveries: int = 0
    mentions: int = 0


def held_of(con: Connection, prospect_id: str) -> dict[str, Any]:
    """Everything that is held of one prospect, and of who was merged into them, by its kind; plain JSON values."""
    (row,) = fetch(con, question("held_of"), {"id": prospect_id})
    return {name: json.loads(value) if value else None for name, value in row.items()}


def trigger_ids_of(con: Connection, prospects: Sequence[str]) -> list[str]:
    """The ids of all triggers of these prospects, whatever their state."""
    rows = fetch(
        con,
        "SELECT id FROM trigger WHERE prospect_id IN (SELECT unnest($ids::JSON::VARCHAR[]))",
        {"ids": many(prospects)},
    )
    return [row["id"] for row in rows]


def forget_people(con: Connection, prospects: Sequence[str], today: date, reason: str) -> Forgotten:
    """Removes people with their touches, triggers and outbox rows, and counts that in `forgotten`. No import can be
    taken back any more: what it would put back may tell of them."""
    drop_imports(con)
    return remove_people(con, prospects, today, reason)


def remove_people(con: Connection, prospects: Sequence[str], today: date, reason: str) -> Forgotten:
    """The same, for people who are of no import but one that is being taken back."""
    ids, triggers = list(prospects), trigger_ids_of(con, prospects)
    deliveries = delete_rows(con, "delivery", "trigger_id", triggers)
    gone = Forgotten(
        triggers=delete_rows(con, "trigger", "id", triggers),
        touches=delete_rows(con, "touch", "prospect_id", ids),
        people=delete_rows(con, "prospect", "id", ids),
        deliveries=deliveries,
    )
    delete_rows(con, "snooze", "trigger_id", triggers)
    delete_rows(con, "woken", "trigger_id", triggers)
    delete_rows(con, "told_with", "trigger_id", triggers)
    delete_rows(con, "also_answered", "trigger_id", triggers)
    everywhere = [*ids, *_delete_merged(con, ids)]
    forget_pairs(con, everywhere)
    delete_rows(con, "activity", "prospect_id", everywhere)
    delete_rows(con, "record", "prospect_id", ids)
    delete_rows(con, "rhythm", "prospect_id", ids)
    delete_rows(con, "click", "prospect_id", everywhere)
    con.execute(question("drop_employers_unused"))
    counts = {"people": gone.people, "touches": gone.touches, "triggers": gone.triggers, "deliveries": gone.deliveries}
    con.execute(question("count_forgotten"), {"day": today, "reason": reason, **counts})
    return gone


def forgotten_by(con: Connection, forgetting: str) -> Forgotten | None:
    """What a forgetting has removed, None where its transaction was never committed."""
    rows = fetch(con, "SELECT value FROM meta WHERE key = $key", {"key": MARK + forgetting})
    return Forgotten(**json.loads(rows[0]["value"])) if rows else None


def note_forgotten(con: Connection, forgetting: str, gone: Forgotten, unfinished: Sequence[str]) -> None:
    """Notes, in the transaction that removes, what a forgetting has removed; such notes of finished ones go."""
    con.execute(
        "DELETE FROM meta WHERE starts_with(key, $mark) AND key NOT IN (SELECT unnest($kept::JSON::VARCHAR[]))",
        {"mark": MARK, "kept": many(MARK + id for id in unfinished)},
    )
    con.execute("INSERT INTO meta VALUES ($1, $2)", [MARK + forgetting, json.dumps(asdict(gone))])


def last_forgotten(con: Connection) -> date | None:
    """The last day on which anybody was forgotten."""
    day: date | None = fetch(con, "SELECT max(forgotten_on) AS day FROM forgotten")[0]["day"]
    return day


def blank_words(con: Connection, patterns: Sequence[str], blank: Callable[[str], str]) -> int:
    """Rewrites with `blank` every text in which that changes something. Returns how many those were.

    Each such text is found by one of `patterns`.
    """
    changed = 0
    for table, key, column in _worded_columns(con):
        for row in _texts(con, table, key, column, patterns):
            anew = _blanked(row["held"], blank)
            if anew != row["held"]:
                con.execute(
                    f"UPDATE {table} SET {column} = $held WHERE {key} = $key", {"key": row["key"], "held": anew}
                )
                changed += 1
    return changed


def still_naming(con: Connection, patterns: Sequence[str], tells: Callable[[str], bool]) -> list[tuple[str, str]]:
    """Where people are named that blanking must not reach, as table and value: names of feeds, of companies."""
    blanked = {(table, column) for table, _, column in _worded_columns(con)}
    columns = [(table, column) for table, column, _ in _text_columns(con) if (table, column) not in blanked]
    return [
        (table, str(row["held"]))
        for table, column in columns
        if table != "meta" and not _is_key(column)
        for row in _texts(con, table, "NULL", column, patterns)
        if tells(str(row["held"]))
    ]


def texts_naming(con: Connection, patterns: Sequence[str], tells: Callable[[str], bool]) -> int:
    """In how many texts, of those that are blanked, people are named. What records were given is no text of its own:
    their prospect has it."""
    return sum(
        any(map(tells, row["held"] if isinstance(row["held"], list) else (row["held"],)))
        for table, key, column in _worded_columns(con)
        if table != "record"
        for row in _texts(con, table, key, column, patterns)
    )


def _texts(con: Connection, table: str, key: str, column: str, patterns: Sequence[str]) -> list[dict[str, Any]]:
    """The values of a column that are found by one of the patterns, or where that takes longer, all."""
    told = f"to_json({column})::VARCHAR"
    found = " OR ".join(f"regexp_matches({told}, ${n})" for n in range(1, len(patterns) + 1))
    by_pattern = 0 < len(patterns) <= FEW and _rows(con, table) >= MANY
    where = f"({found})" if by_pattern else f"{column} IS NOT NULL"
    sql = f"SELECT {key} AS key, {column} AS held FROM {table} WHERE {where}"
    return fetch(con, sql, list(patterns) if by_pattern else ())


def _rows(con: Connection, table: str) -> int:
    sql = "SELECT estimated_size AS n FROM duckdb_tables() WHERE table_name = $table"
    return int(fetch(con, sql, {"table": table})[0]["n"])


def _worded_columns(con: Connection) -> list[tuple[str, str, str]]:
    """Table, key and column of all that holds words; ids are none."""
    return [
        (table, WORDED[table], column)
        for table, column, _ in _text_columns(con)
        if table in WORDED and not _is_key(column) and column in ONLY.get(table, (column,))
    ]


def _text_columns(con: Connection) -> list[tuple[str, str, str]]:
    """Table, column and type of all texts; what views show stands in their tables."""
    columns = con.execute(
        "SELECT c.table_name, c.column_name, c.data_type FROM duckdb_columns() c "
        "JOIN duckdb_tables() t USING (table_oid) WHERE NOT c.internal"
    ).fetchall()
    return [(table, column, kind) for table, column, kind in columns if kind in WORDS]


def _is_key(column: str) -> bool:
    return column == "id" or column.endswith("_id")


def _blanked(held: Any, blank: Callable[[str], str]) -> Any:
    return [blank(part) for part in held] if isinstance(held, list) else blank(held)


def last_heard_of(con: Connection, zone: str) -> dict[str, date]:
    """The last day (in that time zone) of each prospect that counts as contact, by id: the import, the last touch, a
    promised day."""
    rows = fetch(con, question("last_heard_of"), {"zone": zone})
    return {row["id"]: row["last_contact"] for row in rows if row["last_contact"]}


def _delete_merged(con: Connection, ids: Sequence[str]) -> list[str]:
    """Removes what was merged into these people. Returns the ids it had."""
    merges = "DELETE FROM merged WHERE prospect_id IN (SELECT unnest($ids::JSON::VARCHAR[])) RETURNING id"
    return [row["id"] for row in fetch(con, merges, {"ids": many(ids)})]
