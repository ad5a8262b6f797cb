"""A prospect named in an event: the same person only where the employer agrees too."""

from __future__ import annotations

from dataclasses import replace

import pytest

from callnow.model import CompanyEvent, Prospect
from callnow.prospects import SecondValues
from matching.comparing.persons import person_name
from matching.people.persons import ProspectsByLastName, find_person

PROSPECTS = ProspectsByLastName(
    [
        Prospect("p1", "Robert J. Hale", "Zorvik Energy Inc."),
        Prospect("p2", "Katherine de la Cruz", "Quillmark LLC"),
        Prospect("p3", "John A. Smythe", "Hollowbrook"),
        Prospect("p4", "John B. Smythe", "Hollowbrook"),
        Prospect("p5", "", "Hollowbrook"),
        Prospect("p6", "Jürgen Müller", "Tessaly AG"),
        Prospect("p7", "Joerg Koehler", "Tessaly AG"),
        Prospect("p9", "Tess Harker", "City of Dunmarsh"),
        Prospect("p8", "Jane Doe", "Globrix", second=SecondValues(names=("Jane Roe",))),
    ]
)


def event(kind: str, company: str, person: str, prior: str = "") -> CompanyEvent:
    """An event that names a person."""
    return CompanyEvent("v", "a", kind, company, person=person, prior_company=prior)


CASES = [
    (event("executive_hired", "Wren & Hobart", "Bob Hale", "Zorvik Energy"), "p1", "moved"),
    (event("executive_hired", "Wren & Hobart", "Dr. Robert Hale, Jr.", "ZORVIK ENERGY, INC."), "p1", "moved"),
    (event("executive_promoted", "Zorvik Energy", "Rob Hale"), "p1", "moved_up"),
    (event("executive_departed", "Quillmark", "Kate de la Cruz"), "p2", "left"),
    (event("executive_hired", "Quillmark", "Kathy De La Cruz"), "p2", "same"),
    (event("executive_promoted", "Hollowbrook", "John B. Smythe"), "p4", "moved_up"),
    (event("executive_departed", "Tessaly", "Juergen Mueller"), "p6", "left"),
    (event("executive_departed", "Tessaly", "Jörg Köhler"), "p7", "left"),
    (event("executive_departed", "Globrix", "Jane Roe"), "p8", "left"),
    (event("executive_promoted", "Dunmarsh", "Tess Harker"), "p9", "moved_up"),
    (event("executive_hired", "Dunmarsh council", "Tess Harker"), "p9", "same"),
    (replace(event("executive_departed", "GBX", "Jane Doe"), also_called=("Globrix",)), "p8", "left"),
]


@pytest.mark.parametrize(("news", "prospect_id", "how"), CASES)
def test_a_prospect_is_found_by_name_and_employer(news: CompanyEvent, prospect_id: str, how: str) -> None:
    """Short forms, titles and particles of the name do not hide the person; the employer says what happened."""
    match = find_person(news, PROSPECTS)
    assert match is not None
    assert (match.prospect.id, match.how) == (prospect_id, how)


NOBODY = [
    event("executive_hired", "Wren & Hobart", "Bob Hale", "Another Company"),
    event("executive_hired", "Wren & Hobart", "Bob Hale"),
    event("executive_promoted", "Zorvik Energy", "Roger Hale"),
    event("executive_promoted", "Zorvik Energy", "Hale"),
    event("executive_promoted", "Hollowbrook", "John Smythe"),
    event("executive_promoted", "Hollowbrook", "John C. Smythe"),
    event("layoffs", "Zorvik Energy", "Bob Hale"),
    event("executive_promoted", "Zorvik Energy", ""),
    event("executive_promoted", "Dunmarsh", "Tom Harker"),
    event("executive_promoted", "Dunmarsh Steel", "Tess Harker"),
    event("executive_promoted", "Zorvik Energy", "\x00🙂"),
]


@pytest.mark.parametrize("news", NOBODY)
def test_a_name_alone_is_nobody(news: CompanyEvent) -> None:
    """Another employer, another given name or initial, or two prospects it could be: nobody."""
    assert find_person(news, PROSPECTS) is None


LASTS = ("de la Cruz", "O'Neil", "van der Berg", "Smith-Jones", "Müller", "St. John", "Al-Rashid", "Lee")
WRITTEN = (
    "Ann {}", "{}, Ann", "Ann “Bo” {}", "Dr. Ann ({}) Bo", "King {}", "King 'Bo' {}", "A. B. {} III", "{}, Ann, PhD",
    "Mary-Jane (Bo) {} (Retd)", "{}",
)  # fmt: skip


