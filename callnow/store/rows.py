"""Values to rows and back: one row a dataclass, one column a field.

Lists of explained parts (features, candidates) are JSON columns; tuples of text are VARCHAR[], but JSON in triggers, so
that one which is made anew as it was is not written anew (migration 0036); times are UTC.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache, lru_cache
from itertools import count, groupby, islice
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import duckdb

T = TypeVar("T")

# Fields whose column has another name: one that DuckDB reserves, one that people's own queries know it by.
COLUMN_OF = {"at": "touched_at", "certainty": "planning"}
AT_ONCE = 5000  # rows in one statement
# Ids that a question names one by one: of more than 50 in a list, DuckDB reads all columns of all rows
MOST_NAMED = 100
_MOMENT = "TIMESTAMP WITH TIME ZONE"  # the type of the columns that hold a time


def to_row(value: Any) -> dict[str, Any]:
    """The columns of a dataclass, as plain JSON values."""
    return {COLUMN_OF.get(f.name, f.name): _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}


def from_row(kind: type[T], row: Mapping[str, Any]) -> T:
    """The dataclass of a row; columns it has no field for are passed over."""
    (value,) = _made(kind, tuple(row), [tuple(row.values())])
    return value


def many(ids: Iterable[str]) -> str:
    """Ids as one parameter of a query, which takes them apart by `unnest($ids::JSON::VARCHAR[])`.

    As a list of Python's, ten times as many take a hundred times as long: 10,000 take two seconds.
    """
    return json.dumps(list(ids))


def add_rows(
    con: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Mapping[str, Any]], *, replace: bool = False
) -> int:
    """Adds rows, or with `replace` overwrites those whose key is known. Returns how many were written.

    The rows travel as JSON in one parameter, which loads 100,000 a second; executemany loads 1,400. DuckDB takes up to
    20 KB a row to read it: many rows go in several statements.
    """
    waiting, written, sql = iter(rows), 0, ""
    while some := list(islice(waiting, AT_ONCE)):
        sql = sql or _insertion(con, table, some[0], "INSERT OR REPLACE" if replace else "INSERT OR IGNORE")
        written += change_rows(con, sql, [_dumps(some)])
    return written


def _insertion(con: duckdb.DuckDBPyConnection, table: str, row: Mapping[str, Any], verb: str) -> str:
    """The statement that adds rows like this one, which travel as JSON."""
    # Asking the table itself takes a fifth of what duckdb_columns() takes.
    described = con.execute(f"SELECT * FROM {table} LIMIT 0").description or ()
    columns = {column[0]: str(column[1]) for column in described}
    spec = json.dumps([{name: _spec(columns[name]) for name in row}])
    return f"{verb} INTO {table} BY NAME SELECT unnest(from_json($1, '{spec}'), max_depth := 2)"


def add(con: duckdb.DuckDBPyConnection, table: str, values: Iterable[Any], *, replace: bool = False) -> int:
    """Adds dataclasses as rows; see add_rows."""
    return add_rows(con, table, map(to_row, values), replace=replace)


def fetch(
    con: duckdb.DuckDBPyConnection, sql: str, parameters: Mapping[str, Any] | Sequence[Any] = ()
) -> list[dict[str, Any]]:
    """The rows of a query, as dicts; see fetch_table for columns of one name."""
    return fetch_table(con, sql, parameters)[1]


def fetch_table(
    con: duckdb.DuckDBPyConnection, sql: str, parameters: Mapping[str, Any] | Sequence[Any] = ()
) -> tuple[list[str], list[dict[str, Any]]]:
    """The names of a query's columns, and its rows as dicts. Names that come again are numbered as in DuckDB's own
    tables: title, title_1."""
    cursor = con.execute(sql, parameters or None)
    columns = cursor.description or ()
    names = _told_apart([column[0] for column in columns])
    moments = [name for name, column in zip(names, columns, strict=True) if str(column[1]) == _MOMENT]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    for row in rows if moments else ():
        for name in moments:
            if isinstance(row[name], datetime):  # of a year that Python does not know DuckDB gives text
                row[name] = row[name].astimezone(UTC)
    return names, rows


def _told_apart(names: list[str]) -> list[str]:
    if len(set(names)) == len(names):
        return names
    apart: list[str] = []
    for name in names:
        numbered = (f"{name}_{number}" for number in count(1))
        apart.append(name if name not in apart else next(other for other in numbered if other not in {*apart, *names}))
    return apart


def fetch_as(
    con: duckdb.DuckDBPyConnection, kind: type[T], sql: str, parameters: Mapping[str, Any] | Sequence[Any] = ()
) -> list[T]:
    """The rows of a query, each as this dataclass; columns it has no field for are passed over."""
    cursor = con.execute(sql, parameters or None)
    names = tuple(column[0] for column in cursor.description or ())
    return _made(kind, names, cursor.fetchall())


def fetch_by_id(con: duckdb.DuckDBPyConnection, kind: type[T], table: str, ids: Sequence[str]) -> list[T]:
    """The rows of a table that have these ids, each as this dataclass, in the order of the table."""
    if not ids:
        return []
    ids = list(dict.fromkeys(ids))
    few = len(ids) <= MOST_NAMED
    among = ", ".join("?" * len(ids)) if few else "SELECT unnest(?::JSON::VARCHAR[])"
    return fetch_as(con, kind, f"SELECT * FROM {table} WHERE id IN ({among})", ids if few else [many(ids)])


def fetch_one(
    con: duckdb.DuckDBPyConnection, kind: type[T], sql: str, parameters: Mapping[str, Any] | Sequence[Any] = ()
) -> T | None:
    """The first row of a query as this dataclass; None where there is none."""
    return next(iter(fetch_as(con, kind, sql, parameters)), None)


def known_ids(con: duckdb.DuckDBPyConnection, table: str, ids: Iterable[str]) -> set[str]:
    """Those of these ids that rows of a table have."""
    asked = f"SELECT id FROM {table} WHERE id IN (SELECT unnest($ids::JSON::VARCHAR[]))"
    return {row["id"] for row in fetch(con, asked, {"ids": many(ids)})}


def change_rows(con: duckdb.DuckDBPyConnection, sql: str, parameters: Mapping[str, Any] | Sequence[Any] = ()) -> int:
    """Carries out a statement that adds, changes or deletes rows. Returns how many."""
    done = con.execute(sql, parameters or None).fetchone()
    return int(done[0]) if done else 0


def delete_rows(con: duckdb.DuckDBPyConnection, table: str, column: str, ids: Iterable[str]) -> int:
    """Deletes the rows of a table whose `column` is one of these ids. Returns how many."""
    gone = f"DELETE FROM {table} WHERE {column} IN (SELECT unnest($ids::JSON::VARCHAR[]))"
    return change_rows(con, gone, {"ids": many(ids)})


def _utc(value: Any) -> Any:
    """A time in UTC: one that a query gives without a zone (DuckDB reads those ten times as fast) is in UTC already."""
    if not isinstance(value, datetime):
        return value
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def _day(value: Any) -> Any:
    """A day, which JSON holds as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _spec(data_type: str) -> str | list[str]:
    return [data_type[:-2]] if data_type.endswith("[]") else data_type


