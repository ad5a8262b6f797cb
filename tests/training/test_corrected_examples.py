"""What detection is certain of is taught as an event, what it leaves out is not, and what it doubts stays open."""

from __future__ import annotations

import numpy as np
import pytest

from matching.reading.labels import TYPES
from matching.reading.mentions import mentions_of
from matching.reading.pieces import load_tokenizer, to_pieces

pytest.importorskip("torch", reason="torch is not installed (extra: train)")


def test_what_is_told_puts_right_what_was_read() -> None:
    """By organisation and type; an organisation that is told under a shorter name is the same."""
    from training.corrected import CERTAIN, LEFT_OUT, correct
    from training.dataset import TrainingExample, silent_group
    from training.model import base_folder

    tokenizer = load_tokenizer(base_folder() / "tokenizer.json")
    pieces = to_pieces("Velmora Steel names a CFO as Quorrel cuts jobs", "", tokenizer)
    groups = [silent_group(mentions_of(pieces, [name])) for name in ("Velmora Steel", "Quorrel")]
    example = TrainingExample(pieces, np.zeros((len(pieces), 3), np.float16), groups)
    hired, layoffs, funding = map(TYPES.index, ("executive_hired", "layoffs", "funding"))
    groups[0].types[[hired, funding]] = 0.4, 0.9
    groups[1].types[layoffs] = 0.6
    correct(
        example,
        [
            {"type": "executive_hired", "company": "Velmora", "certain": True},
            {"type": "layoffs", "company": "Quorrel", "certain": False},
        ],
    )
    assert groups[0].types[hired] == np.float32(CERTAIN)
    assert groups[0].types[funding] == np.float32(LEFT_OUT)
    assert groups[1].types[layoffs] == np.float32(0.6)
