"""Questions of people who query: SQL against the published copy, saved questions, the list of views."""

from __future__ import annotations

from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import duckdb

from callnow.errors import UsageError
from callnow.paths import DATA
from callnow.store.connection import reading
from callnow.store.rows import fetch, fetch_table
from callnow.store.sql import Connection, question, sql_literal

SHIPPED = DATA / "queries"
LIKE = 0.5  # how alike a mistyped name and the one that is proposed must be


def ask(
    published: Path, sql: str, now: datetime | None = None, zone: str = "UTC"
) -> tuple[list[str], list[dict[str, Any]]]:
    """Columns and rows of one SQL question. The views take `now` (the clock's where None) for now, and days of `zone`.

    Raises UsageError with DuckDB's own words where the SQL is off.
    """
    with reading(published) as con:
        take_for_now(con, now or datetime.now(UTC), zone)
        try:
            con.execute("SET enable_external_access = false")  # a question reads the copy, never other files
            _refuse_none_or_several(con, sql)
            return fetch_table(con, sql)
        except duckdb.Error as error:
            raise UsageError(
                _in_one_line(error), where="query", hint="`callnow query --views` lists what can be asked"
            ) from None


def _refuse_none_or_several(con: Connection, sql: str) -> None:
    """Raises UsageError where nothing but comments is said, or where an answer would be lost: only the last
    statement's is told."""
    statements = con.extract_statements(sql)
    if not statements:
        raise UsageError("nothing was asked", where="query", hint="give SQL that is more than a comment")
    if any(statement.type == duckdb.StatementType.SELECT for statement in statements[:-1]):
        raise UsageError("several questions at once", where="query", hint="ask one after the other")


def take_for_now(con: Connection, now: datetime, zone: str) -> None:
    """Makes views and saved questions take `now` for now, and days of `zone`, on this connection."""
    con.execute(f"SET VARIABLE callnow_now = {sql_literal(now.astimezone(UTC).isoformat())}::TIMESTAMPTZ")
    con.execute(f"SET VARIABLE callnow_zone = {sql_literal(zone)}")


def _in_one_line(error: duckdb.Error) -> str:
    """What DuckDB says of a question, and the name it proposes for a mistyped one."""
    what, *more = str(error).strip().splitlines()
    proposed = [line for line in more if line.startswith(("Did you mean", "Candidate bindings"))]
    return " ".join([what, *proposed[:1]])


def saved_or_sql(text: str, saved: dict[str, tuple[str, str]], published: Path) -> str:
    """The SQL of a saved question that is named, or what is SQL already.

    Raises UsageError over a single word that names none: it is not SQL either, but a name that was mistyped, or a view.
    """
    if text in saved:
        return saved[text][1]
    if not text.strip().replace("-", "_").isidentifier():
        return text
    known = [row["view"] for row in views(published)]
    if text in known:
        raise UsageError(f"{text!r} is a view", where="query", hint=f'ask for its rows: `callnow query "FROM {text}"`')
    close = get_close_matches(text.strip().lower().replace("-", "_"), [*saved, *known], n=1, cutoff=LIKE)
    meant = f"did you mean {close[0]!r}? " if close else ""
    raise UsageError(
        f"there is no saved question {text!r}", where="query", hint=f"{meant}`callnow query --saved` lists them"
    )


def views(published: Path) -> list[dict[str, Any]]:
    """The views for people who query: name, what it holds, columns."""
    with reading(published) as con:
        return fetch(con, question("views"))


def columns_of(published: Path, view: str) -> list[dict[str, Any]]:
    """The columns of a view: name, type, what each holds. Raises UsageError where there is no such view."""
    with reading(published) as con:
        columns = fetch(con, question("view_columns"), {"view": view})
        if columns:
            return columns
        known = [row["view"] for row in fetch(con, question("views"))]
    close = get_close_matches(view, known, n=1, cutoff=LIKE)
    meant = f"did you mean {close[0]!r}? " if close else ""
    raise UsageError(f"there is no view {view!r}", where="query", hint=f"{meant}there are: {', '.join(known)}")


def saved_questions(own: Path | None = None) -> dict[str, tuple[str, str]]:
    """Saved questions by name: what each answers (its first line), and its SQL. Those in the folder `own` of a home are
    read too, and count where one that ships has the same name."""
    saved = {}
    for folder in (SHIPPED, own) if own else (SHIPPED,):
        for file in sorted(folder.glob("*.sql")):
            sql = file.read_text(encoding="utf-8-sig", errors="replace")
            saved[file.stem] = ("".join(sql.splitlines()[:1]).lstrip("- ").strip(), sql)
    return saved
