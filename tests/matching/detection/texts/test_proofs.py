"""The sentence that proves an event names whom and how many it tells, and begins at its beginning."""

from __future__ import annotations

import pytest

from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.detection.texts.proofs import with_proofs, without_lead_in

TITLE = "Vantrella poaches Quillmark's marketing chief"
LEAD = (
    "LEEDS, June 3 -- It is the third change this year. Dario Fenn, who ran marketing at Quillmark, joins Vantrella on "
    "Monday. Fenn lives in Leeds."
)


def proof(event: CompanyEvent, title: str = TITLE, lead: str = LEAD) -> str:
    (proved,) = with_proofs([event], title, lead)
    return proved.sentence


def test_who_is_told_of_is_named_by_the_proof() -> None:
    """The headline names no more than the post; the sentence that tells of the person does."""
    event = CompanyEvent("e1", "a1", "executive_hired", "Vantrella", person="Dario Fenn", sentence=TITLE)
    assert proof(event) == "Dario Fenn, who ran marketing at Quillmark, joins Vantrella on Monday."
    named = CompanyEvent(
        "e1", "a1", "executive_hired", "Vantrella", person="Dario Fenn", sentence="Fenn joins Vantrella."
    )
    assert proof(named) == "Fenn joins Vantrella."


def test_how_many_are_told_of_is_counted_by_the_proof() -> None:
    """A number of people, and none of money, of a year or of percent; a denial, and what no sentence tells, stay."""
    title = "Quillmark cuts jobs"
    lead = "Quillmark made $60 million in 2060. Sales fell 60%. It lets 60 people go at Leeds."
    event = CompanyEvent("e1", "a1", "layoffs", "Quillmark", count="about 60", sentence=title)
    assert proof(event, title, lead) == "It lets 60 people go at Leeds."
    assert proof(event, title, "Quillmark made $60 million in 2060.") == title
    denied = CompanyEvent("e1", "a1", "layoffs", "Quillmark", Certainty.DENIED, count="60", sentence=title)
    assert proof(denied, title, lead) == title


def test_the_other_side_is_named_by_the_proof() -> None:
    """ "Bought by its rival" proves nothing of who that is."""
    title, lead = (
        "Orbel Foods bought by its rival",
        "Pell Ceramics said that it has bought Orbel Foods. Pell Ceramics is old.",
    )
    event = CompanyEvent("e1", "a1", "acquisition", "Orbel Foods", counterparty="Pell Ceramics", sentence=title)
    assert proof(event, title, lead) == "Pell Ceramics said that it has bought Orbel Foods."


def test_of_a_list_the_point_is_the_proof() -> None:
    """Points that read as one sentence are told apart; a headline that has such a sign stands whole."""
    lead = "* Orbel Foods raised $8 million * Ida Varn joins Orbel Foods as CFO * It sells bread."
    event = CompanyEvent("e1", "a1", "executive_hired", "Orbel Foods", person="Ida Varn", role="CFO", sentence=lead)
    assert proof(event, "News", lead) == "Ida Varn joins Orbel Foods as CFO"
    title = "* Orbel Foods names Ida Varn * Photos"
    headline = CompanyEvent("e1", "a1", "executive_hired", "Orbel Foods", person="Ida Varn", sentence=title)
    assert proof(headline, title, lead) == title


@pytest.mark.parametrize(
    ("written", "begins"),
    [
        ("Image: Latchwell Just a day after it opened, Orbel shut.", "Just a day after it opened, Orbel shut."),
        ("Illustration by Ida Varn / The Post The baker is moving.", "The baker is moving."),
        ("Photo by Ida Varn / Picture Desk Dario Fenn, who ran it, left Orbel.", "Dario Fenn, who ran it, left Orbel."),
        ("Image: Picture Desk Orbel Foods has cut 40 jobs.", "Orbel Foods has cut 40 jobs."),
        ("— Ida Varn joins Orbel Foods.", "Ida Varn joins Orbel Foods."),
        ("* Ida Varn joins Orbel Foods.", "Ida Varn joins Orbel Foods."),
        ("SPARKS, Nev. -- Orbel Foods hires.", "Orbel Foods hires."),
        ("DAVAO CITY – The directors resigned.", "The directors resigned."),
        ("Photo editors at Orbel Foods are laid off.", "Photo editors at Orbel Foods are laid off."),
        ("Images by Norvane, an agency, is closing.", "Images by Norvane, an agency, is closing."),
        ("Image: a street in the rain.", "Image: a street in the rain."),
        ("UBS - the bank - is moving.", "UBS - the bank - is moving."),
    ],
)
def test_what_stands_before_the_sentence_is_cut(written: str, begins: str) -> None:
    """A picture's credit, the sign of a list, a town; what may belong to the sentence stays."""
    assert without_lead_in(written, ["Dario Fenn", "Orbel Foods", "Orbel"]) == begins
