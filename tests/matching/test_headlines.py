"""A headline that only reports, or that tells several things, is seen by its words and signs."""

from __future__ import annotations

import pytest

from matching.headlines import has_parts, is_reported


@pytest.mark.parametrize(
    "title",
    [
        "Orbel to replace its chief executive: report",
        "Tessaly closes two offices - Reuters",
        "Quorrel's design head to leave in May – sources",
        "Velmora boss to step down, reports claim",
        "Harrowmere reportedly cuts 400 jobs",
        "Tavrick is said to be moving to Austin",
        "Orbel to buy Tessaly, according to a report",
    ],
)
def test_what_others_report_is_seen(title: str) -> None:
    assert is_reported(title)


@pytest.mark.parametrize(
    "title",
    [
        "Orbel names Dana Whitlock chief executive",
        "Tessaly reports record sales",
        "Reuters names Dana Whitlock finance chief",
        "Quorrel Media buys Velmora",
        "Harrowmere publishes its annual report",
        "Velmora sources more of its steel in Ohio",
    ],
)
def test_news_at_first_hand_is_not_taken_for_a_report(title: str) -> None:
    assert not is_reported(title)


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("Orbel CFO to step down; Tessaly sells a plant", True),
        ("Live: Orbel names new chief | Tessaly cuts jobs", True),
        ("Orbel names new chief – business live", True),
        ("Orbel names Jean-Luc Doe chief", False),
    ],
)
def test_a_headline_of_several_parts_is_seen(title: str, parts: bool) -> None:
    assert has_parts(title) is parts
