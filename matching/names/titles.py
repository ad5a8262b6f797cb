"""Titles and companies that may name an employer, though less surely than a text must: enough to read them closely, not
to match them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain

import numpy as np
from numpy.typing import NDArray

from callnow.terms import MatchVerdict
from matching.names.hashing import Ints
from matching.names.index import EmployerIndex
from matching.names.judgements import NOBODY_SAID
from matching.names.mention import LISTED, Mention
from matching.names.resolve import match_all
from matching.names.scan import BATCH, LONGEST, SHORT, hold_unusual, is_part, rows_of, spellings
from matching.names.text_words import TextWords, words_of
from matching.names.words import is_place

INITIALS = 3
"""Letters of a name in capitals that is looked for in a title."""

LONE = 5
"""Letters of a single word that may stand in a title for a longer name, or anywhere but at its beginning."""


def may_name(titles: Sequence[str], index: EmployerIndex) -> Iterator[bool]:
    """Whether each title holds a name of several words, though they be words that in a text prove no company by
    themselves ("Perfect Moment"), the first words of one, where the matcher takes them for it ("Dorvane Regional" of a
    health system), or one word that it takes for an employer and that is in no list of words ("Layoffs hit Dorvane"):
    enough to read it closely, not to match it."""
    for begin in range(0, len(titles), BATCH):
        batch = titles[begin : begin + BATCH]
        text = "\n".join(batch)
        words = words_of(text)
        begins = list(accumulate((len(t) + 1 for t in batch), initial=0))
        named: set[int] = set()
        if words is not None and len(index):
            rows = [rows_of(words, n, index) for n in range(1, LONGEST)]
            hits = np.concatenate([first[hit] for first, _, hit in rows])
            lone, short = _lone_names(words, text, index), _short_names(words, rows, text, index)
            starts = [*words.start[hits].tolist(), *lone, *short]
            named = {bisect_right(begins, start) - 1 for start in starts}
        yield from (n in named for n in range(len(batch)))


def may_end_in_name(companies: Sequence[str], index: EmployerIndex) -> Iterator[bool]:
    """Whether each company ends in an employer's whole name behind an everyday word: "Crypto Exchange Gemini"."""
    ends = [_behind_ordinary(company) for company in companies]
    matches = match_all((Mention(end, LISTED) for end in ends), index, NOBODY_SAID)
    return (
        bool(end) and m.verdict is MatchVerdict.MATCH and not is_part(m) for end, m in zip(ends, matches, strict=True)
    )


def _behind_ordinary(company: str) -> str:
    """The last word of a company's name where that before it is an everyday word, else ""."""
    words = words_of(company)
    if words is None or len(words.start) < 2 or not words.ordinary[-2] or words.end[-1] < len(company):
        return ""
    return company[int(words.start[-1]) :]


def _lone_names(words: TextWords, text: str, index: EmployerIndex) -> list[int]:
    """Where a single unusual word begins that is, or begins, a filed name and that the matcher takes for it; an
    everyday word in capitals that is the employer's ticker besides ("BILL"); or initials that are the whole name."""
    letters = np.diff(words.ends)
    at = np.flatnonzero(words.capital & ~words.weak & ~words.form & (letters >= INITIALS))
    hashes = words.pieces.hashes(words.ends[at], words.ends[at + 1])
    first, last = index.tables["head"].find(hashes)
    whole, long, ordinary = index.holds("whole", hashes), letters[at] >= LONE, words.ordinary[at]
    short, capitals = letters[at] < SHORT, _are_in_capitals(words, at, text)
    ticker = whole & ordinary & ~short & capitals & _are_tickers(words, at, text, index)
    first_of_title = np.array([text[b - 1 : b] in "\n" for b in words.start[at].tolist()], np.bool_)
    known = (whole & (long | first_of_title)) | (long & (last > first))
    at = at[ticker | (~ordinary & np.where(short, whole & capitals, known))]
    ends = dict(zip(words.start[at].tolist(), words.end[at].tolist(), strict=True))
    begin = [b for b in ends if text[b - 1 : b] != "-"]  # of "Award-Winning" the second word names nobody
    spelled = {b: spellings(text, b, ends[b]) for b in begin}
    taken = _taken(chain.from_iterable(spelled.values()), index)
    return [b for b, names in spelled.items() if not taken.isdisjoint(names)]


def _short_names(
    words: TextWords, rows: Sequence[tuple[Ints, Ints, NDArray[np.bool_]]], text: str, index: EmployerIndex
) -> list[int]:
    """Where a row of words begins that a filed name begins with, one of them unusual, and that the matcher takes for
    the employer."""
    first = np.concatenate([first[~hit] for first, _, hit in rows])
    last = np.concatenate([last[~hit] for _, last, hit in rows])
    unusual = hold_unusual(words, first, last)
    first, last = first[unusual], last[unusual]
    begin, end = index.tables["head"].find(words.pieces.hashes(words.ends[first], words.ends[last + 1]))
    first, last = first[end > begin], last[end > begin]
    spans = zip(words.start[first].tolist(), words.end[last].tolist(), strict=True)
    at = [(b, text[b:e]) for b, e in spans if not is_place(text[b:e])]
    taken = _taken((name for _, name in at), index)
    return [b for b, name in at if name in taken]


def _taken(names: Iterable[str], index: EmployerIndex) -> set[str]:
    """Those of the names that the matcher takes for an employer."""
    once = list(dict.fromkeys(names))
    matches = match_all((Mention(name, LISTED) for name in once), index, NOBODY_SAID)
    return {name for name, match in zip(once, matches, strict=True) if match.verdict is MatchVerdict.MATCH}


def _are_tickers(words: TextWords, at: Ints, text: str, index: EmployerIndex) -> NDArray[np.bool_]:
    """Which words are an employer's ticker."""
    spelled = [text[b:e] for b, e in zip(words.start[at].tolist(), words.end[at].tolist(), strict=True)]
    tickers = {word for word in set(spelled) if word.isupper() and index.rows_with("ticker", word)}
    return np.array([w in tickers for w in spelled], np.bool_)


def _are_in_capitals(words: TextWords, at: Ints, text: str) -> NDArray[np.bool_]:
    """Which words are written in capitals, in a line that is not."""
    shouted = {line for line in text.split("\n") if line.isupper()}
    spans = zip(words.start[at].tolist(), words.end[at].tolist(), strict=True)
    lines = ((text[b:e], text[text.rfind("\n", 0, b) + 1 :].split("\n", 1)[0]) for b, e in spans)
    return np.array([w.isupper() and line not in shouted for w, line in lines], np.bool_)
