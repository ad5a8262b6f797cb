"""A weight that cannot be used is named with its file, table and entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from callnow.errors import DataFileError
from callnow.paths import DATA
from matching.triggers.weights import load_weights


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ("urgency = 1.0", "urgency = 'high'", "exponents.urgency", "must be a number, not 'high'"),
        ("urgency = 1.0", "haste = 1.0", "exponents.haste", "unknown key"),
        ("done = 1.0", "done = 1.5", "planning.done", "not 1.5"),
        ("done = 1.0", "", "planning.done", "missing"),
        ("[tiers]", "[storeys]", "line 71, storeys", "unknown key"),
        ('marketing = ["communications"]', 'marketing = ["juggling"]', "related.marketing 1", "no function 'juggling'"),
        ('marketing = ["communications"]', "marketing = 3", "related.marketing", "must be a list"),
        ("[rank]", "[rank", "weights.toml, line 50", "not TOML"),
        ("rest_days = 10", "rest_days = -1", "relationship.rest_days", "not -1"),
        ("5 = 0.65", "9 = 0.65", "rank", "rank 5 is missing"),
        ("rest_days = 10", "rest_days = nan", "relationship.rest_days", "finite number"),
    ],
)
def test_a_wrong_weight_is_named(tmp_path: Path, old: str, new: str, where: str, what: str) -> None:
    """Loading names file, table and entry of a weight that cannot be used."""
    text = (DATA / "weights.toml").read_text()
    assert old in text
    path = tmp_path / "weights.toml"
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(DataFileError) as caught:
        load_weights(path)
    assert where in caught.value.where
    assert what in caught.value.what
