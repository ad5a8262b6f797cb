"""Files of two homes, or of two days, put together: it is said, nothing is mixed, nothing lost without a word."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from callnow.errors import StoreDamaged, StoreError
from callnow.model import Prospect
from callnow.store.connection import looking, reading, writing
from callnow.store.copies import publish
from callnow.store.files import connect, counter_of, log_of
from callnow.store.recover import recover
from callnow.store.rows import add, fetch
from callnow.store.writes import MARKS_KEPT, read_noted

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def copy(database: Path) -> Path:
    return database.with_name("news.duckdb")


def keep(database: Path, *names: str, checkpoint: bool = True) -> None:
    """Keeps a person in a write of its own for each name."""
    for name in names:
        with writing(database, checkpoint=checkpoint) as con:
            add(con, "prospect", [Prospect(f"p {name}", name, "Quorrel Ltd", "m1")])


def make(home: Path, *names: str) -> Path:
    """A home of these people, and its copy."""
    database = home / "callnow.duckdb"
    keep(database, *names)
    publish(database, copy(database))
    return database


def people(database: Path) -> set[str]:
    with writing(database) as con:
        return {row["name"] for row in fetch(con, "SELECT name FROM prospect")}


def in_copy(database: Path) -> set[str]:
    with reading(copy(database)) as con:
        return {row["name"] for row in fetch(con, "SELECT name FROM prospect")}


@pytest.fixture
def laptop(tmp_path: Path) -> Path:
    return make(tmp_path / "laptop", "Ida Varn", "Tom Brisk")


@pytest.fixture
def desktop(tmp_path: Path) -> Path:
    """Another home, with more writes."""
    return make(tmp_path / "desktop", "Ada Lorn", "Bo Finch", "Cy Drake")


def test_the_database_of_another_home_is_refused(laptop: Path, desktop: Path) -> None:
    """However many writes it knows it is not this home's: nobody reads or writes it, and recover brings back what the
    copy holds and keeps the other aside."""
    shutil.copyfile(desktop, laptop)
    for ask in (lambda: people(laptop), lambda: publish(laptop, copy(laptop))):
        with pytest.raises(StoreDamaged, match=r"is not the database of this home.*callnow recover"):
            ask()
    with pytest.raises(StoreDamaged, match="is not the database of this home"), looking(laptop, copy(laptop)):
        pass
    told = str(recover(laptop, copy(laptop), NOW))
    assert people(laptop) == {"Ida Varn", "Tom Brisk"}
    assert "moved aside as callnow.duckdb.damaged-" in told
    keep(laptop, "Uma Dell")
    publish(laptop, copy(laptop))


def test_a_copy_of_a_home_that_went_its_own_way_is_refused(laptop: Path, tmp_path: Path) -> None:
    """A home that was copied and used in both places has two histories: put back over the other, it would take away
    what was written there."""
    shutil.copytree(laptop.parent, tmp_path / "desktop")
    desktop = tmp_path / "desktop" / laptop.name
    keep(laptop, "Uma Dell")
    publish(laptop, copy(laptop))
    keep(desktop, "Ned Pole", "Ada Lorn")
    shutil.copyfile(desktop, laptop)
    with pytest.raises(StoreDamaged, match="a copy that went its own way"):
        people(laptop)
    recover(laptop, copy(laptop), NOW)
    assert people(laptop) == {"Ida Varn", "Tom Brisk", "Uma Dell"}


def test_both_files_of_another_home_are_said_to_be_that(laptop: Path, desktop: Path) -> None:
    """Nothing of this home is left for recover to bring back; it changes nothing and says how to go on."""
    for file in (desktop, copy(desktop)):
        shutil.copyfile(file, laptop.with_name(file.name))
    with pytest.raises(StoreDamaged, match="is not the database of this home"):
        people(laptop)
    with pytest.raises(StoreError, match=r"it and its copy are of another home.*move callnow.duckdb.writes away"):
        recover(laptop, copy(laptop), NOW)
    counter_of(laptop).unlink()
    assert people(laptop) == {"Ada Lorn", "Bo Finch", "Cy Drake"}
    keep(laptop, "Uma Dell")
    publish(laptop, copy(laptop))


def test_the_copy_of_another_home_replaces_nothing_and_is_not_replaced(laptop: Path, desktop: Path) -> None:
    """Only a person can say which counts: neither is the copy overwritten, nor does recover take it for this home's,
    nor are its people shown as this home's."""
    shutil.copyfile(copy(desktop), copy(laptop))
    before = copy(laptop).read_bytes()
    with pytest.raises(StoreError, match=r"to go on with callnow\.duckdb, move news\.duckdb away"):
        in_copy(laptop)
    with pytest.raises(StoreError, match=r"knows 1 write fewer than its copy .*move news\.duckdb away and run again"):
        publish(laptop, copy(laptop))
    with pytest.raises(StoreError, match="1 write fewer"):
        recover(laptop, copy(laptop), NOW)
    keep(laptop, "Uma Dell")
    with pytest.raises(StoreError, match=r"does not know what its copy news.duckdb holds"):
        publish(laptop, copy(laptop))
    assert copy(laptop).read_bytes() == before
    copy(laptop).unlink()
    publish(laptop, copy(laptop))
    assert in_copy(laptop) == {"Ida Varn", "Tom Brisk", "Uma Dell"}


