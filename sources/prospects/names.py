"""A person's name out of the cells of a row: surname first turned round, parts put together, degrees taken off."""

from __future__ import annotations

import re

from nameparser.config import CONSTANTS

from callnow.fold import fold

GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv", "v"})
# "van der Berg, Jan" is a surname first; "Ada Quill, Treasurer" is not.
_PARTICLES = frozenset(
    {"van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "el", "al", "bin", "ibn"}
    | {"ten", "ter", "zu", "zur", "af", "av", "st", "mac", "mc", "o"}
)
_CAPITALS = re.compile(r"[^A-Z]*[A-Z][^A-Z]*[A-Z].*")
_SIGNS = re.compile(r"[®™℠]")


def full_name(whole: str, first: str, prefix: str, last: str) -> str:
    """The name as one says it. `prefix` stands before the surname ("van der").

    Where a file has a first name and a column that is only called "Name", that is the surname, unless it holds both.
    """
    if not whole:
        return without_degrees(" ".join(part for part in (first, prefix, last) if part))
    if first and not last and not set(fold(first).split()) <= set(fold(whole).split()):
        return without_degrees(" ".join(part for part in (first, prefix, whole) if part))
    return without_degrees(_turned(whole))


def _turned(name: str) -> str:
    """ "Lockhart, Elliot" as "Elliot Lockhart"; "Elliot Lockhart, PhD" as it is."""
    surname, _, rest = (part.strip() for part in name.partition(","))
    words = surname.split()
    if not rest or not (len(words) == 1 or fold(words[0]) in _PARTICLES) or _all_degrees(rest, surely=len(words) == 1):
        return name
    given, comma, after = rest.partition(",")
    return f"{_but_last_degrees(given.split(), 1)} {surname}{comma}{after}"


def without_degrees(name: str) -> str:
    """A name without degrees and certificates ("PhD", "SHRM-SCP"); "Jr." and "III" stay: they tell two apart."""
    head, *rest = [part.strip() for part in name.replace("|", ",").split(",")]
    kept = [part for part in rest if part and not _all_degrees(part)]
    return ", ".join([_but_last_degrees(head.split(), 2), *kept])


def _but_last_degrees(words: list[str], at_least: int) -> str:
    """The words without the degrees behind them; `at_least` so many stay."""
    end = len(words)
    while end > at_least and _is_degree(words[end - 1]) and _unlike_a_name(words[end - 1]):
        end -= 1
    return " ".join(words[:end])


def _all_degrees(text: str, *, surely: bool = False) -> bool:
    """Whether all its words are degrees: what stands behind a comma after a whole name.

    `surely`: and none can be a name or initials, as "Ed" and "JT" can after a surname.
    """
    words = [w for w in re.split(r"[,\s/|]+", text) if w]
    return bool(words) and all(_is_degree(word) and (not surely or _unlike_a_name(word)) for word in words)


def _is_degree(word: str) -> bool:
    """ "PhD", "M.Sc.", "CISSP", "Esq.", "PMP®"; never "Jr." or "III"."""
    letters = "".join(c for c in _SIGNS.sub("", word) if c.isalpha()).lower()
    if not letters or letters in GENERATIONS:
        return False
    known = letters in CONSTANTS.suffix_acronyms or letters in CONSTANTS.suffix_not_acronyms
    return known or bool(_CAPITALS.fullmatch(word)) or letters.startswith("dipl")


def _unlike_a_name(word: str) -> bool:
    """Whether a last word without a comma before it cannot be a surname, as "Ma", "Do" and "MACDONALD" can."""
    letters = [c for c in word if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    if len(letters) < 3 and "." not in word:
        return False
    return "." in word[:-1] or (capitals >= 2 and "".join(letters).lower() in CONSTANTS.suffix_acronyms)
