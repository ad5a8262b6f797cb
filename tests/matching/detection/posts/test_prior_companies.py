"""An employer before is only what a text tells of this person."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from matching.detection.detect import detect
from matching.detection.posts.prior_companies import with_own_employers

AT = datetime(2026, 3, 2, tzinfo=UTC)
HIRED = CompanyEvent("h", "a", "executive_hired", "Bexhill Health", person="Lena Park", role="CFO", rule="appoint")
LEFT = CompanyEvent("d", "a", "executive_departed", "Quillon Systems", person="Lena Park", rule="reader")


@pytest.mark.parametrize(
    "text",
    [
        "Bexhill Health named Lena Park CFO, replacing Omar Fadil, who went to Quillon Systems.",
        "Bexhill Health named Lena Park CFO. She succeeds Omar Fadil, who left for Quillon Systems in May.",
        "Bexhill Health named Lena Park CFO after Omar Fadil left for Quillon Systems.",
        "Bexhill Health picked Lena Park as CFO. Quillon Systems lost its counsel to Dorrit Bank.",
        "Bexhill Health picked Lena Park as CFO. Norbury's CIO is off to Quillon Systems.",
    ],
)
def test_nothing_of_others_is_told_of_who_is_hired(text: str) -> None:
    """Not where the one who is replaced went, nor a neighbour in a list; and nobody leaves such a company."""
    assert with_own_employers([replace(HIRED, prior_company="Quillon Systems"), LEFT], text) == [HIRED]


@pytest.mark.parametrize(
    "text",
    [
        "Bexhill Health hired Lena Park from Quillon Systems.",
        "Bexhill Health named Lena Park CFO, replacing Omar Fadil. Park was CFO of Quillon Systems.",
        "Bexhill Health named Lena Park CFO. She spent ten years at Quillon Systems.",
        "Former Quillon Systems executive to lead Bexhill Health's finances. Lena Park starts in May.",
        "Bexhill Health lures Quillon Systems CFO. Lena Park starts in May.",
        "Quillon Systems' Lena Park joins Bexhill Health, replacing Omar Fadil, who is now at Dorrit Bank.",
        "Bexhill Health named Lena Park CFO after she left Quillon Systems.",
    ],
)
def test_where_somebody_worked_stays(text: str) -> None:
    """However the text tells it, and so does the departure."""
    told = [replace(HIRED, prior_company="Quillon Systems"), LEFT]
    assert with_own_employers(told, text) == told


def test_a_company_has_a_name() -> None:
    """ "Group" is none, and neither is a person with the first word of a post."""
    text = "Bexhill Health appoints Lena Park Group Chief Executive"
    of_group = [replace(LEFT, company=name) for name in ("Lena Park Group", "Group")]
    assert with_own_employers([replace(HIRED, prior_company="Group"), *of_group], text) == [HIRED]
    assert with_own_employers([replace(HIRED, prior_company="Global")], text.replace("Group", "Global")) == [HIRED]


def test_a_departure_that_is_nobodys_stays() -> None:
    """Where the grammar found that somebody leaves, it is told without the name of who was hired elsewhere."""
    text = "Bexhill Health picked Lena Park as CFO. Quillon Systems lost its counsel to Dorrit Bank."
    [_, left] = with_own_employers([HIRED, replace(LEFT, rule="oust and reader", role="CFO")], text)
    assert (left.company, left.person, left.role) == ("Quillon Systems", "", "")


def test_nobody_comes_from_the_company_that_hires_them() -> None:
    text = "Bexhill Health names Dr. Lena Park CFO. Bexhill Health has named Dr. Lena Park as its CFO."
    assert with_own_employers([replace(HIRED, prior_company="Bexhill Health")], text) == [HIRED]
    assert with_own_employers([replace(HIRED, prior_company="Bexhill")], text) == [HIRED]


@pytest.mark.parametrize("first", ["First", "New"])
def test_a_name_keeps_its_first_word(first: str) -> None:
    """ "First" and "New" belong to the name where somebody comes from a company so called."""
    hired = replace(HIRED, prior_company="Larkmoor Bancorp")
    (event,) = with_own_employers([hired], f"Lena Park joins Bexhill Health from {first} Larkmoor Bancorp.")
    assert event.prior_company == f"{first} Larkmoor Bancorp"


@pytest.mark.parametrize(
    ("said", "employer"),
    [
        ("She joins from W.B. Tarnow.", "W.B. Tarnow"),
        ("She joins from R.K.S. Dunlop. She starts in May.", "R.K.S. Dunlop"),
        ("She joins from First Tarnow Bancorp.", "First Tarnow Bancorp"),
        ("She comes from New Tarnow Insurance, where she was CTO.", "New Tarnow Insurance"),
    ],
)
def test_an_employer_before_has_its_whole_name(said: str, employer: str) -> None:
    """Initials end no sentence, and "First" or "New" before a name is part of it."""
    text = f"Orbel Bank has appointed Lisa Venn as chief operating officer. {said}"
    events = detect([Announcement("1", "wire", "Orbel Bank appoints COO", text, "", AT, AT)])[0]
    assert {event.prior_company for event in events if event.type == "executive_hired"} == {employer}


@pytest.mark.parametrize(
    ("text", "prior"),
    [
        ("Bexhill Health, a Quillon Systems hospital, named Lena Park CFO.", ""),
        ("Lena Park, who rescued Quillon Systems a decade ago, is the new CFO of Bexhill Health.", ""),
        ("Lena Park, who left Quillon Systems a week ago, is the new CFO of Bexhill Health.", "Quillon Systems"),
        ("Bexhill Health, a member of Quillon Systems, named Lena Park CFO.", ""),
        ("Bexhill Health is part of the Quillon Systems group. It named Lena Park, formerly of Ostrow, CFO.", ""),
        ("Bexhill Health named Lena Park, a member of the Quillon Systems board, CFO.", "Quillon Systems"),
    ],
)
def test_whose_part_a_company_is_was_nobodys_employer_before(text: str, prior: str) -> None:
    """Nor does who is hired leave it."""
    kept = with_own_employers([replace(HIRED, prior_company="Quillon Systems"), LEFT], text)
    assert kept == ([replace(HIRED, prior_company=prior), LEFT] if prior else [HIRED])


@pytest.mark.parametrize(
    ("said", "employer"),
    [
        ("She was most recently COO of the Danish valve maker Skovlund Ventiler.", "Skovlund Ventiler"),
        ("She was previously head of engineering at Czech tram builder Vltava Tram.", "Vltava Tram"),
        ("She was previously chief operating officer of a French rail operator.", ""),
        ("She was previously chief operating officer of Swiss Tarnow Insurance.", "Swiss Tarnow Insurance"),
    ],
)
def test_a_country_is_no_employer(said: str, employer: str) -> None:
    """What tells where a company is describes it; the name is what follows."""
    text = f"Orbel Bank has appointed Lisa Venn as chief executive officer. {said}"
    events = detect([Announcement("1", "wire", "Orbel Bank names Lisa Venn CEO", text, "", AT, AT)])[0]
    assert {event.prior_company for event in events if event.type == "executive_hired"} == {employer}


@pytest.mark.parametrize(
    ("said", "employer"),
    [
        ("The engineer previously worked for Skovlund Ventiler in Aarhus.", "Skovlund Ventiler"),
        ("Venn last worked at Drossler Getriebe, where she ran IT.", "Drossler Getriebe"),
        ("The company previously worked with Drossler Getriebe.", ""),
        ("Omar Fadil previously worked for Drossler Getriebe.", ""),
    ],
)
def test_where_somebody_worked_before_is_their_employer_before(said: str, employer: str) -> None:
    """It takes a sentence of its own about who is hired."""
    text = f"Orbel Bank has appointed Lisa Venn as chief operating officer. {said}"
    (event,) = with_own_employers([replace(HIRED, company="Orbel Bank", person="Lisa Venn")], text)
    assert event.prior_company == employer


@pytest.mark.parametrize(
    ("said", "employer"),
    [
        ("She was formerly with Bexley's Department Stores.", "Bexley's Department Stores"),
        ("She was formerly with Bexley’s.", "Bexley’s"),
        ("She ran Bexley's Stores in Leeds.", "Bexley's Stores"),
        ("She led Bexley's finance team before.", "Bexley"),
        ("She led Bexley's Asia Division before.", "Bexley"),
        ("She left Bexley's finance team. Bexley has shops.", "Bexley"),
        ("She was with Bexleyton's Pizza.", "Bexley"),
    ],
)
def test_an_employer_before_may_end_in_s(said: str, employer: str) -> None:
    """The "'s" behind a name is part of it where nothing follows that could be the company's, or a name goes on."""
    (event,) = with_own_employers(
        [replace(HIRED, prior_company="Bexley")], f"Bexhill Health names Lena Park CFO. {said}"
    )
    assert event.prior_company == employer


