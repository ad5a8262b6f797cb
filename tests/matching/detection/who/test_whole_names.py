"""Who is told by one word of a name has the whole one of their text, where one person alone has that word."""

from __future__ import annotations

import pytest

from callnow.model import CompanyEvent
from matching.detection.who.whole_names import in_whole_names, with_whole_names, without_companies_as_people


@pytest.mark.parametrize(
    ("person", "text", "whole"),
    [
        ("Lund", "Lund, its chief operating officer, will take over. Henrik Lund joined in 2019.", "Henrik Lund"),
        ("Henrik", "Lund will take over. Henrik Lund joined in 2019.", "Henrik Lund"),
        ("Lund", "Lund will take over. Henrik Lund and Anna Lund own it.", "Lund"),
        ("Henrik", "Henrik R. Lund will take over.", "Henrik R. Lund"),
        ("Lund", "Chairman Lund will take over.", "Lund"),
        ("Lund", "Lund will take over. Henrik Lund Foundation gave money.", "Lund"),
        ("Anna Lund", "Anna Lund will take over.", "Anna Lund"),
    ],
)
def test_a_word_of_a_name_is_told_whole(person: str, text: str, whole: str) -> None:
    """Not where two people have it, and no post is a given name."""
    [told] = with_whole_names([CompanyEvent("1", "a", "executive_promoted", "Orbel", person=person)], text)
    assert told.person == whole


def test_what_is_told_of_each_half_of_a_name_is_one_event() -> None:
    """The likelier one."""
    halves = [
        CompanyEvent("1", "a", "executive_hired", "Orbel", person="Henrik", probability=0.5),
        CompanyEvent("2", "a", "executive_hired", "Orbel", person="Lund", probability=0.6),
    ]
    told = with_whole_names(halves, "Henrik Lund is in as CIO. Lund starts in June.")
    assert [(one.id, one.person) for one in told] == [("2", "Henrik Lund")]


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        ("Lund, its finance chief, will take over.", "Henrik Lund, its finance chief, will take over."),
        ("Henrik Lund will take over on Monday.", "Henrik Lund will take over on Monday."),
        ("Finance chief Lund follows Lang at Lund Foods.", "Finance chief Henrik Lund follows Ann Lang at Lund Foods."),
    ],
)
def test_a_sentence_has_whole_names(sentence: str, whole: str) -> None:
    """Each once, and a company none of a person."""
    assert in_whole_names(sentence, f"{sentence} Henrik Lund joined in 2019. Ann Lang retires.") == whole


def test_a_company_is_nobody() -> None:
    """Where somebody is named beside it, that is told once."""
    left = CompanyEvent("1", "a", "executive_departed", "Harwich Town", person="Harwich Town")
    farr = CompanyEvent("2", "a", "executive_departed", "Harwich Town", person="Ned Farr")
    assert without_companies_as_people([left, farr], "") == [farr]
    (nobody,) = without_companies_as_people([left], "")
    assert nobody.person == ""
    rose = CompanyEvent("3", "a", "executive_hired", "Orbel", person="Harwich Town")
    assert [one.person for one in without_companies_as_people([farr, rose], "")] == ["Ned Farr", ""]
    label = CompanyEvent("4", "a", "layoffs", "Ann Lee")
    designer = CompanyEvent("5", "a", "executive_hired", "Orbel", person="Ann Lee")
    assert without_companies_as_people([label, designer], "") == [label, designer]
