"""The post that somebody leaves is told whole, and is not the one they take up."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from matching.detection.detect import detect
from matching.detection.posts_left import with_posts_left

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
