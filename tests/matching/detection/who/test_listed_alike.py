"""To whom the same happens in one list, it happens equally surely."""

from __future__ import annotations

from dataclasses import replace

import pytest

from callnow.model import CompanyEvent
from matching.detection.who.listed_alike import with_all_listed

LUND = CompanyEvent(
    "1", "a", "executive_departed", "Orbel", person="Mira Lund", role="co-head", probability=0.9, certain_from=0.8
)
FARR = CompanyEvent(
    "2", "a", "executive_departed", "Orbel", person="Ned Farr", role="co-head", probability=0.5, certain_from=0.8
)


@pytest.mark.parametrize(
    "text",
    [
        "Orbel's co-heads of retail, Mira Lund and Ned Farr, have both resigned.",
        "Co-heads Ned Farr, Mira Lund and Ivo Roth have left Orbel.",
        "Co-Head Mira Lund and Ned Farr have left Orbel.",
    ],
)
def test_one_of_a_list_is_as_sure_as_another(text: str) -> None:
    """Whoever of them is named first."""
    assert [one.certain for one in with_all_listed([LUND, FARR], text)] == [True, True]


@pytest.mark.parametrize(
    "text",
    [
        "Mira Lund has left Orbel. Ned Farr stays.",
        "Mira Lund, who worked with Ned Farr, has left Orbel.",
        "Mira Lund and Ned Farr's deputy have left Orbel.",
        "Mira Lund left, said Ned Farr and Ivo Roth.",
    ],
)
def test_who_is_in_no_list_is_as_sure_as_before(text: str) -> None:
    """Who is named elsewhere, or only a part of another name."""
    assert [one.certain for one in with_all_listed([LUND, FARR], text)] == [True, False]


def test_two_are_not_one_chief() -> None:
    """Who of them has the post is not told by the list."""
    chiefs = [replace(one, role="chief executive", rank=1) for one in (LUND, FARR)]
    assert with_all_listed(chiefs, "Mira Lund and Ned Farr leave Orbel in a shake-up by its chief executive.") == chiefs


def promoted(text: str, role: str = "managing director") -> list[tuple[str, bool]]:
    """Who is promoted by a text in which one was read, not certain."""
    read = CompanyEvent(
        "1", "a", "executive_promoted", "Orbel", person="Ned Farr", role=role, probability=0.6, certain_from=0.7
    )
    return [(one.person, one.certain) for one in with_all_listed([read], text)]


@pytest.mark.parametrize(
    "text",
    [
        "Orbel has promoted three to managing director: Mira Lund, Ned Farr and Ivo Roth.",
        "Orbel said that three of its bankers have been promoted to Managing Director, effective today: Mira Lund, "
        "Ned Farr, and Ivo Roth.",
        "Orbel appoints 3 managing directors: Mira Lund, Ned Farr and Ivo Roth.",
    ],
)
def test_all_of_a_list_are_told_where_a_sentence_says_how_many(text: str) -> None:
    """Though one only was read."""
    assert sorted(promoted(text)) == [("Ivo Roth", True), ("Mira Lund", True), ("Ned Farr", True)]


@pytest.mark.parametrize(
    "text",
    [
        "Orbel has promoted four to managing director: Mira Lund, Ned Farr and Ivo Roth.",
        "Orbel has promoted Ned Farr to managing director. Three praised him: Mira Lund, Ned Farr and Ivo Roth.",
        "Orbel promotes managing director Ned Farr. Its founders: Mira Lund, Ned Farr and Ivo Roth.",
        "Orbel has appointed three executives: Mira Lund, Ned Farr and Ivo Roth. Farr is managing director.",
        "Orbel promotes Ned Farr, Mira Lund and Ivo Roth.",
    ],
)
def test_a_list_of_another_length_or_without_the_post_tells_of_no_other(text: str) -> None:
    """Some of them may be named for another reason."""
    assert promoted(text) == [("Ned Farr", False)]
