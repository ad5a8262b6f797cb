"""Who is elected to a post of honour keeps the job; a post that pays is a move."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from matching.detection.detect import detect
from matching.detection.honorary_posts import without_honours

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
    assert told("Tampa bar names new president", lead) == {("executive_hired", "Tampa County Bar Association", False)}


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
