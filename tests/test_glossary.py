"""The glossary speaks of what is there: every name of the code in it exists."""

from __future__ import annotations

import re

import pytest

from callnow.paths import ROOT

GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| \*\*(\w+)\*\* \| (.+?) \| .+ \|$", GLOSSARY, re.M)
CODE = "\n".join(
    path.read_text(encoding="utf-8")
    for package in ("callnow", "matching")
    for path in sorted((ROOT / package).rglob("*.py"))
)


def test_sixteen_words_each_once() -> None:
    """One page, one row a word."""
    assert len({word for word, _ in ROWS}) == len(ROWS) == 16


@pytest.mark.parametrize(("word", "names"), ROWS)
def test_a_word_is_a_name_of_the_code(word: str, names: str) -> None:
    """Classes, fields and folders that a row names exist."""
    for name in re.findall(r"`([^`]+)`", names):
        if "/" in name:
            assert (ROOT / name).is_dir(), word
        else:
            kind, _, field = name.partition(".")
            assert re.search(rf"^class {kind}\b|^    {kind}: ", CODE, re.M), word
            assert not field or re.search(rf"^    {field}: ", CODE, re.M), word
