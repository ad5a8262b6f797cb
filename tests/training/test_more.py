"""Further files for training: labels in places and whole items are told apart by what stands in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from callnow.errors import DataFileError
from training.more import holds_places, load_more
from training.wire import to_places

ITEM: dict[str, Any] = {
    "id": "a1",
    "title": "Orbel to cut 40 jobs",
    "body": "",
    "orgs": ["Orbel"],
    "events": [{"type": "layoffs", "company": "Orbel", "planning": "announced", "implied": True}],
    "doubtful": False,
    "part": "train",
}


def test_the_two_forms_are_told_apart(tmp_path: Path) -> None:
    """A title that is a checksum is a place's; one in words is that of a whole item, which is taken as it is."""
    places, items = tmp_path / "places.jsonl", tmp_path / "items.jsonl"
    places.write_text(json.dumps(to_places(ITEM, ITEM)) + "\n", encoding="utf-8")
    items.write_text("\n" + json.dumps(ITEM) + "\n", encoding="utf-8")
    assert holds_places(places)
    assert not holds_places(items)
    assert load_more(items, tmp_path) == [ITEM]


def test_an_empty_file_teaches_nothing(tmp_path: Path) -> None:
    """Nobody corrected anything yet."""
    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")
    assert load_more(tmp_path / "none.jsonl", tmp_path) == []


@pytest.mark.parametrize("line", ["not JSON", "[1]", '{"id": "a1"}'])
def test_another_file_is_refused_in_words(line: str, tmp_path: Path) -> None:
    """The error names the file."""
    file = tmp_path / "other.jsonl"
    file.write_text(line, encoding="utf-8")
    with pytest.raises(DataFileError, match="not a labelled text"):
        load_more(file, tmp_path)
