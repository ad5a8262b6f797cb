"""Employers named anywhere in a text, found with the same index, for items in which no frame named a subject.

All texts of a batch are cut into words at once; every row of one to seven words that begins and ends with a capital is
hashed and looked up as a whole name, and what is left of the capitalised rows by its halves, for a typo. What is found
is then resolved like any mention, so that the scan can never find what the matcher would refuse.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from callnow.model import Match
from callnow.terms import MatchVerdict
from matching.names.hashing import ByteSums, Ints, masks
from matching.names.index import EmployerIndex
from matching.names.judgements import NOBODY_SAID
from matching.names.keys import half_hashes
from matching.names.lexicon import ORDINARY, WEAK
from matching.names.mention import Mention
from matching.names.resolve import match_all
from matching.names.tables import spread
from matching.names.text_words import TextWords, words_of
from matching.names.words import is_place

LONGEST = 7
"""Words in the longest name that is looked for."""

TYPO_LETTERS = 9
"""A row of words with a typo is looked for only when it has so many letters."""

SHORT = 4
"""A single word with fewer letters needs a legal form behind it, and is not looked for in a title."""

BATCH = 256

_ITS_S = frozenset(["'s", "’s"])


@dataclass(frozen=True, slots=True)
class Named:
    """An employer named in a text: `text[start:end]` is how."""

    employer_id: str
    employer: str
    start: int
    end: int
    score: float


def find_in_texts(texts: Sequence[str], index: EmployerIndex) -> Iterator[list[Named]]:
    """The employers named in each text, in the order of their names."""
    for at in range(0, len(texts), BATCH):
        yield from _scan(texts[at : at + BATCH], index)


def _scan(texts: Sequence[str], index: EmployerIndex) -> list[list[Named]]:
    named: list[list[Named]] = [[] for _ in texts]
    whole = "\n".join(texts)
    words = words_of(whole)
    if words is None or not len(index):
        return named
    first, last = _spans(words, index)
    if not len(first):
        return named
    begins = list(accumulate((len(t) + 1 for t in texts), initial=0))
    formed = _followed_by_form(words, last).tolist()
    begin, end = words.start[first].tolist(), words.end[last].tolist()
    rows = [
        (name, b, b + len(name), bisect_right(begins, b) - 1, form)
        for b, e, form in zip(begin, end, formed, strict=True)
        for name in spellings(whole, b, e)
    ]
    spans = [
        (Mention(name, ("legal_form",) if form else ()), b, e, n)
        for name, b, e, n, form in rows
        if form or not (is_place(name) or (" " not in name and _lowered(name, texts[n])))
    ]
    once = list(dict.fromkeys(mention for mention, *_ in spans))
    matches = dict(zip(once, match_all(once, index, NOBODY_SAID), strict=True))
    taken = [0] * len(texts)
    # Spans come by place, the longest first: a name within a longer one that matched is not a name of its own.
    for mention, b, e, n in spans:
        match = matches[mention]
        if b < taken[n] or match.verdict is not MatchVerdict.MATCH or is_part(match):
            continue
        taken[n] = e
        offset = begins[n]
        named[n].append(Named(match.employer_id, match.employer, b - offset, e - offset, match.score))
    return named


def spellings(text: str, begin: int, end: int) -> tuple[str, ...]:
    """A name of a text as it stands there, and with the "'s" behind it, which may be its own: "Odo's to close"."""
    name, behind = text[begin:end], text[end : end + 2]
    return (name, name + behind) if behind.lower() in _ITS_S else (name,)


def _lowered(word: str, text: str) -> bool:
    """What the text also writes without a capital is a word that happened to begin a sentence or a heading; two or
    three letters are an abbreviation of too much."""
    small = f" {word.lower()}"
    return len(word) < SHORT or any(f"{small}{end}" in text for end in " ,.s")


def is_part(match: Match) -> bool:
    """Whether the words are only a part of the employer's name: in running text that is not enough."""
    return any(f.name.startswith("missing") for f in match.features)


def _spans(words: TextWords, index: EmployerIndex) -> tuple[Ints, Ints]:
    """Rows of words (first and last) worth resolving, by place, the longest first."""
    spans: list[tuple[Ints, Ints]] = []
    typed: list[tuple[Ints, Ints]] = []
    for n in range(LONGEST):
        first, last, hit = rows_of(words, n, index)
        spans.append((first[hit], last[hit]))
        typed.append((first[~hit], last[~hit]))
    lone_first, lone_last = spans[0]
    stands_alone = _stands_alone(words, lone_first)
    spans[0] = (lone_first[stands_alone], lone_last[stands_alone])
    exact = [np.concatenate(part) for part in zip(*spans, strict=True)]
    typos = _mistyped(words, [np.concatenate(part) for part in zip(*typed, strict=True)], exact, index)
    first, last = np.concatenate([exact[0], typos[0]]), np.concatenate([exact[1], typos[1]])
    order = np.lexsort((-last, first))
    return first[order], last[order]


