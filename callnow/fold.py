"""Words only: case, accents, punctuation and spacing of a text folded away, any Unicode, in linear time.

What must keep its punctuation (a date, an address) is compared in plain letters: callnow.letters.
"""

from __future__ import annotations

import re
import unicodedata

from callnow.letters import plain

MAX_LENGTH = 300
"""Characters that are looked at; names and headlines are shorter."""

_ASCII: dict[int, str | None] = {i: " " for i in range(128) if not chr(i).isalnum()}
_ASCII |= {i: chr(i).lower() for i in range(128) if chr(i).isalnum()}
_ASCII |= {ord("&"): " and ", ord("+"): " and ", ord("'"): None, ord("`"): None}

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
        # NFC, for Hangul letters that were written singly are a syllable now.
        folded = unicodedata.normalize("NFC", _LONE_LETTERS.sub(r"\1", folded))
    return folded


def _fold_unicode(text: str) -> str:
    # A few letters need a second round (a mark that hid a letter); none needs a fourth.
    for _ in range(4):
        before = text
        text = unicodedata.normalize("NFC", plain(text.translate(_QUOTES)))
        text = _NOT_WORD.sub(" ", text.replace("&", " and ").replace("+", " and "))
        if text == before:
            break
    return text
