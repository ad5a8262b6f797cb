"""Words as letters: what cannot stand in a name, and which languages a word may be of (data/alphabets.toml).

A text read in another encoding than it was written in betrays itself by them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from callnow.datafiles import Table, read_data_file
from callnow.paths import DATA

LOST = "\ufffd"  # what stands in place of a letter that could not be read
_SPECIAL_WORD = re.compile(r"(?:(?<![A-Za-z])[A-Za-z]++)?[^\x00-\x7f\u2000-\u200f\s][^\x00-\x40\x5b-\x60\x7b-\x7f\s]*")
_SCOTTISH = ("Mc", "Mac")
# What may stand between two letters: apostrophes, dashes, a soft hyphen.
_BETWEEN = frozenset("’‘ʼ´–—‐‑\u00ad&™®")
_POINTS = re.compile(r"(?<=l)·(?=l)|(?<=[A-Z0-9])•(?=[A-Z0-9])")  # of Catalan; of company names in capitals
_SIGNS = frozenset({"So", "Sm", "Sk", "Sc", "No", "Po", "Pi", "Pf", "Ps", "Pe", "Pd", "Lm", "Cf"})
# Lines and blocks of old screens, mathematics, control characters, what could not be read.
_NEVER = re.compile("[\u2500-\u25ff\u2200-\u22ff\x80-\x9f\ufffd]")
_FRACTION_FIRST = re.compile(r"[¼½¾¹²³](?=[^\W\d_])")


class Alphabets(Table):
    """data/alphabets.toml."""

    letters: dict[str, str]
    encodings: dict[str, tuple[str, ...]]


@cache
def alphabets() -> Alphabets:
    """The alphabets as the repository holds them."""
    return read_data_file(DATA / "alphabets.toml", Alphabets)


def special_words(text: str) -> list[str]:
    """The words of `text` that hold a character beyond ASCII, in order."""
    return [] if text.isascii() else _SPECIAL_WORD.findall(text)


def garbled_word(text: str) -> str:
    """The first word of `text` that nobody can have written: "MŸller", "JÃ¶rg", "Gro§mann"; "" where there is none."""
    return next((word for word in special_words(text) if is_garbled(word)), "")


def is_garbled(word: str) -> bool:
    """Whether a word holds what cannot stand in one: a sign between letters, a capital after a small letter, two
    scripts in one, what is not a character at all."""
    if _NEVER.search(word) or _FRACTION_FIRST.search(word):
        return True
    if any(unicodedata.category(character) in {"Cn", "Co"} for character in word):
        return True
    scripts = {script for c in word if (script := _script(c))}
    if len(scripts - {"OTHER"}) > 1 or ("OTHER" in scripts and word[0].isascii() and word[-1].isascii()):
        return True
    capital = not word.startswith(_SCOTTISH) and any(
        _capital_within(*three) for three in zip(word, word[1:], [*word[2:], ""], strict=False)
    )
    return capital or _sign_within(word)


def _capital_within(before: str, here: str, after: str) -> bool:
    """Capitals with accents begin a word, or stand among capitals."""
    return (
        not here.isascii()
        and here.isupper()
        and (before.islower() or (before.isalpha() and after.islower() and after != "ß"))
    )


def _sign_within(word: str) -> bool:
    """Whether signs, other than those that join names, stand between two letters."""
    word = _POINTS.sub("", word)
    signs, seen_letter = False, False
    for character in word:
        if _is_letter(character):
            if signs and seen_letter:
                return True
            signs, seen_letter = False, True
        elif character.isascii() or character in _BETWEEN or unicodedata.category(character) not in _SIGNS:
            signs, seen_letter = False, unicodedata.category(character)[0] == "M" and seen_letter
        else:
            signs = True
    return False


def _is_letter(character: str) -> bool:
    return character.isalpha() and unicodedata.category(character) != "Lm" and character not in "ªºﬁﬂ"


def _script(character: str) -> str:
    """LATIN, GREEK or CYRILLIC; OTHER for letters of other scripts, which are mixed; "" for what is not a letter."""
    if not character.isalpha() or character in "ªºµ":
        return ""
    script = unicodedata.name(character, "").split(" ")[0]
    return script if script in {"LATIN", "GREEK", "CYRILLIC"} else "OTHER"


def latin_share(text: str) -> float:
    """Which part of the letters of `text` are Latin ones."""
    letters = [c for c in text if c.isalpha()]
    return sum(_script(c) == "LATIN" for c in letters) / len(letters) if letters else 1.0


def at_home(words: Sequence[str], languages: Iterable[str]) -> float:
    """Which part of these words could each be of one of the languages, by their letters."""
    known = [frozenset(alphabets().letters[language]) for language in languages]
    return sum(_fits(word, known) for word in words) / len(words) if words else 1.0


def _fits(word: str, known: Iterable[frozenset[str]]) -> bool:
    letters = {c if c == "İ" else c.lower() for c in word if not c.isascii() and c.isalpha()}
    begins_small = not word[0].isascii() and word[0].islower() and len(word) > 1  # names begin with a capital
    return not begins_small and any(letters <= alphabet for alphabet in known)
