"""Plain letters: small, without accents and other marks, so that all spellings of a name compare equal."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache
from itertools import chain

UNDECOMPOSED = {
    "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th",
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n",
}  # fmt: skip
"""Letters that Unicode does not take apart, as they are written where keyboards lack them."""

_UNDECOMPOSED = re.compile("|".join(UNDECOMPOSED))
_MARKS = r"[\p{Mn}\p{Cf}]*"


class _WithoutMarks(dict[int, "int | None"]):
    """What `str.translate` does with a character: accents that follow their letter, and what is not seen, go."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.category(chr(code)) in ("Mn", "Cf") else code
        return self[code]


_WITHOUT_MARKS = _WithoutMarks()


def plain(text: str) -> str:
    """`text` in plain letters, its marks gone whether they stand in the letter or after it."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold()).casefold()
    return _UNDECOMPOSED.sub(lambda match: UNDECOMPOSED[match[0]], parts.translate(_WITHOUT_MARKS))


def plain_with_places(text: str) -> tuple[str, list[int]]:
    """`text` in plain letters, and of each of them the place in `text` that it comes from."""
    if text.isascii():
        return text.lower(), list(range(len(text)))
    written = [plain(character) for character in text]
    return "".join(written), [place for place, letters in enumerate(written) for _ in letters]


def pattern_of_plain(word: str) -> str:
    """A pattern for DuckDB: it finds every text that, in plain letters, holds `word`."""
    together = "|".join(sorted((letters for letters in _written() if len(letters) > 1), key=len, reverse=True))
    return "".join(
        f"(?:{''.join(map(_any_of, piece))}|{_any_of(piece)})" if len(piece) > 1 else _any_of(piece)
        for piece in re.findall(rf"{together}|.", word)
    )


def _any_of(letters: str) -> str:
    """The pattern of whatever single character stands for these plain letters, with the marks that may follow it."""
    characters = _written().get(letters, [letters])
    return f"[{''.join(map(re.escape, characters))}]{_MARKS}"


@cache
def _written() -> dict[str, list[str]]:
    """The characters of alphabets that each plain letter, or several together, may be written as."""
    by_letters: dict[str, list[str]] = defaultdict(list)
    for code in chain(range(0x20, 0x530), range(0x1E00, 0x2000), range(0xFB00, 0xFB07), range(0xFF01, 0xFF5F)):
        letters = plain(chr(code))
        if letters.isalnum():
            by_letters[letters].append(chr(code))
    return dict(by_letters)
