"""Homes whose migrations were skipped, renumbered or changed once they had gone through them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from callnow.errors import StoreForeign
from callnow.store import schema
from callnow.store.connection import looking, opened, writing
from callnow.store.files import connect
from callnow.store.rows import add_rows, fetch
from tests.callnow.test_migrations import AT, EVENT

ITEM = {
    "id": "a", "source": "s", "title": "t", "text": "", "url": "", "published_at": AT, "fetched_at": AT,
    "date_known": True, "guid": "", "fingerprint": "", "issuer": "", "language": "en",
}  # fmt: skip
LATER_LINES = (",\n    also_called VARCHAR[] NOT NULL", "    title_as_written VARCHAR NOT NULL,\n")
AFTER_THE_FIRST = ("probability", "certain_from", "also_called")
Begun = Callable[..., Path]


@pytest.fixture
def begun(tmp_path: Path) -> Begun:
    """A database that went through the migrations up to a number but for some, and for some lines of them."""

    def begin(until: int, *skipped: int, without: tuple[str, ...] = ()) -> Path:
        database = tmp_path / "callnow.duckdb"
        with closing(connect(database)) as con:
            for number, file in schema.migrations():
                if number <= until and number not in skipped:
                    sql = file.read_text(encoding="utf-8")
                    for line in without:
                        sql = sql.replace(line, "")
                    con.execute(sql)
            con.execute("INSERT INTO meta VALUES ('application', 'callnow'), ('schema', $1)", [str(until)])
        return database

    return begin


def columns(database: Path) -> set[str]:
    with opened(database, 0) as con:
        return {
            row["name"] for row in fetch(con, "SELECT table_name || '.' || column_name AS name FROM duckdb_columns()")
        }


@pytest.mark.parametrize(
    ("until", "skipped", "without"),
    [
        (5, (), LATER_LINES),
        pytest.param(17, (14,), (), marks=pytest.mark.integration),
        pytest.param(22, (20,), (), marks=pytest.mark.integration),
        pytest.param(25, (23,), (), marks=pytest.mark.integration),
    ],
)
def test_what_a_home_lacks_is_added(
    until: int, skipped: tuple[int, ...], without: tuple[str, ...], begun: Begun, tmp_path: Path
) -> None:
    """A home that skipped a migration has every column after an update, keeps its rows, and can be written to."""
    database = begun(until, *skipped, without=without)
    event = {name: value for name, value in EVENT.items() if name not in AFTER_THE_FIRST}
    event |= {"confidence": 0.9} if without else {"probability": 0.9, "also_called": []}
    with closing(connect(database)) as con:
        add_rows(con, "announcement", [ITEM if without else ITEM | {"title_as_written": ""}])
        add_rows(con, "company_event", [event | {"id": "e", "planning": "announced"}])
    with looking(database, tmp_path / "news.duckdb") as con:
        assert [fetch(con, f"SELECT count(*) AS n FROM {t}")[0]["n"] for t in ("announcement", "company_event")] == [
            1,
            1,
        ]
    (fresh := tmp_path / "fresh").mkdir()
    assert columns(database) == columns(fresh / "callnow.duckdb")
    with writing(database) as con:
        assert add_rows(con, "announcement", [ITEM | {"id": "b", "title_as_written": "", "filings": []}]) == 1


@pytest.mark.parametrize(
    ("until", "skipped", "lacks"),
    [
        (8, 6, "certain_from"),
        pytest.param(27, 19, "text_language", marks=pytest.mark.integration),
    ],
)
def test_what_cannot_be_added_is_told_each_time(
    until: int, skipped: int, lacks: str, begun: Begun, tmp_path: Path
) -> None:
    """A home that cannot be brought up to date is refused by whoever looks or writes, again and again, in words."""
    database = begun(until, skipped)
    for way in (looking(database, tmp_path / "news.duckdb"), writing(database), writing(database)):
        with pytest.raises(StoreForeign, match=f"too old to be brought up to date.*{lacks}") as told, way:
            pass
        assert "begin anew with `callnow import`" in told.value.hint
