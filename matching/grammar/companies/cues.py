"""Cues: the beginnings of words without which no sentence can hold a family of company events.

A sentence is looked at through its stems, the first five letters of each word, so that one set operation a family
decides whether its frames are tried at all. The words are data/company_words.toml's table `cues`.
"""

from __future__ import annotations

from functools import cache

from matching.grammar.companies.words import listed, names
from matching.grammar.tokens import plain_words

STEM = 5


@cache
def cues(family: str) -> frozenset[str]:
    """The stems of one family."""
    return frozenset(word[:STEM] for word in listed("cues", family))


@cache
def any_cue() -> frozenset[str]:
    """The stems of all families."""
    return frozenset().union(*(cues(family) for family in names("cues")))


def stems_of(text: str) -> set[str]:
    """The stems of a sentence."""
    return {word[:STEM] for word in plain_words(text)}


def has_company_cue(text: str) -> bool:
    """Whether a sentence may hold a company event; never wrong about one that does."""
    return not any_cue().isdisjoint(stems_of(text))
