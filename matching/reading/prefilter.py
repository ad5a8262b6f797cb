"""Which texts the encoder need not read, because their words tell of no event.

A linear model over word pieces and pairs of them says so, at a hundredth of the encoder's cost. Pieces and pairs share
a table by a hash, as in feature hashing (Weinberger and others, 2009): none is listed, so the file stays small.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from callnow.errors import DataFileError
from matching.reading.pieces import Pieces

BITS = 17  # of the table's size
SHIFT = np.uint64(16)  # bits of a piece's number
SPREAD = np.uint64(0x9E3779B97F4A7C15)  # 2**64 by the golden ratio: the high bits of a product with it are its hash


@dataclass(frozen=True, slots=True)
class Prefilter:
    """The model: int8 [2**BITS] times `scale`, and what is added. What scores below `threshold` is not read."""

    weights: np.ndarray
    scale: float
    shift: float
    threshold: float

    def passes(self, pieces: Pieces) -> bool:
        """Whether a text may tell an event."""
        return self.score(pieces) >= self.threshold

    def score(self, pieces: Pieces) -> float:
        """The log-odds that a text tells an event, by its words alone."""
        return float(self.weights[table_places(pieces)].sum(dtype=np.int64)) * self.scale + self.shift

    def save(self, file: Path) -> None:
        """Writes it to a file."""
        numbers = np.array([self.scale, self.shift, self.threshold])
        np.savez_compressed(file, weights=self.weights, numbers=numbers)


def passing_all() -> Prefilter:
    """The one of a reader that reads every text."""
    return Prefilter(np.zeros(1 << BITS, np.int8), 1.0, 0.0, -np.inf)


def load_prefilter(file: Path) -> Prefilter:
    """Reads one from its file. Raises DataFileError where it is not as training.prefilter writes it."""
    try:
        with np.load(file) as stored:
            weights, (scale, shift, threshold) = stored["weights"], map(float, stored["numbers"])
        if weights.shape != (1 << BITS,) or weights.dtype != np.int8:
            raise ValueError("its table is of another size")
    except (OSError, EOFError, ValueError, TypeError, KeyError, BadZipFile) as error:
        hint = "install callnow again, or bring the file back; for a reader of your own, python -m training.prefilter"
        raise DataFileError(f"cannot be used: {error}", where=str(file), hint=hint) from None
    return Prefilter(weights, scale, shift, threshold)


def table_places(pieces: Pieces) -> np.ndarray:
    """The places in the table of a text's pieces and pairs, each once: of the whole text, and of its title again."""
    ids, in_title = pieces.ids.astype(np.uint64), pieces.segments == 0
    keys = [_keys(ids) << np.uint64(1), _keys(ids[in_title]) << np.uint64(1) | np.uint64(1)]
    return np.unique(np.concatenate(keys) * SPREAD >> np.uint64(64 - BITS)).astype(np.int64)


def _keys(ids: np.ndarray) -> np.ndarray:
    """A number for each piece, and for each pair."""
    return np.concatenate([ids, (ids[:-1] + np.uint64(1) << SHIFT) | ids[1:]])
