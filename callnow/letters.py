"""Plain letters: small, without accents and other marks, so that all spellings of a name compare equal."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import chain, islice

UNDECOMPOSED = {
    "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th",
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n",
}  # fmt: skip
"""Letters that Unicode does not take apart, as they are written where keyboards lack them."""

_UNDECOMPOSED = re.compile("|".join(UNDECOMPOSED))
_MARKS = r"[\p{Mn}\p{Cf}\x{FF9E}\x{FF9F}]*"  # the last two are marks of half-width kana
_ALPHABETS = (  # where Unicode has characters that are others in plain letters
    range(0x20, 0x3400),
    range(0xA600, 0xD7A4),  # most of them Hangul syllables
    range(0xF900, 0x10000),
    range(0x11000, 0x11A00),
    range(0x1D400, 0x1D800),
    range(0x1F100, 0x1F200),
    range(0x2F800, 0x2FA20),
)
MOST = 60  # parts of a word that are looked for: DuckDB reads no pattern of thousands
LONGEST = 4  # plain letters that one character is looked for as


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
    """A pattern for DuckDB: it finds every text that, in plain letters, holds `word`, and some that hold its like."""
    return "".join(_any_of(word[begin:end]) for begin, end in islice(_stretches(word), MOST))


def _stretches(word: str) -> Iterator[tuple[int, int]]:
    """The parts of a word that characters may stand for together: 김 is three letters, and ﬁ next to ﬀ shares one."""
    begin = end = 0
    for place in range(len(word)):
        if place == end and end > begin:
            yield begin, end
            begin = place
        likely = range(place + 1, min(place + LONGEST, len(word)) + 1)
        end = max(end, place + 1, *(stop for stop in likely if word[place:stop] in _written()))
    if end > begin:
        yield begin, end


def _any_of(letters: str) -> str:
    """The pattern of whatever characters stand for these plain letters, with the marks that may follow each of them.

    Of several letters it says which characters there may be and not how many in which order, so that it grows with the
    letters alone, however many ways there are to write them.
    """
    parts = {letters[begin : begin + n] for begin in range(len(letters)) for n in range(1, LONGEST + 1)}
    characters = {c for part in parts for c in _written().get(part, ())}.union(letters, letters.upper())
    one = f"[{''.join(map(re.escape, sorted(characters)))}]{_MARKS}"
    return one if len(letters) == 1 else f"(?:{one})+"


@cache
def _written() -> dict[str, list[str]]:
    """The characters of alphabets that each plain letter, or several together, may be written as."""
    by_letters: dict[str, list[str]] = defaultdict(list)
    for code in chain.from_iterable(_ALPHABETS):
        letters = plain(chr(code))
        if 0 < len(letters) <= LONGEST and all(unicodedata.category(letter)[0] in "LMN" for letter in letters):
            by_letters[letters].append(chr(code))
    return dict(by_letters)
