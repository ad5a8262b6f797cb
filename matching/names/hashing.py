"""Hashes of any piece of many strings at once.

All strings lie in one row of bytes; a running sum of byte values times powers of an odd number, in wrapping 64-bit
arithmetic, gives the hash of any piece as one subtraction and one multiplication. Everything is numpy, nothing loops
over characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

U64 = NDArray[np.uint64]
Ints = NDArray[np.int64]

_BASE = 0x9E3779B97F4A7C15 | 1
_MASK = (1 << 64) - 1
_INVERSE = pow(_BASE, -1, 1 << 64)


@cache
def _byte_values() -> U64:
    return np.random.default_rng(20_250_101).integers(1, _MASK, 256, dtype=np.uint64)


@cache
def _powers(base: int, bits: int) -> U64:
    """base**0, base**1, … (2**bits of them), wrapping."""
    row = np.ones(1, dtype=np.uint64)
    step = base
    for _ in range(bits):
        row = np.concatenate([row, row * np.uint64(step)])
        step = step * step & _MASK
    return row


def joined(strings: Sequence[str]) -> tuple[NDArray[np.uint8], Ints]:
    """All strings as UTF-8 in one row, and where each begins (one more entry than strings)."""
    ends = np.zeros(len(strings) + 1, dtype=np.int64)
    text = "".join(strings)
    if text.isascii():
        lengths, row = map(len, strings), text.encode("ascii")
    else:
        parts = [s.encode("utf-8", "replace") for s in strings]
        lengths, row = map(len, parts), b"".join(parts)
    np.cumsum(np.fromiter(lengths, dtype=np.int64, count=len(strings)), out=ends[1:])
    return np.frombuffer(row, dtype=np.uint8), ends


def lines(strings: Sequence[str]) -> tuple[NDArray[np.uint8], Ints, Ints]:
    """Strings of words (a space between, no other white space) as bytes without the spaces; where each word begins
    (one more entry than words), and the number of each string's first word (one more entry than strings). A string
    without words counts as one empty word."""
    row = np.frombuffer(("\n".join(strings) + "\n").encode("utf-8", "replace"), dtype=np.uint8)
    newline = row == 10
    breaks = np.flatnonzero(newline | (row == 32))
    ends = np.zeros(len(breaks) + 1, dtype=np.int64)
    ends[1:] = breaks - np.arange(len(breaks))
    first = np.zeros(len(strings) + 1, dtype=np.int64)
    first[1:] = np.flatnonzero(newline[breaks]) + 1
    return row[(row != 10) & (row != 32)], ends, first


class ByteSums:
    """Running sums over one row of bytes, for hashing any pieces [begin, end) of it."""

    def __init__(self, row: NDArray[np.uint8]) -> None:
        self.row = row
        bits = max(len(row), 1).bit_length()
        self.sums = np.zeros(len(row) + 1, dtype=np.uint64)
        np.cumsum(_byte_values()[row] * _powers(_BASE, bits)[: len(row)], out=self.sums[1:])
        self.inverse = _powers(_INVERSE, bits)

    def hashes(self, begin: Ints, end: Ints) -> U64:
        """The hash of each piece; equal bytes have equal hashes wherever they lie."""
        return mixed((self.sums[end] - self.sums[begin]) * self.inverse[begin])


def masks(row: NDArray[np.uint8], begin: Ints, end: Ints) -> NDArray[np.uint32]:
    """For each stretch of letters (none empty) which letters it has, as bits: one edit changes at most two of them."""
    if not len(begin):
        return np.zeros(0, np.uint32)
    size = end - begin
    starts = np.cumsum(size) - size
    at = np.arange(int(size.sum())) + np.repeat(begin - starts, size)
    bits: NDArray[np.uint32] = np.bitwise_or.reduceat(
        np.left_shift(np.uint32(1), (row[at] & 31).astype(np.uint32)), starts
    )
    return bits


def mixed(values: U64) -> U64:
    """Spreads hashes evenly (the finish of splitmix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
