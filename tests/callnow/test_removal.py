"""What a forgetting says of the files that still tell is advice that costs nobody the database."""

from __future__ import annotations

from pathlib import Path

import pytest

from callnow.removal import Removal


@pytest.mark.parametrize(
    ("name", "may_go"),
    [
        ("callnow.duckdb", False),
        ("callnow.duckdb.wal", False),
        ("news.duckdb", False),
        ("callnow.duckdb.damaged-20261129-101500", True),
        ("old.csv", True),
    ],
)
def test_only_files_that_nobody_needs_are_to_be_deleted(name: str, may_go: bool) -> None:
    """The database and its copy, where an import put the person back meanwhile, are not among them."""
    (trouble,) = Removal((), left=(Path("home") / name,)).troubles()
    assert ("delete it" in trouble.hint) is may_go
    assert ("forget them again" in trouble.hint) is not may_go
