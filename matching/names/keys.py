"""The keys under which a name is filed and looked up, for many names at once.

| table | key | finds |
|---|---|---|
| whole | all loose words, joined | other spellings, spacing, forms, abbreviations |
| order | the loose words, in any order | "Schwab Charles" |
| head | the first 1 … n-1 words | "Valero" for "Valero Energy", a name cut short |
| ends | the first and the last half of the letters | a typo: one edit leaves one half whole |
| word | each word | a name whose first word was left out; how common a word is |
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.names.hashing import U64, ByteSums, Ints, lines, mixed
from matching.names.tables import spread


@dataclass(frozen=True, slots=True)
class Keys:
    """Hashes of a list of names. `word` and `head` hold an entry for each word, that of name i at
    `first[i]:first[i + 1]`; the last `head` of a name is its `whole`. `start` are the first two
    letters of each word; `size` is letters a name, in bytes."""

    whole: U64
    order: U64
    word: U64
    head: U64
    start: NDArray[np.uint16]
    first: Ints
    pieces: ByteSums
    begin: Ints
    size: Ints

    def half(self, names: Ints, length: Ints) -> tuple[U64, U64]:
        """Of each of `names` the hash of the first and of the last `length` letters."""
        return half_hashes(self.pieces, self.begin[names], self.size[names], length)


def half_hashes(pieces: ByteSums, begin: Ints, size: Ints, length: Ints) -> tuple[U64, U64]:
    """Of stretches of `size` letters from `begin` the hash of the first and of the last `length` letters."""
    end = begin + size
    marker = length.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    first = mixed(pieces.hashes(begin, begin + length) ^ marker)
    last = mixed(pieces.hashes(end - length, end) + marker)
    return first, last


def keys_of(names: Sequence[str]) -> Keys:
    """The keys of names given as their loose words, spaces between; a name without words has a size of 0."""
    row, ends, first = lines(names)
    pieces = ByteSums(row)
    word = pieces.hashes(ends[:-1], ends[1:])
    begin = ends[first[:-1]]
    size = ends[first[1:]] - begin
    which, positions = spread(first[:-1], first[1:])
    head = pieces.hashes(begin[which], ends[positions + 1])
    sums = np.zeros(len(word) + 1, dtype=np.uint64)
    np.cumsum(mixed(word), out=sums[1:])
    order = mixed(sums[first[1:]] - sums[first[:-1]])
    whole = pieces.hashes(begin, begin + size)
    return Keys(whole, order, word, head, _starts(row, ends), first, pieces, begin, size)


def _starts(row: NDArray[np.uint8], ends: Ints) -> NDArray[np.uint16]:
    padded = np.append(row, np.zeros(2, dtype=np.uint8)).astype(np.uint16)
    begin = ends[:-1]
    return padded[begin] << np.uint16(8) | np.where(ends[1:] - begin > 1, padded[begin + 1], 0).astype(np.uint16)


def halves(size: Ints) -> NDArray[np.int64]:
    """Letters in a half of a name of `size` letters: short names have none, they are too easily mistaken."""
    return np.where(size >= 7, size // 2, 0)
