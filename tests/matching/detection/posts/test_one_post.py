"""Two who are read to get one post in one sentence do so not certain, unless the text gives it to both."""

from __future__ import annotations

from dataclasses import replace

import pytest

from callnow.model import CompanyEvent
from matching.detection.posts.changes import in_post
from matching.detection.posts.one_post import without_sure_sharers


def _certain(role: str, sentence: str, *, second: str = "") -> list[bool]:
    roe = CompanyEvent(
        "1", "a", "executive_hired", "Orbel", person="Jo Roe", sentence=sentence, probability=0.97, certain_from=0.7
    )
    both = [in_post(roe, role), in_post(replace(roe, id="2", person="Ann Lind"), second or role)]
    return [one.certain for one in without_sure_sharers(both)]


@pytest.mark.parametrize(
    ("role", "sentence", "certain"),
    [
        (
            "chief people officer",
            "Jo Roe has been appointed chief people officer and Ann Lind general counsel.",
            [True, False],
        ),
        ("CFO", "Orbel names Jo Roe CFO as Ann Lind moves to operations.", [True, False]),
        ("Vice Chairman", "Orbel names Jo Roe CFO, Ann Lind to Vice Chairman.", [False, True]),
        (
            "operations director",
            "Jo Roe becomes operations director and Ann Lind moves to finance director.",
            [True, False],
        ),
    ],
)
def test_one_post_of_two_is_sure_of_one_at_most(role: str, sentence: str, certain: list[bool]) -> None:
    """Of whom the text gives it."""
    assert _certain(role, sentence) == certain


@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        ("co-chief executive", "Jo Roe and Ann Lind become co-chief executives of Orbel."),
        ("chief executive", "Jo Roe and Ann Lind will both be chief executive."),
        ("partner", "Orbel has promoted Jo Roe and Ann Lind to partner."),
        ("chief executive", "Orbel has named Jo Roe and Ann Lind to lead it together as chief executive."),
        ("managing director", "Orbel promoted Jo Roe in New York and Ann Lind in Paris to managing director."),
        (
            "managing director",
            "Orbel, led by its president, promoted Jo Roe in New York and Ann Lind in Paris to managing director.",
        ),
        ("vice president", "Orbel names Jo Roe, Max Orr and Ann Lind vice presidents."),
        ("director", "Jo Roe joins as a director and Ann Lind as director of another unit."),
        ("partner", "Orbel, led by its president, promotes Jo Roe, Max Orr and Ann Lind to partner."),
    ],
)
def test_a_post_that_the_text_gives_to_both_is_sure(role: str, sentence: str) -> None:
    """In the plural, twice, as shared, or to all of a list."""
    assert _certain(role, sentence) == [True, True]


@pytest.mark.parametrize(
    ("sentence", "certain"),
    [
        ("Orbel will replace CEO Jo Roe with Ann Lind.", [True, False]),
        ("Ann Lind leaves as CEO Jo Roe goes.", [True, False]),
    ],
)
def test_who_is_named_with_the_post_leaves_it(sentence: str, certain: list[bool]) -> None:
    """The other may come in their place."""
    roe = CompanyEvent("1", "a", "executive_departed", "Orbel", person="Jo Roe", sentence=sentence, probability=0.97)
    both = [in_post(replace(roe, certain_from=0.7, person=who, id=who), "CEO") for who in ("Jo Roe", "Ann Lind")]
    assert [one.certain for one in without_sure_sharers(both)] == certain


def test_each_with_their_own_post_is_sure() -> None:
    """As read."""
    said = "Jo Roe has been appointed chief people officer and Ann Lind general counsel."
    assert _certain("chief people officer", said, second="general counsel") == [True, True]