@pytest.mark.parametrize(
    "text",
    [
        "Bexhill Hotels has named Lena Park general manager of the Quillon Inn, replacing Omar Fadil.",
        "Bexhill Hotels has hired Lena Park as general manager of the 90-room Quillon Inn. She ran the Dorrit Hotel.",
        "Lena Park has been appointed general manager of the Quillon Inn by Bexhill Hotels.",
    ],
)
def test_who_gets_a_post_at_a_place_comes_to_it_and_not_from_it(text: str) -> None:
    hired = replace(HIRED, company="Bexhill Hotels", role="general manager", prior_company="Quillon Inn")
    first, second = with_own_employers([hired, replace(LEFT, company="Quillon Inn")], text)
    assert first.prior_company != "Quillon Inn"
    assert (second.type, second.company, second.person) == ("executive_hired", "Quillon Inn", "Lena Park")


@pytest.mark.parametrize(
    "text",
    [
        "Bexhill Hotels has named Lena Park, general manager of the Quillon Inn, as general manager.",
        "Bexhill Hotels has named Lena Park general manager. Park was general manager of the Quillon Inn.",
    ],
)
def test_who_held_a_post_at_a_place_comes_from_it(text: str) -> None:
    hired = replace(HIRED, company="Bexhill Hotels", role="general manager", prior_company="Quillon Inn")
    left = replace(LEFT, company="Quillon Inn")
    assert with_own_employers([hired, left], text) == [hired, left]
