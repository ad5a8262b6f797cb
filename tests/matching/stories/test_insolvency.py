"""A company that leaves insolvency is not told to be in it."""

from __future__ import annotations

import pytest

from callnow.model import Story
from matching.stories.insolvency import is_over
from tests.matching.stories.test_stories import report


def _story(title: str, sentence: str = "") -> Story:
    return Story("s", "bankruptcy", "em1", "em1", (report("bankruptcy", title, sentence=sentence),))


@pytest.mark.parametrize(
    "title",
    [
        "Northbay Kilns emerges from Chapter 11",
        "Northbay Kilns, which filed in May, has emerged from bankruptcy",
        "Northbay Kilns exits court-supervised bankruptcy protection",
        "Northbay Kilns comes out of administration",
        "Northbay Kilns announces emergence from CCAA creditor protection",
        "Northbay Kilns to emerge from receivership in June",
        "Northbay Kilns seeks to exit bankruptcy by June",
        "Northbay Kilns leaves Chapter 11 with new owners",
        "Northbay Kilns completes Chapter 11 reorganization",
    ],
)
def test_an_insolvency_that_ends_is_over(title: str) -> None:
    assert is_over(_story(title))
    assert is_over(_story("Northbay Kilns on its future", title))


@pytest.mark.parametrize(
    "title",
    [
        "Northbay Kilns files for Chapter 11",
        "Northbay Kilns files for Chapter 11, expects to emerge from bankruptcy by June",
        "Northbay Kilns enters administration after chief leaves",
        "Northbay Kilns seeks bankruptcy protection, plans quick exit from Chapter 11",
        "Northbay Kilns exits market, goes into administration",
    ],
)
def test_an_insolvency_that_begins_is_not_over(title: str) -> None:
    """Though it says that it means to come out again."""
    assert not is_over(_story(title))
