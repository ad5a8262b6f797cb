"""A published copy that is gone or damaged is told, and written anew by whoever needs it, for it is the backup; a
recovery publishes what it brought back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from callnow.model import Prospect
from callnow.settings import load_settings
from callnow.store import writing
from callnow.store.files import log_of
from callnow.store.recover import why_unreadable
from callnow.store.rows import add
from flows.demo.sample import PROSPECTS
from tests.conftest import Callnow
from tests.homes import make_once


@pytest.fixture
def copy(home: Path, callnow: Callnow) -> Path:
    """The published copy of a home into which people were imported."""
    make_once(home, "people of the sample", lambda: callnow("import", str(PROSPECTS)))
    return load_settings(home).published


def cut(copy: Path) -> None:
    """Leaves the copy half."""
    with copy.open("r+b") as file:
        file.truncate(copy.stat().st_size // 2)


def needs(callnow: Callnow) -> list[str]:
    return [one["what"] for one in json.loads(callnow("status", "--json").out)["attention"]]


def test_a_copy_that_is_gone_is_made_by_whoever_reads(copy: Path, callnow: Callnow) -> None:
    """Status names it and leaves its place as it is; what reads it makes it from the database."""
    copy.unlink()
    assert "the copy news.duckdb is gone" in needs(callnow)
    assert not copy.exists()
    asked = callnow("query", "SELECT count(*) AS people FROM prospects", "--json")
    assert (asked.code, json.loads(asked.out)) == (0, {"people": 25})
    assert not any("copy" in what for what in needs(callnow))


def test_a_copy_that_is_damaged_is_mended_by_a_recovery(copy: Path, callnow: Callnow) -> None:
    """The database beside it may be whole: the copy is read through all the same, and what was wrong is said."""
    cut(copy)
    assert any("news.duckdb cannot be read" in what for what in needs(callnow))
    done = callnow("recover", "--json")
    assert (done.code, json.loads(done.out)["damage"]) == (0, "")
    assert json.loads(done.out)["copy"]
    assert why_unreadable(copy) == ""
    assert "Its copy news.duckdb" not in callnow("recover").out


def test_what_was_recovered_is_told_where_the_copy_cannot_be_written(copy: Path, callnow: Callnow) -> None:
    """Then the exit code is 3, for the database is well."""
    copy.unlink()
    copy.mkdir()
    done = callnow("recover")
    assert done.code == 3
    assert "nothing to repair" in done.out
    assert "a folder is in its place" in done.err


def test_who_was_recovered_is_shown(copy: Path, home: Path, callnow: Callnow) -> None:
    """People of the log whom the copy does not know, as after a kill of the page, are in the list at once."""
    settings = load_settings(home)
    for name in ("Ada Quill", "Bo Finch"):
        with writing(settings, checkpoint=False) as con:
            add(con, "prospect", [Prospect(name, name, "Orbel", "m1")])
    log = log_of(settings.database)
    log.write_bytes(log.read_bytes()[:-200] + bytes(200))
    done = json.loads(callnow("recover", "--json").out)
    assert (sum(done["lost"].values()), done["rows"]["prospect"]) == (1, 26)
    listed = {json.loads(line)["name"] for line in callnow("people", "list", "--json").out.splitlines()}
    assert ("Ada Quill" in listed, "Bo Finch" in listed) == (True, False)


def test_a_forgetting_takes_away_what_a_killed_recovery_left(copy: Path, home: Path, callnow: Callnow) -> None:
    """Its folder holds whole copies of the database: nothing of it still tells."""
    left = home / "recovering-4194303-ab3_x9kq"
    left.mkdir()
    shutil.copyfile(copy, left / "cut.duckdb")
    one = json.loads(callnow("people", "list", "--json").out.splitlines()[0])["name"]
    done = callnow("forget", one, "--yes", "--json")
    assert (done.code, json.loads(done.out)["left"]) == (0, []), done.err
    assert not left.exists()
