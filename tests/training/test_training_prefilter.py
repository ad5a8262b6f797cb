"""The prefilter learns from labelled texts which words tell of events."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch is not installed (extra: train)")

from matching.reading.pieces import batch_pieces
from matching.reading.reader import shipped_reader
from training.prefilter import LOST, calls, fit, threshold_of

TELLING = [f"{name} names {who} chief executive" for name in ("Orbel", "Tessaly") for who in ("Lang", "Roe", "Voss")]
SILENT = [f"{what} for a {how} week" for what in ("Soups", "Walks") for how in ("cold", "long", "wet")]


def test_what_is_learnt_tells_other_texts_apart() -> None:
    """Of the same words in other sentences; nobody is spared until a threshold is chosen."""
    tokenizer = shipped_reader().tokenizer
    learnt = fit(batch_pieces([(text, "") for text in TELLING + SILENT], tokenizer), np.array([True] * 6 + [False] * 6))
    telling, silent = batch_pieces([("Velmora names Ash chief executive", ""), ("Books for a wet week", "")], tokenizer)
    assert learnt.score(telling) > learnt.score(silent)
    assert learnt.passes(silent)


def test_only_facts_of_types_that_call_count_for_the_threshold() -> None:
    """No rumour, no event that is only implied, and no award."""
    hired = {"type": "executive_hired", "company": "Orbel", "planning": "done"}
    others = [hired | {"planning": "rumoured"}, hired | {"implied": True}, hired | {"type": "award_won"}]
    assert calls({"events": [*others, hired]})
    assert not calls({"events": others})
    items = [{"events": [hired]}] * 100 + [{"events": others}] * 100
    scores = np.concatenate([np.arange(100.0), np.full(100, -50.0)])
    assert (scores[:100] < threshold_of(scores, items)).mean() == LOST
