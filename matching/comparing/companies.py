"""Whether two names are of one company, by the names alone.

Which employer of a list a name means is another question, with another answer for "Delta": matching.names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from callnow.fold import fold
from matching.comparing.likeness import Likeness
from matching.names.loose import loose_words
from matching.names.normalise import cut_forms, normalise
from matching.names.words import word_lists

SHORTEST = 3  # letters that a shortened name has at least
ONE_SLIP = 92.0  # the likeness of a whole name to itself with a letter wrong

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CompanyName:
    """A company's name folded, as its words with legal forms (`whole`), without them (`core`), without what says
    nothing either (`plain`: "Group"), and written out besides (`loose`: "pharma" as "pharmaceutical")."""

    whole: Words
    core: Words
    plain: Words
    loose: Words


@lru_cache(maxsize=65_536)
def company_name(name: str) -> CompanyName:
    """A name taken apart; what would leave nothing is not cut."""
    whole = tuple(fold(name).split())
    core = list(whole)
    cut_forms(core, word_lists())
    plain = tuple(w for w in core if w not in word_lists().weak)
    loose = tuple(loose_words(normalise(name)))
    return CompanyName(whole, tuple(core) or whole, plain or whole, loose or plain or whole)


def compare_companies(one: str, other: str) -> Likeness | None:
    """SAME: equal but for case, legal form, abbreviations and spacing. LIKELY: begun alike, initials, or a slip of the
    pen. None where one of them has no words."""
    a, b = company_name(one), company_name(other)
    if not a.whole or not b.whole:
        return None
    if "".join(a.loose) == "".join(b.loose) or "".join(a.plain) == "".join(b.plain):
        return Likeness.SAME
    if _begun_alike(a, b) or _initials_of(a, b) or _initials_of(b, a) or _one_slip(a, b):
        return Likeness.LIKELY
    return Likeness.OTHER


def same_company(one: str, other: str) -> bool | None:
    """Whether two names in one text, or in two reports of one event, are of one company."""
    likeness = compare_companies(one, other)
    return None if likeness is None else likeness >= Likeness.LIKELY


def is_shortened(one: str, other: str) -> bool:
    """Whether one name may be the other with words cut short: "Orbel Bio" and "Orbel Biosciences"."""
    a, b = company_name(one).core, company_name(other).core
    shorter = (x.startswith(y) or y.startswith(x) for x, y in zip(a[1:], b[1:], strict=False))
    return len(a) == len(b) > 1 and a[0] == b[0] and len(a[0]) >= SHORTEST and all(shorter)


def begins_name(short: str, name: str) -> bool:
    """Whether a name is another cut short after words that are a company's own: "Orbel" of "Orbel Medical", but not
    "Delta" of "Delta Dental"."""
    a, b, lists = company_name(short), company_name(name), word_lists()
    own = set(a.core) - lists.common - lists.places - lists.generic
    return bool(own) and len(a.core) < len(b.core) and _begun_alike(a, b)


def share_name(ones: Iterable[str], others: Sequence[str]) -> bool:
    """Whether any of the names of one company is one of those of another."""
    return any(same_company(one, other) for one in ones for other in others)


def _begun_alike(a: CompanyName, b: CompanyName) -> bool:
    """Whether one name is the other cut short after a word: "Orbel" of "Orbel Medical", but not "Orbel Group"."""
    short, long = sorted((a.core, b.core), key=len)
    return len("".join(short)) >= SHORTEST and long[: len(short)] == short


def _initials_of(short: CompanyName, long: CompanyName) -> bool:
    """Whether a name of one word is made of the other's initials: "NMB" of "Northern Mill Bank"."""
    return len(short.plain) == 1 and short.plain[0] in _initials(long)


@lru_cache(maxsize=65_536)
def _initials(name: CompanyName) -> frozenset[str]:
    """The initials that a name may have: with and without its legal form, "Group" and small words."""
    rows: list[Sequence[str]] = [name.core, name.plain]
    rows += [name.whole[:end] for end in range(len(name.core) + 1, len(name.whole) + 1)]
    rows += [[w for w in row if w not in _SMALL] for row in rows]
    taken = (_letters(row) for row in rows if len(row) > 1)
    return frozenset(letters for pair in taken for letters in pair)


_SMALL = frozenset({"of", "and", "for", "the"})


def _letters(row: Sequence[str]) -> tuple[str, str]:
    """First letters; the second time with "US" as the two that it is: the U.S. Golf Association is the USGA."""
    return "".join(w[0] for w in row), "".join(w if w == "us" else w[0] for w in row)


def _one_slip(a: CompanyName, b: CompanyName) -> bool:
    x, y = "".join(a.loose), "".join(b.loose)
    return fuzz.ratio(x, y) >= ONE_SLIP and _DIGITS.findall(x) == _DIGITS.findall(y)


_DIGITS = re.compile(r"\d+")  # "Fund 12" is not a slip for "Fund 13"
