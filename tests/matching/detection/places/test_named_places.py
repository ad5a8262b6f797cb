"""A head office moves between the places that a text names, and a word that only describes a site is none."""

from __future__ import annotations

import pytest

from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.detection.places.named_places import with_named_places, with_whole_places


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


@pytest.mark.parametrize(
    ("text", "destination", "origin", "to"),
    [
        ("Orbel will move its Dayton headquarters to the Larkin building.", "Larkin", "", "the Larkin building"),
        ("Orbel moves its Dayton head office to the Canal District.", "Canal", "", "the Canal District"),
        ("Orbel moves its Dayton headquarters to Midtown.", "Midtown", "", "Midtown"),
        ("Orbel moves its Dayton HQ to Larkin Tower, three blocks away.", "Larkin Tower", "", "Larkin Tower"),
        ("Orbel moves its Dayton headquarters to 400 Larkin in June.", "400 Larkin", "", "400 Larkin"),
        ("Orbel moves its Dayton headquarters to 400 Larkin in midtown Dayton.", "400 Larkin", "", "400 Larkin"),
        ("Orbel moves its Dayton headquarters to One Larkin Plaza.", "Larkin Plaza", "", "Larkin Plaza"),
        ("Orbel moves its Dayton headquarters to 400 Larkin, Reno.", "400 Larkin", "Dayton", "Reno"),
        ("Orbel will move its Dayton headquarters to Reno.", "Reno", "Dayton", "Reno"),
        ("Orbel moves its Dayton headquarters to Overland Park.", "Overland Park", "Dayton", "Overland Park"),
        ("Orbel moves its headquarters from Dayton to Reno, to the Larkin tower.", "Reno", "Dayton", "Reno"),
    ],
)
def test_a_head_office_that_goes_around_the_corner_leaves_no_town(
    text: str, destination: str, origin: str, to: str
) -> None:
    """A building, a quarter or an address is no other town, unless the text names that."""
    event = CompanyEvent("h", "a", "headquarters_moved", "Orbel", origin="Dayton", destination=destination)
    moved = with_named_places(event, text)
    assert (moved.origin, moved.destination) == (origin, to)


@pytest.mark.parametrize(
    ("place", "text", "told"),
    [
        ("Key Tower", "Castor leaving Key Tower. Castor gives up five floors in Key Tower.", "Key Tower"),
        ("Small Heath", "Castor to Close Small Heath Depot. The depot in Small Heath will shut.", "Small Heath"),
        ("Key Plant", "Castor to Close Key Plant. Castor will close its main plant.", ""),
        ("Ridge", "Castor to close plant at Moose Ridge. It employs 40.", "Moose Ridge"),
        ("Springs", "Castor Leaves Springs. Castor goes.", "Springs"),
        ("Reno Distribution", "Castor Announces Closure of Reno Distribution Center. It goes.", "Reno"),
        ("Tulsa Call", "Castor to close Tulsa Call Centre, cutting 90 jobs.", "Tulsa"),
        ("Reno Distribution", "Castor closes Reno Distribution. It goes.", "Reno Distribution"),
    ],
)
def test_a_place_is_not_cut(place: str, text: str, told: str) -> None:
    """What describes a site in a headline begins a name where a sentence has it in capitals, too."""
    assert with_whole_places(CompanyEvent("e", "a", "office_closed", "Castor", origin=place), text).origin == told
