"""What statements of SQL are made of: the connection, the texts in queries/, names and texts in quotes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import duckdb

QUERIES = Path(__file__).parent / "queries"
Connection = duckdb.DuckDBPyConnection


@cache
def question(name: str) -> str:
    """The text of one query in queries/."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def duckdb_identifier(name: str) -> str:
    """A name quoted for use in SQL."""
    return '"' + name.replace('"', '""') + '"'


def sql_literal(text: str) -> str:
    """A text quoted for use in SQL."""
    return "'" + text.replace("'", "''") + "'"