def test_looking_up_a_family_name_finds_what_taking_every_name_apart_finds() -> None:
    """However a name is written, and with a nickname anywhere in it, it is found under its family name."""
    names = [form.format(last) for form in WRITTEN for last in LASTS]
    names += [" ".join((*last.split()[:1], "(Bo)", *last.split()[1:], "Ann")) for last in LASTS]
    people = [Prospect(f"p{number}", name, "Hollowbrook") for number, name in enumerate(names)]
    found = ProspectsByLastName(people)
    for person in people:
        last = person_name(person.name).last
        assert found.called(last) == tuple(p for p in people if last and person_name(p.name).last == last)
    assert found.called("") == found.called("nobody") == ()


def test_the_matched_employer_is_the_prospects_whatever_the_text_calls_it() -> None:
    """A name that alone is only like the employer's was matched to it; the same of another employer proves nothing."""
    prospect = Prospect("p1", "Gil Lindow", "Zorvik Plains Mutual Insurance Co", "m1")
    news = event("executive_departed", "Zorvik Plains Mutual Life", "Gil Lindow")
    match = find_person(news, ProspectsByLastName([prospect]), ("m1",))
    assert match is not None
    assert (match.prospect, match.how) == (prospect, "left")
    assert find_person(news, ProspectsByLastName([prospect]), ("m2",)) is None


IN_POSTS = ProspectsByLastName(
    [
        Prospect("q1", "Pat Marrin", "Veldt Airways Inc.", title="Chief Financial Officer"),
        Prospect("q2", "Jo de la Cruz", "Veldt Airways Inc.", title="General Counsel"),
        Prospect("q3", "Ann Lee", "Veldt Airways Inc.", title="Chief Information Officer"),
        Prospect("q4", "Tom Lee", "Veldt Airways Inc.", title="CIO"),
        Prospect("q5", "Peter Crane", "Tollan Bowring Ltd", title="Partner"),
        Prospect("q6", "Max Ode", "Delta Dental", title="CFO"),
    ]
)


@pytest.mark.parametrize(
    ("person", "role", "who"),
    [
        ("Marrin", "CFO", "q1"),
        ("Ms. Marrin", "chief financial officer", "q1"),
        ("de la Cruz", "general counsel", "q2"),
        ("Marrin", "COO", ""),
        ("Marrin", "", ""),
        ("Lee", "CIO", ""),
    ],
)
def test_a_family_name_alone_is_whose_post_agrees(person: str, role: str, who: str) -> None:
    """As a headline has it; another post, none, or two people of that name in it say nothing."""
    match = find_person(replace(event("executive_departed", "Veldt Airways", person), role=role), IN_POSTS)
    assert (match.prospect.id if match else "") == who


def test_a_mover_is_found_by_an_employer_that_is_cut_short() -> None:
    """ "Tollan" of Tollan Bowring; not a word that many names begin with, and not by the family name alone."""
    for person, prior, who in (
        ("Peter Crane", "Tollan", "q5"),
        ("Max Ode", "Delta", ""),
        ("Paula Crane", "Tollan", ""),
        ("Crane", "Tollan", ""),
    ):
        match = find_person(event("executive_hired", "Wren & Hobart", person, prior), IN_POSTS)
        assert (match.prospect.id if match else "") == who


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Veldt Airways ex-CFO Marrin lands at Wren & Hobart as CTO", "q1"),
        ("Former Veldt Airways CFO Marrin joins Wren & Hobart as CTO", "q1"),
        ("Wren & Hobart names Veldt Airways' CFO Marrin its CTO", "q1"),
        ("Wren & Hobart hires Marrin, the former chief financial officer of Veldt Airways, as CTO", "q1"),
        ("Veldt Airways ex-CIO Marrin lands at Wren & Hobart as CFO", ""),
        ("Marrin of Veldt Airways joins Wren & Hobart as CFO", ""),
        ("Veldt Airways ex-CIO Lee lands at Wren & Hobart as CFO", ""),
    ],
)
def test_a_family_name_that_moves_is_whose_former_post_agrees(sentence: str, who: str) -> None:
    """The post they had where they come from, not the one that they get; of two in that post neither."""
    person, role = ("Lee" if " Lee" in sentence else "Marrin"), sentence.rpartition(" ")[2]
    news = event("executive_hired", "Wren & Hobart", person, "Veldt Airways")
    match = find_person(replace(news, role=role, sentence=sentence), IN_POSTS)
    assert (match.prospect.id if match else "", match.how if match else "moved") == (who, "moved")
