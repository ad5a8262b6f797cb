"""Questions of people who query: SQL against the published copy, saved questions, the list of views."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from callnow.errors import UsageError
from callnow.paths import DATA
from callnow.store.connection import question, reading
from callnow.store.rows import fetch


def ask(published: Path, sql: str) -> tuple[list[str], list[dict[str, Any]]]:
    """Columns and rows of one SQL question. Raises UsageError with DuckDB's own words where the SQL is off."""
    with reading(published) as con:
        try:
            con.execute("SET enable_external_access = false")  # a question reads the copy, never other files
            rows = fetch(con, sql)
            return [column[0] for column in con.description or ()], rows
        except duckdb.Error as error:
            raise UsageError(
                str(error).strip().splitlines()[0],
                where="query",
                mend="`callnow query --views` lists what can be asked",
            ) from None


def views(published: Path) -> list[dict[str, Any]]:
    """The views for people who query: name, what it holds, columns."""
    with reading(published) as con:
        return fetch(con, question("views"))


def saved_questions(folder: Path = DATA / "queries") -> dict[str, tuple[str, str]]:
    """Saved questions by name: what each answers (its first line), and its SQL."""
    found = {}
    for file in sorted(folder.glob("*.sql")):
        sql = file.read_text(encoding="utf-8")
        found[file.stem] = (sql.splitlines()[0].lstrip("- ").strip(), sql)
    return found
