"""How well a person's name is written, for choosing which of several spellings to show."""

from __future__ import annotations

import re

ONE_WORD = 4
SHORTENED = 2  # a given or family name that is an initial
WRONG_CASE = 1


def faults_of(name: str) -> int:
    """Nought for a name written out in sane letters; more for one cut short ("T. Winslowe"), most for a single word."""
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?", name.partition(",")[0])
    if len(words) < 2:
        return ONE_WORD + _wrong_case(words)
    shortened = sum(SHORTENED for word in (words[0], words[-1]) if len(word.rstrip(".")) == 1)
    return shortened + _wrong_case(words)


def _wrong_case(words: list[str]) -> int:
    """Whether given or family name are in small letters or in capitals; "van der" within a name may be, "JT" too."""
    ends = words[:1] + words[-1:]
    wrong = any(word.islower() or (len(word.rstrip(".")) > 2 and word.isupper()) for word in ends)
    return WRONG_CASE if wrong else 0
