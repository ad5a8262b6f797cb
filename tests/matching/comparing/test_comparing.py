"""Whether two tellings mean the same: each comparison gives the answers of its table, tests/matching/comparing/*.csv.

Companies and persons are the same, likely the same or others; places, amounts and counts agree or not. An empty answer
means that one of the two says nothing.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.comparing.amounts import same_amount, same_count
from matching.comparing.companies import compare_companies, same_company
from matching.comparing.likeness import Likeness
from matching.comparing.persons import compare_persons, name_in_text, same_person
from matching.comparing.places import same_place

Compare = Callable[[str, str], Likeness | bool | None]

COMPARISONS: dict[str, Compare] = {
    "companies": compare_companies,
    "persons": compare_persons,
    "places": same_place,
    "amounts": same_amount,
    "counts": same_count,
}
ANSWERS = {"": None, "yes": True, "no": False, **{likeness.name.lower(): likeness for likeness in Likeness}}


def cases() -> list[tuple[str, str, str, str, str]]:
    rows = []
    for name in COMPARISONS:
        with (Path(__file__).parent / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows += [(name, *row) for row in csv.reader(file)][1:]
    return rows


@pytest.mark.parametrize(("concept", "one", "other", "answer", "because"), cases())
def test_each_case_of_the_tables(concept: str, one: str, other: str, answer: str, because: str) -> None:
    """The answer is that of the table, whichever of the two comes first."""
    compare = COMPARISONS[concept]
    assert compare(one, other) is ANSWERS[answer], because
    assert compare(other, one) is ANSWERS[answer], because


@pytest.mark.parametrize(
    ("same", "one", "likely", "another"),
    [
        (same_company, "North Bay Kilns, Inc.", "NBK", "Dunmore Glass"),
        (same_person, "Jane Roe, PhD", "J. Roe", "Peter Roe"),
    ],
)
def test_likely_is_enough_within_one_story(
    same: Callable[[str, str], bool | None], one: str, likely: str, another: str
) -> None:
    """What names one in two ways is the same there, and what says nothing is neither the same nor another."""
    assert same(one, one) is True
    assert same(one, likely) is True
    assert same(one, another) is False
    assert same(one, "") is None


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_can_be_compared(one: str, other: str) -> None:
    """No text breaks a comparison, and each answers the same whichever comes first."""
    for compare in COMPARISONS.values():
        assert compare(one, other) == compare(other, one)


@given(st.text(max_size=40))
def test_a_name_is_itself(name: str) -> None:
    """Whatever has words is the same as itself, or at least likely so."""
    assert compare_companies(name, name) in {None, Likeness.SAME}
    assert compare_persons(name, name) in {None, Likeness.SAME, Likeness.LIKELY}


@pytest.mark.parametrize(
    ("person", "word"),
    [
        ("Jane Roe", "Roe"),
        ("Maria de la Cruz", "Cruz"),
        ("Jan van der Berg", "Berg"),
        ("John Smith Jr.", "Smith"),
        ("Jane Roe, PhD", "Roe"),
        ("Roe", "Roe"),
        ("", ""),
        (" ", ""),
    ],
)
def test_a_text_calls_somebody_by_the_last_word_of_the_family_name(person: str, word: str) -> None:
    """Neither a generation nor a degree is that word, and a particle may be left out or capital."""
    assert name_in_text(person) == word
