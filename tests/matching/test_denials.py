"""A headline that denies is told from one that announces, whatever verb it does so with."""

from __future__ import annotations

import pytest

from matching.denials import denies, only_former
from tests.matching.refusals import DENIALS


def test_most_denials_are_recognised_by_their_words() -> None:
    """The others the reader must tell by itself."""
    assert sum(map(denies, DENIALS)) >= 36


@pytest.mark.parametrize(
    "title",
    [
        "Orbel names Dana Whitlock chief executive",
        "Tessaly to cut 400 jobs and close its Tulsa plant",
        "Harrowmere moves its headquarters from Austin to Fort Worth",
        "Quorrel files for Chapter 11 after talks with lenders",
        "Velmora CFO steps down",
        "Brandwick drops its chief executive",
        "Tavrick halts trading and files for bankruptcy",
    ],
)
def test_news_is_no_denial(title: str) -> None:
    assert not denies(title)


@pytest.mark.parametrize(
    ("title", "lead", "past"),
    [
        ("Tessaly names former Orbel CIO Dana Whitlock its CIO", "Before that she was at Orbel.", True),
        ("Ex-Orbel chief joins Tessaly", "", True),
        ("Tessaly hires Dana Whitlock", "She was formerly chief financial officer of Orbel.", True),
        ("Tessaly hires Dana Whitlock from Orbel", "The former Orbel CIO starts in May.", False),
        ("Former chair Dana Whitlock leaves Orbel", "", False),
        ("Orbel CIO steps down", "", False),
        ("Nobody is named", "", False),
        ("Once a Retail Darling, Now Losing Its CFO, Orbel", "", False),
        ("CFO Dana Whitlock steps down", "As previously announced, Orbel said that she has resigned.", False),
        ("Ex-Tessaly CFO succeeds Whitlock at Orbel", "", False),
    ],
)
def test_a_former_employer_is_told_from_one_that_is_left(title: str, lead: str, past: bool) -> None:
    """Only where every naming of the company calls it former; the title speaks before the lead."""
    assert only_former(["Orbel"], title, lead) is past
