"""How alike two names are, and what is alike in their letters."""

from __future__ import annotations

from enum import IntEnum

from rapidfuzz import fuzz

LONG = 6  # letters from which a slip of the pen is likelier than another name ("Chen" is not "Cheng")
ONE_SLIP = 88.0  # the likeness of a word of eight letters to itself with one letter wrong


class Likeness(IntEnum):
    """What two names say of whom they name.

    LIKELY is enough where both stand in one text or tell of one event: there a shortened or mistyped name is likelier
    than a second bearer. Across texts only SAME counts.
    """

    OTHER = 0
    LIKELY = 1
    SAME = 2


def one_slip(one: str, other: str) -> bool:
    """Whether two words are long and differ by about one letter."""
    return min(len(one), len(other)) >= LONG and fuzz.ratio(one, other) >= ONE_SLIP
