"""Who takes a seat on the board of another company keeps their post, unless the text says plainly that they leave."""

from __future__ import annotations

import pytest

from callnow.model import CompanyEvent
from matching.detection.posts.seats_elsewhere import without_seats_elsewhere

SEAT = CompanyEvent("1", "a", "board_appointed", "Orbel Energy", person="Jo Park", role="director")
LEFT = CompanyEvent("2", "a", "executive_departed", "Tessaly Space", person="Jo Park", role="CEO")
TITLE = "Orbel Energy Appoints Tessaly Space CEO Jo Park to Board"


@pytest.mark.parametrize(
    "lead",
    [
        "Park fills the vacancy created by Ned Farr's resignation.",
        "Park is chief executive of Tessaly Space. Ada Lang left the board in May.",
    ],
)
def test_who_gets_a_seat_elsewhere_has_not_left(lead: str) -> None:
    """Whoever else may have gone."""
    assert without_seats_elsewhere([SEAT, LEFT], f"{TITLE}. {lead}") == [SEAT]


def test_who_leaves_as_well_is_told() -> None:
    """And whoever takes a post, or of whom no seat is told."""
    assert without_seats_elsewhere([SEAT, LEFT], f"{TITLE}. Park will leave Tessaly Space in May.") == [SEAT, LEFT]
    hired = CompanyEvent("3", "a", "executive_hired", "Orbel Energy", person="Jo Park", role="CFO")
    assert without_seats_elsewhere([hired, LEFT], TITLE) == [hired, LEFT]
    assert without_seats_elsewhere([LEFT], TITLE) == [LEFT]
    at_home = CompanyEvent("4", "a", "board_appointed", "Tessaly Space", person="Jo Park", role="chair")
    assert without_seats_elsewhere([at_home, LEFT], TITLE) == [at_home, LEFT]
