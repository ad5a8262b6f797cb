"""Job titles of other languages that are made of a word for who leads and of words for what: "Leiterin Finanzen",
"Produktionsleiter", "Vorstand Technik", "Direttore Finanziario". data/title_stems.csv has how words for what begin.
"""

from __future__ import annotations

import re
from functools import cache

from callnow.datafiles import Table, Text, read_data_file
from callnow.fold import fold
from callnow.paths import DATA
from matching.role_table import Function

_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_EXACT = 3  # letters up to which a stem is the whole word ("it")
_NOT_THEIRS = re.compile(
    r"assist|sekret|referent|betriebsrat|personalrat|aufsichtsrat|sachbearbeit|stabsstelle|kuechenchef|souschef"
)
_DEPUTY = re.compile(r"\b(?:stellv\w*|stv|vize\w*|adjunct|adjoint\w*|vice)\b")
_HEADS = (
    (1, re.compile(r"vorst(?:and|aend)\w*|geschaeftsfuehr\w*|geschaeftsleitung|inhaber(?:in)?|arbeitsdirektor(?:in)?")),
    (2, re.compile(r"\w+direktor(?:in)?|\w*justi[tz]iar(?:in)?|\w{3,}chef|\w*chefin")),
    (4, re.compile(r"(?:team|gruppen|schicht|projekt)leit(?:er|erin|ung)|meister(?:in)?")),
    (3, re.compile(r"\w*leit(?:er|erin|ung)|direktor(?:in)?|prokurist(?:in)?|hoofd|responsabile")),
)
# With what they direct these are chiefs, as the table has "directeur financier".
_CHIEF_WHERE = re.compile(r"direct(?:eur|rice)|diret(?:tore|trice)|dyrektor(?:ka)?|\w+johtaja")


class StemLine(Table):
    """A line of data/title_stems.csv."""

    stem: Text
    function: Function


@cache
def _stems() -> tuple[tuple[str, str], ...]:
    lines = read_data_file(DATA / "title_stems.csv", tuple[StemLine, ...])
    return tuple((line.stem, line.function) for line in sorted(lines, key=lambda one: -len(one.stem)))


def led_by(title: str) -> tuple[str, int]:
    """The function and rank of a title made so; "" and 0 where it is none."""
    words = re.findall(r"[a-z]+", fold(title.lower().translate(_SPELLED)))
    text = " ".join(words)
    if _NOT_THEIRS.search(text):
        return "", 0
    function = next((of for word in words if (of := _function(word))), "")
    ranks = [rank for word in words if (rank := _rank(word, function))]
    if not ranks:
        return "", 0
    lowered = _DEPUTY.search(text) is not None
    return function or "general", min(4, min(ranks) + lowered)


def _function(word: str) -> str:
    return next((of for stem, of in _stems() if word == stem or (len(stem) > _EXACT and word.startswith(stem))), "")


def _rank(word: str, function: str) -> int:
    if _CHIEF_WHERE.fullmatch(word):
        return 1 if function else 3
    return next((rank for rank, head in _HEADS if head.fullmatch(word)), 0)
