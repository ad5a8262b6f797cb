"""Further labelled files for training: labels in places, on texts of the wire, or whole items as corrections export."""

from __future__ import annotations

import json
from pathlib import Path

from callnow.errors import DataFileError
from training.dataset import Item
from training.wire import load_labels


def load_more(file: Path, wire: Path) -> list[Item]:
    """The labelled items of a file. Raises DataFileError where it holds neither form."""
    if holds_places(file):
        return load_labels(file, wire)
    lines = file.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def holds_places(file: Path) -> bool:
    """Whether a file holds labels in places: their titles are checksums, those of whole items are words."""
    lines = file.read_text(encoding="utf-8").splitlines()
    first = next((line for line in lines if line.strip()), "")
    try:
        return bool(first) and isinstance(json.loads(first)["title"], int)
    except (ValueError, KeyError, TypeError):
        raise DataFileError(
            "is not a labelled text", where=f"{file} line 1", hint="lines of `callnow corrections export`, or in places"
        ) from None
