"""Two who share a post have it each, in the singular."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement
from matching.detection.detect import detect

AT = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "said", "post"),
    [
        (
            "Orbel announces co-CEOs",
            "President Lena Whit and Chief Product Officer Amir Sol will become Co-Chief Executive Officers",
            "Co-Chief Executive Officer",
        ),
        (
            "Orbel promotes two",
            "Orbel has promoted President Lena Whit and COO Amir Sol to co-CEOs",
            "co-CEO",
        ),
    ],
)
def test_who_share_a_post_are_told_of_alike(title: str, said: str, post: str) -> None:
    """Both are named whole, with the post of one."""
    events = detect([Announcement("1", "wire", title, f"{said}.", "", AT, AT)])[0]
    told = {(e.person, e.role) for e in events if e.probability >= e.certain_from}
    assert told == {("Lena Whit", post), ("Amir Sol", post)}


def test_whom_two_succeed_held_the_post_alone() -> None:
    """The post that somebody leaves to two is not the shared one."""
    said = (
        "President Ann Lang and CFO Tom Dorn will become co-chief executive officers of Orbel Systems on May 1, "
        "succeeding Jo Roe, who is retiring."
    )
    events = detect([Announcement("1", "wire", "Orbel names Ann Lang and Tom Dorn co-CEOs", said, "", AT, AT)])[0]
    assert [e.role for e in events if e.type == "executive_departed"] == ["chief executive officer"]
