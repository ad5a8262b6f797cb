"""Queries: each says what it answers, and takes ids as one JSON parameter, for as a list thousands take seconds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STORE = Path(__file__).parents[2] / "callnow" / "store"
QUERIES = sorted((STORE / "queries").glob("*.sql"))
AS_A_LIST = re.compile(r"unnest\(\s*\$\w+::VARCHAR\[\]")


@pytest.mark.parametrize("file", QUERIES, ids=lambda file: file.stem)
def test_its_first_line_says_what_it_answers(file: Path) -> None:
    """A comment, before anything else."""
    assert file.read_text(encoding="utf-8").startswith("-- ")


@pytest.mark.parametrize("file", [*QUERIES, *sorted(STORE.glob("*.py"))], ids=lambda file: file.name)
def test_ids_are_one_parameter(file: Path) -> None:
    """They come through callnow.store.rows.many."""
    assert not AS_A_LIST.search(file.read_text(encoding="utf-8"))
