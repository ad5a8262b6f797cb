"""Who becomes part of a partner is acquired by it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from callnow.terms import Certainty
from matching.detection.deals.becoming_part import with_absorbed
from matching.detection.detect import detect

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def partners() -> list[CompanyEvent]:
    return [
        CompanyEvent(
            "1",
            "a",
            "partnership",
            "Corwen Health",
            Certainty.RUMOURED,
            counterparty="Tessaly Health",
            also_called=("Corwen",),
        ),
        CompanyEvent("2", "a", "partnership", "Tessaly Health", counterparty="Corwen Health", also_called=("Tessaly",)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Corwen Health and Tessaly Health signed a letter of intent under which Corwen would become part of Tessaly.",
        "Corwen Health will formally become a subsidiary of Tessaly Health.",
        "Corwen Health is to be folded into Tessaly.",
    ],
)
def test_who_becomes_part_of_a_partner_is_acquired(text: str) -> None:
    """A letter of intent is announced, as the guide has it."""
    told = [(e.type, e.company, e.side, e.certainty) for e in with_absorbed(partners(), text)]
    assert told == [
        ("acquisition", "Corwen Health", "target", "announced"),
        ("acquisition", "Tessaly Health", "acquirer", "announced"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Corwen Health and Tessaly Health will work together on cancer care.",
        "The programme will become part of Tessaly Health.",
    ],
)
def test_other_partnerships_stay(text: str) -> None:
    """Also where something else becomes part of a partner."""
    assert with_absorbed(partners(), text) == partners()


@pytest.mark.parametrize(
    ("title", "part", "whole"),
    [
        (
            "Corran College of Art to become part of University of Fenmoor",
            "Corran College of Art",
            "University of Fenmoor",
        ),
        ("Harrow General Hospital to be absorbed into Fenland Health", "Harrow General Hospital", "Fenland Health"),
        (
            "Harrow General Hospital has agreed to become part of Fenland Health",
            "Harrow General Hospital",
            "Fenland Health",
        ),
        ("Harrow General Hospital will join Fenland Health", "Harrow General Hospital", "Fenland Health"),
        ("Oakmere Credit Union members vote to join Larch Credit Union", "Oakmere Credit Union", "Larch Credit Union"),
        ("Corran College signs agreement to become part of Fenmoor University", "Corran College", "Fenmoor University"),
        (
            "Harrow Physicians, a group of 60 doctors, has signed an agreement to become part of Fenland Health",
            "Harrow Physicians",
            "Fenland Health",
        ),
        ("Corran Clinic becomes part of Fenland Health", "Corran Clinic", "Fenland Health"),
        ("Oakmere Credit Union to fold into Larch Credit Union", "Oakmere Credit Union", "Larch Credit Union"),
        ("Members approve folding Oakmere Credit Union into Larch FCU", "Oakmere Credit Union", "Larch FCU"),
    ],
)
def test_an_institution_that_joins_another_is_acquired(title: str, part: str, whole: str) -> None:
    """Each side is told once."""
    (events,) = detect([Announcement("a", "wire", title, "", "", NOW, NOW)])
    told = sorted((e.type, e.company, e.side, e.counterparty) for e in events)
    assert told == sorted([("acquisition", part, "target", whole), ("acquisition", whole, "acquirer", part)])


@pytest.mark.parametrize(
    "title",
    [
        "Larch Plaza to become part of Dunmarsh history",
        "Cyber safety will become part of Fenmoor University's first year",
        "Harrow General Hospital joins Fenland Care Network",
        "Tolvane Foods to join the Fair Trade Alliance",
        "Ann Fell to join Fenland Health as chief nurse",
        "Larch Plaza becomes part of Dunmarsh National Park",
        "Tolvane Foods becomes part of the Fair Trade Alliance",
        "Tolvane folds Dunmarsh Maps into Tolvane Cloud",
        "Members vote against folding Oakmere Credit Union into Larch Credit Union",
    ],
)
def test_who_joins_a_network_is_not_acquired(title: str) -> None:
    """Associations, networks, people, and what is no institution."""
    (events,) = detect([Announcement("a", "wire", title, "", "", NOW, NOW)])
    assert not [e for e in events if e.type == "acquisition"]


def test_a_college_that_joins_a_university_is_nobodys_hire() -> None:
    """The university gets a college, not a colleague."""
    text = "Orbel College will become part of Tessaly University next year. President Jo Roe will retire."
    title = "Orbel College to join Tessaly University"
    (events,) = detect([Announcement("a", "wire", title, text, "", NOW, NOW)])
    assert {e.type for e in events if e.certain} == {"acquisition", "executive_departed"}


@pytest.mark.parametrize(
    ("title", "lead", "sides"),
    [
        (
            "Harmon Gale & Co. to join Tressel Boyd",
            "Harmon Gale & Co., a 120-person firm in Toledo, will join Tressel Boyd on January 1. Its 14 partners will "
            "become partners of Tressel Boyd.",
            {("Harmon Gale & Co", "target"), ("Tressel Boyd", "acquirer")},
        ),
        (
            "Quince Insurance Services joins Ashcombe",
            "Quince Insurance Services, a 30-person brokerage in Akron, has joined Ashcombe Partners. Terms were not "
            "disclosed.",
            {("Quince Insurance Services", "target"), ("Ashcombe Partners", "acquirer")},
        ),
        (
            "Reed & Fry accountants to fold into Tressel",
            "Accountants Reed & Fry will fold into Tressel Advisory on 1 April.",
            {("Reed & Fry", "target"), ("Tressel Advisory", "acquirer")},
        ),
        (
            "Zeltan joins Norvane in cloud project",
            "Zeltan, a 40-person start-up, will join Norvane in a project to build a data center in Ohio.",
            set(),
        ),
        (
            "Quince Insurance Services joins Better Trade Bureau",
            "Quince Insurance Services, a 30-person brokerage in Akron, has joined the Better Trade Bureau.",
            set(),
        ),
    ],
)
def test_a_firm_that_joins_another_with_its_people_is_acquired(
    title: str, lead: str, sides: set[tuple[str, str]]
) -> None:
    """Not one that joins for a project, or as a member."""
    [events] = detect([Announcement("a", "wire", title, lead, "", NOW, NOW)])
    bought = {(e.company, e.side) for e in events if e.type == "acquisition"}
    assert bought == sides
    assert all(e.certain for e in events if e.type == "acquisition")


def test_an_institution_that_joins_another_under_a_definitive_agreement_is_surely_acquired() -> None:
    lead = "Harrow Hospital will join Fenland Health under a definitive agreement that regulators must approve."
    [events] = detect([Announcement("a", "wire", "Harrow Hospital to join Fenland Health", lead, "", NOW, NOW)])
    assert {(e.type, e.side, e.certain) for e in events} == {
        ("acquisition", "target", True),
        ("acquisition", "acquirer", True),
    }


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Orbel becomes part of S&P 500", "Orbel becomes part of the S&P 500 on Monday under an agreement."),
        ("Ben's Bakery becomes part of Main Street", "It opens in May after a lease deal."),
        ("Orbel becomes part of Velm Racing", "It puts its name on the cars under a sponsorship agreement."),
    ],
)
def test_a_list_or_a_street_buys_nobody(title: str, lead: str) -> None:
    """Not where a text tells of some deal, either."""
    (events,) = detect([Announcement("a", "wire", title, lead, "", NOW, NOW)])
    assert not [e for e in events if e.type == "acquisition"]


def test_what_lies_in_something_makes_no_rumoured_deal_a_fact() -> None:
    """ "Becomes part of" a story is no set phrase: only who is to become part of a company is surely bought."""
    lead = "Velm becomes part of the Orbel story. Orbel is considering buying Velm."
    (events,) = detect([Announcement("a", "wire", "Velm becomes part of the Orbel story", lead, "", NOW, NOW)])
    assert not [e for e in events if e.certain and e.certainty is not Certainty.RUMOURED]


def test_a_country_takes_over_no_company() -> None:
    title = "Larkhill Islands want to quit Britain to become part of Norway"
    assert not detect([Announcement("a", "wire", title, "", "", NOW, NOW)])[0]
