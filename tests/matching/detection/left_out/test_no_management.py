"""Who coaches, reports, teaches, plays or is elected takes up and leaves no management post."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from matching.detection.detect import detect
from matching.detection.left_out.no_management import without_other_work

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def told(title: str, lead: str) -> list[tuple[str, str, str]]:
    [events] = detect([Announcement("a", "wire", title, lead, "", NOW, NOW)])
    return [(one.type, one.company, one.person) for one in events if one.type.startswith("executive")]


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Orbel High loses coach", "Football coach Ned Farr is leaving Orbel High for Tessaly after nine seasons."),
        (
            "Tessaly Tech hires Lund as soccer coach",
            "Tessaly Tech has hired Mira Lund as head coach of its women's soccer team. Lund comes from Orbel College.",
        ),
        (
            "Badgers drop coordinator",
            "The Badgers have parted ways with defensive coordinator Ned Farr after a defeat.",
        ),
        ("Orbel Law adds trial lawyer", "Orbel Law has hired Mira Lund as an associate attorney in Tessaly."),
        ("Orbel hires Mira Lund as senior software engineer", ""),
        ("Anchor Mira Lund leaving WQRB", "Evening news anchor Mira Lund is leaving WQRB after 15 years."),
        ("Columnist joins Orbel Courier", "Columnist Ned Farr is joining the Orbel Courier from the Tessaly Post."),
        ("Reporter Mira Lund leaves Orbel Courier", "Mira Lund, a court reporter, has left the Orbel Courier."),
        ("Principal violinist leaves", "Principal violinist Ned Farr is leaving the Orbel Symphony after 20 seasons."),
        (
            "Professor Lund leaves Orbel College for Tessaly Tech",
            "Chemist Mira Lund is leaving Orbel College for Tessaly Tech, where she will hold the Varn Chair.",
        ),
        ("Tessaly Falls elects new mayor", "Voters in Tessaly Falls on Tuesday chose Mira Lund as mayor."),
        ("Ned Farr to step down as mayor of Orbel", "Mayor Ned Farr said he will step down in June after two terms."),
        (
            "Tessaly swears in new county commissioner",
            "Mira Lund was sworn in as Orbel County commissioner on Monday, succeeding Ned Farr.",
        ),
        (
            "Tessaly Falls has a new mayor",
            "Mira Lund was sworn in as mayor of Tessaly Falls, succeeding Ned Farr. Deputy Mayor Ivo Roth stays.",
        ),
    ],
)
def test_other_work_is_no_management_post(title: str, lead: str) -> None:
    """Neither who comes to it nor who leaves it is told of."""
    assert told(title, lead) == []


@pytest.mark.parametrize(
    ("title", "lead", "person"),
    [
        (
            "Orbel College names Professor Mira Lund dean",
            "Orbel College has named Mira Lund, a professor of chemistry, dean of its school of science.",
            "Mira Lund",
        ),
        (
            "Orbel College names director",
            "Orbel College has appointed as director Professor Mira Lund, who comes from Tessaly Tech.",
            "Mira Lund",
        ),
        (
            "Orbel Foods names former coach CFO",
            "Orbel Foods has appointed Mira Lund, a former college coach, as chief financial officer.",
            "Mira Lund",
        ),
        (
            "Tessaly Tech fires athletic director",
            "Tessaly Tech has dismissed athletic director Ned Farr, who hired football coach Ivo Roth.",
            "Ned Farr",
        ),
        (
            "Ned Farr sworn in as police commissioner of Orbel",
            "Ned Farr was sworn in on Monday as police commissioner of the city of Orbel, which hired him in May.",
            "Ned Farr",
        ),
        (
            "Mayor names new city manager",
            "Mayor Mira Lund has appointed Ned Farr as city manager of Tessaly Falls.",
            "Ned Farr",
        ),
        ("Harwich Rovers sack manager", "Harwich Rovers have parted company with manager Ned Farr.", "Ned Farr"),
    ],
)
def test_who_manages_beside_such_work_is_told(title: str, lead: str, person: str) -> None:
    """A dean is a professor, too; whom a mayor appoints, or who is a coach's chief, is none."""
    assert person in {who for _, _, who in told(title, lead)}


@pytest.mark.timeout(20)
def test_a_long_post_is_soon_read() -> None:
    """Where it goes on behind an "and", too."""
    post = "vice president of Global Telecommunications Infrastructure and Security"
    event = CompanyEvent("1", "a", "executive_hired", "Orbel", person="Jo Park", role=post)
    lead = f"Orbel named Jo Park {post}, a reporter said."
    assert without_other_work([event], "Orbel names Park", lead) == [event]
