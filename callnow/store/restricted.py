"""One recruiter's part of the database: what they may see, whatever is asked, and that they change nothing of others.

Tables that hold people are hidden behind temporary views of the same names, which DuckDB looks up first. So a query
needs no condition of its own, and one that is new cannot forget it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from callnow.store.rows import fetch, many
from callnow.store.sql import Connection, duckdb_identifier, question

OWN_PEOPLE = "(SELECT id FROM {of}.prospect WHERE owner = getvariable('viewer'))"
OWN_CALLS = f"(SELECT id FROM {{of}}.trigger WHERE prospect_id IN {OWN_PEOPLE})"
OWN_EMPLOYERS = "(SELECT employer_id FROM {of}.prospect WHERE owner = getvariable('viewer'))"
# What of a table is a recruiter's, by a column that it has; the first that fits counts.
BY_COLUMN = (
    ("prospect_id", f"prospect_id IN {OWN_PEOPLE}"),
    ("trigger_id", f"trigger_id IN {OWN_CALLS}"),
)
BY_TABLE = {
    "prospect": "owner = getvariable('viewer')",
    "employer": f"id IN {OWN_EMPLOYERS}",
    "person_pair": f"one IN {OWN_PEOPLE} AND other IN {OWN_PEOPLE}",
}


@dataclass(frozen=True, slots=True)
class _Hidden:
    """What hides the people of others in a database: the statements, and of each table of people what is one's own."""

    statements: tuple[str, ...]
    own: dict[str, str]
    with_id: tuple[str, ...]  # those of these tables that have a column id


_HIDDEN: dict[str, _Hidden] = {}  # by the name of a database; all have the newest schema, and asking for it takes long


def restrict(con: Connection, owner: str) -> None:
    """Shows in this connection, until it is closed, the people of `owner` alone, and what hangs on them."""
    unwatched = _unwatched(con, owner)
    for statement in _hidden(unwatched).statements:
        unwatched.execute(statement)


def names_others(con: Connection, owner: str, words: Iterable[str]) -> bool:
    """Whether one of `words` is the id of a row that `restrict` would hide: of another's person, call, contact …"""
    unwatched = _unwatched(con, owner)
    hidden = _hidden(unwatched)
    main = f"{_database(unwatched)}.main"
    rows = " UNION ALL ".join(
        f"SELECT id FROM {main}.{duckdb_identifier(table)} WHERE NOT ({hidden.own[table]})" for table in hidden.with_id
    )
    asked = f"SELECT id FROM ({rows}) WHERE id IN (SELECT unnest($ids::JSON::VARCHAR[])) LIMIT 1"
    return bool(fetch(unwatched, asked, {"ids": many(words)}))


def state_of_others(con: Connection, owner: str) -> tuple[Any, ...]:
    """What is kept of the people of others and was answered for them, as numbers that tell whether it changed.

    What everybody may do to them is left out: a verdict on news takes it off all lists, a new day brings calls back.
    """
    (row,) = fetch(con, question("state_of_others"), {"owner": owner})
    return tuple(row.values())


def _unwatched(con: Connection, owner: str) -> Connection:
    """The connection itself, which knows the recruiter then: a view of its own is not a write."""
    unwatched: Connection = getattr(con, "unwatched", con)
    unwatched.execute("SET VARIABLE viewer = $1", [owner])
    return unwatched


def _database(con: Connection) -> str:
    return duckdb_identifier(str(con.execute("SELECT current_database()").fetchall()[0][0]))


def _hidden(con: Connection) -> _Hidden:
    database = _database(con)
    if database not in _HIDDEN:
        _HIDDEN[database] = _find_hidden(con, database)
    return _HIDDEN[database]


def _find_hidden(con: Connection, database: str) -> _Hidden:
    columns: dict[str, set[str]] = defaultdict(set)
    for row in fetch(con, question("columns_of_tables")):
        columns[row["table_name"]].add(row["column_name"])
    own = {
        table: where.format(of=f"{database}.main") for table, known in columns.items() if (where := _own(table, known))
    }
    statements = [
        f"CREATE TEMP VIEW {name} AS SELECT * FROM {database}.main.{name} WHERE {where}"
        for name, where in ((duckdb_identifier(table), where) for table, where in own.items())
    ]
    of_people = set(own)
    for row in fetch(con, question("views_as_made")):  # those over what is hidden are made anew
        if of_people & set(re.findall(r"\w+", row["sql"])):
            of_people.add(row["view_name"])
            statements.append(row["sql"].replace("CREATE VIEW", "CREATE TEMP VIEW", 1))
    with_id = tuple(table for table in own if "id" in columns[table] and table != "employer")
    return _Hidden(tuple(statements), own, with_id)


def _own(table: str, columns: set[str]) -> str:
    """The condition on a row of this table to be the recruiter's; "" where it holds nothing of people."""
    by_column = (where for column, where in BY_COLUMN if column in columns)
    return BY_TABLE.get(table) or next(by_column, "")
