"""The index over employers: every name of every employer, filed under the keys of `keys.py`.

An index is immutable and made of flat arrays, so that it opens from disk by mapping files and is shared by processes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from callnow.model import Employer
from matching.names.hashing import U64, ByteSums, Ints, joined
from matching.names.score import Side
from matching.names.tables import HashTable, Rows

NAME, ALIAS, OTHER = 0, 1, 2
"""Where a filed name comes from: the employer's name, an alias, another name its own spelling gives ("dba …")."""

SITE, SECURITY, HYPHEN, SHARE = 1, 2, 4, 8
"""Marks of a filed name: it names a site, is a security's, has a hyphen or apostrophe; a kind of share was cut."""

BITMAP = 24
"""Bits of a hash that the bitmap of a table goes by."""

COLUMNS = ("id", "name", "domain", "ticker", "country", "city")


@dataclass(frozen=True, slots=True)
class Texts:
    """Many strings in one row of UTF-8 bytes."""

    row: NDArray[np.uint8]
    ends: Ints

    @classmethod
    def of(cls, strings: Sequence[str]) -> Texts:
        return cls(*joined(strings))

    def __len__(self) -> int:
        return len(self.ends) - 1

    def __getitem__(self, at: int) -> str:
        return self.row[self.ends[at] : self.ends[at + 1]].tobytes().decode("utf-8")


@dataclass(frozen=True)
class EmployerIndex:
    """`columns` are the employers' own fields. The rest has an entry a filed name:

    `cores` the normalised name without its kind of share, `words` its loose words (spaces between), `forms` its legal
    forms ("|" between), `owner` the employer it belongs to, `kind` where it comes from, `marks`, `share` the letter of
    its share class (0 for none), `group` the hash of its loose words (names of one group are spelled the same but for
    what says nothing), `mask` which letters it has, `word` the hashes and `start` the first two letters of its words,
    those of name i at `first[i]:first[i + 1]`. `content` is a hash of all that went in.
    """

    columns: dict[str, Texts]
    cores: Texts
    words: Texts
    forms: Texts
    owner: Rows
    kind: NDArray[np.uint8]
    marks: NDArray[np.uint8]
    share: NDArray[np.uint8]
    group: U64
    mask: NDArray[np.uint32]
    word: NDArray[np.uint32]
    start: NDArray[np.uint16]
    first: Ints
    tables: dict[str, HashTable]
    content: str

    def __len__(self) -> int:
        return len(self.columns["id"])

    def side(self, row: int) -> Side:
        """A filed name as it is compared."""
        marks, share, forms = int(self.marks[row]), int(self.share[row]), self.forms[row]
        return Side(
            core=tuple(self.cores[row].split()),
            words=tuple(self.words[row].split()),
            forms=tuple(forms.split("|")) if forms else (),
            share=chr(share) if share else "",
            hyphenated=bool(marks & HYPHEN),
            shares_cut=bool(marks & SHARE),
        )

    def letters(self, rows: Rows) -> Ints:
        """How many letters the loose words of filed names have."""
        size: Ints = self.words.ends[rows + 1] - self.words.ends[rows] - (self.first[rows + 1] - self.first[rows] - 1)
        return size

    def employer(self, at: int) -> Employer:
        """An employer as it was given, without its aliases (they are filed names)."""
        id_, name, domain, ticker, country, city = (self.columns[c][at] for c in COLUMNS)
        return Employer(id_, name, domain, ticker, country, city)

    def position(self, employer_id: str) -> int | None:
        """Where the employer of this id stands, if it does."""
        begin, end = self.tables["id"].find(text_hashes([employer_id]))
        spots = self.tables["id"].rows[begin[0] : end[0]].tolist()
        return next((at for at in spots if self.columns["id"][at] == employer_id), None)

    def holds(self, table: str, hashes: U64) -> NDArray[np.bool_]:
        """Which hashes a table has: by a bitmap first, which answers most with no."""
        bitmap = self._bitmaps[table]
        maybe = np.flatnonzero(bitmap[(hashes >> np.uint64(64 - BITMAP)).astype(np.int64)])
        begin, end = self.tables[table].find(hashes[maybe])
        held = np.zeros(len(hashes), dtype=np.bool_)
        held[maybe[end > begin]] = True
        return held

    @cached_property
    def _bitmaps(self) -> dict[str, NDArray[np.bool_]]:
        bitmaps = {}
        for table in ("whole", "ends"):
            bitmaps[table] = np.zeros(1 << BITMAP, dtype=np.bool_)
            bitmaps[table][(self.tables[table].keys >> np.uint64(64 - BITMAP)).astype(np.int64)] = True
        return bitmaps

    def rows_with(self, column: str, text: str) -> list[int]:
        """The first filed name of each employer with this ticker or web domain; one named by marks alone has none."""
        table = self.tables[column]
        begin, end = table.find(text_hashes([text.casefold()]))
        owners = table.rows[begin[0] : end[0]]
        rows, after = np.searchsorted(self.owner, owners), np.searchsorted(self.owner, owners, side="right")
        return [int(row) for row in rows[rows < after]]

    def frequency(self, hashes: U64) -> Ints:
        """In how many filed names each word stands."""
        begin, end = self.tables["word"].find(hashes)
        return end - begin


def text_hashes(texts: Sequence[str]) -> U64:
    """The hash of each whole text."""
    row, ends = joined(texts)
    return ByteSums(row).hashes(ends[:-1], ends[1:])
