"""Building the index over employers."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from callnow.fold import fold
from callnow.model import Employer
from matching.names.aliases import Alias, aliases_by_name, read_aliases
from matching.names.councils import other_names
from matching.names.forms import is_north_america
from matching.names.hashing import U64, masks
from matching.names.index import (
    ALIAS,
    COLUMNS,
    HYPHEN,
    NAME,
    OTHER,
    SECURITY,
    SHARE,
    SITE,
    EmployerIndex,
    Texts,
    text_hashes,
)
from matching.names.keys import halves, keys_of
from matching.names.loose import cut_shares, levelled
from matching.names.normalise import Name, plain_words, take_apart
from matching.names.tables import HashTable, Rows, spread
from matching.names.words import word_lists

FORMAT = "callnow names 8"
"""Changes with the layout of the arrays and with the normaliser, so that an older index is built anew."""

CHUNK = 1 << 16
"""Names hashed at once: keeps the running sums small."""


@dataclass(slots=True)
class _Files:
    """The filed names while they are gathered, a list a column."""

    cores: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    owner: list[int] = field(default_factory=list)
    kind: list[int] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    share: list[int] = field(default_factory=list)

    def add(self, name: Name, at: int, kind: int, text: str) -> None:
        """Files a name of the employer at `at`; a name with nothing to go by is not filed."""
        marks = SECURITY if name.security else SITE if name.site or name.others else 0
        self.add_words(name.core.split(), name.forms, marks, at, kind, text)

    def add_words(self, core: list[str], forms: Sequence[str], marks: int, at: int, kind: int, text: str) -> None:
        """Files a name given as its words, which are cut in place; one that is a legal form alone is filed as written,
        so that its employer is found by ticker and web domain."""
        core = core or (fold(text).split() if kind == NAME else [])
        if not core:
            return
        before = len(core)
        share = cut_shares(core, word_lists())
        if len(core) < before:
            marks |= SHARE
        if "-" in text or "'" in text or "’" in text:
            marks |= HYPHEN
        self.cores.append(" ".join(core))
        self.words.append(" ".join(levelled(core)))
        self.forms.append("|".join(forms))
        self.owner.append(at)
        self.kind.append(kind)
        self.marks.append(marks)
        self.share.append(ord(share) if share else 0)


def build_index(employers: Sequence[Employer], aliases: Sequence[Alias] | None = None) -> EmployerIndex:
    """The index over `employers`. `aliases` are those of data/names/aliases.csv where not given."""
    table = read_aliases() if aliases is None else tuple(aliases)
    with _uncollected():
        files = _filed(employers, aliases_by_name(table))
    rows = len(files.words)
    # The lists are big: each is let go as soon as its array is made.
    cores, forms, words = Texts.of(files.cores), Texts.of(files.forms), Texts.of(files.words)
    owner = np.fromiter(files.owner, np.int32, rows)
    kind, marks, share = (np.fromiter(c, np.uint8, rows) for c in (files.kind, files.marks, files.share))
    texts = files.words
    del files
    whole, word, start, first, tables = _keyed(texts)
    return EmployerIndex(
        columns={c: Texts.of([getattr(e, c) for e in employers]) for c in COLUMNS},
        cores=cores,
        words=words,
        forms=forms,
        group=whole,
        mask=masks(words.row, words.ends[:-1], words.ends[1:]) & ~np.uint32(1),  # the space between words is bit 0
        word=word,
        start=start,
        first=first,
        tables=tables | _field_tables(employers),
        content=content_hash(employers, table),
        owner=owner,
        kind=kind,
        marks=marks,
        share=share,
    )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Nothing that is built here is a circle, but the collector would walk over all employers again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _filed(employers: Sequence[Employer], by_name: dict[str, tuple[str, ...]]) -> _Files:
    files = _Files()
    for position, employer in enumerate(employers):
        before = len(files.words)
        others: tuple[str, ...] = ()
        if plain := plain_words(employer.name):
            files.add_words(plain[0], plain[1], 0, position, NAME, employer.name)
        else:
            name = take_apart(employer.name)
            files.add(name, position, NAME, employer.name)
            others = name.others
        if "N.A." in employer.name and len(files.words) > before:
            core = files.cores[-1]
            if is_north_america(core.split(), files.forms[-1].split("|")):
                others = (*others, f"{core} north america")
        if len(files.words) > before:
            others = (*others, *other_names(files.cores[-1]))
        known = by_name.get(files.words[-1].replace(" ", ""), ()) if len(files.words) > before else ()
        for other in others:
            files.add(Name(other), position, OTHER, other)
        for alias in (*employer.aliases, *known):
            files.add(take_apart(alias), position, ALIAS, alias)
    return files


def _keyed(
    words: Sequence[str],
) -> tuple[U64, NDArray[np.uint32], NDArray[np.uint16], NDArray[np.int64], dict[str, HashTable]]:
    """The hash of each name, the hash and first letters of each of its words, where its words begin, and the tables of
    all keys."""
    starts: list[NDArray[np.uint16]] = []
    parts = list(_chunks(words, starts))
    gathered = {}
    for name in ("whole", "order", "head", "ends", "word"):
        taken = [part.pop(name) for part in parts]  # taken out, so that a table's parts are let go with the table
        hashes = np.concatenate([h for h, _ in taken]) if taken else np.zeros(0, np.uint64)
        rows = np.concatenate([r for _, r in taken]) if taken else np.zeros(0, np.int32)
        gathered[name] = (HashTable.of(hashes, rows), hashes if name == "whole" else None)
        if name == "word":
            word = (hashes >> np.uint64(32)).astype(np.uint32)
            first = np.zeros(len(words) + 1, dtype=np.int64)
            np.cumsum(np.bincount(rows, minlength=len(words)), out=first[1:])
    start = np.concatenate(starts) if starts else np.zeros(0, np.uint16)
    whole = gathered["whole"][1]
    assert whole is not None
    return whole, word, start, first, {name: table for name, (table, _) in gathered.items()}


def _chunks(words: Sequence[str], starts: list[NDArray[np.uint16]]) -> Iterator[dict[str, tuple[U64, Rows]]]:
    """For each chunk of names, by table, the hashes and the rows they belong to; `starts` grows by the words' first
    letters."""
    for begin in range(0, len(words), CHUNK):
        keys = keys_of(words[begin : begin + CHUNK])
        starts.append(keys.start)
        count = np.diff(keys.first)
        rows = np.arange(begin, begin + len(count), dtype=np.int32)
        which, positions = spread(keys.first[:-1], keys.first[1:])
        inner = positions + 1 < keys.first[1:][which]
        length = halves(keys.size)
        halved = np.flatnonzero(length)
        front, back = keys.half(halved, length[halved])
        several = count > 1
        yield {
            "whole": (keys.whole, rows),
            "order": (keys.order[several], rows[several]),
            "head": (keys.head[inner], rows[which[inner]]),
            "ends": (np.concatenate([front, back]), np.concatenate([rows[halved], rows[halved]])),
            "word": (keys.word, rows[which]),
        }


def _field_tables(employers: Sequence[Employer]) -> dict[str, HashTable]:
    """Employers (not filed names) by id, ticker and web domain."""
    tables = {}
    for column in ("id", "ticker", "domain"):
        have = [(i, text) for i, e in enumerate(employers) if (text := getattr(e, column))]
        rows = np.fromiter((i for i, _ in have), np.int32, len(have))
        texts = [text if column == "id" else text.casefold() for _, text in have]
        hashes = [text_hashes(texts[i : i + CHUNK]) for i in range(0, len(texts), CHUNK)]
        tables[column] = HashTable.of(np.concatenate(hashes) if hashes else np.zeros(0, np.uint64), rows)
    return tables


def content_hash(employers: Iterable[Employer], aliases: Sequence[Alias] = ()) -> str:
    """Sixteen hexadecimal digits that change whenever an employer or alias does."""
    digest = hashlib.sha256(FORMAT.encode())
    for e in employers:
        row = (e.id, e.name, e.domain, e.ticker, e.country, e.city, *e.aliases, "\n")
        digest.update("\x1f".join(row).encode("utf-8", "replace"))
    for a in aliases:
        digest.update("\x1f".join((a.alias, a.name, a.kind, "\n")).encode("utf-8", "replace"))
    return digest.hexdigest()[:16]