def test_an_older_database_with_its_counter_is_told_by_the_copy(laptop: Path, tmp_path: Path) -> None:
    """A backup of database and counter put over newer ones: the copy, which knows more, is not overwritten, and recover
    takes it."""
    shutil.copytree(laptop.parent, tmp_path / "backup")
    keep(laptop, "Ida Varn", "Ida Varn")  # writes by which there are no more people
    with writing(laptop) as con:
        con.execute("UPDATE prospect SET title = 'Chief'")
    publish(laptop, copy(laptop))
    for file in (laptop, counter_of(laptop)):
        shutil.copyfile(tmp_path / "backup" / file.name, file)
    with pytest.raises(StoreError, match=r"knows 3 writes fewer than its copy .*callnow recover"):
        publish(laptop, copy(laptop))
    assert "knows 3 writes fewer than its copy" in str(recover(laptop, copy(laptop), NOW))
    with writing(laptop) as con:
        assert {row["title"] for row in fetch(con, "SELECT title FROM prospect")} == {"Chief"}


def test_a_log_of_another_home_is_never_mixed_in(laptop: Path, desktop: Path) -> None:
    """DuckDB replays the log of another database where it can be: that is refused, and recover takes the copy."""
    keep(desktop, "Dee Marsh", checkpoint=False)
    shutil.copyfile(log_of(desktop), log_of(laptop))
    with pytest.raises(StoreDamaged, match="callnow recover"):
        people(laptop)
    recover(laptop, copy(laptop), NOW)
    assert people(laptop) == {"Ida Varn", "Tom Brisk"}


def test_a_home_from_before_the_marks_goes_on(laptop: Path) -> None:
    """Database, copy and counter that an earlier version wrote hold no marks, and the number alone counts; the next
    write begins them."""
    for file in (laptop, copy(laptop)):
        con = connect(file)
        con.execute("DELETE FROM meta WHERE starts_with(key, 'write ')")
        con.close()
    counter_of(laptop).unlink()
    keep(laptop, "Uma Dell")
    assert read_noted(laptop).mark
    publish(laptop, copy(laptop))
    assert in_copy(laptop) == {"Ida Varn", "Tom Brisk", "Uma Dell"}


def test_the_marks_of_long_ago_go(laptop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only those of the last writes are kept, and whoever is further behind is known by the number alone."""
    assert MARKS_KEPT > 1000
    monkeypatch.setattr("callnow.store.writes.MARKS_KEPT", 3)
    keep(laptop, *(f"Ida Varn {n}" for n in range(5)))
    with writing(laptop) as con:
        assert fetch(con, "SELECT count(*) AS n FROM meta WHERE starts_with(key, 'write ')")[0]["n"] <= 5
    publish(laptop, copy(laptop))
    assert len(in_copy(laptop)) == 7
