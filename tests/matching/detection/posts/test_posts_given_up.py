"""Who is succeeded in the own post and gets another has that other."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from matching.detection.detect import detect
from matching.detection.posts.handovers import with_posts_given_up

AT = datetime(2026, 3, 1, tzinfo=UTC)
RISES = CompanyEvent("1", "a", "executive_promoted", "Orbel", person="Ann Lang", role="CIO")
NOBODY = CompanyEvent("2", "a", "executive_departed", "Orbel", rule="reader x")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "Ann Lang, CIO, has been named president of its Valves segment. Jo Roe will succeed Lang as CIO.",
            "president of its Valves segment",
        ),
        (
            "Orbel has named CIO Ann Lang chief operating officer. Jo Roe replaces her as CIO.",
            "chief operating officer",
        ),
        (
            "Ann Lang, CIO, becomes chief operating officer. Jo Roe takes over from Lang as CIO.",
            "chief operating officer",
        ),
    ],
)
def test_who_is_succeeded_in_the_own_post_has_the_new_one(text: str, role: str) -> None:
    """And nobody unnamed leaves beside them."""
    assert [one.role for one in with_posts_given_up([RISES, NOBODY], text)] == [role]


@pytest.mark.parametrize(
    "text",
    [
        "Orbel has named Ann Lang CIO. She succeeds Jo Roe as CIO, who has retired.",
        "Orbel has named Ann Lang CIO. Jo Roe will succeed Ivo Birch as CFO.",
    ],
)
def test_who_succeeds_another_keeps_what_is_told(text: str) -> None:
    """And so does who leaves."""
    assert with_posts_given_up([RISES, NOBODY], text) == [RISES, NOBODY]


def test_the_president_of_a_segment_is_told_with_it() -> None:
    """As with a division or a unit, wherever the successor is told."""
    text = "Orbel Industries has named CTO Ann Lang president of its Software segment. Jo Roe will succeed her as CTO."
    [events] = detect([Announcement("1", "wire", "Orbel Industries names segment head", text, "", AT, AT)])
    assert {one.person: one.role for one in events}["Ann Lang"] == "president of its Software segment"
    assert "executive_departed" not in {one.type for one in events}


def test_who_gives_up_a_post_for_another_there_leaves_nothing() -> None:
    """Elsewhere they do; and so does who retires."""
    left = CompanyEvent("3", "a", "executive_departed", "Orbel", person="Ann Lang", role="CIO", rule="reader x")
    text = "Ann Lang, CIO, will become president{}; Jo Roe will succeed her as CIO."
    (told,) = with_posts_given_up([left], text.format(" of the Frozen division"))
    assert (told.type, told.role) == ("executive_promoted", "president of the Frozen division")
    assert with_posts_given_up([left], text.format(" of Tessaly Health")) == [left]
    assert with_posts_given_up([left], text.format(" when Ivo Birch retires")) == [left]
