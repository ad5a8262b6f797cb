"""The index over employers: every name of every employer, filed under the keys of `keys.py`.

An index is immutable and made of flat arrays, so that it opens from disk by mapping files and is shared by processes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from callnow.model import Employer
from matching.names.aliases import Alias, aliases_by_name, read_aliases
from matching.names.hashing import U64, Pieces, joined
from matching.names.keys import Keys, halves, keys_of
from matching.names.loose import loose_words
from matching.names.normalise import normalise, take_apart
from matching.names.tables import Rows, Table, spread

NAME, ALIAS, OTHER = 0, 1, 2
"""Where a filed name comes from: the employer's name, an alias, another name its own spelling gives ("dba …")."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Many strings in one row of UTF-8 bytes."""

    row: NDArray[np.uint8]
    ends: NDArray[np.int64]

    @classmethod
    def of(cls, strings: Sequence[str]) -> Texts:
        return cls(*joined(strings))

    def __len__(self) -> int:
        return len(self.ends) - 1

    def __getitem__(self, at: int) -> str:
        return self.row[self.ends[at] : self.ends[at + 1]].tobytes().decode("utf-8")


@dataclass(frozen=True)
class EmployerIndex:
    """`columns` are the employers' own fields, `words` the loose words of each filed name (spaces between), `owner`
    the employer a filed name belongs to, `kind` where it comes from, `group` the hash of its loose words: filed names
    of one group are spelled the same but for what says nothing. `content` is a hash of all that went in."""

    columns: dict[str, Texts]
    words: Texts
    cores: Texts
    owner: Rows
    kind: NDArray[np.uint8]
    group: U64
    tables: dict[str, Table]
    content: str

    def __len__(self) -> int:
        return len(self.columns["id"])

    def words_of(self, row: int) -> tuple[str, ...]:
        """The loose words of a filed name."""
        return tuple(self.words[row].split())

    def employer(self, at: int) -> Employer:
        """An employer as it was given, without its aliases (they are filed names)."""
        id_, name, domain, ticker, country, city = (self.columns[c][at] for c in COLUMNS)
        return Employer(id_, name, domain, ticker, country, city)

    def position(self, employer_id: str) -> int | None:
        """Where the employer of this id stands, if it does."""
        begin, end = self.tables["id"].find(text_hashes([employer_id]))
        spots = self.tables["id"].rows[begin[0] : end[0]].tolist()
        return next((at for at in spots if self.columns["id"][at] == employer_id), None)

    def frequency(self, hashes: U64) -> NDArray[np.int64]:
        """In how many filed names each word stands."""
        begin, end = self.tables["word"].find(hashes)
        return end - begin


COLUMNS = ("id", "name", "domain", "ticker", "country", "city")


def content_hash(employers: Iterable[Employer], aliases: Sequence[Alias] = ()) -> str:
    """Sixteen hexadecimal digits that change whenever an employer or alias does."""
    digest = hashlib.sha256(FORMAT.encode())
    for e in employers:
        digest.update(
            "\x1f".join((e.id, e.name, e.domain, e.ticker, e.country, e.city, *e.aliases, "\n")).encode(
                "utf-8", "replace"
            )
        )
    for a in aliases:
        digest.update("\x1f".join((a.alias, a.name, a.kind, "\n")).encode("utf-8", "replace"))
    return digest.hexdigest()[:16]


FORMAT = "callnow names 1"
"""Changes with the layout of the arrays and with the normaliser, so that an older index is built anew."""


def build_index(employers: Sequence[Employer], aliases: Sequence[Alias] | None = None) -> EmployerIndex:
    """The index over `employers`. `aliases` are those of data/names/aliases.csv where not given."""
    table = read_aliases() if aliases is None else tuple(aliases)
    by_name = aliases_by_name(table)
    names: list[list[str]] = []
    cores: list[str] = []
    owner: list[int] = []
    kind: list[int] = []

    def file(core: str, at: int, sort: int) -> str:
        words, _ = loose_words(core)
        if not words:
            return ""
        names.append(words)
        cores.append(core)
        owner.append(at)
        kind.append(sort)
        return "".join(words)

    for at, employer in enumerate(employers):
        taken = take_apart(employer.name)
        key = file(taken.core, at, NAME)
        for other in taken.others:
            file(other, at, OTHER)
        for alias in (*employer.aliases, *by_name.get(key, ())):
            file(normalise(alias), at, ALIAS)
    keys = keys_of(names)
    rows = np.arange(len(names), dtype=np.int32)
    return EmployerIndex(
        columns={c: Texts.of([getattr(e, c) for e in employers]) for c in COLUMNS},
        words=Texts.of([" ".join(w) for w in names]),
        cores=Texts.of(cores),
        owner=np.array(owner, dtype=np.int32),
        kind=np.array(kind, dtype=np.uint8),
        group=keys.whole,
        tables=_tables(keys, rows) | _field_tables(employers),
        content=content_hash(employers, table),
    )


def _tables(keys: Keys, rows: Rows) -> dict[str, Table]:
    count = np.diff(keys.first)
    which, at = spread(keys.first[:-1], keys.first[1:])
    inner = at + 1 < keys.first[1:][which]
    length = halves(keys.size)
    halved = np.flatnonzero(length)
    first, last = keys.half(halved, length[halved])
    several = np.flatnonzero(count > 1)
    return {
        "whole": Table.of(keys.whole, rows),
        "order": Table.of(keys.order[several], rows[several]),
        "head": Table.of(keys.head[inner], rows[which[inner]]),
        "ends": Table.of(np.concatenate([first, last]), np.concatenate([rows[halved], rows[halved]])),
        "word": Table.of(keys.word, rows[which]),
    }


def _field_tables(employers: Sequence[Employer]) -> dict[str, Table]:
    """Employers (not filed names) by id, ticker and web domain."""
    tables = {}
    for field in ("id", "ticker", "domain"):
        have = [(i, getattr(e, field)) for i, e in enumerate(employers) if getattr(e, field)]
        tables[field] = Table.of(
            text_hashes([text for _, text in have]), np.array([i for i, _ in have], dtype=np.int32)
        )
    return tables


def text_hashes(texts: Sequence[str]) -> U64:
    """The hash of each whole text."""
    row, ends = joined(texts)
    return Pieces(row).hashes(ends[:-1], ends[1:])
