"""Sorted tables from a hash to the rows that have it: what the index is made of, as plain arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.names.hashing import U64, Ints

Rows = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class HashTable:
    """`rows[starts[i]:starts[i + 1]]` are the rows that have the hash `keys[i]`; `keys` are sorted."""

    keys: U64
    starts: NDArray[np.int32]
    rows: Rows

    @classmethod
    def of(cls, hashes: U64, rows: Rows) -> HashTable:
        order = np.argsort(hashes, kind="stable")
        hashes = hashes[order]
        first = np.flatnonzero(np.concatenate([[True], hashes[1:] != hashes[:-1]])) if len(hashes) else np.zeros(0, int)
        starts = np.append(first, len(hashes)).astype(np.int32)
        return cls(hashes[first], starts, rows[order])

    def find(self, hashes: U64) -> tuple[Ints, Ints]:
        """For each hash where its rows begin and end; both zero where it has none."""
        if not len(self.keys) or not len(hashes):
            none = np.zeros(len(hashes), dtype=np.int64)
            return none, none
        order = np.argsort(hashes)  # neighbours in the table are looked up together, which spares the cache
        positions = np.empty(len(hashes), dtype=np.int64)
        positions[order] = np.searchsorted(self.keys, hashes[order])
        positions[positions == len(self.keys)] = 0
        hit = self.keys[positions] == hashes
        return np.where(hit, self.starts[positions], 0).astype(np.int64), np.where(
            hit, self.starts[positions + 1], 0
        ).astype(np.int64)


def spread(begin: Ints, end: Ints) -> tuple[Ints, Ints]:
    """All positions of many ranges [begin, end): which range each is of, and the position."""
    size = end - begin
    which = np.repeat(np.arange(len(begin)), size)
    offset = np.arange(len(which)) - np.repeat(np.cumsum(size) - size, size)
    return which, begin[which] + offset
