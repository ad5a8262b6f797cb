"""Whether two titles name one post of which a company has only one: "CIO" and "Chief Information Officer"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from callnow.fold import fold
from matching.role_table import key_of, role_table, split_words
from matching.roles import MODIFIERS, RoleSpan, find_roles

TOP = 1  # the rank of posts that one person holds; there are many vice presidents
_FOR_A_TIME = frozenset(split_words("interim acting incoming global group corporate enterprise"))
_TWO = re.compile(r" and (?=Chief|President)")  # "President and Chief Executive Officer" holds both
# Several people of a company are that, or stay it.
_SHARED = frozenset({"Founder", "Co-Founder", "Owner", "Partner", "Principal", "Managing Director"})
_ONE_OF = frozenset({"chief", "head"})  # of what: a company has one head of claims and one chief actuary
_SMALL = frozenset({"of", "and", "the", "for"})


def same_top_post(one: str, other: str) -> bool:
    """Whether both titles hold the same chief's or president's post, of one area ("CFO, Europe" is another than "CFO"),
    or are one chief or head of the same ("Head of Claims, US" and "head of US claims").

    A form with several meanings ("CIO") may be any of them.
    """
    return not _posts(one).isdisjoint(_posts(other)) or _head_of(one) == _head_of(other) != frozenset()


@lru_cache(maxsize=16_384)
def _head_of(title: str) -> frozenset[str]:
    words = [word for word in fold(title).split() if word not in _FOR_A_TIME | _SMALL]
    return frozenset(words) if len(words) > 1 and words[0] in _ONE_OF else frozenset()


@lru_cache(maxsize=16_384)
def _posts(title: str) -> frozenset[tuple[str, frozenset[str]]]:
    words = split_words(title)
    area = frozenset(word.lower() for word in words) & MODIFIERS - _FOR_A_TIME
    names = {name for span in find_roles(words) if span.role.rank == TOP for name in _names(span)}
    return frozenset((post, area) for name in names for post in _TWO.split(name) if post not in _SHARED)


def _names(span: RoleSpan) -> list[str]:
    readings = role_table().forms.get(key_of(span.form), ())
    return [reading.role.title for reading in readings] or [span.role.title]


_FOLLOWED = (
    r"\b(?:replac(?:e|es|ed|ing)|succeed(?:s|ed|ing)?|tak(?:e|es|ing) over from|took over from|in place of"
    r"|fill(?:s|ed|ing)? the (?:seat|post|role|position|job|vacancy)(?: of| left by| that)?) (?:\w+ ){0,3}?"
)


def is_followed(names: Iterable[str], sentence: str) -> bool:
    """Whether a sentence says that somebody takes over from the person of these names."""
    text = fold(sentence)
    return any(re.search(rf"{_FOLLOWED}{re.escape(fold(name))}\b", text) for name in names if " " in name.strip())
