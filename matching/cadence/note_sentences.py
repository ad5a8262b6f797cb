"""The sentences of a note as recruiters type it: dashes and brackets set apart what belongs to no other sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from callnow.refusals import without_ended_refusals

# The stop of a title ends no sentence; that of these others ends one only before a capital letter.
_TITLES = ("mr", "ms", "mrs", "dr", "prof")
_SHORT = (
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
    "inc", "ltd", "co", "corp", "approx", "ext", "tel", "wk", "wks", "mth", "mths", "yr", "[a-z]",
)  # fmt: skip


def _not_behind(words: tuple[str, ...]) -> str:
    return "".join(rf"(?<!\b(?i:{word})\.)" for word in words)


_SENTENCE = re.compile(rf"[\n;!?]+|(?<!\.)\.++(?=\s|$){_not_behind(_TITLES)}(?:{_not_behind(_SHORT)}|(?!\s+[\da-z]))")
_PART = re.compile(r"\s[-–—]+(?:\s|$)|\s\(|\)(?:\s|$)|:(?:\s|$)")

# What words of a sentence mean is looked for from each of them on: one without end is read in pieces, by its commas.
_PIECE = re.compile(r".{1,500}(?:(?<=,) |$)|.{1,500}(?: |$)|.{1,500}", re.DOTALL)
_MOST_PARTS = 20  # that are read beside each other
_BLANKS = re.compile(r"\s{2,}")

# A dash, bracket or colon before it parts nothing: "off limits (until June)", "do not call: until June".
_BEFORE_UNTIL = re.compile(r"(?:(?<!\s)\s*+[:()]|\s[-–—]++)\s*+(?=(?:until|till?|through|thru)\b)", re.IGNORECASE)

_JOINED = re.compile(
    r"\b(do)[-_]?(not)[-_]?(?=(?:call|contact|phone|use|disturb|approach|recruit)(?:$|[\W_]))", re.IGNORECASE
)


def sentences(note: str) -> Iterator[str]:
    """The sentences of a note, and the parts that dashes, brackets and colons make of one; tidied, none empty."""
    for parts in parted_sentences(note):
        yield from parts


def parted_sentences(note: str) -> Iterator[list[str]]:
    """The same, the parts of a sentence together; a refusal that is over is left out."""
    note = _JOINED.sub(r"\1 \2 ", with_single_blanks(note).replace("’", "'"))  # as a system writes it: "DO_NOT_CALL"
    note = without_ended_refusals(note)
    for sentence in _SENTENCE.split(_BEFORE_UNTIL.sub(" ", note)):
        tidied = [" ".join(piece.split()) for part in _PART.split(sentence) for piece in pieces(part)]
        parts = [part for part in tidied if part]
        yield from (parts[begin : begin + _MOST_PARTS] for begin in range(0, len(parts), _MOST_PARTS))


def pieces(sentence: str) -> list[str]:
    """A sentence, or what is read of one that goes on for hundreds of words: parted at commas, where it has some."""
    return _PIECE.findall(sentence)


def with_single_blanks(note: str) -> str:
    """A note without blanks or lines in a row, of which patterns would try each as the first."""
    return _BLANKS.sub(lambda blanks: "\n" if "\n" in blanks[0] else " ", note)
