"""How a name is told that a list or a headline writes in capitals alone: as one writes it."""

from __future__ import annotations

import re
from functools import lru_cache

_CAPITALS = re.compile(r"[^\W\d_]+")
_MC = re.compile(r"\bMc([a-z])")
_OWNED = re.compile(r"(?<=\w['’])S\b")  # "O'Neil" is one name, "Kelly's" none
_KEPT = frozenset({"II", "III", "IV"})
_INITIALS = re.compile(r"[B-DF-HJ-NP-TV-Z]{2}")  # "JJ", "TJ"; "ED" is a name
_PARTICLES = re.compile(
    r"v[ao]n|de[lnr]?|della|d[aiu]|d[ao]s|l[ae]|te[nr]|zu[mr]?|a[fv]|bin|ibn|[ae]l|y", re.IGNORECASE
)


@lru_cache(maxsize=65536)
def quiet_name(name: str) -> str:
    """A name of several words in normal case where it is in capitals alone, or all but the first name is, else as it
    is: "Jan van der Berg" of "JAN VAN DER BERG", "Saoirse Szabo" of "Saoirse SZABO". "J.P.", "JJ" and "III" stay.
    """
    words = name.split()
    if len(words) < 2 or not (name.isupper() or _sets_off_surname(words)):
        return name
    return " ".join(_quiet_word(word, first=number == 0) for number, word in enumerate(words))


def _sets_off_surname(words: list[str]) -> bool:
    """Whether a name is written as in "Saoirse SZABO"; three letters may be a degree."""
    first, *others = words
    return first.istitle() and all(word.isupper() for word in others) and any(len(word) > 3 for word in others)


def _quiet_word(word: str, *, first: bool) -> str:
    if word in _KEPT or "." in word[:-1] or (first and _INITIALS.fullmatch(word)):
        return word
    if not first and _PARTICLES.fullmatch(word):
        return word.lower()
    quiet = _CAPITALS.sub(lambda part: part[0].capitalize(), word)
    quiet = _OWNED.sub("s", quiet)
    return _MC.sub(lambda match: f"Mc{match[1].upper()}", quiet)
