"""Options that contradict each other are refused, before anything is read or kept: which was meant, nobody knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Callnow


@pytest.mark.parametrize(
    ("words", "both"),
    [
        ("judge --list --undo", "--list and --undo"),
        ("judge --export - --import said.csv", "--export and --import"),
        ("card Ida --vcf --json", "--json and --vcf"),
        ("detect news.jsonl --text Merger", "a file and --text"),
        ("detect news.jsonl --explain", "a file and --explain"),
        ("log Ida --called --promised spring --no-promise", "--no-promise and --promised"),
    ],
)
def test_what_contradicts_itself_is_refused_and_named(words: str, both: str, callnow: Callnow, home: Path) -> None:
    """Before, one of the two was passed over in silence."""
    ran = callnow(*words.split())
    assert (ran.code, f"{both} at once" in ran.err) == (2, True), ran.err
    assert not home.exists()
