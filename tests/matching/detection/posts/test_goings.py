"""Who goes from a post to an advisory role leaves the post."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement
from matching.detection.detect import detect
from matching.roles import read_role

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def told(title: str, text: str) -> set[tuple[str, str, str]]:
    (events,) = detect([Announcement("a", "wire", title, text, "", NOW, NOW)])
    return {(one.type.removeprefix("executive_"), one.person, one.role) for one in events}


@pytest.mark.parametrize(
    "goes",
    [
        "Omar Fadil, chief financial officer of Orbel Homes, will transition to an advisory role effective March 31.",
        "Orbel Homes said Omar Fadil, chief financial officer, will move into a consulting role on April 1.",
        "Orbel Homes chief financial officer Omar Fadil will become a senior adviser.",
    ],
)
def test_who_goes_to_advise_leaves_the_post(goes: str) -> None:
    text = f"{goes} Lena Park, senior vice president, will assume the role of chief financial officer."
    found = told("Orbel Homes announces CFO transition", text)
    assert {read_role(role).title for _, person, role in found if person == "Omar Fadil"} == {"Chief Financial Officer"}
    assert [kind for kind, person, _ in found if person == "Omar Fadil"] == ["departed"]


def test_who_is_hired_from_an_advisory_role_leaves_nothing() -> None:
    text = "Omar Fadil, who had an advisory role at Orbel Homes, has been named chief financial officer of Orbel Homes."
    assert {kind for kind, _, _ in told("Orbel Homes names CFO", text)} == {"hired"}


def test_who_has_held_the_post_until_now_leaves_it_to_who_gets_it() -> None:
    """The post is the one that the text names for the successor."""
    text = "Lena Park will become chief operating officer of Orbel Homes on April 1."
    text = f"{text} Omar Fadil, who has held the post since 2017, will retire."
    assert told("Orbel Homes promotes Lena Park", text) == {
        ("promoted", "Lena Park", "chief operating officer"),
        ("departed", "Omar Fadil", "chief operating officer"),
    }
