"""A headline that only reports, or that tells several things, is seen by its words and signs."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement
from callnow.terms import Certainty
from matching.detection.detect import detect, detect_fast
from matching.detection.headlines import has_parts, is_attributed, is_known_to_leave, is_reported

NOW = datetime(2026, 3, 1, tzinfo=UTC)


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


@pytest.mark.parametrize(
    "title",
    [
        "Orbel to name Dana Whitlock as CEO: sources",
        "Orbel names Dana Whitlock as CEO - sources",
        "Orbel to cut 400 jobs: report",
        "Orbel to cut 400 jobs: Bloomberg",
        "Orbel CFO to step down - Bloomberg News",
        "Exclusive-Orbel to sell its Tulsa unit -sources",
        "Sources: Orbel to name Dana Whitlock as CEO",
        "Orbel boss to step down next year, reports claim",
        "Orbel to buy Tessaly, WSJ reports",
    ],
)
def test_what_is_attributed_is_a_rumour(title: str) -> None:
    """To sources, reports or a newspaper, before or behind what they say; in the grammar's events and in all."""
    assert is_attributed(title)
    announcement = Announcement("a", "wire", title, "", "", NOW, NOW)
    events = [*detect_fast(announcement), *detect([announcement])[0]]
    assert {event.certainty for event in events} <= {Certainty.RUMOURED}


def test_what_the_side_of_the_staff_says_is_attributed() -> None:
    """Before a colon and behind one; a company of that name speaks for itself."""
    for title in (
        "Works council: Orbel to cut 300 jobs",
        "Orbel to cut 300 jobs: union",
        "Trade union: Orbel to close",
    ):
        assert is_attributed(title), title
    for title in ("Union Pacific: Dana Whitlock named CEO", "Orbel Credit Union says it will cut 40 jobs"):
        assert not is_attributed(title), title


@pytest.mark.parametrize(
    "title",
    [
        "Orbel names Dana Whitlock CEO - WSJ",
        "Orbel names Dana Whitlock CEO - Supply Chain Report",
        "Orbel names Dana Whitlock CEO | Bloomberg",
        "Orbel CFO to retire at year end - internal memo",
        "Orbel opens a sources lab",
        "Orbel reports record sales",
    ],
)
def test_where_a_headline_stood_is_no_attribution(title: str) -> None:
    """Nor are a memo, or words that only look like one."""
    assert not is_attributed(title)


def test_who_is_known_to_leave_is_no_rumour() -> None:
    """Of a report on where a departing chief goes only the new post is one."""
    title = "Report: Departing Orbel boss Dana Whitlock to lead Tessaly"
    assert is_known_to_leave(title, ["Orbel"])
    assert is_known_to_leave("Orbel's former boss reportedly heads Tessaly", ["Orbel"])
    assert not is_known_to_leave(title, ["Tessaly"])
