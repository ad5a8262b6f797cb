"""What is read, as it can be said: posts, names, places and sums."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from callnow.model import Prospect, Touch
from callnow.terms import ContactKind
from matching.triggers.one_line import plain
from matching.triggers.slots import amount_said, first_name, person_said, place_said, prospect_slots
from matching.triggers.spoken_posts import head_said, role_said


@pytest.mark.parametrize(
    ("read", "said"),
    [
        ("new Chief Human Resources Officer", "Chief Human Resources Officer"),
        ("its incoming CEO", "CEO"),
        ("Chief Information Officer (CIO)", "Chief Information Officer"),
        ("President of", "President"),
        ("President of Northbay Kilns", "President"),
        ("partners", ""),
        ("two vice presidents", ""),
        ("Managing Directors of the bank", ""),
        ("co-CEOs", ""),
        ("senior", ""),
        ("CEO/president", "CEO/president"),
        ("C-suite", ""),
        ("senior investment banker", "senior investment banker"),
        ("ECD", "ECD"),
        ("Head of Partners", "Head of Partners"),
        ("General Manager, Warehouse Operations", "General Manager, Warehouse Operations"),
        ("VP Sales", "VP Sales"),
        ("first chief technology officer", "chief technology officer"),
        ("First Vice President", "First Vice President"),
        ("President And CEO", "President and CEO"),
        ("eleventh chief executive", "chief executive"),
        ("Second Interim CFO", "Interim CFO"),
        ("second vice president", "second vice president"),
        ("North America head", "North America head"),
        ("marketing boss", "marketing chief"),
        ("interim finance boss", "interim finance chief"),
        ("Chief Exec", "Chief Executive"),
        ("BOSS", ""),
        ("chief", ""),
        ("new head", ""),
        ("Co-Founder", ""),
        ("senior executive", ""),
        ("chief of staff", "chief of staff"),
        ("Head of School", "Head of School"),
        ("interim head", "interim head"),
        ("co-founder and CEO", "co-founder and CEO"),
        ("", ""),
    ],
)
def test_a_post_goes_on_the_sentence(read: str, said: str) -> None:
    """Nothing stands before or after it that the sentence says already."""
    assert role_said(read, "Northbay Kilns") == said


def test_names_places_and_sums_are_fit_to_be_said() -> None:
    """No brackets in a name, no piece of a place, no price of a share, no sign that would be read as a word."""
    assert person_said("Robert (Bob) Glazer") == "Robert Glazer"
    assert person_said("(Bob)") == "(Bob)"
    shouted = ("IDA VARN", "MIKE O'DOWD", "J.P. MCKAY III", "Ida Varn", "ANN")
    assert [person_said(name) for name in shouted] == ["Ida Varn", "Mike O'Dowd", "J.P. McKay III", "Ida Varn", "ANN"]
    assert plain("HARROWMERE'S BAKERY") == "Harrowmere's Bakery"
    assert [place_said(p) for p in ("U", "County", "Austin, TX", "")] == ["", "", "Austin, TX", ""]
    assert [amount_said(a) for a in ("$17", "$3.6 million", "Up to $25 Million", "$350,000", "an undisclosed sum")] == [
        "",
        "$3.6 million",
        "up to $25 million",
        "$350,000",
        "an undisclosed sum",
    ]
    assert plain("Northbay Kilns™") == "Northbay Kilns"


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        ("PRIYA VENKATARAMAN", "Priya"),
        ("tad winslowe", "Tad"),
        ("JT Marl", "JT"),
        ("JJ MARL", "JJ"),
        ("Jean-Luc d'Aubry", "Jean-Luc"),
        ("J.P. Marl", "J.P."),
        ("Dr. Ida Varn", "Ida"),
        ("J. Robert Marl", "Robert"),
        ("Md. Karim Varn", "Karim"),
        ("Md. Rahman", "Rahman"),
        ("R. K. Rao", ""),
        ("J Marl", ""),
        ("J.-P. Marl", ""),
        ("Zhang Xiaoming", "Xiaoming"),
        ("Zhang Liu Marl", "Zhang"),
        ("Park Ji-hoon", "Ji-hoon"),
        ("Kim Marl", "Kim"),
        ("Lee Varn-Marl", "Lee"),
        ("Nguyễn Văn An", "An"),
        ("Xiaoming Zhang", "Xiaoming"),
        ("Ad van Marl", "Ad"),
        ("Bo Marl", "Bo"),
        ("王 小明", "小明"),
    ],
)
def test_whoever_is_written_in_haste_is_greeted_by_name(name: str, greeting: str) -> None:
    """Capitals and small letters of a list are not carried into what is said, nor are initials."""
    assert first_name(name) == greeting


@pytest.mark.parametrize(
    ("owner", "said"),
    [
        ("Ann", "Ann"),
        ("ann", "ann"),
        ("TK", ""),
        ("T. K.", ""),
        ("ann@velmora.example", ""),
        ("Jo", "Jo"),
        ("TOM", "TOM"),
    ],
)
def test_nobody_calls_themselves_by_initials_or_an_address(owner: str, said: str) -> None:
    """The opener then names nobody, rather than "TK here"."""
    prospect = Prospect("p1", "Ada Quill", "Orbital Bakery", owner=owner)
    assert prospect_slots(prospect, (), datetime(2026, 3, 17, tzinfo=UTC))["recruiter"] == said


@pytest.mark.parametrize(("zone", "said"), [("America/Los_Angeles", "on November 5"), ("UTC", "on November 6")])
def test_a_talk_is_of_the_day_that_it_was_for_the_recruiter(zone: str, said: str) -> None:
    """At five in the afternoon in Los Angeles it is the next day in UTC already."""
    prospect = Prospect("p1", "Ada Quill", "Orbital Bakery")
    talk = Touch("t1", "p1", datetime(2026, 11, 6, 1, tzinfo=UTC), ContactKind.CALLED)
    now = datetime(2026, 11, 10, 18, tzinfo=UTC).astimezone(ZoneInfo(zone))
    assert prospect_slots(prospect, (talk,), now)["spoken"] == said


@pytest.mark.parametrize(
    ("read", "leaves", "comes"),
    [("Boss", "chief", "chief"), ("new head", "head", "head"), ("co-founder", "co-founder", ""), ("exec", "", "")],
)
def test_who_leads_is_said_where_nobody_is_named(read: str, leaves: str, comes: str) -> None:
    """ "The chief of Northbay Kilns is leaving" can be said, "the post of chief" cannot; nobody gets a new founder."""
    assert (head_said(read, leaves=True), head_said(read)) == (leaves, comes)
