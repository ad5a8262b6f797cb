"""The words of running text that can be part of names, cut from many texts at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from matching.names.hashing import ByteSums, Ints
from matching.names.lexicon import FORM, ORDINARY, WEAK, WordNumbers

LINK = 3
"""Letters in a word without a capital that may stand within a name: "of", "and", "de"."""


@dataclass(frozen=True, slots=True)
class TextWords:
    """The words of a batch of texts that can be part of names: where they are in the joined text, their loose forms in
    one row of bytes (`ends` has an entry more), whether they have a `capital` or begin a text, the lexicon's
    `flags`, and `piece`: the number of the unbroken stretch they stand in."""

    start: Ints
    end: Ints
    pieces: ByteSums
    ends: Ints
    capital: NDArray[np.bool_]
    flags: NDArray[np.uint8]
    piece: Ints

    @property
    def weak(self) -> NDArray[np.bool_]:
        """Words that say nothing in a name."""
        return self.flags & WEAK > 0

    @property
    def ordinary(self) -> NDArray[np.bool_]:
        """Words that name nobody by themselves."""
        return self.flags & ORDINARY > 0

    @property
    def form(self) -> NDArray[np.bool_]:
        """Legal forms."""
        return self.flags & FORM > 0


_BREAKS = frozenset(map(ord, '\n\r\t;:!?()[]{}"“”•|<>*=/…–—,'))


@cache
def _kinds() -> NDArray[np.uint8]:
    """For each code point below 0x3000: 1 in a word, 2 an end of the stretch, 4 upper case or digit."""
    kinds = np.zeros(0x3000, dtype=np.uint8)
    for code in range(0x3000):
        letter = chr(code)
        kinds[code] = (
            letter.isalnum() | (2 if code in _BREAKS else 0) | (4 if letter.isupper() or letter.isdigit() else 0)
        )
    return kinds


@cache
def _lexicon() -> WordNumbers:
    return WordNumbers()


def words_of(text: str) -> TextWords | None:
    """The words of texts that are joined by line breaks; None where there are none."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds = _kinds()[np.minimum(codes, 0x2FFF)]
    inside = np.concatenate([[False], (kinds & 1) > 0, [False]])
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    start, end = edges[::2], edges[1::2]
    if not len(start):
        return None
    uppers = np.concatenate([[0], np.cumsum(kinds & 4 > 0, dtype=np.int32)])
    capital = uppers[end] > uppers[start]  # "tZERO", too
    capital |= (start == 0) | (codes[start - 1] == ord("\n"))  # a brand may be written small where a text begins
    stops = np.cumsum(kinds & 2 > 0, dtype=np.int32)
    # A full stop ends a stretch behind a word of four letters or more, not behind an initial or "Inc.".
    dots = np.cumsum(codes == ord("."), dtype=np.int32)
    dotted = np.append(dots[start[1:]] > dots[end[:-1] - 1], False) & (end - start > 3)
    piece = stops[start] + np.concatenate([[0], np.cumsum(dotted)[:-1]])
    # Only capitalised words and short ones between them can be part of a name; another word ends the stretch.
    name = capital | ((end - start <= LINK) & _beside(capital))
    piece = (piece + np.cumsum(~name))[name]
    start, end, capital = start[name], end[name], capital[name]
    row, ends, flags = _lexicon().look_up(
        ["" if _is_possessive(text, b, e) else text[b:e] for b, e in zip(start.tolist(), end.tolist(), strict=True)]
    )
    return TextWords(start, end, ByteSums(row), ends, capital, flags, piece)


def _is_possessive(text: str, begin: int, end: int) -> bool:
    """Whether a word is the "s" of "Odo's", which a name may be written without."""
    return text[begin:end] in "sS" and text[begin - 1 : begin] in "'’" and text[begin - 2 : begin - 1].isalnum()


def _beside(capital: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether one of the two words before and one of the two behind is capitalised."""
    padded = np.concatenate([[False, False], capital, [False, False]])
    sides: NDArray[np.bool_] = (padded[:-4] | padded[1:-3]) & (padded[3:-1] | padded[4:])
    return sides
