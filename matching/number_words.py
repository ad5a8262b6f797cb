"""Numbers in words, up to ninety-nine, and in figures: patterns that find one, and how much it is."""

from __future__ import annotations

ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
"""Numbers in words below ten."""
_TEENS = ("ten", "eleven", "twelve", *(f"{of}teen" for of in ("thir", "four", "fif", "six", "seven", "eigh", "nine")))
_TENS = tuple(f"{of}ty" for of in ("twen", "thir", "for", "fif", "six", "seven", "eigh", "nine"))
TENS = rf"(?:{'|'.join(_TENS)})"
"""A number in words that may go on: "forty"."""
AND_ONES = rf"(?:-(?:{'|'.join(ONES)}))"
"""What a number of tens goes on with: "-one"."""
IN_WORDS = rf"(?:{TENS}{AND_ONES}?|{'|'.join((*_TEENS, *ONES))})"
"""A number in words: "six", "forty-one"."""
COUNTED = rf"(?:(?:half\s(?:a\s)?|(?:an?|{IN_WORDS})\s)dozen|{IN_WORDS})"
"""A number in words that counts, dozens included: "six", "two dozen"."""
IN_FIGURES = r"[$€£]?\d(?:[\d.,]*\d)?(?:\s?(?:%|per\s?cent\b|million\b|billion\b|[mb]n\b))?"
"""A number in figures, a sum or a share: "85", "$1.2 million", "10%"."""
_VALUES = {word: value for value, word in enumerate((*ONES, *_TEENS), 1)}
_VALUES |= {word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)}


def value_of(words: str) -> int:
    """How much a number in words is, dozens included; 0 where it is none."""
    number = words.casefold()
    if number.endswith("dozen"):
        many = number.removesuffix("dozen").strip()
        return {"a": 12, "half a": 6, "half": 6}.get(many, 0) or 12 * value_of(many)
    parts = number.split("-")
    return sum(_VALUES[part] for part in parts) if all(part in _VALUES for part in parts) else 0