def _dumps(rows: list[Mapping[str, Any]]) -> str:
    try:
        text = json.dumps(rows, ensure_ascii=False)
        text.encode()
    except UnicodeEncodeError:  # a lone surrogate from a hostile feed
        text = text.encode("utf-8", "replace").decode()
    return text.replace("\\u0000", "")  # DuckDB refuses NUL inside JSON text


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return to_row(value)
    if isinstance(value, (tuple, list)):
        return [_plain(part) for part in value]
    return value


def _made(kind: type[T], columns: tuple[str, ...], rows: Sequence[Sequence[Any]]) -> list[T]:
    """The dataclass of each row of these columns. Thousands are made at once: a column at a time, not a value."""
    fields, leading = _fields(typing.cast("typing.Hashable", kind), columns)
    if not (rows and fields):
        return [kind() for _ in rows]
    of_columns = list(zip(*rows, strict=True))
    values = [field.made(of_columns[field.place]) for field in fields]
    if leading:
        return list(map(kind, *values))
    names = [field.name for field in fields]
    return [kind(**dict(zip(names, row, strict=True))) for row in zip(*values, strict=True)]


@dataclasses.dataclass(frozen=True, slots=True)
class _Field:
    """A field of a dataclass, where its column stands among those of a query, and what makes its value of one there."""

    name: str
    place: int
    is_text: bool
    typed: Callable[[Any], Any] | None

    def made(self, values: Sequence[Any]) -> Iterable[Any]:
        """Its values."""
        if self.typed:
            return map(self.typed, values)
        return [value or "" for value in values] if self.is_text and None in values else values


@cache
def _fields(kind: Any, columns: tuple[str, ...]) -> tuple[list[_Field], bool]:
    """The fields that have one of these columns, and whether they are the first ones of the dataclass."""
    hints, names = typing.get_type_hints(kind), [f.name for f in dataclasses.fields(kind)]
    place_of = {column: place for place, column in enumerate(columns)}
    fields = [
        _Field(name, place_of[column], hints[name] is str, _typed(hints[name]))
        for name in names
        if (column := COLUMN_OF.get(name, name)) in place_of
    ]
    return fields, [field.name for field in fields] == names[: len(fields)]


class _Members(dict[Any, Any]):
    """The members of an Enum by value; asks the Enum itself for one that is not among them, which says so."""

    def __init__(self, kind: type[Enum]) -> None:
        super().__init__({member.value: member for member in kind})
        self.kind = kind

    def __missing__(self, value: Any) -> Any:
        return self.kind(value)


def _typed(hint: Any) -> Callable[[Any], Any] | None:
    """What makes a value of this type of what stands in its column; None where it is one already."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        present = _typed(next(a for a in arguments if a is not type(None)))
        return present and (lambda value: None if value is None else present(value))
    if origin is tuple:
        parts = _parts(arguments[0])
        return lambda value: parts(json.loads(value) if isinstance(value, str) else value or ())
    if dataclasses.is_dataclass(hint):
        of = typing.cast("type[Any]", hint)
        of_text = lru_cache(maxsize=64)(lambda text: from_row(of, json.loads(text)))  # most rows hold the same: {}
        return lambda value: of_text(value) if isinstance(value, str) else from_row(of, value or {})
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _Members(hint).__getitem__
    return _utc if hint is datetime else _day if hint is date else None


def _parts(hint: Any) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """What makes a tuple of values of this type of a list in a column; dataclasses of the same columns at once."""
    if not dataclasses.is_dataclass(hint):
        part = _typed(hint)
        return (lambda values: tuple(map(part, values))) if part else tuple
    kind = typing.cast("type[Any]", hint)

    def made(values: Sequence[Mapping[str, Any]]) -> tuple[Any, ...]:
        alike = groupby(values, key=tuple)
        return tuple(one for columns, rows in alike for one in _made(kind, columns, [tuple(r.values()) for r in rows]))

    return made
