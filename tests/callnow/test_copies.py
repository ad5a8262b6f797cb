"""Copies of a database: what killed writers left of them goes, and no other file; a later one is never replaced by an
earlier one."""

from __future__ import annotations

import os
import shutil
import time
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from callnow.errors import StoreBusy, StoreError
from callnow.model import Prospect
from callnow.paths import written_since_published
from callnow.settings import Settings
from callnow.store import copies, publish, reading, writing
from callnow.store.copies import clear_away, rebuilt, rebuilt_copy
from callnow.store.files import connect
from callnow.store.home import unpublished_writes
from callnow.store.lock import only_publisher
from callnow.store.rows import add, fetch
from tests.killing import finish, kill, start

NOBODY = 4_194_303  # above the largest number of a process


@pytest.mark.parametrize("left", ["new", "new.wal", "still.new", "still.new.wal", "new-work", "new-work.wal"])
def test_what_a_killed_writer_left_goes(tmp_path: Path, left: str) -> None:
    file = tmp_path / f"callnow.{NOBODY}.{left}"
    file.touch()
    clear_away(tmp_path / "callnow.duckdb")
    assert not file.exists()


@pytest.mark.parametrize(
    "name",
    [
        "callnow.v2.new.duckdb",
        "callnow.2025.newsletter.csv",
        f"callnow.{NOBODY}.new.bak",
        f"callnow.{os.getppid()}.new",
    ],
)
def test_a_file_of_the_user_or_of_a_living_writer_stays(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    clear_away(tmp_path / "callnow.duckdb")
    assert (tmp_path / name).exists()


def test_a_copy_for_which_memory_is_short_is_an_error_in_words(settings: Settings) -> None:
    """Nothing of it is left, and the copy that is published stays."""
    with writing(settings) as con:
        con.execute("INSERT INTO meta SELECT 'key ' || range, repeat('x', 4000) FROM range(1000)")
    before = settings.published.read_bytes()
    with closing(connect(settings.database)) as con:
        con.execute("SET memory_limit = '1MB'")
        with pytest.raises(StoreError, match="got no more memory") as told:
            rebuilt_copy(con, settings.database, settings.published)
    assert "close other programs" in told.value.hint
    assert settings.published.read_bytes() == before
    assert not list(settings.home.glob("*.new*"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Those of a home with a published copy."""
    settings = Settings(home=tmp_path / "home")
    write(settings, "first")
    publish(settings)
    return settings


def write(settings: Settings, name: str) -> None:
    with writing(settings) as con:
        con.execute("INSERT INTO meta VALUES ($1, 'x')", [name])


def published(settings: Settings) -> set[str]:
    with reading(settings) as con:
        return {row["key"] for row in fetch(con, "FROM meta WHERE value = 'x'")}


def test_a_later_copy_is_not_replaced_by_an_earlier_one(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody writes and publishes while another is still at work on what there was before."""

    def slowly(snapshot_file: Path, database: Path, target: Path) -> Path:
        made = rebuilt(snapshot_file, database, target)
        write(settings, "second")
        assert finish(start(publish, settings)) == 0  # in another process, whose files have other names
        return made

    monkeypatch.setattr(copies, "rebuilt", slowly)
    publish(settings)
    assert published(settings) == {"first", "second"}


def linked(file: Path, elsewhere: Path) -> Path:
    """Moves a file and leaves a link in its place. Returns where it is now."""
    moved = elsewhere / file.name
    elsewhere.mkdir()
    shutil.move(file, moved)
    file.symlink_to(moved)
    return moved


def test_what_is_written_while_a_copy_is_made_is_known_to_be_missing(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where whoever wrote it is killed before publishing, the next command does it."""
    really = copies.rebuilt

    def written_meanwhile(*files: Path) -> Path:
        with writing(settings) as con:
            con.execute("INSERT INTO meta VALUES ('meanwhile', 'yes')")
        return really(*files)

    with writing(settings) as con:
        con.execute("INSERT INTO meta VALUES ('before', 'yes')")
    monkeypatch.setattr(copies, "rebuilt", written_meanwhile)
    publish(settings)
    assert unpublished_writes(settings) == 1
    monkeypatch.undo()
    publish(settings)
    assert not written_since_published(settings.home)


def test_what_a_link_leads_to_is_written_anew(settings: Settings, tmp_path: Path) -> None:
    """A home may lie on two disks: nothing that was deleted stays in the file that is meant."""
    with writing(settings) as con:
        con.execute("INSERT INTO meta VALUES ('Ada Quill of Orbel', 'x')")
    moved = linked(settings.database, tmp_path / "disk")
    with writing(settings) as con:
        con.execute("DELETE FROM meta WHERE key = 'Ada Quill of Orbel'")
    copies.rewrite(settings.database)
    assert settings.database.is_symlink()
    assert b"Ada Quill of Orbel" not in moved.read_bytes()
    copy = linked(settings.published, tmp_path / "other disk")
    write(settings, "second")
    publish(settings)
    assert settings.published.is_symlink()
    assert copy.exists()
    assert published(settings) == {"first", "second"}


def hold(file: Path, opened: Path) -> None:
    """Opens a copy for writing, as some clients of DuckDB do, and keeps it open."""
    with duckdb.connect(str(file)):
        opened.touch()
        time.sleep(60)


def test_a_copy_that_a_client_holds_is_not_replaced_by_less(settings: Settings, tmp_path: Path) -> None:
    """What the copy knows is read while another program has it open for writing, too."""
    with writing(settings) as con:
        add(con, "prospect", [Prospect(id="p1", name="Ada Quill", employer="Orbel")])
    publish(settings)
    client = start(hold, settings.published, tmp_path / "opened")
    try:
        while not (tmp_path / "opened").exists():  # the test's own time limit ends this
            time.sleep(0.05)
        with duckdb.connect(str(settings.database)) as con:
            con.execute("DELETE FROM prospect")
        with pytest.raises(StoreError, match="knows less than its copy"):
            publish(settings)
    finally:
        kill(client)
        finish(client)


def test_a_damaged_page_is_told_of_the_database(settings: Settings) -> None:
    """Not of the copy, which is as good as before."""
    size = settings.database.stat().st_size
    with settings.database.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xff" * (size // 2))
    with pytest.raises(StoreError) as error:
        publish(settings)
    assert error.value.where == str(settings.database)


def test_copies_are_replaced_one_at_a_time(settings: Settings) -> None:
    """Whoever comes while another replaces one waits, and says who is in the way where that takes too long."""
    write(settings, "second")
    with only_publisher(settings.home, 0), pytest.raises(StoreBusy, match="another process publishes here"):
        copies.publish(settings.database, settings.published, 0.1)
    assert published(settings) == {"first"}
    publish(settings)
    assert published(settings) == {"first", "second"}
