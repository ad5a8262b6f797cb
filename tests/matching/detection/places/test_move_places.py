"""A head office moves from and to what its text says outright, and a part of a name or a state in short is no place."""

from __future__ import annotations

import pytest

from callnow.model import CompanyEvent
from matching.detection.places.move_places import with_places_told


def places(origin: str, destination: str, text: str) -> tuple[str, str]:
    read = CompanyEvent("e", "a", "headquarters_moved", "Castor", origin=origin, destination=destination)
    told = with_places_told(read, text)
    return told.origin, told.destination


@pytest.mark.parametrize(
    ("origin", "destination", "text", "told"),
    [
        (
            "Moines",
            "Des Moines",
            "Castor picks Des Moines for its new headquarters, ending 40 years in St. Paul.",
            ("St. Paul", "Des Moines"),
        ),
        (
            "Ill",
            "Des Plaines",
            "Castor has chosen Des Plaines, Ill., as the site of its new headquarters.",
            ("", "Des Plaines"),
        ),
        (
            "",
            "",
            "Castor has chosen Grand Forks, N.D., for its new headquarters, ending eight years in Fargo.",
            ("Fargo", "Grand Forks"),
        ),
        (
            "",
            "Porto",
            "Castor picks Porto for headquarters, ending a ten-year run in Lisbon.",
            ("Lisbon", "Porto"),
        ),
        ("", "Boise", "Castor will move its headquarters and 90 people from Reno to Boise.", ("Reno", "Boise")),
        ("Boston", "", "Why Castor is swapping Boston for Providence. Rents did it.", ("Boston", "Providence")),
        ("", "", "Castor's head office is now in Ritton, Ind.", ("", "Ritton")),
        ("", "Porto", "Castor is trading shares for cash. Its headquarters go to Porto.", ("", "Porto")),
        ("Lille", "", "Castor will move its headquarters from Lille to Antwerp in 2028.", ("Lille", "Antwerp")),
        ("Avignon", "", "Castor transfers its seat from Avignon to Lyon. It insures.", ("Avignon", "Lyon")),
        ("Fargo", "", "Castor is moving its head office from Fargo, N.D., to Sioux Falls.", ("Fargo", "Sioux Falls")),
    ],
)
def test_places_are_those_that_a_text_says_outright(
    origin: str, destination: str, text: str, told: tuple[str, str]
) -> None:
    """What the reader has half of a name, or lacks."""
    assert places(origin, destination, text) == told


@pytest.mark.parametrize(
    ("origin", "destination", "text"),
    [
        ("York", "New York", "Castor will move its headquarters from York to New York."),
        ("Leeds", "York", "Castor moves its head office from Leeds to York. A branch moves from Hull to Bath."),
        ("", "Reno", "Castor will move its headquarters to Reno from January to March."),
        ("", "Reno", "Castor will move its headquarters to Reno. Ann Poe rises from Director to President."),
        ("", "Reno", "Castor moves to Reno. Its chief, ending 20 years in banking, retires."),
        ("Dayton", "Ohio", "Castor leaves Dayton for Columbus, Ohio, with its headquarters."),
    ],
)
def test_other_places_stay(origin: str, destination: str, text: str) -> None:
    """Nor are months, posts or trades places."""
    assert places(origin, destination, text) == (origin, destination)


@pytest.mark.parametrize(
    ("origin", "destination"), [("Reno", ""), ("Reno", "Reno"), ("", ""), ("", "Boise"), ("Boise", "Reno")]
)
@pytest.mark.parametrize(
    "text",
    [
        "Castor will empty its Boise headquarters by May and run the company from Reno, Nev.",
        "Castor to quit Boise HQ in favour of Reno.",
        "Castor will shut its Boise head office and manage the business from Reno.",
    ],
)
def test_an_emptied_head_office_is_left(origin: str, destination: str, text: str) -> None:
    """For the town from where the company is run then."""
    assert places(origin, destination, text) == ("Boise", "Reno")


def test_a_site_that_is_left_names_no_town_to_run_a_team_from() -> None:
    text = "Castor moves its headquarters from Boise to Reno and will run its support team from Hull."
    assert places("Boise", "Reno", text) == ("Boise", "Reno")
