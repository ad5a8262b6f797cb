"""The role of an event is a whole role: that of the likeliest post, in the words of its likeliest place."""

from __future__ import annotations

import numpy as np
import pytest

from matching.reading.labels import SLOT_TAGS, inside_tag
from matching.reading.pieces import to_pieces
from matching.reading.role_words import ROLE, is_role, role_words
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
        ({"Head": 0.7, "Tax": 0.6, "CEO": 0.8}, "CEO"),  # one post tagged in two parts is told once
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


@pytest.mark.parametrize(
    ("title", "tagged", "role"),
    [
        ("Orbel names Dana Lang CEO (photo)", "CEO (", "CEO"),
        ("Orbel names Dana Lang CEO (3)", "CEO (3", "CEO"),
        ("Orbel names Dana Lang Head of Tax (Europe)", "Head of Tax (Europe)", "Head of Tax (Europe)"),
    ],
)
def test_no_bracket_stays_open(title: str, tagged: str, role: str) -> None:
    """Nobody is told of a "CEO (": a bracket whose end is no part of the role is none of it, a whole one stays."""
    assert role_of({tagged: 0.8}, title, "") == role


@pytest.mark.parametrize(
    ("lead", "tagged", "role"),
    [
        ("Orbel Health's CIO goes.", "CIO", "CIO"),
        ("Orbel loses its finance chief Dana Lang and chief tax officer.", "chief tax officer", "chief tax officer"),
        ("Founder and CEO Dana Lang goes.", "CEO", "CEO"),
    ],
)
def test_what_the_table_joins_to_a_role_is_no_part_of_it(lead: str, tagged: str, role: str) -> None:
    """An owner, another chief with a name, and that somebody founded the company."""
    assert role_of({tagged: 0.8}, "News", lead) == role


def test_an_organisations_name_is_no_part_of_a_role() -> None:
    """ "Logistics" is a field of work and here the end of a name."""
    pieces = to_pieces("Orbel Logistics Deputy CIO resigns", "", small_tokenizer())
    tags, named = np.zeros((len(pieces), SLOT_TAGS)), np.zeros(len(pieces))
    for words, numbers in (("CIO", tags[:, inside_tag(ROLE)]), ("Orbel Logistics", named)):
        start = pieces.text.index(words)
        first, last = pieces.span(start, start + len(words)) or (0, 0)
        numbers[first:last] = 0.9
    assert role_words(pieces, tags, named) == "Deputy CIO"


@pytest.mark.parametrize(
    ("tagged", "role"),
    [
        ("President of Technology", "Vice President of Technology"),
        ("Vice President of Technology", "Senior Vice President of Technology"),
        ("Vice President, Technology", "Executive Vice President, Technology"),
        ("President and Chief Technology Officer", "Vice President and Chief Technology Officer"),
        ("Chief Information Officer", "Deputy Chief Information Officer"),
        ("Chair", "Vice Chair"),
        ("Chief Financial Officer", "Regional Chief Financial Officer"),
        ("Chief Financial Officer", "Interim Chief Financial Officer"),
        ("Vice President of Technology", "Associate Vice President of Technology"),
        ("Operating Officer", "Chief Operating Officer"),
        ("Chief", "Chief Executive Officer"),
    ],
)
def test_a_role_of_the_table_is_told_whole_where_a_part_of_it_is_tagged(tagged: str, role: str) -> None:
    assert role_of({tagged: 0.7}, "News", f"She was {role} of Wexcombe.") == role


@pytest.mark.parametrize(
    ("words", "role"),
    [("CHRO", True), ("chief executive", True), ("Chief Nursing Officer", True), ("Dean", False), ("Dana Lang", False)],
)
def test_a_role_alone_is_no_name(words: str, role: bool) -> None:
    """One word in small letters behind its first is left a name: a person may be called Dean."""
    assert is_role(words) is role


@pytest.mark.parametrize("tagged", ["D chief", "&D chief", "R&D chief"])
def test_a_field_in_letters_is_whole(tagged: str) -> None:
    assert role_of({tagged: 0.9}, "Orbel R&D chief quits", "") == "R&D chief"
