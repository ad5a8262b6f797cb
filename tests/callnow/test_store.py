"""The store: values come back as they went in, a transaction is whole, a copy is published, others' files refused."""

from __future__ import annotations

import dataclasses
import os
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import pytest

from callnow.errors import StoreError, StoreForeign
from callnow.model import CompanyEvent
from callnow.store.ask import views
from callnow.store.connection import reading, writing
from callnow.store.copies import publish
from callnow.store.history import events_since
from callnow.store.recover import recover
from callnow.store.rows import COLUMN_OF, add, fetch, from_row
from callnow.store.second_reader import KeptAnswer, WaitingEvent, keep_answers, waiting
from tests.callnow.stored import NOW, TABLES


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "home" / "callnow.duckdb"


@pytest.mark.parametrize("table", TABLES)
def test_a_value_comes_back_as_it_went_in(table: str, database: Path) -> None:
    """Every value of the model survives its row, with lists, explained parts, enums, dates and UTC times."""
    value = TABLES[table]
    with writing(database) as con:
        add(con, table, [value])
        assert from_row(type(value), fetch(con, f"FROM {table}")[0]) == value


@pytest.mark.parametrize("table", TABLES)
def test_every_field_has_a_column(table: str, database: Path) -> None:
    """No field of the model is lost for want of a column."""
    with writing(database) as con:
        columns = {row["column_name"] for row in fetch(con, f"DESCRIBE {table}")}
    assert {COLUMN_OF.get(f.name, f.name) for f in dataclasses.fields(TABLES[table])} <= columns


def test_the_past_gives_announcements_whole_but_for_their_texts(database: Path) -> None:
    """An event of the past and one that waits for an answer come with all that was read of their announcement; the
    language that its feed declares is not taken for that of the event."""
    undated = {"date_known": False, "undated": True, "fingerprint": "f", "issuer": "Quorrel", "language": "en"}
    told, event = dataclasses.replace(TABLES["announcement"], **undated), TABLES["company_event"]
    with writing(database) as con:
        add(con, "announcement", [told])
        add(con, "company_event", [event])
        keep_answers(con, [KeptAnswer(told.id, event.id, "small", "x")])
        assert events_since(con, NOW, 9) == [(dataclasses.replace(told, text=""), event)]
        assert waiting(con, NOW) == [WaitingEvent(told, event, quiet=False)]


def test_hostile_text_is_kept_without_breaking_a_row(database: Path) -> None:
    """NUL, lone surrogates and quotes in a title are stored as text, never as SQL and never as an error."""
    hostile = dataclasses.replace(TABLES["announcement"], title="x\x00y\ud800'); DROP TABLE feed; --")
    with writing(database) as con:
        assert add(con, "announcement", [hostile]) == 1
        assert "DROP TABLE feed" in fetch(con, "SELECT title FROM announcement")[0]["title"]


def test_what_fails_inside_a_transaction_leaves_no_trace(database: Path) -> None:
    """An exception inside rolls everything back."""

    def fail_after_writing() -> None:
        with writing(database) as con:
            add(con, "employer", [TABLES["employer"]])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_writing()
    with writing(database) as con:
        assert fetch(con, "FROM employer") == []


def test_the_published_copy_is_whole_and_open_to_anyone_while_the_pipeline_writes(
    database: Path, tmp_path: Path
) -> None:
    """A reader asks the copy, with its views and their comments, while a writer holds the database."""
    published = tmp_path / "home" / "news.duckdb"
    with writing(database) as con:
        for table, value in TABLES.items():
            add(con, table, [value])
    publish(database, published)
    with writing(database), reading(published) as con:
        assert fetch(con, "SELECT prospect, phone FROM calls_ever") == [
            {"prospect": "Ida Varn", "phone": "+12125550101"}
        ]
    assert {row["view"] for row in views(published)} == {
        "announcements", "company_events", "news_matches", "call_now", "calls_ever", "prospects", "touches",
        "employers", "feed_health", "filings", "alerts", "numbers_offered", "wrong_numbers", "barred_numbers",
    }  # fmt: skip
    assert all(row["holds"] for row in views(published))


