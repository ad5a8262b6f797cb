"""A headline that tells of several companies, parted by ";", gives each what stands beside it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement
from matching.detection.detect import detect

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def changes(title: str, text: str = "") -> set[tuple[str, str, str, str]]:
    (events,) = detect([Announcement("a", "wire", title, text, "", NOW, NOW)])
    return {(one.type, one.company, one.person, one.role) for one in events if one.certain}


@pytest.mark.parametrize(
    ("title", "told"),
    [
        (
            "Castor hires CIO; Dorvane CFO resigns",
            {("executive_hired", "Castor", "", "CIO"), ("executive_departed", "Dorvane", "", "CFO")},
        ),
        (
            "Moves: Tessaly hires CIO; Ann Moor joins Corvane",
            {("executive_hired", "Tessaly", "", "CIO"), ("executive_hired", "Corvane", "Ann Moor", "")},
        ),
    ],
)
def test_a_part_of_a_headline_tells_of_its_own_company(title: str, told: set[tuple[str, str, str, str]]) -> None:
    """A company is nobody's name, and nobody has the post or the employer of the part beside."""
    assert changes(title) == told


def test_those_whom_the_lead_does_not_name_are_told_beside_the_one_it_does() -> None:
    """Of three appointments in a headline the lead names one person."""
    told = changes(
        "Tech Moves: Pellan exec joins Zeniti; Brixel names new president; Nautora Biotech hires VP",
        "Neal Sahni has joined Zeniti as VP of engineering. He was previously at Pellan.",
    )
    assert ("executive_hired", "Zeniti", "Neal Sahni", "VP of engineering") in told
    assert {company for _, company, _, _ in told} - {"Pellan"} == {"Zeniti", "Brixel", "Nautora Biotech"}


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Castor CFO quits; Moor joins Tavrick",
            "Ann Moor, chief financial officer of Castor, has resigned to join Tavrick.",
        ),
        ("Castor CFO Ann Moor quits; joins Tavrick", ""),
    ],
)
def test_parts_that_go_on_about_one_person_are_one_story(title: str, text: str) -> None:
    """Who leaves in one part arrives in the next."""
    moves = {(kind, company) for kind, company, person, _ in changes(title, text) if person == "Ann Moor"}
    assert moves == {("executive_departed", "Castor"), ("executive_hired", "Tavrick")}


def test_a_list_of_people_parted_so_stays_one() -> None:
    """Each has the company of the first."""
    told = changes("Norwell appoints Jane Roe as CFO; Max Poe as COO; and Ann Lee as CIO")
    assert told == {
        ("executive_hired", "Norwell", "Jane Roe", "CFO"),
        ("executive_hired", "Norwell", "Max Poe", "COO"),
        ("executive_hired", "Norwell", "Ann Lee", "CIO"),
    }
