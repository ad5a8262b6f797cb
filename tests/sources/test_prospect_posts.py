"""A cell that names an employer somebody left is no employer."""

from __future__ import annotations

from pathlib import Path

import pytest

from sources.prospects.posts import employer_now
from tests.sources.prospect_lists import read


@pytest.mark.parametrize(
    "cell",
    [
        "Marrowstone Software (formerly)", "Vantry (former)", "Vantry [past]", "Vantry (until 2024)", "formerly Vantry",
        "Formerly at Vantry", "ex-Vantry", "ex Vantry", "Retired (Vantry)", "Retired from Vantry", "Vantry - retired",
    ],
)  # fmt: skip
def test_an_employer_that_was_left_is_none(cell: str) -> None:
    """Nobody is the employer, and what the cell says is told."""
    assert employer_now(cell) == ("", cell)


@pytest.mark.parametrize(
    ("cell", "employer"),
    [
        ("formerly at Vantry, now Bolt Systems", "Bolt Systems"),
        ("Former Vantry; currently at Bolt (Dallas)", "Bolt (Dallas)"),
        ("ex-Vantry -> Bolt", "Bolt"),
        ("Vantry (formerly Oakhollow Systems)", "Vantry (formerly Oakhollow Systems)"),
        ("Vantry, formerly Oakhollow", "Vantry, formerly Oakhollow"),
        ("Vantry (now Bolt)", "Vantry (now Bolt)"),
        ("Ex-Tal Foundry", "Ex-Tal Foundry"),
        ("Retired Teachers of Quillmont", "Retired Teachers of Quillmont"),
        ("Late Summer Snacks", "Late Summer Snacks"),
        ("Vantry", "Vantry"),
        ("", ""),
    ],
)
def test_the_employer_of_now_is_taken(cell: str, employer: str) -> None:
    """Where it is said; a company's former name stays with it."""
    assert employer_now(cell) == (employer, "")


def test_the_row_is_named_in_words(tmp_path: Path) -> None:
    """Without an employer nobody new is kept, and the file's own words say why."""
    file = read(tmp_path, "name,employer\nOdo Brandt,Vantry (formerly)\nLena Quist,between jobs\n")
    assert file.prospects == ()
    assert [problem.reason for problem in file.without_employer] == [
        "Odo Brandt works there no longer: 'Vantry (formerly)'"
    ]
    assert "between jobs" in file.problems[0].reason
