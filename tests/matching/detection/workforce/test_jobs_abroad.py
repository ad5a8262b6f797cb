"""Who sends jobs to another country lays off those who have them; it is worth knowing."""

from __future__ import annotations

import pytest

from callnow.terms import Certainty
from matching.detection.workforce.layoffs_added import with_jobs_abroad


@pytest.mark.parametrize(
    ("text", "count", "origin"),
    [
        ("Orbel Insurance moves jobs. Orbel Insurance will move 60 IT jobs from Tampa to Manila.", "60", "Tampa"),
        ("Orbel Insurance is offshoring about 120 back-office roles to Poland, it told staff.", "120", ""),
        ("Orbel Insurance will send 40 support positions overseas.", "40", ""),
        ("Orbel Insurance will move 60 IT jobs from Tampa to Krakow, Poland, in May.", "60", "Tampa"),
    ],
)
def test_jobs_that_go_abroad_are_layoffs_worth_knowing(text: str, count: str, origin: str) -> None:
    """To a country, to a town to which such jobs go, or "overseas"; it asks for no call."""
    [told] = with_jobs_abroad([], ["Orbel Insurance", "Orbel"], text, "a", 0.5)
    assert (told.type, told.company, told.count, told.origin) == ("layoffs", "Orbel Insurance", count, origin)
    assert (told.certainty, told.certain) == (Certainty.ANNOUNCED, False)
    assert with_jobs_abroad([told], ["Orbel Insurance"], text, "a", 0.5) == [told]


@pytest.mark.parametrize(
    "text",
    [
        "Orbel Insurance is moving 60 IT jobs from Ohio to Texas.",
        "Orbel Insurance is moving 60 IT jobs from Grand Rapids to Holland, Mich., this summer.",
        "Orbel Insurance will not move 60 IT jobs to Manila.",
        "Orbel Insurance may move 60 IT jobs to Manila.",
        "Orbel Insurance is moving 60 jobs from India to the United States.",
        "Orbel Insurance will move 60 staff to its new Tampa office.",
        "A rival will move 60 IT jobs to Manila.",
    ],
)
def test_jobs_that_stay_in_the_country_are_not(text: str) -> None:
    """Nor those that may go, that come home, or that are somebody else's."""
    assert with_jobs_abroad([], ["Orbel Insurance"], text, "a", 0.5) == []
