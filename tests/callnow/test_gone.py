"""A missing database beside a good copy: nothing empty takes its place, and no copy by one that knows less."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from callnow.errors import StoreDamaged, StoreError
from callnow.model import Announcement, Prospect
from callnow.store.connection import looking, reading, writing
from callnow.store.copies import publish, rewrite
from callnow.store.files import connect, counter_of, log_of
from callnow.store.forget import forget_people
from callnow.store.recover import recover
from callnow.store.rows import add, fetch
from tests.homes import make_once

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PEOPLE = [Prospect(f"p{n}", f"Ida Varn {n}", "Quorrel Ltd", "m1") for n in range(3)]
NEWS = [Announcement(f"a{n}", "wire", f"title {n}", "words", "u", NOW, NOW, guid=f"{n}") for n in range(5)]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database of three people and five announcements, and its copy."""
    database = tmp_path / "home" / "callnow.duckdb"

    def make() -> None:
        with writing(database) as con:
            add(con, "prospect", PEOPLE)
            add(con, "announcement", NEWS)
        publish(database, copy(database))

    make_once(database.parent, "three people, five announcements", make)
    return database


def copy(database: Path) -> Path:
    return database.with_name("news.duckdb")


def lose(database: Path, *, counter: bool = True) -> None:
    """Deletes the database, and with `counter` the counter beside it."""
    database.unlink()
    log_of(database).unlink(missing_ok=True)
    if counter:
        counter_of(database).unlink()


def people_in_copy(database: Path) -> int:
    with reading(copy(database)) as con:
        return int(fetch(con, "SELECT count(*) AS n FROM prospect")[0]["n"])


def write(database: Path) -> None:
    with writing(database):
        pass


def look(database: Path) -> None:
    with looking(database, copy(database)):
        pass


@pytest.mark.parametrize("counter", [True, False])
@pytest.mark.parametrize("ask", [write, look, rewrite, lambda database: publish(database, copy(database))])
def test_a_database_that_is_gone_is_not_begun_anew(ask: object, counter: bool, database: Path) -> None:
    """Whatever is asked of it: it is said to be gone, `callnow recover` is named, no file is made, the copy stays."""
    assert callable(ask)
    lose(database, counter=counter)
    before = copy(database).read_bytes()
    with pytest.raises(StoreDamaged, match=r"is gone, but news\.duckdb .*callnow recover"):
        ask(database)
    assert not database.exists()
    assert copy(database).read_bytes() == before
    recover(database, copy(database), NOW)
    publish(database, copy(database))
    assert people_in_copy(database) == len(PEOPLE)


def test_where_the_copy_is_gone_too_the_counter_tells(database: Path) -> None:
    """Both databases deleted and the counter left: that is said as well; with it moved away, all begins anew."""
    lose(database, counter=False)
    copy(database).unlink()
    with pytest.raises(StoreDamaged, match=r"is gone, but callnow\.duckdb\.writes is there"):
        write(database)
    with pytest.raises(StoreError, match="no good copy"):
        recover(database, copy(database), NOW)
    counter_of(database).unlink()
    write(database)
    assert database.exists()


def test_a_log_without_its_database_is_told(database: Path) -> None:
    """DuckDB would begin a new file and pass the log over."""
    lose(database)
    copy(database).unlink()
    log_of(database).write_bytes(b"something")
    with pytest.raises(StoreDamaged, match=r"its log callnow\.duckdb.wal is there"):
        write(database)
    assert not database.exists()


def test_an_empty_database_beside_a_copy_is_told(database: Path) -> None:
    """A file that holds no table is not a database that was begun."""
    lose(database)
    connect(database).close()
    with pytest.raises(StoreDamaged, match=r"is empty.*callnow recover"):
        write(database)
    assert "with 5 announcements, 3 prospects" in str(recover(database, copy(database), NOW))


@pytest.mark.integration
@pytest.mark.parametrize(
    ("table", "less"), [("prospect", "2 prospects instead of 3"), ("announcement", "4 announcements instead of 5")]
)
def test_a_copy_is_not_replaced_by_one_that_knows_less(table: str, less: str, database: Path) -> None:
    """People or news that vanished without having been forgotten stop the publishing; recover takes the copy."""
    with writing(database) as con:
        con.execute(f"DELETE FROM {table} WHERE id LIKE '%1'")
    before = copy(database).read_bytes()
    with pytest.raises(StoreError, match=f"{less}.*callnow recover"):
        publish(database, copy(database))
    assert copy(database).read_bytes() == before
    told = str(recover(database, copy(database), NOW))
    assert less in told
    assert "with 5 announcements, 3 prospects" in told
    assert "1 write of" in told
    publish(database, copy(database))


def test_whom_somebody_asked_to_forget_is_not_missed(database: Path) -> None:
    """Forgetting explains fewer people, in the copy's place and to recover."""
    with writing(database) as con:
        forget_people(con, ["p1", "p2"], date(2026, 3, 2), "asked")
    assert "nothing to repair" in str(recover(database, copy(database), NOW))
    publish(database, copy(database))
    assert people_in_copy(database) == 1


def test_a_copy_that_cannot_be_read_is_replaced(database: Path) -> None:
    """It knows nothing that could be kept."""
    copy(database).write_bytes(b"no database" * 1000)
    publish(database, copy(database))
    assert people_in_copy(database) == len(PEOPLE)
