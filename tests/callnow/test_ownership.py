"""A home is its owner's alone: a file of another user that they may not read is told before anything begins."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from callnow.errors import SettingError
from callnow.ownership import check_owner

ME, ANOTHER = 4321, 4322
Put = Callable[..., None]


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Put:
    """Puts a file of another user, who has no name here, into the home of user ME."""
    others: set[Path] = set()
    unreadable: set[Path] = set()
    look = Path.stat

    def stat(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        found = list(look(path, follow_symlinks=follow_symlinks))
        found[4] = ANOTHER if path in others else ME
        return os.stat_result(found)

    def put_there(name: str, *, readable: bool) -> None:
        (tmp_path / name).touch()
        others.add(tmp_path / name)
        if not readable:
            unreadable.add(tmp_path / name)

    monkeypatch.setattr(Path, "stat", stat)
    monkeypatch.setattr(os, "geteuid", lambda: ME)
    monkeypatch.setattr(os, "access", lambda path, mode: path not in unreadable)
    return put_there


@pytest.mark.parametrize(
    "name", ["news.duckdb", "callnow.duckdb.writes", "callnow.duckdb.wal", "run.lock", "index", "page.token"]
)
def test_a_file_of_another_that_may_not_be_read_is_named_with_how_to_own_it(
    name: str, tmp_path: Path, put: Put
) -> None:
    """Such as a copy that root brought back: not "run as root", which would leave more of its files there."""
    (tmp_path / "callnow.duckdb").touch()
    put(name, readable=False)
    with pytest.raises(SettingError, match=f"{name} belongs to user {ANOTHER}") as told:
        check_owner(tmp_path)
    assert (told.value.exit_code, told.value.where) == (2, str(tmp_path / name))
    assert "chown -R" in told.value.hint
    assert "run as" not in told.value.hint


@pytest.mark.parametrize("name", ["callnow.duckdb", "callnow.toml"])
def test_what_is_written_in_place_must_be_the_owners(name: str, tmp_path: Path, put: Put) -> None:
    """Even where it may be read."""
    put(name, readable=True)
    with pytest.raises(SettingError, match=f"{name} belongs to") as told:
        check_owner(tmp_path)
    assert "chown -R" in told.value.hint


def test_files_of_another_that_may_be_read_or_are_none_of_callnows_are_no_refusal(tmp_path: Path, put: Put) -> None:
    """A copy that was put back for all to read, and a report that cron wrote there as root."""
    put("news.duckdb", readable=True)
    put("status.txt", readable=False)
    check_owner(tmp_path)
