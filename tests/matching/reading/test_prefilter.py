"""The prefilter spares texts whose words tell of no event, and hardly any that tells one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from callnow.errors import DataFileError
from matching.event_types import event_types
from matching.reading.pieces import to_pieces
from matching.reading.prefilter import BITS, load_prefilter, passing_all, table_places
from matching.reading.reader import shipped_reader
from tests.matching.small_tokenizer import small_tokenizer

EVERYDAY = [
    ("Ten soups for a cold week", "Our favourite recipes take half an hour and need no oven."),
    ("Rain and wind from Thursday on", "The north stays dry until the evening; in the hills it may snow."),
    ("How to choose a bicycle for your commute", "Frame, gears and brakes: what matters, and what you can do without."),
    ("Rovers beat Wanderers in extra time", "Two late goals turned the match before a crowd of nine thousand."),
    ("Why we sleep badly before a full moon", "A look at five studies, and at what they leave open."),
    ("The best headphones for runners", "We wore eleven pairs for a month; three stayed in our bags."),
    ("Stocks drift lower as oil slips", "Traders wait for figures on inflation that are due on Friday."),
    ("What to see in Lisbon in two days", "Trams, tiles and the river: a walk for each morning and each night."),
]


def test_a_place_is_of_a_piece_or_a_pair_and_of_the_title_again() -> None:
    """Each once, in the table; the same words in the lead alone have fewer."""
    tokenizer = small_tokenizer()
    in_title, in_lead = to_pieces("Orbel names Lang", "", tokenizer), to_pieces("", "Orbel names Lang", tokenizer)
    places = table_places(in_title)
    assert len(set(places.tolist())) == len(places)
    assert places.min() >= 0
    assert places.max() < 1 << BITS
    assert len(table_places(in_lead)) < len(places)
    twice = to_pieces("Orbel names Lang names Lang", "", tokenizer)
    assert len(table_places(twice)) < 2 * len(places)


def test_the_score_is_the_sum_of_the_places_weights(tmp_path: Path) -> None:
    """It is the same from its file; at the threshold a text passes."""
    pieces = to_pieces("Orbel names Lang", "", small_tokenizer())
    places = table_places(pieces)
    weights = np.zeros(1 << BITS, np.int8)
    weights[places] = 3
    one = replace(passing_all(), weights=weights, scale=0.5, shift=-1.0, threshold=1.5 * len(places) - 1)
    one.save(tmp_path / "prefilter.npz")
    for prefilter in (one, load_prefilter(tmp_path / "prefilter.npz")):
        assert prefilter.score(pieces) == pytest.approx(1.5 * len(places) - 1)
        assert prefilter.passes(pieces)
        assert not replace(prefilter, threshold=prefilter.threshold + 0.5).passes(pieces)
    assert passing_all().passes(pieces)


@pytest.mark.parametrize(
    "arrays",
    [
        {},
        {"weights": np.zeros(1 << BITS, np.int8), "numbers": np.zeros(2)},
        {"weights": np.zeros(8, np.int8), "numbers": np.zeros(3)},
        {"weights": np.zeros(1 << BITS), "numbers": np.zeros(3)},
        {"weights": np.zeros(1 << BITS, np.int8), "numbers": np.array(["a", "b", "c"])},
    ],
)
def test_a_file_of_another_shape_is_told(arrays: dict[str, np.ndarray], tmp_path: Path) -> None:
    """As is a missing one, and what is no such file at all: which, and what to do."""
    np.savez(tmp_path / "prefilter.npz", **arrays)
    (tmp_path / "text.npz").write_text("no archive")
    for file in ("prefilter.npz", "text.npz", "missing.npz"):
        with pytest.raises(DataFileError, match="cannot be used") as told:
            load_prefilter(tmp_path / file)
        assert (told.value.where, "training.prefilter" in told.value.hint) == (str(tmp_path / file), True)


def test_the_shipped_one_spares_everyday_texts_and_passes_the_examples_of_all_types() -> None:
    """Of the examples in the files of types that call, titles alone, hardly any need the grammar's word to be read."""
    reader = shipped_reader()
    passed = [reader.prefilter.passes(text) for text in reader.pieces(EVERYDAY)]
    assert sum(passed) <= len(EVERYDAY) // 4
    calling = [kind for kind in event_types().values() if kind.call_now]
    examples = [(example.text, "") for kind in calling for example in kind.examples_detect]
    passed = [reader.prefilter.passes(text) for text in reader.pieces(examples)]
    assert sum(passed) >= 0.98 * len(examples)
