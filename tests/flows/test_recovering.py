"""A published copy that is gone or damaged is told, and written anew by whoever needs it: it is the backup."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from callnow.settings import load_settings
from callnow.store.recover import why_unreadable
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
