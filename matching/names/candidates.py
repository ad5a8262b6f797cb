"""Which filed names a mention is worth comparing with: a handful, found without looking at the rest of the list."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matching.names.hashing import U64, Ints
from matching.names.index import EmployerIndex
from matching.names.keys import Keys
from matching.names.tables import HashTable, spread

MOST = 24
"""Rows of one key that are looked at. A key that more names share tells none of them apart."""
GROUP = 4
"""Rows that stand for all that are spelled the same but for what says nothing."""
RARE = 12
"""A word in at most so many filed names is worth looking up on its own."""

FEW = 4
"""Pairs of one mention that are scored; where more are as near as these, none can be told from the others."""


class CandidatePairs:
    """Pairs of mention and filed name, gathered key by key."""

    def __init__(self) -> None:
        self._pairs: list[tuple[Ints, NDArray[np.int32]]] = []

    def look_up(self, table: HashTable, hashes: U64, mentions: Ints, most: int = MOST) -> None:
        begin, end = table.find(hashes)
        few = (end - begin) <= most
        which, at = spread(begin * few, end * few)
        self._pairs.append((mentions[which], table.rows[at]))

    def pairs(self) -> tuple[Ints, NDArray[np.int32]]:
        """All pairs once, by mention and row."""
        if not self._pairs:
            return np.zeros(0, np.int64), np.zeros(0, np.int32)
        both = np.concatenate([m << 32 | r.astype(np.int64) for m, r in self._pairs])
        both = np.unique(both)
        return both >> 32, (both & 0xFFFFFFFF).astype(np.int32)


def same_whole(keys: Keys, index: EmployerIndex) -> tuple[Ints, NDArray[np.int32], NDArray[np.bool_]]:
    """Pairs with the same loose words, and which mentions have any. The first rows of a large group stand for it."""
    begin, end = index.tables["whole"].find(keys.whole)
    hit = (end > begin) & (keys.size > 0)
    which, at = spread(begin * hit, np.minimum(end, begin + GROUP) * hit)
    return which, index.tables["whole"].rows[at], hit


def near(keys: Keys, mentions: Ints, counts: NDArray[np.int64], index: EmployerIndex) -> tuple[Ints, NDArray[np.int32]]:
    """Pairs for mentions no filed name equals: reordered, cut short, extended, mistyped, with a word left out."""
    tables, pairs = index.tables, CandidatePairs()
    mentions = mentions[keys.size[mentions] > 0]
    first, last = keys.first[mentions], keys.first[mentions + 1]
    several = mentions[last - first > 1]
    pairs.look_up(tables["order"], keys.order[several], several)
    pairs.look_up(tables["head"], keys.whole[mentions], mentions)
    which, positions = spread(first, last - 1)
    pairs.look_up(tables["whole"], keys.head[positions], mentions[which])
    pairs.look_up(tables["head"], keys.head[positions], mentions[which])
    _same_half(keys, mentions, tables["ends"], pairs)
    which, positions = spread(first, last)
    rare = (counts[positions] > 0) & (counts[positions] <= RARE)
    pairs.look_up(tables["word"], keys.word[positions[rare]], mentions[which[rare]])
    return pairs.pairs()


def _same_half(keys: Keys, mentions: Ints, table: HashTable, pairs: CandidatePairs) -> None:
    """A filed name of one letter more or less has halves of the same length or one off: both are tried."""
    long = mentions[keys.size[mentions] >= 7]
    for length in (keys.size[long] // 2, (keys.size[long] + 1) // 2, (keys.size[long] - 1) // 2):
        first, last = keys.half(long, length)
        pairs.look_up(table, first, long)
        pairs.look_up(table, last, long)


def likely(
    keys: Keys,
    mentions: Ints,
    rows: NDArray[np.int32],
    counts: Ints,
    sites: NDArray[np.bool_],
    index: EmployerIndex,
) -> tuple[Ints, NDArray[np.int32]]:
    """Of pairs those that can reach a match: each word of the mention but one stands in the employer's name and that
    one begins as one there does, or all words of the employer's name stand in a mention that goes on with a site
    (`sites`). Of many for one mention, those that leave the fewest words out."""
    words = (keys.word >> np.uint64(32)).astype(np.uint32)
    first, last = keys.first[mentions], keys.first[mentions + 1]
    pair, positions = spread(first, last)
    again, other = spread(index.first[rows][pair], index.first[rows + 1][pair])
    word, of_pair = positions[again], pair[again]
    same = words[word] == index.word[other]
    # A word that the list knows is not mistyped, at most cut short: its second letter must agree as well.
    differ = keys.start[word] ^ index.start[other]
    alike = np.where(counts[word] > 0, differ == 0, differ < 256)
    exact, near_by = np.zeros(len(positions), dtype=np.bool_), np.zeros(len(positions), dtype=np.bool_)
    exact[again[same]] = True
    near_by[again[alike]] = True
    agreeing = np.bincount(pair, weights=exact, minlength=len(mentions))
    close = np.bincount(pair, weights=near_by | exact, minlength=len(mentions))
    hits = np.unique(of_pair[same] << 32 | other[same])
    covered = np.bincount(hits >> 32, minlength=len(mentions))
    size, theirs = last - first, index.first[rows + 1] - index.first[rows]
    keep = (close == size) & (agreeing >= size - 1) & ((agreeing > 0) | (theirs == 1)) | sites[mentions] & (
        covered == theirs
    )
    return _closest(mentions[keep], rows[keep], theirs[keep] - covered[keep])


def _closest(mentions: Ints, rows: NDArray[np.int32], left_out: Ints) -> tuple[Ints, NDArray[np.int32]]:
    """For each mention at most FEW pairs, those that leave the fewest words out."""
    order = np.lexsort((rows, left_out, mentions))
    mentions, rows = mentions[order], rows[order]
    begin = np.searchsorted(mentions, mentions)
    few = np.arange(len(mentions)) - begin < FEW
    return mentions[few], rows[few]


def by_mention(which: Ints, rows: NDArray[np.int32], size: int) -> Sequence[Sequence[int]]:
    """The rows of each of `size` mentions."""
    order = np.argsort(which, kind="stable")
    which, rows = which[order], rows[order]
    ends = np.searchsorted(which, np.arange(size + 1))
    flat = rows.tolist()
    return [flat[ends[i] : ends[i + 1]] for i in range(size)]
