"""Words only: case, accents, punctuation and spacing of a text folded away, any Unicode, in linear time."""

from __future__ import annotations

import re
import unicodedata

MAX_LENGTH = 300
"""Characters that are looked at; names and headlines are shorter."""

_ASCII: dict[int, str | None] = {i: " " for i in range(128) if not chr(i).isalnum()}
_ASCII |= {i: chr(i).lower() for i in range(128) if chr(i).isalnum()}
_ASCII |= {ord("&"): " and ", ord("+"): " and ", ord("'"): None, ord("`"): None}

# Letters that Unicode does not decompose, as they are written where keyboards lack them.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n"}
)
_QUOTES: dict[int, str | None] = {ord(c): None for c in "’‘ʼ′´`'"} | {ord("™"): " ", ord("℠"): " "}
_NOT_WORD = re.compile(r"[^\w]+|_+")
_LONE_LETTERS = re.compile(r"\b(\w) (?=\w\b)")
_DOTTED = re.compile(r"\b([^\W_])\.\s?(?=[^\W_]\b)")
_SLASHED = re.compile(r"\b([akpisn])/([sv])\b", re.IGNORECASE)  # A/S, K/S, P/S, I/S: legal forms, not initials


def fold(text: str) -> str:
    """Lower case, no accents, "&" and "+" as "and", apostrophes gone, all other punctuation a space, lone letters in a
    row joined ("S. A." → "sa"). Folding twice equals folding once."""
    text = text[:MAX_LENGTH]
    if "." in text:
        text = _DOTTED.sub(r"\1", text)
    if "/" in text:
        text = _SLASHED.sub(r"\1\2", text)
    words = (text.translate(_ASCII) if text.isascii() else _fold_unicode(text)).split()
    folded = " ".join(words)[:MAX_LENGTH].rstrip()
    if (words and min(map(len, words)) == 1) or len(folded) == MAX_LENGTH:
        folded = _LONE_LETTERS.sub(r"\1", folded)
    return folded


def _fold_unicode(text: str) -> str:
    # A few letters need a second round (a case fold that yields a mark, a mark that hid a letter); none needs a fourth.
    for _ in range(4):
        before = text
        text = unicodedata.normalize("NFKD", text.translate(_QUOTES).casefold())
        text = "".join(c for c in text if unicodedata.category(c) not in ("Mn", "Cf", "Cs", "Cn", "Co"))
        text = unicodedata.normalize("NFC", text.translate(_LETTERS))
        text = _NOT_WORD.sub(" ", text.replace("&", " and ").replace("+", " and "))
        if text == before:
            break
    return text
