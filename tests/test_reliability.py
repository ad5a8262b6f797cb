"""What docs/reliability.md says is tested is tested where it says so."""

from __future__ import annotations

import re

import pytest

from callnow.paths import ROOT

TEXT = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
ROWS = [line for line in TEXT.splitlines() if line.startswith("| **")]


@pytest.mark.parametrize("file", sorted(set(re.findall(r"tests/[\w/]+\.py", TEXT))))
def test_the_tests_it_names_are_there(file: str) -> None:
    """Each file that stands in the table is in the tree, and holds tests, or is run by `make`."""
    text = (ROOT / file).read_text(encoding="utf-8")
    module = file.removesuffix(".py").replace("/", ".")
    assert "def test_" in text or module in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_each_row_says_what_is_promised_and_how_it_is_tested() -> None:
    """Five cells each; what is promised and what tests it is never empty; each target of make is there."""
    assert len(ROWS) > 25
    for row in ROWS:
        fault, promised, tested, _, _ = (cell.strip() for cell in row.strip("|").split("|"))
        assert fault, row
        assert promised, row
        assert "tests/" in tested or "`make " in tested, row
    targets = set(re.findall(r"`make (\w+)`", TEXT))
    assert all(f"\n{target}:" in (ROOT / "Makefile").read_text() for target in targets)
