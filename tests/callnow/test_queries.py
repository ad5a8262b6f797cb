"""Queries: each says what it answers, and takes ids as one JSON parameter, for as a list thousands take seconds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from callnow.store.files import connect
from callnow.store.sql import question

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


@pytest.mark.parametrize(
    ("text", "words", "fits"),
    [
        ("Anna Großkopf", "grosskopf", True),
        ("Anna Grosskopf", "GROẞK", True),
        ("Jan Übelhör, Orbel", "uebelhoer orbel", True),
        ("Jan Uebelhoer", "übelhör", True),
        ("Jan Übelhör", "ubelhor", True),
        ("Lars Sørensen", "sorensen", True),
        ("Lars Sørensen", "soerensen", True),
        ("Łukasz Żółć", "lukasz zolc", True),
        ("Renée d’Arçy", "renee d'arcy", True),
        ("Conan O'Brien", "o’brien", True),
        ("Conan O'Brien", "obrien", True),
        ("Quarrel Steel", '"quarrel steel"', True),
        ("Anna Maria Quill", "anna-maria", True),
        ("Anna‑Maria Quill", "anna-maria", True),
        ("יעל בן־דוד", "בן-דוד", True),
        ("NovaEvents", "events", True),
        ("Jan Übelhör", "uebelhoer velmora", False),
        ("Michael Quill", "michel", False),
    ],
)
def test_words_are_searched_in_every_spelling(tmp_path: Path, text: str, words: str, fits: bool) -> None:
    """Umlauts spelled out or not, ß as ss, without accents, case, apostrophes or hyphens; all words must occur."""
    with connect(tmp_path / "empty.duckdb") as con:
        assert con.execute("SELECT words_fit($1, $2)", [text, words]).fetchone() == (fits,)


def test_every_search_of_people_and_calls_goes_by_it() -> None:
    """None folds text in a way of its own."""
    for name in ("page_calls", "page_people", "people_listed", "employers_like"):
        assert "words_fit(" in question(name)
