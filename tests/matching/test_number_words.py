"""Numbers in words are found whole, and reckoned."""

from __future__ import annotations

import re

import pytest

from matching.number_words import IN_WORDS, value_of


@pytest.mark.parametrize(
    ("words", "value"), [("six", 6), ("Nineteen", 19), ("seventy", 70), ("forty-one", 41), ("canteen", 0), ("", 0)]
)
def test_a_number_in_words_is_reckoned(words: str, value: int) -> None:
    """What is none is nothing."""
    assert value_of(words) == value
    assert bool(re.fullmatch(IN_WORDS, words, re.IGNORECASE)) is bool(value)
