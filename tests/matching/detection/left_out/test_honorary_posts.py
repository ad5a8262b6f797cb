"""Who is elected to a post of honour keeps the job; a post that pays is a move."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from matching.detection.detect import detect
from matching.detection.left_out.honorary_posts import without_honours

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def told(title: str, lead: str) -> set[tuple[str, str, bool]]:
    [events] = detect([Announcement("a", "wire", title, lead, "", NOW, NOW)])
    return {(event.type, event.company, event.certain) for event in events}


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        (
            "Accountants society elects Pell",
            "Ned Pell, CFO of Ferris Holt, has been elected president of the Ohio Society of Accountants.",
        ),
        (
            "Pell to chair museum board",
            "Ned Pell, chief operating officer at Ferris Holt, has been named chair of the Tampa Rail Museum, a "
            "volunteer post.",
        ),
    ],
)
def test_a_post_of_honour_is_no_move(title: str, lead: str) -> None:
    """Neither to the body nor from the employer."""
    assert told(title, lead) == set()


def test_what_may_be_a_post_of_honour_asks_for_no_call() -> None:
    """The president of an association may be paid, or not."""
    lead = "Ned Pell, a partner at Ferris Holt, will lead the Tampa County Bar Association as president."
    found = told("Tampa bar names new president", lead)
    assert ("executive_hired", "Tampa County Bar Association", False) in found
    assert not any(certain for _, _, certain in found)


@pytest.mark.parametrize(
    ("title", "lead", "company"),
    [
        (
            "Ohio Hospital Association names Pell president",
            "Ned Pell, CFO of Ferris Holt, has been named president and CEO of the Ohio Hospital Association.",
            "Ohio Hospital Association",
        ),
        (
            "Ned Pell leaves Ferris Holt to lead grocers",
            "Ned Pell, CFO of Ferris Holt, is leaving to become president of the National Grocers Association.",
            "National Grocers Association",
        ),
        ("Hargest names Ned Pell president", "Hargest has named Ned Pell, CFO of Ferris Holt, president.", "Hargest"),
    ],
)
def test_a_job_is_a_move(title: str, lead: str, company: str) -> None:
    """By its title, by a word of leaving, or at a company."""
    assert ("executive_hired", company, True) in told(title, lead)


def test_the_president_of_a_foundations_board_keeps_the_job() -> None:
    """While the president of a foundation may be paid, and leaves the employer."""
    lead = "The Tampa Foundation elected Ned Pell, chief executive of Ferris Holt, president{}."
    hired = CompanyEvent("1", "a", "executive_hired", "Tampa Foundation", person="Ned Pell", role="president")
    left = CompanyEvent("2", "a", "executive_departed", "Ferris Holt", person="Ned Pell", role="chief executive")
    events = [replace(hired, prior_company="Ferris Holt"), left]
    assert without_honours(events, "Board president", lead.format(" of the board")) == []
    assert without_honours(events, "New president", lead.format("")) == events


@pytest.mark.parametrize(
    "lead",
    [
        "Ferris Cloud has named Ned Pell, chief technology officer of Larkmoor Bank, chair of its user group.",
        "Ferris Cloud appointed Ned Pell, CISO of Larkmoor Bank, to lead its customer council.",
        "Ned Pell, CIO of Larkmoor Bank, has been elected president of the Ferris Cloud User Group.",
        "Ferris Cloud has named Larkmoor Bank CIO Ned Pell president of its users' association.",
        "Ned Pell, CIO of Larkmoor Bank, was named vice chair of Ferris Cloud's partner forum.",
    ],
)
def test_a_place_among_a_vendors_customers_is_no_move(lead: str) -> None:
    """Neither to the vendor nor from the employer."""
    assert told("Pell to head group", lead) == set()


def test_a_seat_among_advisers_leaves_no_post() -> None:
    """It is told as a seat, without the post that is kept."""
    named = "Ferris Cloud today named Ned Pell, chief information officer at Larkmoor Bank, "
    lead = f"{named}chairman of its customer advisory board."
    [events] = detect([Announcement("a", "wire", "Ferris Cloud names board chair", lead, "", NOW, NOW)])
    assert [(event.type, event.company, event.role) for event in events] == [("board_appointed", "Ferris Cloud", "")]


@pytest.mark.parametrize(
    "lead",
    [
        "Ferris Cloud has appointed Ned Pell, CISO of Larkmoor Bank, to lead its security business.",
        "Ned Pell, member of the customer advisory board of Datacove and CIO of Larkmoor Bank, has been named chief "
        "product officer of Ferris Cloud.",
    ],
)
def test_a_job_at_a_vendor_is_a_move(lead: str) -> None:
    """Also of somebody who sits on such a body elsewhere."""
    assert ("executive_hired", "Ferris Cloud", True) in told("Ferris Cloud appoints Pell", lead)


@pytest.mark.parametrize("club", ["Rotary Club of Ashwell", "Dayton Lions Club", "Kiwanis International"])
def test_who_heads_a_service_club_for_a_year_has_no_new_job(club: str) -> None:
    """Nor left one; who is paid to run it has."""
    comes = CompanyEvent("1", "a", "executive_hired", club, person="Keith Oddie", role="president")
    goes = CompanyEvent("2", "a", "executive_departed", club, person="Wendy Stokes", role="club president")
    paid = CompanyEvent("3", "a", "executive_hired", club, person="Ann Roe", role="chief executive")
    assert without_honours([comes, goes, paid], "New faces", f"At {club}.") == [paid]


@pytest.mark.parametrize("company", ["Orbel Rotary Drilling", "Detroit Lions", "Easton Rovers"])
def test_a_president_of_a_company_or_a_team_is_told(company: str) -> None:
    comes = CompanyEvent("1", "a", "executive_hired", company, person="Keith Oddie", role="president")
    assert without_honours([comes], "New president", f"{company} names Keith Oddie.") == [comes]