def test_the_home_is_its_owners_alone(database: Path, tmp_path: Path) -> None:
    """Prospects are personal data: nobody else may read folder, database or copy."""
    with writing(database):
        pass
    publish(database, database.with_name("news.duckdb"))
    modes = [
        stat.S_IMODE(os.stat(path).st_mode) for path in (database.parent, database, database.with_name("news.duckdb"))
    ]
    assert modes == [0o700, 0o600, 0o600]


@pytest.mark.parametrize("kind", ["text", "other tables", "newer"])
def test_a_foreign_file_is_refused_with_what_to_do(kind: str, database: Path) -> None:
    """A text file, another program's database and a newer callnow's are named, not overwritten."""
    database.parent.mkdir(parents=True)
    if kind == "text":
        database.write_text("this is not a database, but a long enough text to be read as one\n" * 100)
    elif kind == "newer":
        with writing(database) as con:
            con.execute("UPDATE meta SET value = '9999' WHERE key = 'schema'")
    else:
        with duckdb.connect(str(database)) as foreign:
            foreign.execute("CREATE TABLE invoices (n INTEGER)")
    with pytest.raises(StoreForeign) as told, writing(database):
        pass
    assert str(database) in str(told.value)
    assert told.value.hint


def test_asking_before_anything_was_read_says_what_to_run(tmp_path: Path) -> None:
    """There is no copy yet: the error names the commands that make one."""
    (tmp_path / "callnow.duckdb").touch()
    with pytest.raises(StoreError, match="callnow run"), reading(tmp_path / "news.duckdb"):
        pass


def test_a_damaged_database_is_replaced_by_the_last_good_copy(database: Path) -> None:
    """After overwritten pages, recover brings the copy back, keeps the damage aside and says what is missing."""
    published = database.with_name("news.duckdb")
    with writing(database) as con:
        add(con, "prospect", [TABLES["prospect"]])
    publish(database, published)
    body = bytearray(database.read_bytes())
    body[:8192] = b"\0" * 8192
    database.write_bytes(body)
    with pytest.raises(StoreForeign, match="callnow recover"), writing(database):
        pass
    told = str(recover(database, published, NOW))
    assert "damaged" in told
    assert "Missing:" in told
    assert list(database.parent.glob("*.damaged-*"))
    with writing(database) as con:
        assert fetch(con, "SELECT name FROM prospect") == [{"name": "Ida Varn"}]
    assert "nothing to repair" in str(recover(database, published, NOW))


def test_duckdb_draws_nothing_on_stdout(tmp_path: Path) -> None:
    """Neither where it takes a program for a person at a prompt, as it does one that is given on the command line."""
    program = (
        "import pathlib, sys; from callnow.store.files import connect;"
        "con = connect(pathlib.Path(sys.argv[1]));"
        "print(con.execute(\"SELECT current_setting('enable_progress_bar')\").fetchall())"
    )
    words = [sys.executable, "-c", program, str(tmp_path / "some.duckdb")]
    assert subprocess.run(words, capture_output=True, text=True, check=True, timeout=60).stdout == "[(False,)]\n"


def test_filings_can_be_asked_for(database: Path) -> None:
    """What was filed is a view with its days as dates; an event without a filing is not in it."""
    with writing(database) as con:
        add(con, "announcement", [TABLES["announcement"]])
        add(con, "company_event", [TABLES["company_event"], CompanyEvent("e2", "a1", "layoffs", "Quorrel")])
        (row,) = fetch(con, "SELECT event_id, employer_as_filed, number, filed_on, effective_on, amends FROM filings")
        assert list(row.values()) == ["e1", "QUORREL", "17", date(2026, 3, 27), None, ""]
