"""A head office moves between the places that a text names, and a word that only describes a site is none."""

from __future__ import annotations

import pytest

from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.detection.named_places import with_named_places


def places(kind: str, origin: str, destination: str, text: str) -> tuple[str, str]:
    read = CompanyEvent("e", "a", kind, "Castor", Certainty.DONE, origin=origin, destination=destination)
    told = with_named_places(read, text)
    return told.origin, told.destination


@pytest.mark.parametrize(
    ("origin", "text", "place"),
    [
        ("Massive", "Castor to Close Massive Mine", ""),
        ("Big", "Castor to Close Big Refinery", ""),
        ("Historic Dayton", "Castor to Close Historic Dayton Brewery", "Dayton"),
        ("Big Rapids", "Castor to Close Big Rapids Refinery", "Big Rapids"),
        ("New London County", "Castor to Close New London County Store", "New London County"),
        ("New York", "Castor to Close New York Warehouse", "New York"),
    ],
)
def test_a_describing_word_is_no_place(origin: str, text: str, place: str) -> None:
    """But it may begin a town's name."""
    assert places("office_closed", origin, "", text) == (place, "")


@pytest.mark.parametrize(
    ("origin", "destination", "text", "told"),
    [
        (
            "777",
            "Fifth Ave",
            "Castor Moving to Ford Motor Building. Castor is moving its headquarters out of 777 Fifth Ave.",
            ("777 Fifth Ave", "Ford Motor Building"),
        ),
        ("Leeds", "York", "Castor moves its head office from Leeds to York", ("Leeds", "York")),
        ("Leeds", "York", "Castor moves its head office to York from Leeds' Quay House", ("Leeds", "York")),
        (
            "Canton",
            "",
            "Castor is moving its headquarters from Canton to 500 Main Street",
            ("Canton", "500 Main Street"),
        ),
    ],
)
def test_a_move_is_between_whole_places(origin: str, destination: str, text: str, told: tuple[str, str]) -> None:
    """An address is one place, and the building moved to is where it goes."""
    assert places("headquarters_moved", origin, destination, text) == told
