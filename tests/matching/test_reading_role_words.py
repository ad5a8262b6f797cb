"""The role of an event is a whole role: that of the likeliest post, in the words of its likeliest place."""

from __future__ import annotations

import numpy as np
import pytest

from matching.reading.labels import SLOT_TAGS, inside_tag
from matching.reading.pieces import to_pieces
from matching.reading.role_words import ROLE, role_words
from tests.matching.small_tokenizer import small_tokenizer

TITLE, LEAD = "Orbel CEO resigns", "The chief executive goes; Dana Lang, Head of Tax, was product guru."


def role_of(shares: dict[str, float], title: str = TITLE, lead: str = LEAD) -> str:
    """What is told where the words named are tagged as a role so probably, and all others not at all."""
    pieces = to_pieces(title, lead, small_tokenizer())
    tags = np.zeros((len(pieces), SLOT_TAGS))
    for words, share in shares.items():
        start = pieces.text.index(words)
        first, last = pieces.span(start, start + len(words)) or (0, 0)
        tags[first:last, inside_tag(ROLE)] = share
    return role_words(pieces, tags)


@pytest.mark.parametrize(
    ("shares", "role"),
    [
        ({"chief executive": 0.9}, "chief executive"),
        ({"CEO": 0.3, "chief executive": 0.35}, "chief executive"),  # two places of one post: likely together
        ({"CEO": 0.6, "chief executive": 0.5, "Head": 0.7}, "CEO"),
        ({"of Tax": 0.9}, "Head of Tax"),  # what is tagged is a part of a role
        ({"of": 0.9}, ""),
        ({"Head of Tax": 0.3}, ""),  # one place, hardly likely
        ({"product guru": 0.8}, "product guru"),  # the table does not know it, the tags are sure
        ({"Head of Tax, was product guru": 0.8}, "Head of Tax, was product guru"),
        ({}, ""),
    ],
)
def test_the_likeliest_post_is_told_in_whole_words(shares: dict[str, float], role: str) -> None:
    assert role_of(shares) == role


@pytest.mark.parametrize(
    ("title", "tagged", "role"),
    [("Orbel names C.E.O.", "E.O.", "C.E.O."), ("Orbel names Head of Tax.", "of Tax", "Head of Tax")],
)
def test_a_dot_belongs_to_initials_not_to_a_sentence(title: str, tagged: str, role: str) -> None:
    assert role_of({tagged: 0.8}, title, "") == role
