"""The official figures of matching do not fall."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import pytest

from callnow.model import Employer
from matching.names.build import build_index
from matching.names.resolve import match_listed

FROZEN = json.loads((Path(__file__).parent / "frozen_names.json").read_text(encoding="utf-8"))
NAMES = Path(__file__).resolve().parents[3] / ".." / "shared" / "names"


@pytest.mark.skipif(not NAMES.exists(), reason="the reference names are not here")
def test_figures_on_the_reference_names_hold() -> None:
    """Right matches stay as many and wrong ones as few as they were."""
    with gzip.open(NAMES / "employers.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        index = build_index([Employer(row["employer_id"], row["name"]) for row in csv.DictReader(lines)])
    with (NAMES / "mentions.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    right = wrong = 0
    wrong_ids = set()
    for row, match in zip(rows, match_listed([row["mention"] for row in rows], index), strict=True):
        if match.employer_id and match.employer_id in row["employer_id"].split("|"):
            right += 1
        elif match.employer_id:
            wrong += 1
            wrong_ids.add(match.employer_id)
    assert right >= FROZEN["right"], f"{right} right matches, {FROZEN['right']} before"
    assert wrong <= FROZEN["wrong"], (
        f"{wrong} wrong, {FROZEN['wrong']} before; new: {wrong_ids - set(FROZEN['wrong_ids'])}"
    )
    assert right / (right + wrong) >= 0.985
