"""Employers of a list that are one company under two spellings: "Dorvane Pharma", "Dorvane Pharmaceuticals Corp."

A name in the news is matched to the spelling that is nearest; its news concerns the people at both. Two are one only
where abbreviations, plurals or a word such as "Holdings" are all that tells them apart, and no web domain, ticker,
country, town or legal form says that they differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from callnow.fold import fold
from callnow.legal_forms import legal_forms
from callnow.model import Employer
from matching.names.loose import loose_word, telling
from matching.names.normalise import take_apart
from matching.names.score import Side, side_of
from matching.names.words import word_lists

LONE_LETTERS = 5
"""A name of one word is a name of many unless it has so many letters."""

_LINKS = frozenset(["and", "of", "the", "de", "for", "com"])


@dataclass(frozen=True, slots=True)
class _Spelling:
    employer: Employer
    side: Side
    own: tuple[str, ...]
    said_besides: frozenset[str]


def twins_of(employers: Iterable[Employer]) -> dict[str, tuple[str, ...]]:
    """The other employers that each is one company with, by id; employers without any are left out."""
    spellings: dict[tuple[str, ...], list[_Spelling]] = defaultdict(list)
    for employer in employers:
        if spelling := _spelling(employer):
            spellings[spelling.side.words].append(spelling)
    twins: dict[str, list[str]] = defaultdict(list)
    for alike in spellings.values():
        for one, other in combinations(alike, 2):
            if _are_one(one, other):
                twins[one.employer.id].append(other.employer.id)
                twins[other.employer.id].append(one.employer.id)
    return {id: tuple(others) for id, others in twins.items()}


def _spelling(employer: Employer) -> _Spelling | None:
    """A name as it is compared; None for one that names a site, a share or nobody in particular."""
    name = take_apart(employer.name)
    side = side_of(name.core, name.forms, employer.name)
    if name.site or name.security or name.others or side.shares_cut or not _tells(side):
        return None
    own = tuple(telling(side.core))
    return _Spelling(employer, side, own, frozenset(side.core) - set(own) - _LINKS)


def _tells(side: Side) -> bool:
    """Whether a name names one company: a word of its own, or an unusual one where it is alone."""
    lists = word_lists()
    own = [
        word
        for word in telling(side.core)
        if loose_word(word) not in _generic() and word not in lists.places and word not in lists.countries
    ]
    if len(side.words) > 1:
        return bool(own)
    return bool(own) and len(own[0]) >= LONE_LETTERS and own[0] not in lists.common


@cache
def _generic() -> frozenset[str]:
    return frozenset(loose_word(word) for word in word_lists().generic | word_lists().weak)


def _are_one(one: _Spelling, other: _Spelling) -> bool:
    if one.said_besides and other.said_besides and one.said_besides != other.said_besides:  # a group and a holding
        return False
    if not all(map(_stand_for_one, one.own, other.own)):
        return False
    if _forms_differ(one.side.forms, other.side.forms):
        return False
    return not any(_differ(getattr(one.employer, fact), getattr(other.employer, fact)) for fact in FACTS)


def _forms_differ(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether both names have legal forms, and not the same."""
    written_out = legal_forms().written_out
    return bool(one and other) and {written_out.get(f, f) for f in one} != {written_out.get(f, f) for f in other}


def _stand_for_one(word: str, other: str) -> bool:
    """Whether two words that are spelled differently are a word that many companies have, or short for one another."""
    short = word_lists().abbreviations
    return word == other or loose_word(word) in _generic() or word in short or other in short


FACTS = ("domain", "ticker", "country", "city")


def _differ(one: str, other: str) -> bool:
    return bool(one and other) and fold(one) != fold(other)
