"""What two readings together got wrong in an event's slots is put right, and nothing else is touched."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from callnow.terms import Certainty
from matching.detection.event_slots import with_whole_slots
from matching.grammar.detect import detect

AT = datetime(2026, 3, 2, tzinfo=UTC)


def event(kind: str, company: str, **slots: str) -> CompanyEvent:
    return CompanyEvent(
        id=company,
        announcement_id="a",
        type=kind,
        company=company,
        certainty=Certainty.DONE,
        **slots,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("origin", "destination", "text", "places"),
    [
        ("New", "Nashville", "Orbel will leave New York for Nashville.", ("New York", "Nashville")),
        ("Austin", "San", "Orbel moves from Austin to San Jose", ("Austin", "San Jose")),
        ("New", "Nashville", "Orbel opens a new office in Nashville", ("", "Nashville")),
        ("Charlotte", "Charlotte", "Orbel picks Charlotte", ("", "Charlotte")),
        ("St. Louis", "Reno", "Orbel moves from St. Louis to Reno", ("St. Louis", "Reno")),
        (
            "Nashville",
            "Nashville",
            "Orbel to move head office to Nashville suburb. Orbel will move from downtown Nashville to Franklin, Tenn.",
            ("Nashville", "Franklin, Tenn."),
        ),
        ("Chicago", "Dallas", "Orbel moves head office to suburban Dallas", ("Chicago", "a suburb of Dallas")),
        ("Dayton", "Kettering", "Orbel moves head office to suburban Kettering", ("Dayton", "Kettering")),
        ("", "Reno", "Orbel weighs moving its head office out of Reno", ("Reno", "")),
        ("", "Reno", "Orbel moves out of Reno offices to Reno tower", ("", "Reno")),
        ("", "Dallas Suburb", "Orbel to Move Headquarters to Dallas Suburb", ("", "a suburb of Dallas")),
        ("", "Dallas", "Orbel moves head office from a Dallas suburb to downtown Dallas", ("", "Dallas")),
        ("Dayton bakery", "", "Orbel closes its Dayton bakery", ("Dayton", "")),
        (
            "",
            "Wichford Hospital",
            "Orbel to open Wichford Hospital. WICHFORD, Kan. - It has 90 beds.",
            ("", "Wichford"),
        ),
        ("", "Mercy Hospital", "Orbel to open 90-bed Mercy Hospital", ("", "")),
    ],
)
def test_places_are_whole_and_two(origin: str, destination: str, text: str, places: tuple[str, str]) -> None:
    """A name cut behind its first word is as the text has it, and nobody moves from where they go to."""
    [found] = with_whole_slots([event("headquarters_moved", "Orbel", origin=origin, destination=destination)], text)
    assert (found.origin, found.destination) == places


def test_a_new_name_is_no_site() -> None:
    """A company that is called a studio from now on keeps the word."""
    named = event("rebrand", "Orbel Smiles", destination="Orbel Studio")
    assert with_whole_slots([named], "Orbel Smiles becomes Orbel Studio") == [named]


@pytest.mark.parametrize("place", ["30 stores", "stores", "2 distribution centers", "30", "Two Plants", "12 Branches"])
def test_a_number_of_sites_is_no_place(place: str) -> None:
    """Nothing closes in it; a place that begins with a number has its name."""
    [closed] = with_whole_slots([event("office_closed", "Orbel", origin=place)], f"Orbel closes {place}.")
    assert closed.origin == ""
    [closed] = with_whole_slots(
        [event("office_closed", "Orbel", origin="40 Wall Street")], "Orbel leaves 40 Wall Street."
    )
    assert closed.origin == "40 Wall Street"


@pytest.mark.parametrize(
    ("place", "text", "told"),
    [
        ("Stewart Avenue", "Orbel said the Stewart Avenue factory will close.", ""),
        ("Main", "Orbel will close its Main Street office.", ""),
        ("12 Keating Ave, Muskegon", "Orbel will close 12 Keating Ave, Muskegon.", "Muskegon"),
        ("St, Joliet.", "Orbel will close 40 Harbor St, Joliet.", "Joliet"),
        ("Toledo coke", "Orbel to close Toledo coke battery", "Toledo"),
        ("Lorain mill", "Orbel will close its Lorain mill.", "Lorain"),
        ("St. Paul", "Orbel will close its plant in St. Paul.", "St. Paul"),
        ("Chester-le-Street", "Orbel will close in Chester-le-Street.", "Chester-le-Street"),
        ("Dayton", "Orbel will close in Dayton, on Dayton Street.", "Dayton"),
    ],
)
def test_a_street_is_no_town(place: str, text: str, told: str) -> None:
    """What closes in a street is where its town is, and what stands in a town is no part of its name."""
    [closed] = with_whole_slots([event("office_closed", "Orbel", origin=place)], text)
    assert closed.origin == told


def test_a_head_office_moves_from_street_to_street() -> None:
    """There a street is what the text has to tell."""
    moved = event("headquarters_moved", "Orbel", origin="Canal Street", destination="Park Avenue")
    assert with_whole_slots([moved], "Orbel moves its head office from Canal Street to Park Avenue.") == [moved]


def test_who_sells_a_part_is_not_bought() -> None:
    """The buyer of a division has no counterparty that would be told as bought; one that is the target has."""
    sale = event("divestiture", "Velmora", counterparty="Orbel")
    purchase = event("acquisition", "Orbel", side="acquirer", counterparty="Velmora")
    assert [one.counterparty for one in with_whole_slots([sale, purchase], "")] == ["Orbel", ""]
    target = event("acquisition", "Velmora", side="target", counterparty="Orbel")
    assert with_whole_slots([sale, purchase, target], "")[1].counterparty == "Velmora"


@pytest.mark.parametrize(
    ("title", "certainty"),
    [
        ("Brandwick chooses Charlotte for its new global headquarters", Certainty.ANNOUNCED),
        ("Brandwick opens its new global headquarters in Charlotte", Certainty.DONE),
        ("Lumen Hill files for IPO", Certainty.ANNOUNCED),
        ("Lumen Hill prices initial public offering", Certainty.DONE),
    ],
)
def test_what_is_chosen_or_filed_for_is_still_ahead(title: str, certainty: Certainty) -> None:
    """Nobody has moved into a place that was chosen, nor is listed who files."""
    found = detect(Announcement("a", "wire", title, "", "", AT, AT))
    assert [one.certainty for one in found if one.type in {"headquarters_moved", "ipo"}] == [certainty]


@pytest.mark.parametrize(
    "before",
    [
        "AUSTIN, Texas, 11.27.2026 -- ",
        "11/27/2026 | Austin, TX -- ",
        "BOSTON (AP) — ",
        "(Adds details) ",
        "(Recasts, adds comment from company) NEW YORK (Reuters) - ",
    ],
)
def test_a_proof_begins_with_its_sentence(before: str) -> None:
    """Datelines with figures or agencies and remarks of editors are no part of it."""
    told = "Velmora today named Dana Whitlock chief executive officer."
    [found] = detect(Announcement("a", "wire", "Velmora names chief executive", before + told, "", AT, AT))
    assert found.sentence == told


def test_a_person_is_no_company() -> None:
    """Neither where she comes from nor one that is left; a company may be called as its founder is."""
    events = [
        event("executive_hired", "Galtway Airlines", person="Ora Finch", prior_company="Ora Finch"),
        event("executive_departed", "Ora Finch"),
        event("executive_departed", "Dana Lang", person="Dana Lang"),
    ]
    found = with_whole_slots(events, "Galtway Airlines today named Ora Finch chief financial officer.")
    assert [(e.company, e.prior_company) for e in found] == [("Galtway Airlines", ""), ("Dana Lang", "")]


def test_a_head_office_is_no_post() -> None:
    """A place that is picked for it is nobody who is appointed."""
    site = event("executive_hired", "Orbel", person="Austin", role="headquarters")
    somebody = event("executive_hired", "Orbel", person="Austin", role="head of office")
    assert with_whole_slots([site, somebody], "") == [somebody]


@pytest.mark.parametrize(
    ("company", "town", "probability", "told"),
    [
        ("Orbel Boots, Inc.", "Tulsa", 0.6, False),
        ("Orbel Boots", "Reno", 0.6, True),
        ("Velmora", "Tulsa", 0.6, True),
        ("Orbel Boots", "Tulsa", 0.95, True),
    ],
)
def test_a_head_office_is_no_other_site(company: str, town: str, probability: float, told: bool) -> None:
    """An office where the head office goes is told once, unless it is more probable than that."""
    moved = replace(event("headquarters_moved", "Orbel Boots"), destination="Tulsa, Okla.", probability=0.9)
    opened = replace(event("office_opened", company), destination=town, probability=probability)
    assert (opened in with_whole_slots([opened, moved], "Orbel Boots moves to Tulsa, Okla.")) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Orbel to shut Derby head office and move to Telford", ["headquarters_moved"]),
        (
            "Orbel to shut Derby head office and three stores and move to Telford",
            ["office_closed", "headquarters_moved"],
        ),
        ("Orbel to close Derby lab. It will move its head office to Telford.", ["office_closed", "headquarters_moved"]),
    ],
)
def test_the_head_office_that_is_left_is_no_other_site(text: str, told: list[str]) -> None:
    """Unless the text tells of other sites, or shuts something else."""
    closed = CompanyEvent("1", "a", "office_closed", "Orbel", origin="Derby", probability=0.9)
    moved = CompanyEvent("2", "a", "headquarters_moved", "Orbel", destination="Telford", probability=0.8)
    assert [e.type for e in with_whole_slots([closed, moved], text)] == told


def test_a_person_is_named_without_a_degree() -> None:
    """Degrees before a name are no part of it."""
    event = CompanyEvent("1", "a", "executive_hired", "Vennmark", person="Dr.-Ing. Ernst Rau", role="CFO")
    assert with_whole_slots([event], "Vennmark names Dr.-Ing. Ernst Rau as CFO.")[0].person == "Ernst Rau"


def test_whom_its_board_had_appointed_is_a_person() -> None:
    """Not a company that somebody leaves, nor half a name and half an employer before."""
    text = "Vennmark said on Monday its board had appointed Saskia Bos chief executive, succeeding Wim Kater."
    hired = CompanyEvent("1", "a", "executive_hired", "Vennmark", person="Saskia", prior_company="Bos")
    nobody = replace(hired, id="2", person="", prior_company="")
    left = CompanyEvent("3", "a", "executive_departed", "Saskia Bos", person="Wim Kater")
    for event in (hired, nobody):
        (told,) = with_whole_slots([event, left], text)
        assert (told.person, told.role, told.prior_company) == ("Saskia Bos", "chief executive", "")


def test_a_given_name_is_no_part_of_a_post() -> None:
    """ "General manager Dean Farr" is no dean."""
    dean = CompanyEvent("1", "a", "executive_departed", "Orbel", person="Dean Farr", role="general manager Dean")
    (told,) = with_whole_slots([dean], "Orbel has fired general manager Dean Farr.")
    assert (told.role, told.rank) == ("general manager", 3)
    (told,) = with_whole_slots([replace(dean, person="Ann Farr", role="Dean")], "Orbel loses Dean Ann Farr.")
    assert told.role == "Dean"


@pytest.mark.parametrize(
    ("person", "role", "text", "told"),
    [
        (
            "",
            "second chief accounting officer",
            "Orbel lost its second chief accounting officer in May.",
            ("", "chief accounting officer"),
        ),
        ("", "second vice president", "Orbel names second vice president", ("", "second vice president")),
        ("", "managing", "Ten managing directors plan to leave Orbel.", ("", "managing directors")),
        ("three", "partner", "Orbel promotes three to partner", ("", "partner")),
        ("Keeper", "Keeper of Coin", "Orbel's 'Keeper of Coin' leaves", ("", "Keeper of Coin")),
        ("Dana Roe", "Head of Sales", "Orbel names Dana Roe Head of Sales", ("Dana Roe", "Head of Sales")),
    ],
)
def test_a_number_or_half_a_post_is_nobody(person: str, role: str, text: str, told: tuple[str, str]) -> None:
    """And the post is the whole one, without what it only counts."""
    [after] = with_whole_slots([event("executive_departed", "Orbel", person=person, role=role)], text)
    assert (after.person, after.role) == told


@pytest.mark.parametrize(
    ("other", "text", "told"),
    [
        ("Biggest", "His Biggest Might Be Combining With Orbel.", ""),
        ("Croatian Upstart", "Orbel in talks on sale to Croatian Upstart", ""),
        ("Velmora", "Tessaly in talks to offload Velmora credit, savings products to Orbel", ""),
        ("Velmora", "Tessaly in talks to offload Velmora to Orbel", "Velmora"),
        ("Velmora", "Tessaly to sell Velmora paper products unit to Orbel", "Velmora"),
        ("Velmora", "Italy blocks acquisition by Orbel of Velmora", "Velmora"),
        ("Italy Vetoed Takeover", "Minister Says Italy Vetoed Takeover by Orbel", ""),
        ("Velmora", "Italy Vetoed Takeover of Velmora by Orbel", "Velmora"),
        ("Rival Foods", "Orbel buys Rival Foods", "Rival Foods"),
    ],
)
def test_the_other_side_is_a_company(other: str, text: str, told: str) -> None:
    """Not a headline's word, nor who only lends a name to what is sold."""
    [after] = with_whole_slots([event("acquisition", "Orbel", side="acquirer", counterparty=other)], text)
    assert after.counterparty == told


def test_a_company_is_named_whole_and_alone() -> None:
    """With its first initial, and as an employer before without the person and what they do."""
    buys = replace(event("acquisition", "Vandelay Freight", counterparty=".P. Moreau A/S"), side="target")
    [told] = with_whole_slots([buys], "A.P. Moreau A/S has bought Vandelay Freight.")
    assert told.counterparty == "A.P. Moreau A/S"
    [told] = with_whole_slots([replace(buys, counterparty=".RE Hold")], "VOL.RE Hold has bought Vandelay Freight.")
    assert told.counterparty == "VOL.RE Hold"
    joins = event(
        "executive_hired", "Minivela", person="Ida Sarvo", prior_company="Sarvo Media Co.’s Ida Sarvo Joins Minivela"
    )
    [told] = with_whole_slots([joins], "Sarvo Media Co.’s Ida Sarvo Joins Minivela as partner.")
    assert told.prior_company == "Sarvo Media Co."
