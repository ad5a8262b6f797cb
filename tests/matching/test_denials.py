"""A headline that denies is told from one that announces, whatever verb it does so with."""

from __future__ import annotations

import pytest

from matching.denials import denies
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
