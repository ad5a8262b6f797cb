"""Letters only: case, accents, punctuation and spacing of a name folded away, any Unicode, in linear time."""

from __future__ import annotations

import re
import unicodedata

MAX_LENGTH = 300
"""Characters of a name that are looked at; real names are shorter, and what is longer is no name."""

_ASCII: dict[int, str | None] = {i: " " for i in range(128) if not chr(i).isalnum()}
_ASCII |= {i: chr(i).lower() for i in range(128) if chr(i).isalnum()}
_ASCII |= {ord("&"): " and ", ord("+"): " and ", ord("'"): None, ord("`"): None}

# Letters that Unicode does not decompose, as they are written where keyboards lack them.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n"}
)
_QUOTES = str.maketrans(dict.fromkeys("’‘ʼ′´`'", None))
_NOT_WORD = re.compile(r"[^\w]+|_+")
_LONE_LETTERS = re.compile(r"\b(\w) (?=\w\b)")
_DOTTED = re.compile(r"\b([^\W_])\.\s?(?=[^\W_]\b)")
_SLASHED = re.compile(r"\b([akpisn])/([sv])\b", re.IGNORECASE)  # A/S, K/S, P/S, I/S: legal forms, not initials


def fold(name: str) -> str:
    """Lower case, no accents, "&" and "+" as "and", apostrophes gone, all other punctuation a space, lone letters in a
    row joined ("S. A." → "sa"). Folding twice equals folding once."""
    name = name[:MAX_LENGTH]
    if "." in name:
        name = _DOTTED.sub(r"\1", name)
    if "/" in name:
        name = _SLASHED.sub(r"\1\2", name)
    words = (name.translate(_ASCII) if name.isascii() else _fold_unicode(name)).split()
    text = " ".join(words)[:MAX_LENGTH].rstrip()
    if (words and min(map(len, words)) == 1) or len(text) == MAX_LENGTH:
        text = _LONE_LETTERS.sub(r"\1", text)
    return text


def _fold_unicode(name: str) -> str:
    # A few letters need a second round (a case fold that yields a mark, a mark that hid a letter); none needs a fourth.
    for _ in range(4):
        before = name
        name = unicodedata.normalize("NFKD", name.translate(_QUOTES).casefold())
        name = "".join(c for c in name if unicodedata.category(c) not in ("Mn", "Cf", "Cs", "Cn", "Co"))
        name = unicodedata.normalize("NFC", name.translate(_LETTERS))
        name = _NOT_WORD.sub(" ", name.replace("&", " and ").replace("+", " and "))
        if name == before:
            break
    return name
