"""Detection on the labelled files must not fall behind its frozen run."""

from __future__ import annotations

import json

import pytest

from tests.matching.frozen import FILES, FROZEN, GOLD, figures, run

TOLERANCE = 0.004  # one item of the smaller file among the all-families sum


@pytest.mark.skipif(not GOLD.exists(), reason="the labelled files are not there")
@pytest.mark.parametrize("file", FILES)
def test_no_figure_falls(file: str) -> None:
    """Precision, recall and slots reach what they reached when the run was frozen (python -m tests.matching.frozen)."""
    frozen = json.loads(FROZEN.read_text(encoding="utf-8"))[file]
    result, types = run(file)
    now = figures(result)
    fallen = {
        name: (was, now.get(name, 0.0))
        for name, was in frozen["figures"].items()
        if now.get(name, 0.0) < was - TOLERANCE
    }
    keys = sorted(set(types) | set(frozen["types"]))
    changed = {
        key: (frozen["types"].get(key, []), types.get(key, []))
        for key in keys
        if frozen["types"].get(key, []) != types.get(key, [])
    }
    assert not fallen, f"fallen: {fallen}; items that changed: {changed}"
