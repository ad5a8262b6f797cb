"""What closes is not where work is moved, and is told with the places of all of it."""

from __future__ import annotations

import pytest

from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.comparing.places import same_place
from matching.detection.places.closed_places import with_closed_place, with_every_closed_place, without_place_of_part


@pytest.mark.parametrize(
    ("place", "text", "told"),
    [
        ("Brantley", "Orbel will shutter its Ritton urgent care, moving the 14 workers to Brantley.", "Ritton"),
        ("Toledo", "Orbel will close the plant and consolidate production in Toledo.", ""),
        ("Ritton", "Orbel will close its clinic in Ritton and move to Brantley.", "Ritton"),
        ("Brantley", "Orbel closes a clinic in Brantley and moves the staff to Brantley Heights.", "Brantley"),
    ],
)
def test_what_closes_is_not_where_work_is_moved(place: str, text: str, told: str) -> None:
    """The place before the site that closes is told where the text names one."""
    closing = CompanyEvent("c", "a", "office_closed", "Orbel", origin=place)
    assert with_closed_place(closing, text).origin == told


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Velmora will close its plants in Dayton and Reno, cutting 210 and 95 jobs", "Dayton and Reno"),
        ("Velmora to close plants in Dayton, Ohio, and Reno, Nev., cutting 305 jobs", "Dayton and Reno"),
        ("Velmora to close plants in Dayton, OH, and Reno, N.M., cutting 305 jobs", "Dayton and Reno"),
        ("Velmora to shut Dayton, Reno and Boise warehouses", "Dayton, Reno and Boise"),
        ("The closure of its stores in Dayton and Reno by June", "Dayton and Reno"),
        ("Velmora closes Dayton office, opens Reno hub", "Dayton"),
        ("Velmora closes its plant in Dayton and Reno will grow", "Dayton"),
        ("Velmora closes Dayton plant and moves work to plants in Dayton and Reno", "Dayton"),
    ],
)
def test_sites_that_close_together_are_told_with_all_their_places(text: str, places: str) -> None:
    """Somebody in the second town is where it closes, too."""
    closed = CompanyEvent("1", "a", "office_closed", "Velmora", origin="Dayton")
    assert with_every_closed_place(closed, text).origin == places
    assert same_place(places, "Reno, NV") is ("Reno" in places)


def test_countries_in_which_sites_close_are_no_towns() -> None:
    """Nothing is added where all that is named beside the first place is a region."""
    closed = CompanyEvent("1", "a", "office_closed", "Velmora", origin="Italy")
    assert with_every_closed_place(closed, "Velmora has shut factories in Italy and Spain") == closed


@pytest.mark.parametrize(
    ("kind", "count", "text", "place"),
    [
        (
            "office_closed",
            "",
            "Castor will close 12 stores across New England, including three in Boston.",
            "New England",
        ),
        ("office_closed", "", "Castor will close 12 stores, including 3 of them in downtown Boston.", ""),
        ("layoffs", "500", "Castor is cutting 500 jobs, including 120 in Boston.", ""),
        ("layoffs", "120", "Castor is cutting 500 jobs, including 120 in Boston.", "Boston"),
        ("office_closed", "", "Castor will close its Boston store and 12 others, including two in Boston.", "Boston"),
        ("office_closed", "", "Castor will close sites, including its Boston plant.", "Boston"),
        ("office_closed", "", "Castor will close 12 stores in Boston, including three in malls.", "Boston"),
    ],
)
def test_a_place_is_that_of_all_that_goes(kind: str, count: str, text: str, place: str) -> None:
    read = CompanyEvent("e", "a", kind, "Castor", Certainty.ANNOUNCED, origin="Boston", count=count)
    assert without_place_of_part(read, text).origin == place