def rows_of(words: TextWords, n: int, index: EmployerIndex) -> tuple[Ints, Ints, NDArray[np.bool_]]:
    """Rows of n + 1 words that begin and end with a capital (first and last), and which of them are a filed name."""
    starts = np.flatnonzero(words.capital & ~words.weak)
    first = starts[starts + n < len(words.start)]
    last = first + n
    fits = (words.piece[first] == words.piece[last]) & words.capital[last] & ~words.weak[last]
    first, last = first[fits], last[fits]
    return first, last, index.holds("whole", words.pieces.hashes(words.ends[first], words.ends[last + 1]))


def hold_unusual(words: TextWords, first: Ints, last: Ints) -> NDArray[np.bool_]:
    """Which rows of words hold one that is no everyday word."""
    own = np.concatenate([[0], np.cumsum(words.flags & (ORDINARY | WEAK) == 0)])
    unusual: NDArray[np.bool_] = own[last + 1] > own[first]
    return unusual


def _stands_alone(words: TextWords, at: Ints) -> NDArray[np.bool_]:
    """Whether a single word is not part of a longer capitalised name; a legal form behind it makes it one by itself."""
    piece = np.concatenate([[-1], words.piece, [-1]])
    proper = np.concatenate([[False], words.capital & ~words.weak & ~words.form, [False]])
    before = proper[at] & (piece[at] == piece[at + 1])
    after = proper[at + 2] & (piece[at + 2] == piece[at + 1])
    letters = words.ends[at + 1] - words.ends[at]
    ordinary = words.ordinary[at]
    formed = _followed_by_form(words, at) & ~(ordinary & before)  # of "Acme Media LLC" the last word is not a name
    alone: NDArray[np.bool_] = (letters > 2) & (formed | ~(before | after | ordinary))
    return alone


def _followed_by_form(words: TextWords, last: Ints) -> NDArray[np.bool_]:
    after = np.minimum(last + 1, len(words.start) - 1)
    near = words.start[after] - words.end[last] <= 2
    return words.form[after] & words.capital[after] & near & (after > last)


def _mistyped(
    words: TextWords, spans: Sequence[Ints], exact: Sequence[Ints], index: EmployerIndex
) -> tuple[Ints, Ints]:
    """Spans that are not part of those found and that are one edit from a filed name."""
    first, last = spans
    reach = np.full(len(words.start), -1, dtype=np.int64)
    np.maximum.at(reach, exact[0], exact[1])
    within = np.maximum.accumulate(reach)[first] >= last
    lower = np.concatenate([[0], np.cumsum(~words.capital & ~words.weak)])
    size = words.ends[last + 1] - words.ends[first]
    wanted = (size >= TYPO_LETTERS) & ~within & (lower[last + 1] == lower[first])
    wanted &= hold_unusual(words, first, last)  # a typo makes a word that is not an everyday word
    first, last, size = first[wanted], last[wanted], size[wanted]
    hashes, spot, again = np.unique(
        words.pieces.hashes(words.ends[first], words.ends[last + 1]), return_index=True, return_inverse=True
    )
    near = _one_edit(words.pieces, words.ends[first[spot]], size[spot], index)[again] if len(hashes) else again > 0
    return first[near], last[near]


def _one_edit(pieces: ByteSums, begin: Ints, size: Ints, index: EmployerIndex) -> NDArray[np.bool_]:
    """Which stretches of letters are one edit from a filed name."""
    pairs_of_ends = []
    spots = np.arange(len(begin))
    for length in (size // 2, (size + 1) // 2, (size - 1) // 2):
        for hashes in half_hashes(pieces, begin, size, length):
            some = np.flatnonzero(index.holds("ends", hashes))
            which, positions = spread(*index.tables["ends"].find(hashes[some]))
            pairs_of_ends.append(spots[some[which]] << 32 | index.tables["ends"].rows[positions].astype(np.int64))
    both = np.concatenate(pairs_of_ends)
    which, rows = both >> 32, (both & 0xFFFFFFFF).astype(np.int32)
    letters = masks(pieces.row, begin, begin + size)
    near = (np.abs(index.letters(rows) - size[which]) <= 1) & (np.bitwise_count(index.mask[rows] ^ letters[which]) <= 2)
    is_one_edit = np.zeros(len(begin), dtype=np.bool_)
    for pair in np.unique(both[near]).tolist():
        n = pair >> 32
        if not is_one_edit[n]:
            text = pieces.row[begin[n] : begin[n] + size[n]].tobytes()
            is_one_edit[n] = (
                OSA.distance(text, index.words[pair & 0xFFFFFFFF].replace(" ", "").encode(), score_cutoff=1) == 1
            )
    return is_one_edit
