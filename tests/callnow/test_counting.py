"""A number goes with its noun."""

from __future__ import annotations

import pytest

from callnow.counting import counted


@pytest.mark.parametrize(
    ("count", "noun", "said"),
    [
        (1, "prospect", "1 prospect"),
        (2, "prospect", "2 prospects"),
        (0, "new item", "0 new items"),
        (3, "person", "3 people"),
        (12, "touch", "12 touches"),
        (2, "open story", "2 open stories"),
    ],
)
def test_one_prospect_two_prospects(count: int, noun: str, said: str) -> None:
    """One is singular, everything else plural, also where the plural is a word of its own."""
    assert counted(count, noun) == said
