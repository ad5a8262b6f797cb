"""Layoffs of several companies in one text have each their own figure."""

from __future__ import annotations

import pytest

from callnow.model import CompanyEvent
from matching.detection.workforce.own_counts import with_own_counts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Orbel cut 45 jobs, while Tessaly laid off 210 people.", "210"),
        ("Orbel is cutting 45 jobs. Tessaly is laying off a third of its staff.", "a third"),
        ("Orbel will lay off 45 people. Tessaly is also cutting jobs.", ""),
        ("Orbel and Tessaly are laying off 45 people in all.", ""),
        ("Orbel, its parent, cut 45 jobs in May. Tessaly lets go of twenty.", "twenty"),
        ("Orbel retrenches 45 while Tessaly furloughs forty-one workers.", "forty-one"),
        ("Orbel and Tessaly are each cutting 45 jobs.", "45"),
        ("Tessaly cuts jobs. A newspaper says that 45 will go.", "45"),
        ("Tessaly is cutting 45 jobs. It follows Orbel, which cut 45 in May.", "45"),
        ("Tessaly, which bought Orbel, will cut 45 jobs at Orbel.", "45"),
    ],
)
def test_layoffs_of_several_companies_have_each_their_own_figure(text: str, told: str) -> None:
    """A figure that is only told of another company is not this one's."""
    events = [
        CompanyEvent(name, "a", "layoffs", name, count="45")
        for name in ("Orbel", "Tessaly")
        if f"at {name}" not in text
    ]
    own = with_own_counts(events, ["Orbel", "Tessaly"], text)
    assert {one.company: one.count for one in own}["Tessaly"] == told


def test_a_name_within_a_longer_one_is_not_told_of() -> None:
    """What is said of the Royal Orbel is not said of an Orbel beside it."""
    events = [CompanyEvent(name, "a", "layoffs", name, count="9,000") for name in ("Orbel", "Royal Orbel")]
    own = with_own_counts(events, ["Orbel", "Royal Orbel"], "Orbel to cut 9,000 jobs. Royal Orbel will cut 9,000 jobs.")
    assert [one.count for one in own] == ["9,000", "9,000"]
