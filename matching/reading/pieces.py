"""Word pieces of an announcement, as the encoder takes them: identifiers, letter case, part, places in the text.

The base model knows lower-case pieces only; the letter case of each piece is given back to it as a feature.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import numpy as np
from tokenizers import Encoding, Tokenizer

LEAD = 620  # characters of a lead that is read, cut at the end of a sentence where one lies beyond SENTENCE
SENTENCE = 250
MAX_PIECES = 176  # title and lead


class Case(IntEnum):
    """The letter case of a piece's characters as they stand in the text."""

    OTHER = 0  # punctuation, markers
    LOWER = 1
    CAPITALISED = 2
    UPPER = 3
    MIXED = 4
    DIGIT = 5


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text as pieces. All arrays have one entry a piece; `starts` and `ends` are character offsets into `text`.

    `text` is title, line break, lead. `segments` is 0 in the title and 1 in the lead. The markers at the start, between
    and at the end have `starts == ends`. `begins` is true where a piece follows a space or a marker.
    """

    text: str
    ids: np.ndarray
    cases: np.ndarray
    segments: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    begins: np.ndarray

    def __len__(self) -> int:
        return len(self.ids)

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The pieces [first, last) that cover the characters [start, end), or None beyond what is read."""
        inside = np.flatnonzero((self.starts < end) & (self.ends > start))
        return (int(inside[0]), int(inside[-1]) + 1) if len(inside) else None

    def words(self, first: int, last: int) -> str:
        """The characters under pieces [first, last)."""
        return self.text[int(self.starts[first]) : int(self.ends[last - 1])]


def lead(body: str) -> str:
    """The part of a body that is read, in one line."""
    text = " ".join(body.split())
    if len(text) <= LEAD:
        return text
    ends = [found.end() for found in re.finditer(r'[.!?]["”]?\s', text[:LEAD])]
    if ends and ends[-1] > SENTENCE:
        return text[: ends[-1]].strip()
    return text[:LEAD].rsplit(" ", 1)[0]


def load_tokenizer(file: Path) -> Tokenizer:
    """The tokenizer of a tokenizer.json, without padding or truncation: places in the text must stay what they are."""
    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def letter_case(text: str) -> Case:
    """The case of a piece's characters."""
    if text.islower():
        return Case.LOWER
    if text.isupper():
        return Case.UPPER
    if text.isdigit():
        return Case.DIGIT
    if not any(c.isalpha() for c in text):
        return Case.OTHER
    return Case.CAPITALISED if text[0].isupper() and text[1:].islower() else Case.MIXED


def to_pieces(title: str, lead: str, tokenizer: Tokenizer, limit: int = MAX_PIECES) -> Pieces:
    """Title and lead as at most `limit` pieces; what is longer is cut at its end."""
    return batch_pieces([(title, lead)], tokenizer, limit)[0]


def batch_pieces(texts: Sequence[tuple[str, str]], tokenizer: Tokenizer, limit: int = MAX_PIECES) -> list[Pieces]:
    """`to_pieces` for many texts at once. The tokenizer must neither pad nor truncate."""
    parts = [part for pair in texts for part in pair]
    encoded = tokenizer.encode_batch(parts, add_special_tokens=False)
    first, separator = _marker(tokenizer, "[CLS]"), _marker(tokenizer, "[SEP]")
    return [
        _join(title, lead, encoded[2 * n], encoded[2 * n + 1], first, separator, limit)
        for n, (title, lead) in enumerate(texts)
    ]


def _marker(tokenizer: Tokenizer, name: str) -> int:
    number = tokenizer.token_to_id(name)
    if number is None:
        raise ValueError(f"the tokenizer has no {name}")
    return int(number)


def _join(title: str, lead: str, one: Encoding, two: Encoding, first: int, separator: int, limit: int) -> Pieces:
    text, shift = f"{title}\n{lead}", len(title) + 1
    spans = [(0, 0), *one.offsets, (len(title), len(title))]
    spans += [(start + shift, end + shift) for start, end in two.offsets]
    ids = [*[first, *one.ids, separator, *two.ids][: limit - 1], separator]
    spans = spans[: limit - 1]
    spans.append((spans[-1][1], spans[-1][1]))
    starts, ends = (np.array(side, dtype=np.int32) for side in zip(*spans, strict=True))
    cases = [letter_case(text[start:end]) if end > start else Case.OTHER for start, end in spans]
    return Pieces(
        text=text,
        ids=np.array(ids, dtype=np.int64),
        cases=np.array(cases, dtype=np.int64),
        segments=(starts >= shift).astype(np.int64),
        starts=starts,
        ends=ends,
        begins=np.concatenate(([True], (starts[1:] > ends[:-1]) | (starts[:-1] == ends[:-1]))),
    )
