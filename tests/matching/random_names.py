"""Random names: every script, controls, marks upon marks, right to left, real words, very long, cut and crossed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import cache

from callnow.generations import GENERATIONS
from callnow.legal_forms import legal_forms
from matching.comparing.persons import HONORIFICS
from matching.names.words import word_lists

PARTS = (
    "Acme", "Zörvik", "d.b.a.", "dba", "d/b/a", "formerly", "f/k/a", "(", ")", "[", "-", " - ", "–", "#12", "/DE/",
    "Inc.", "Co., Ltd.", "S.A.", "de", "C.V.", "The", "AB", "PT", "Tbk", "(publ)", "EO 0,5", "DL-,01", "Austin", "2024",
    "COVID19", "P.O. Box 12", "A/S", "12 Main Street", "&", "+", "'s", "class a", "ADR", "(NYSE: ACM)", "Plant", "x",
    "7", "ß", "İ", "株式会社", "ООО", "ა", "شركة", "בע״מ", "บริษัท", "유한회사", ",", ".", "|", "@", "“", "”",
)  # fmt: skip
BETWEEN = (" ", " ", " ", ", ", "-", " - ", " & ", ". ", " (", ") ", "/", "'s ")
GAPS = ("", " ", "  ", "\u00a0", "\u200b", "\u3000", "\n")
CONTROLS = "".join(
    map(chr, (*range(32), *range(127, 160), 0x200B, 0x200E, 0x200F, 0x2028, 0x202E, 0x2066, 0xFEFF, 0xFFFE))
)
MARKS = "".join(
    map(chr, (*range(0x300, 0x370), *range(0x591, 0x5C8), *range(0x64B, 0x660), *range(0x1AB0, 0x1AC0), 0x20DD))
)
RIGHT_TO_LEFT = ((0x590, 0x5FF), (0x600, 0x6FF), (0x700, 0x74F), (0x7C0, 0x7FF), (0xFB1D, 0xFDFF), (0x1E900, 0x1E95F))
LAST = 0x10FFFF

Dice = random.Random


def any_script(dice: Dice) -> str:
    """Letters of one to three blocks of Unicode, any plane, surrogates and unassigned ones included."""
    blocks = [dice.randrange(0, LAST - 255, 256) if dice.random() < 0.2 else dice.randrange(0, 0x20000, 256)
              for _ in range(dice.randint(1, 3))]  # fmt: skip
    return "".join(chr(dice.choice(blocks) + dice.randrange(256)) for _ in range(dice.randint(0, 40)))


def anything(dice: Dice) -> str:
    return "".join(chr(dice.randint(0, LAST)) for _ in range(dice.randint(0, 30)))


def with_controls(dice: Dice) -> str:
    return "".join(dice.choice(CONTROLS) if dice.random() < 0.4 else c for c in put_together(dice))


def with_marks(dice: Dice) -> str:
    """Each letter under a pile of combining marks."""
    return "".join(c + "".join(dice.choices(MARKS, k=dice.randint(0, 9))) for c in put_together(dice))


def right_to_left(dice: Dice) -> str:
    low, high = dice.choice(RIGHT_TO_LEFT)
    words = [
        "".join(chr(dice.randint(low, high)) for _ in range(dice.randint(1, 9))) for _ in range(dice.randint(1, 5))
    ]
    return dice.choice(("", "\u202b", "\u2067", "\u200f")) + dice.choice((" ", " - ", "، ")).join(words)


def put_together(dice: Dice) -> str:
    return "".join(dice.choice(PARTS) + dice.choice(GAPS) for _ in range(dice.randint(0, 9)))


@cache
def real_words() -> tuple[tuple[str, ...], ...]:
    """The words that company names are made of, and what stands before and behind names of people, a list a kind."""
    lists = word_lists()
    kinds = [lists.generic, lists.weak, lists.site, lists.unit, lists.countries, lists.places, lists.common]
    kinds += [frozenset(lists.abbreviations), frozenset(legal_forms().stripped), HONORIFICS, frozenset(GENERATIONS)]
    return tuple(tuple(sorted(words)) for words in (*kinds, map(str, range(99)), tuple("abcdefghij")))


def of_real_words(dice: Dice) -> str:
    """Words of the lists as people write them: capitals, full stops, brackets, hyphens and commas between them."""
    said = [dice.choice(dice.choice(real_words())) for _ in range(dice.randint(1, 7))]
    cased = [dice.choice((str.capitalize, str.upper, str.lower, str.title))(word) for word in said]
    return "".join(word + dice.choice(BETWEEN) for word in cased)


def very_long(dice: Dice) -> str:
    return (put_together(dice) or "a") * dice.randint(100, 2000)


def endless(dice: Dice) -> str:
    """A quarter of a million signs, of one kind or of two in turn."""
    unit = dice.choice(PARTS) + dice.choice((*GAPS, *PARTS))
    return dice.choice(("", "Acme ")) + unit * (250_000 // len(unit))


def crossed(dice: Dice) -> str:
    """Two names cut anywhere and joined."""
    one, other = dice.choice(KINDS)(dice), dice.choice(KINDS)(dice)
    return one[: dice.randint(0, len(one))] + other[dice.randint(0, len(other)) :]


KINDS: tuple[Callable[[Dice], str], ...] = (
    any_script,
    anything,
    with_controls,
    with_marks,
    right_to_left,
    put_together,
    of_real_words,
)


def random_names(count: int, seed: int) -> Iterator[str]:
    """`count` names, the same for the same seed; two in a thousand are very long."""
    dice = random.Random(seed)
    for number in range(count):
        kind = {0: very_long, 500: endless}.get(number % 1000) or dice.choice((*KINDS, crossed))
        yield kind(dice)
