"""Who are said to leave together leave equally surely, each the own post."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from callnow.terms import Certainty
from matching.detection.detect import detect
from matching.detection.posts.leaving_together import with_all_who_leave

NOW = datetime(2026, 3, 1, tzinfo=UTC)
LUND = CompanyEvent(
    "1", "a", "executive_departed", "Orbel", person="Lund", role="CFO", probability=0.7, certain_from=0.8
)


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        (
            "Two top executives leave Orbel Foods",
            "Orbel Foods' chief financial officer Mira Lund and general counsel Ned Farr have both left.",
        ),
        (
            "Orbel Foods CFO Lund and general counsel Farr retire",
            "Chief financial officer Mira Lund and general counsel Ned Farr will both retire in May, Orbel Foods said.",
        ),
        (
            "Exodus at Orbel Foods",
            "Orbel Foods co-founders Mira Lund, chief financial officer, and Ned Farr, general counsel, have left it.",
        ),
    ],
)
def test_both_who_leave_are_certain(title: str, lead: str) -> None:
    """Each with the post that stands beside the name."""
    [events] = detect([Announcement("a", "wire", title, lead, "", NOW, NOW)])
    assert {(e.type, e.person, e.role.lower(), e.certain) for e in events} == {
        ("executive_departed", "Mira Lund", "chief financial officer", True),
        ("executive_departed", "Ned Farr", "general counsel", True),
    }


def test_three_may_leave_together() -> None:
    """Though one only is seen, and by the surname."""
    text = "Orbel's finance director Mira Lund, technical director Ned Farr and HR director Ivo Roth have all resigned."
    told = with_all_who_leave([LUND], text)
    assert [(e.person, e.role, e.certain) for e in told] == [
        ("Mira Lund", "finance director", True),
        ("Ned Farr", "technical director", True),
        ("Ivo Roth", "HR director", True),
    ]
    assert len({e.id for e in told}) == 3


def test_two_may_be_dismissed_together() -> None:
    """Neither is promoted to the post that they lose."""
    up = CompanyEvent("2", "a", "executive_promoted", "Orbel", person="Ned", role="general counsel", probability=0.6)
    told = with_all_who_leave([LUND, up], "Orbel has dismissed finance chief Mira Lund and general counsel Ned Farr.")
    assert [(e.type, e.person, e.role) for e in told] == [
        ("executive_departed", "Mira Lund", "finance chief"),
        ("executive_departed", "Ned Farr", "general counsel"),
    ]


def test_a_rumour_stays_one() -> None:
    """For all of them."""
    rumour = CompanyEvent(
        "1", "a", "executive_departed", "Orbel", Certainty.RUMOURED, person="Lund", probability=0.7, certain_from=0.8
    )
    told = with_all_who_leave([rumour], "Orbel CFO Mira Lund and counsel CIO Ned Farr are leaving.")
    assert not any(e.certain or e.certainty is not Certainty.RUMOURED for e in told)


@pytest.mark.parametrize(
    "text",
    [
        "Orbel CFO Mira Lund has left, chief executive Ned Farr said.",
        "Orbel CFO Mira Lund and CIO Ned Farr praised Ivo Roth, who has left.",
        "Orbel CFO Mira Lund and CIO Ned Farr have not resigned.",
        "Orbel's founder, Chief Financial Officer, and Chair of the Board, Mira Lund, has resigned from her posts.",
    ],
)
def test_who_is_only_named_beside_leaves_nothing(text: str) -> None:
    """Who speaks of somebody who leaves is no other who does."""
    assert with_all_who_leave([LUND], text) == [LUND]


@pytest.mark.parametrize(
    "text",
    [
        "Orbel CIO Ned Farr and CFO Mira Lund left the meeting early.",
        "Orbel CIO Ned Farr and CFO Mira Lund leave the door open to a sale.",
        "Orbel CIO Ned Farr and CFO Mira Lund leave for a roadshow in Asia.",
        "Orbel CIO Ned Farr and CFO Mira Lund exited talks.",
        "CIO Ned Farr and CFO Mira Lund left Tessaly in 2015 to found Orbel.",
        "Orbel ousted CFO Mira Lund, director Ned Farr said.",
    ],
)
def test_who_leaves_something_else_keeps_the_post(text: str) -> None:
    """A meeting, a door open, an earlier employer."""
    assert with_all_who_leave([LUND], text) == [LUND]


@pytest.mark.parametrize(
    "how", ["quit over pay", "resigned over the weekend", "will retire later this year", "left Friday"]
)
def test_how_and_when_they_leave_is_told_in_many_words(how: str) -> None:
    """They leave all the same."""
    told = with_all_who_leave([LUND], f"Orbel CIO Ned Farr and CFO Mira Lund {how}.")
    assert sorted(one.person for one in told) == ["Mira Lund", "Ned Farr"]


@pytest.mark.parametrize(
    "follows",
    [
        "left on Friday, and general counsel Ned Farr will follow at the end of the month.",
        "has resigned, and general counsel Ned Farr will follow him out of the door in March.",
        "resigned; general counsel Ned Farr is set to follow suit.",
        "is leaving on Friday; general counsel Ned Farr will follow in early March.",
        "quit last week. General counsel Ned Farr is expected to follow in the coming weeks.",
    ],
)
def test_who_follows_out_of_the_door_leaves(follows: str) -> None:
    """And is not promoted to what they leave."""
    up = replace(LUND, id="2", type="executive_promoted", person="Ned Farr", role="general counsel")
    told = with_all_who_leave([LUND, up], f"Orbel CFO Mira Lund {follows}")
    assert [(e.type, e.person, e.role.lower(), e.certainty) for e in told[1:]] == [
        ("executive_departed", "Ned Farr", "general counsel", Certainty.ANNOUNCED)
    ]


@pytest.mark.parametrize(
    "follows",
    [
        "is leaving, and general counsel Ned Farr will follow as CFO.",
        "is leaving, and general counsel Ned Farr will follow in June as CFO.",
        "has resigned. General counsel Ned Farr will follow at the helm of finance.",
        "has resigned. General counsel Ned Farr will follow in her footsteps.",
        "will step down in May. General counsel Ned Farr will follow in the top job.",
        "will step down in May. General counsel Ned Farr will follow after a handover.",
        "will retire in May, and general counsel Ned Farr will follow in the role.",
        "will retire on May 31, and general counsel Ned Farr will follow her on June 1.",
        "has left. General counsel Ned Farr will follow the search.",
        "left to run Tessaly. General counsel Ned Farr will follow the CFO's plan.",
        "presents results on Friday, and general counsel Ned Farr will follow at noon.",
    ],
)
def test_who_follows_in_the_post_or_follows_something_stays(follows: str) -> None:
    up = replace(LUND, id="2", type="executive_promoted", person="Ned Farr")
    assert with_all_who_leave([LUND, up], f"Orbel CFO Mira Lund {follows}") == [LUND, up]
