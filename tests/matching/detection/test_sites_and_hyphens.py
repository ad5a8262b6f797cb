"""Managers of mills and terminals, companies with a hyphen in their name, and "COO Lind out" are read whole."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from matching.detection.detect import detect
from matching.roles import read_role

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def told(title: str, text: str = "") -> list[CompanyEvent]:
    (events,) = detect([Announcement("a", "wire", title, text, "", NOW, NOW)])
    return [one for one in events if one.certain]


@pytest.mark.parametrize(
    ("title", "text", "role"),
    [
        ("Corwell Oil Names Tova Lindgren Terminal Manager", "", "Terminal Manager"),
        ("Corwell Metals Names Tova Lindgren Smelter Manager", "", "Smelter Manager"),
        (
            "Corwell Paper Appoints Mill Manager",
            "Corwell Paper has appointed Tova Lindgren mill manager.",
            "mill manager",
        ),
        ("Corwell Steel promotes Tova Lindgren to mine general manager", "", "mine general manager"),
    ],
)
def test_who_runs_a_site_has_that_post(title: str, text: str, role: str) -> None:
    """The site is part of the role, not of the name."""
    (event,) = told(title, text)
    assert (event.person, event.role) == ("Tova Lindgren", role)


@pytest.mark.parametrize(
    ("title", "person", "role"),
    [
        ("Bear Creek Refinery CFO Lena Ortiz resigns", "Lena Ortiz", "CFO"),
        ("John Mill named CFO of Halden Foods", "John Mill", "CFO"),
        ("Halden Foods names John Mill finance director", "John Mill", "finance director"),
    ],
)
def test_a_site_in_a_name_stays_there(title: str, person: str, role: str) -> None:
    """Where nobody runs it by the words behind."""
    (event,) = told(title)
    assert (event.person, event.role) == (person, role)


@pytest.mark.parametrize("role", ["mill manager", "refinery manager", "terminal manager", "elevator manager"])
def test_who_runs_a_site_works_in_operations(role: str) -> None:
    """The table of roles knows them."""
    assert read_role(role).function == "operations"


@pytest.mark.parametrize(
    ("title", "company"),
    [
        ("Danvers-Pryor COO out", "Danvers-Pryor"),
        ("Danvers-Pryor Construction COO Hasek out", "Danvers-Pryor Construction"),
        ("Hartwell-Pryor Builders COO Lind out", "Hartwell-Pryor Builders"),
        ("Mercer Construction COO Hasek out", "Mercer Construction"),
    ],
)
def test_a_chief_who_is_out_has_left_one_company(title: str, company: str) -> None:
    """A hyphen parts no company, and "out" alone is a departure."""
    (event,) = told(title)
    assert (event.type, event.company, event.certainty) == ("executive_departed", company, "done")


def test_a_merger_of_two_joined_by_a_hyphen_is_of_two() -> None:
    """ "The Corvane-Tessaly merger" names two companies."""
    (events,) = detect([Announcement("a", "wire", "Corvane-Tessaly merger talks collapse", "", "", NOW, NOW)])
    assert {event.company for event in events} == {"Corvane", "Tessaly"}
