"""Words as they stand in running text, each looked at once: loose form and what it may be in a name."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from callnow.fold import fold
from matching.names.hashing import Ints
from matching.names.loose import loose_word, weak_words
from matching.names.tables import spread
from matching.names.words import word_lists

WEAK, FORM, ORDINARY = 1, 2, 4
"""A word that says nothing in a name; a legal form; a word that names nobody by itself."""

MOST = 1 << 18
"""Words kept; more than a wire has in a month."""


@cache
def _ordinary_words() -> frozenset[str]:
    lists = word_lists()
    words = lists.common | lists.generic | lists.countries | lists.places | lists.site | lists.sentence
    return frozenset(loose_word(w) for w in words if " " not in w)


@cache
def _clear_forms() -> frozenset[str]:
    """Legal forms that are nothing else: "About Company" is not a company of the name "About"."""
    return word_lists().only_forms - {"company", "co", "the", "and"}


class WordNumbers(dict[str, int]):
    """Numbers for words. What is kept can always be made again from the word, so every process may have its own."""

    def __init__(self) -> None:
        super().__init__()
        self._letters, self._ends, self._flags = bytearray(), array("q", [0]), bytearray()

    def look_up(self, words: Sequence[str]) -> tuple[NDArray[np.uint8], Ints, NDArray[np.uint8]]:
        """The loose letters of all `words` in one row, where each word's begin (one entry more than words), and each
        word's flags."""
        if len(self) > MOST:
            self.clear()
            self._letters, self._ends, self._flags = bytearray(), array("q", [0]), bytearray()
        ids = np.fromiter(map(self.__getitem__, words), np.int64, len(words))
        ends = np.array(self._ends, dtype=np.int64)
        size = ends[ids + 1] - ends[ids]
        _, positions = spread(ends[ids], ends[ids] + size)
        letters = np.frombuffer(bytes(self._letters), dtype=np.uint8)[positions]
        flags = np.frombuffer(bytes(self._flags), dtype=np.uint8)[ids]
        return letters, np.concatenate([[0], np.cumsum(size)]), flags

    def __missing__(self, word: str) -> int:
        folded = word.lower() if word.isascii() and word.isalnum() else fold(word)
        loose = loose_word(folded) if folded else ""
        weak = not loose or loose in weak_words()
        self[word] = number = len(self._flags)
        self._letters += b"" if weak else loose.encode("utf-8")
        self._ends.append(len(self._letters))
        self._flags.append(WEAK * weak | FORM * (folded in _clear_forms()) | ORDINARY * (loose in _ordinary_words()))
        return number
