"""The schema of a database file: its number, and the numbered migrations that bring it up to date."""

from __future__ import annotations

from pathlib import Path

import duckdb

from callnow.errors import StoreDamaged, StoreForeign, StoreNewer
from callnow.store.files import RECOVER, TROUBLE, closed_at_the_end, connect, copy_of, first_line
from callnow.store.sql import Connection

MIGRATIONS = Path(__file__).parent / "migrations"
APPLICATION = "callnow"
ANOTHER_HOME = "name another home with --home"


def migrations() -> list[tuple[int, Path]]:
    """The numbered migration files, in order."""
    return sorted((int(file.name[:4]), file) for file in MIGRATIONS.glob("[0-9]*.sql"))


def newest() -> int:
    """The number of the schema that this version writes."""
    return migrations()[-1][0]


def schema_of(con: Connection, file: Path) -> int:
    """The number of the schema that an open file has, 0 where it holds no table. Raises StoreForeign over another's."""
    try:
        facts = dict(con.execute("SELECT key, value FROM meta WHERE key IN ('schema', 'application')").fetchall())
        number = int(facts.get("schema", "0"))
    except duckdb.CatalogException:
        if con.execute("SELECT table_name FROM duckdb_tables()").fetchall():
            raise StoreForeign("holds tables of another program", where=str(file), hint=ANOTHER_HOME) from None
        return 0
    except (duckdb.BinderException, ValueError, TypeError):
        raise StoreForeign(
            "its table meta is not as callnow writes it",
            where=str(file),
            hint=f"{ANOTHER_HOME}; where this was callnow's, move it away: `callnow recover` takes the copy",
        ) from None
    if facts.get("application") != APPLICATION:
        raise StoreForeign("was not written by callnow", where=str(file), hint=ANOTHER_HOME)
    if number > newest():
        raise StoreNewer(f"was written by a newer callnow (schema {number})", where=str(file), hint="update callnow")
    return number


def refuse_empty(schema: int, database: Path) -> None:
    """Raises StoreDamaged over a database without tables: it was begun and left, or is not a database of ours."""
    if not schema:
        raise StoreDamaged("is empty: it holds no table", where=str(database), hint=RECOVER)


def migrate(con: Connection, database: Path) -> None:
    """Brings the schema to the newest number, each file in one transaction; refuses what is not ours.

    Raises StoreForeign over a schema that this version cannot bring up to date: the first versions changed migrations
    that homes had already gone through.
    """
    have = schema_of(con, database)
    if copy_of(database).exists():
        refuse_empty(have, database)
    try:
        for number, file in migrations():
            if number > have:
                con.execute("BEGIN TRANSACTION")
                _go_through(con, number, file)
                if have and number == newest() and (lacking := _columns_of_today() - _columns(con)):
                    raise duckdb.BinderException(f"it has no {min(lacking)}")
                con.execute("COMMIT")
    except duckdb.Error as error:
        if not have or isinstance(error, TROUBLE):
            raise
        raise StoreForeign(
            f"was begun by a callnow too old to be brought up to date (schema {have}: {first_line(error)})",
            where=str(database),
            hint="move the home away, begin anew with `callnow import`, and keep the old one until nothing is missed",
        ) from error


def _go_through(con: Connection, number: int, file: Path) -> None:
    con.execute(file.read_text(encoding="utf-8"))
    con.execute("INSERT OR REPLACE INTO meta VALUES ('application', $1), ('schema', $2)", [APPLICATION, str(number)])


def _columns_of_today() -> set[str]:
    """The columns of a database that goes through all migrations, one after the other."""
    with closed_at_the_end(connect(Path(":memory:"))) as con:
        for number, file in migrations():
            _go_through(con, number, file)
        return _columns(con)


def _columns(con: Connection) -> set[str]:
    sql = "SELECT table_name || '.' || column_name FROM duckdb_columns() WHERE NOT internal"
    return {name for (name,) in con.execute(sql).fetchall()}
