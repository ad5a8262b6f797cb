"""The post that somebody leaves is told whole, and is not the one they take up."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from matching.detection.detect import detect
from matching.detection.posts.posts_left import with_posts_left

AT = datetime(2026, 3, 2, tzinfo=UTC)
POSTS = (
    "Vice President of Technology",
    "Senior Vice President of Technology",
    "Executive Vice President, Technology",
    "Vice President and Chief Technology Officer",
    "Deputy Chief Information Officer",
    "Associate General Counsel",
    "Assistant Treasurer",
    "Vice Chair",
    "Regional Chief Financial Officer",
    "Group Chief Executive",
    "Interim Chief Financial Officer",
    "Associate Vice President of Technology",
)


def found_in(*texts: tuple[str, str]) -> list[list[CompanyEvent]]:
    items = enumerate(texts)
    return detect([Announcement(str(number), "wire", title, body, "", AT, AT) for number, (title, body) in items])


def test_a_post_held_before_is_told_whole() -> None:
    """Neither its first word nor all of it is lost where only the reader finds the departure."""
    title = "Brackwater Foods Appoints Marisol Venn as Chief Information Officer"
    told = found_in(
        *(
            (
                title,
                "OMAHA, Neb., Nov. 16, 2026 (GULLMARK) -- Brackwater Foods, Inc., a maker of frozen meals, today "
                "announced that Marisol Venn has been appointed Chief Information Officer. Ms. Venn joins Brackwater "
                f"from Wexcombe Retail plc, where she was {post}.",
            )
            for post in POSTS
        )
    )
    assert [[e.role for e in events if e.type == "executive_departed"] for events in told] == [[p] for p in POSTS]


def event(kind: str, company: str, role: str) -> CompanyEvent:
    return CompanyEvent(company, "a", kind, company, person="Marisol Venn", role=role)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Venn leaves Wexcombe to become CIO of Brackwater", ""),
        ("Venn leaves Wexcombe to become CIO of Brackwater. She is the new CIO of food group Brackwater.", ""),
        ("Venn quits Wexcombe to join Brackwater as CIO", ""),
        ("Brackwater Inc. named Marisol Venn, formerly of Wexcombe Corp., CIO.", ""),
        ("Brackwater names Wexcombe's Marisol Venn CIO", ""),
        ("Brackwater hires Wexcombe CIO Marisol Venn", "CIO"),
        ("Wexcombe CIO Marisol Venn leaves to become CIO of Brackwater", "CIO"),
        ("Marisol Venn, CIO of Wexcombe, leaves to be CIO at Brackwater", "CIO"),
        ("Brackwater's new CIO Marisol Venn comes from Wexcombe", "CIO"),  # it may be either
        ("Venn leaves to be CIO of Brackwater. She joins from Wexcombe, where she was most recently CTO.", "CTO"),
    ],
)
def test_the_post_that_is_taken_up_is_not_the_one_left(text: str, role: str) -> None:
    for post in ("CIO", "Chief Information Officer"):
        events = [event("executive_departed", "Wexcombe", "CIO"), event("executive_hired", "Brackwater", post)]
        assert [e.role for e in with_posts_left(events, text)] == [role, post]


@pytest.mark.parametrize(
    ("lead", "role"),
    [
        ("Harold Bexley, founder and chairman of Bexley Foods, died, CEO Ian Rourke said.", "founder and chairman"),
        ("Harold Bexley has died, Bexley Foods said. CEO of the company Ian Rourke paid tribute.", ""),
        ("Harold Bexley, who ran it for years, has died. Ian Rourke, CEO of Bexley Foods, will miss him.", ""),
        ("CEO Harold Bexley has died. Ian Rourke, CEO of Wexcombe Retail, will miss him.", "CEO"),
        ("Harold Bexley has resigned as CEO. CEO Ian Rourke of Wexcombe Retail will miss him.", "CEO"),
        ("Harold Bexley has left. CEO Ian Rourke succeeded him.", "CEO"),
    ],
)
def test_the_post_of_another_who_stays_is_not_left(lead: str, role: str) -> None:
    """It goes to the own one, or none; who succeeds has the same."""
    event = CompanyEvent("1", "a", "executive_departed", "Bexley Foods", person="Harold Bexley", role="CEO")
    assert [one.role for one in with_posts_left([event], f"Harold Bexley goes. {lead}")] == [role]
