"""Who joins the board that manages a company takes an executive post."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from matching.detection.detect import detect
from matching.detection.posts.boards import with_executive_boards

AT = datetime(2026, 11, 16, tzinfo=UTC)


def told(title: str, text: str) -> list[CompanyEvent]:
    [events] = detect([Announcement("1", "wire", title, text, "", AT, AT)])
    return events


@pytest.mark.parametrize(
    ("said", "role", "function"),
    [
        ("appointed Otto Lenz Chairman of the Management Board.", "Chairman of the Management Board", "general"),
        (
            "appointed Eva Brink, Head of Claims, as member of the Management Board.",
            "member of the Management Board",
            "general",
        ),
        ("appointed Karla Ruhm as Chief Financial Officer and member of the Executive Board.", None, "finance"),
        ("appointed Eva Brink chairwoman of the executive board.", "chairwoman of the executive board", "general"),
    ],
)
def test_a_seat_on_a_board_that_manages_is_a_post(said: str, role: str | None, function: str) -> None:
    """The chairman of the management board is the chief executive."""
    events = told("Vennmark SE: Management Board", f"The Supervisory Board of Vennmark SE has {said}")
    (hired,) = [event for event in events if event.type in {"executive_hired", "board_appointed"}]
    assert (hired.type, hired.function, hired.rank) == ("executive_hired", function, 1)
    assert role is None or hired.role == role
    assert "member" not in hired.role or role


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Vennmark SE elects chairman", "Vennmark SE has elected Otto Lenz chairman of the Supervisory Board."),
        (
            "Otto Lenz joins Tavrick board",
            "Otto Lenz, a member of the Management Board of Vennmark SE, joins the board of directors of Tavrick AG.",
        ),
        (
            "World Salt Association elects board",
            "The World Salt Association elected Otto Lenz to its Board of Management. A Management Board has ten.",
        ),
    ],
)
def test_other_boards_are_boards(title: str, text: str) -> None:
    events = told(title, text)
    assert "board_appointed" in {event.type for event in events}
    assert not {event.type for event in events if event.person} & {"executive_hired", "executive_promoted"}


def test_who_leaves_a_board_that_manages_leaves_a_post() -> None:
    """Of what they are responsible for."""
    (left,) = told(
        "Otto Lenz steps down from management board of Vennmark AG",
        "Vennmark AG said Otto Lenz, member of the management board responsible for technology, is stepping down.",
    )
    assert (left.role, left.function, left.rank) == ("member of the management board", "it", 1)


def test_who_leaves_the_managing_board_itself_was_its_member() -> None:
    """No post stands beside it."""
    left = CompanyEvent("1", "a", "executive_departed", "Vennmark", person="Otto Lenz", role="management board")
    text = "Otto Lenz, founder of Vennmark SE, leaves the management board in March."
    (told_whole,) = with_executive_boards([left], text)
    assert (told_whole.role, told_whole.rank) == ("member of the Management Board", 1)
