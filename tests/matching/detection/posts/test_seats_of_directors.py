"""Who is appointed as an independent or non-executive director takes a seat on the board, and is hired to no post."""

from __future__ import annotations

from dataclasses import replace

import pytest

from callnow.model import CompanyEvent
from matching.detection.posts.boards import with_directors

ROE = CompanyEvent("1", "a", "executive_hired", "Orbel", person="Jo Roe", probability=0.9)


@pytest.mark.parametrize(
    "role",
    [
        "Independent Director",
        "independent non-executive director",
        "Non-Executive Director",
        "member of the board of directors",
        "board director",
    ],
)
def test_a_director_from_outside_takes_a_seat(role: str) -> None:
    """Once, where it is read as both."""
    hired = replace(ROE, role=role)
    for events in ([hired], [hired, replace(hired, id="2", type="board_appointed", probability=0.7)]):
        told = with_directors(events, f"Orbel appoints Jo Roe as {role}.")
        assert [(one.type, one.person, one.role) for one in told] == [("board_appointed", "Jo Roe", role)]


@pytest.mark.parametrize(
    "role",
    [
        "managing director and member of the board",
        "finance director",
        "Director",
        "director of independent schools",
        "executive director",
        "member of the Management Board",
        "chief executive and non-executive director",
        "general manager and board director",
        "HR board director",
        "board director for operations",
        "secretary to the board of directors",
    ],
)
def test_who_manages_is_hired(role: str) -> None:
    """A director who heads something, or has a post beside the seat."""
    hired = replace(ROE, role=role)
    assert with_directors([hired], f"Orbel appoints Jo Roe as {role}.") == [hired]
