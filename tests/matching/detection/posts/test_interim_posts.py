"""Who fills in for somebody who leaves has the interim post, and is not taken for another who leaves."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from matching.detection.detect import detect
from matching.detection.posts.interim_posts import with_interim_posts
from matching.reading.calibration import NEVER

AT = datetime(2026, 3, 2, tzinfo=UTC)


def certain(text: str) -> list[CompanyEvent]:
    events = detect([Announcement("1", "wire", "Tessaly CIO leaves", text, "", AT, AT)])[0]
    return [event for event in events if event.probability >= event.certain_from]


@pytest.mark.parametrize(
    "said",
    [
        "Deputy CIO Brian Holt will step in until a successor is named",
        "Deputy CIO Brian Holt takes over in the meantime",
        "Her deputy, Brian Holt, will run technology on an interim basis",
        "Deputy CIO Brian Holt will succeed her on an interim basis",
        "Brian Holt, the head of infrastructure, is standing in while Tessaly searches for a successor",
        "Deputy CIO Brian Holt was put in charge while it looks for a replacement",
        "It put deputy CIO Brian Holt in charge while it looks for a replacement",
        "Controller Brian Holt fills in",
    ],
)
def test_who_fills_in_has_the_interim_post(said: str) -> None:
    """They are promoted to the interim post of whoever leaves."""
    events = certain(f"Tessaly said chief information officer Marta Quill has left. {said}.")
    told = {(event.type, event.person, event.role) for event in events}
    assert ("executive_promoted", "Brian Holt", "interim chief information officer") in told
    assert [event.person for event in events if event.type == "executive_departed"] == ["Marta Quill"]


@pytest.mark.parametrize(
    "said",
    [
        "She will lead the department until a successor is found",
        "Marta Quill will lead the department until a successor is found",
        "Corwell Consulting will run the department until a successor is found",
        "Brian Holt stood in for her at the meeting",
        "Deputy CIO Brian Holt fills in for CFO Ann Lang, who is ill",
    ],
)
def test_who_leaves_and_a_company_do_not_fill_in(said: str) -> None:
    """Neither whoever stays until somebody is found nor a firm, nor who stands in once or for another, gets it."""
    events = certain(f"Tessaly said chief information officer Marta Quill will retire in June. {said}.")
    assert not [event for event in events if event.role.startswith("interim")]


@pytest.mark.parametrize(
    ("said", "leaves"),
    [
        ("who will return to her role as chief financial officer", False),
        ("who is going back to leading finance", False),
        ("who will resume her duties as treasurer", False),
        ("who is leaving the company", True),
        ("who returns to Orbel, her former employer", True),
    ],
)
def test_who_goes_back_to_their_own_post_leaves_nobody(said: str, leaves: bool) -> None:
    """Whoever filled in is told as leaving only where they leave."""
    events = certain(f"Tessaly has appointed Ann Lang as CIO. She succeeds interim CIO Marta Quill, {said}.")
    assert [event.person for event in events if event.type == "executive_departed"] == ["Marta Quill"] * leaves


@pytest.mark.parametrize(
    ("said", "leaves"),
    [
        ("Marta Quill, who had filled in since May and goes back to being CFO", False),
        ("Marta Quill, who served as interim CIO and will return to the CFO post", False),
        ("Marta Quill after interim CIO Ivo Lang, who will return to his role as CFO", True),
    ],
)
def test_a_post_for_a_time_may_be_told_in_the_sentence_alone(said: str, leaves: bool) -> None:
    """Of the one who goes back, not of another."""
    left = CompanyEvent("1", "a", "executive_departed", "Tessaly", person="Marta Quill", role="CIO")
    told = with_interim_posts([left], f"Tessaly names Ann Lang. She succeeds {said}.")
    assert any(event.person == "Marta Quill" for event in told) is leaves


@pytest.mark.parametrize(
    ("said", "post"),
    [
        (
            "CFO Ann Lang will take on the duties of chief technology officer on an interim basis",
            "interim chief technology officer",
        ),
        ("CFO Ann Lang will also act as CIO for now", "interim CIO"),
        ("CFO Ann Lang will oversee technology on an interim basis", ""),
        ("It promoted CFO Ann Lang, who will lead the search for a CIO in the meantime", "CFO"),
    ],
)
def test_who_takes_on_a_second_post_for_a_time_has_the_interim_post(said: str, post: str) -> None:
    """Not the post that they keep, nor the other one for good."""
    rises = CompanyEvent("1", "a", "executive_promoted", "Tessaly", person="Ann Lang", role="CFO", certain_from=0.5)
    (told,) = with_interim_posts([rises], f"{said}.")
    assert told.role == post
    assert told.certain_from == (0.5 if post else NEVER)


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("Tessaly has named Ann Lang interim CFO after Todd Bell's exit.", "CFO"),
        ("After the resignation of Todd Bell, Tessaly named Ann Lang as interim CFO.", "CFO"),
        ("Tessaly has named Ann Lang interim CFO after interim CFO Todd Bell resigned.", "interim CFO"),
        ("Tessaly has named Ann Lang interim CFO. Todd Bell resigned as interim CFO on Friday.", "interim CFO"),
        ("Todd Bell, who had been interim CFO, has left. Ann Lang is interim CFO of Tessaly.", "interim CFO"),
    ],
)
def test_who_leaves_a_post_that_is_then_filled_for_a_time_held_it_for_good(text: str, post: str) -> None:
    """Unless the text says that they only filled it, too."""
    left = CompanyEvent("1", "a", "executive_departed", "Tessaly", person="Todd Bell", role="interim CFO")
    comes = CompanyEvent("2", "a", "executive_promoted", "Tessaly", person="Ann Lang", role="interim CFO")
    told = with_interim_posts([left, comes], text)
    assert {one.person: one.role for one in told} == {"Todd Bell": post, "Ann Lang": "interim CFO"}


def test_who_fills_in_does_so_where_somebody_leaves() -> None:
    """Not at the company that is left for."""
    text = "Director Ann Lang will leave Orbel to lead the Tessaly Trust. Jo Roe will serve as interim director."
    left = CompanyEvent("1", "a", "executive_departed", "Orbel", person="Ann Lang", role="director", probability=0.9)
    here = CompanyEvent("2", "a", "executive_promoted", "Orbel", person="Jo Roe", role="interim director")
    there = CompanyEvent("3", "a", "executive_hired", "Tessaly Trust", person="Jo Roe", role="interim director")
    assert with_interim_posts([left, here, there], text) == [left, here]
    own = text.replace("Jo Roe", "Jo Roe of the Tessaly Trust")
    assert there in with_interim_posts([left, there], own)
    joins = CompanyEvent("4", "a", "executive_hired", "Tessaly Trust", person="Ann Lang", role="director")
    assert joins in with_interim_posts([left, here, joins], text)


@pytest.mark.parametrize(
    ("said", "post"),
    [
        ("Chair Brian Holt will step in as executive chair until a replacement is found", "interim executive chair"),
        ("Chair Brian Holt will serve as acting chief executive until a successor is named", "acting chief executive"),
        ("Chair Brian Holt will take over while staying on as chair until a successor is named", "interim CEO"),
    ],
)
def test_who_fills_in_as_something_has_that_post(said: str, post: str) -> None:
    """And not the one that is left."""
    left = CompanyEvent("d", "a", "executive_departed", "Tessaly", person="Marta Quill", role="CEO")
    told = with_interim_posts([left], f"Tessaly CEO Marta Quill has left. {said}.")
    assert [(one.person, one.role) for one in told[1:]] == [("Brian Holt", post)]
