"""Copies of a database: what killed writers left of them goes, and no other file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from callnow.store.copies import clear_away

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
