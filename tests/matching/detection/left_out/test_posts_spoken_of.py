"""Who only speaks of others that leave, seeks somebody for a post or takes their time makes no news of a post."""

from __future__ import annotations

import pytest

from tests.matching.detection.left_out.kinds_told import told


def test_a_transition_without_a_word_of_leaving_is_nobodys_departure() -> None:
    """Who moves up is told, and nobody unnamed leaves beside them; where a text says that somebody leaves it stays."""
    title = "Orbel Cloud Announces Leadership Transition"
    rises = "Orbel Cloud's founder and CEO, Brian Holt, will transition to executive chairman on January 1."
    assert "executive_departed" not in [kind for kind, _ in told(title, rises)]
    assert "executive_departed" in [kind for kind, _ in told("Orbel Cloud CIO resigns", "Its CIO has resigned.")]


@pytest.mark.parametrize(
    "text",
    [
        "Corvessa Bancorp will take its time to replace Otto Kern, chief executive Mira Lund said.",
        "Corvessa Bancorp is in no hurry to replace Otto Kern, who left as finance chief in May.",
        "Corvessa Bancorp is not in a hurry to name a successor to Otto Kern.",
    ],
)
def test_who_takes_their_time_has_hired_nobody(text: str) -> None:
    """Neither whom they replace, nor who says so."""
    kinds = [kind for kind, _ in told("A new finance chief at Corvessa? No rush", text)]
    assert not {"executive_hired", "executive_promoted"}.intersection(kinds)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Orbel's CIO on skills",
            "Orbel Foods CIO Jane Roe says half of her developers plan to quit within three years.",
        ),
        (
            "Engineers will retire",
            "Ivo Lang, CIO of Orbel Foods, said many of its mainframe engineers will retire by 2030.",
        ),
        (
            "Orbel's CIO speaks",
            "“Four in ten of my analysts resign within a year,” said Jane Roe, CISO of Orbel Foods.",
        ),
        ("Security chiefs are tired", "The average CISO leaves after 18 months, says Jane Roe, CISO of Orbel Foods."),
        ("A brain drain", "Orbel Foods' CIO fears that a tenth of its data scientists will depart for big tech."),
    ],
)
def test_who_speaks_of_others_leaving_leaves_nothing(title: str, text: str) -> None:
    """Whatever share of whom they say it of."""
    assert "executive_departed" not in [kind for kind, _ in told(title, text)]


@pytest.mark.parametrize(
    "text",
    [
        "Orbel Foods CIO Jane Roe says she and half of her team plan to leave the company this year.",
        "Orbel Foods CIO Jane Roe told staff that she has resigned. Many engineers will leave with her, she said.",
        "Orbel Foods said that some of its executives, among them CIO Jane Roe, will leave.",
        "Orbel Foods CIO Jane Roe told employees on Monday of her decision to step down.",
        "Orbel Foods CIO Jane Roe told staff about plans to leave the company in June.",
    ],
)
def test_who_leaves_with_others_leaves(text: str) -> None:
    """Whoever says so."""
    assert ("executive_departed", "Orbel Foods") in told("Orbel Foods CIO to leave", text)


@pytest.mark.parametrize(
    "text",
    [
        "Orbel Housing wishes to appoint a Chief Financial Officer. Apply by noon on 5 May.",
        "Orbel Housing wants to appoint a chief financial officer. Applications are open.",
    ],
)
def test_a_post_that_is_advertised_is_no_hire(text: str) -> None:
    assert ("executive_hired", "Orbel Housing") not in told("Chief Financial Officer, Orbel Housing", text)


def test_a_post_that_will_be_filled_is_told() -> None:
    text = "Orbel Housing has appointed Jo Park as chief financial officer. Applications for grants are open."
    assert ("executive_hired", "Orbel Housing") in told("Orbel Housing appoints CFO", text)


def test_a_post_beside_which_another_is_offered_is_told() -> None:
    text = "Orbel Housing has hired a new CFO from Velmora and wants to appoint a COO. To apply for homes, write to it."
    assert ("executive_hired", "Orbel Housing") in told("Orbel Housing hires new CFO", text)
