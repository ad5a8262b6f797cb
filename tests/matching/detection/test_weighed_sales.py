"""A company that weighs a sale of itself is rumoured to be bought; one that sells a thing is not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement
from callnow.terms import Certainty
from matching.detection.detect import detect

AT = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "sides"),
    [
        (
            "Galtway Airlines weighs sale to Skellig Air, sources say",
            {("target", "Galtway Airlines"), ("acquirer", "Skellig Air")},
        ),
        (
            "Galtway Airlines said to be weighing sale to Skellig Air, sources say",
            {("target", "Galtway Airlines"), ("acquirer", "Skellig Air")},
        ),
        ("Galtway Airlines considering sale, people familiar say", {("target", "Galtway Airlines")}),
        ("Galtway Airlines is exploring a potential sale of the company", {("target", "Galtway Airlines")}),
        ("Galtway Airlines weighs options including potential sale", {("target", "Galtway Airlines")}),
        (
            "Galtway Airlines is exploring options such as a sale to Skellig Air",
            {("target", "Galtway Airlines"), ("acquirer", "Skellig Air")},
        ),
    ],
)
def test_a_sale_that_is_weighed_is_a_rumour(title: str, sides: set[tuple[str, str]]) -> None:
    [events] = detect([Announcement("a", "wire", title, "", "", AT, AT)])
    assert {(e.side, e.company) for e in events} == sides
    assert {(e.type, e.certainty) for e in events} == {("acquisition", Certainty.RUMOURED)}


@pytest.mark.parametrize(
    "title",
    [
        "Galtway Airlines considers sale of Denver plant",
        "Galtway Airlines weighs sale of ten aircraft",
        "Galtway Airlines weighs sale prices for summer",
        "Galtway Airlines explores options including sale of Denver plant",
    ],
)
def test_the_sale_of_a_thing_is_none(title: str) -> None:
    [events] = detect([Announcement("a", "wire", title, "", "", AT, AT)])
    assert [e.type for e in events if e.type == "acquisition"] == []


@pytest.mark.parametrize("words", ["said to explore", "is said to explore", "said to weigh", "said to be exploring"])
def test_what_a_company_is_said_to_weigh_is_a_rumour(words: str) -> None:
    """ "Said to" marks a rumour before any verb."""
    title = f"Galtway Airlines {words} sale of consumer unit"
    lead = (
        "Galtway Airlines is exploring a sale of its consumer unit, according to people with knowledge of the matter."
    )
    [events] = detect([Announcement("a", "wire", title, lead, "", AT, AT)])
    assert [(e.type, e.certainty) for e in events] == [("divestiture", Certainty.RUMOURED)]


def test_one_of_several_options_is_a_rumour() -> None:
    """Whatever it is: nothing is decided."""
    title = "Galtway Airlines studies options, including layoffs"
    [events] = detect([Announcement("a", "wire", title, "", "", AT, AT)])
    assert all(event.certainty is Certainty.RUMOURED for event in events)


def test_a_chief_who_tells_that_advisers_review_options_tells_of_a_restructuring() -> None:
    """However little the reader sees of it below a headline of results; who offers options to others tells of none."""
    title = "Brightmoor Life & Annuity swings to loss; CEO pledges 'no sacred cows'"
    text = (
        "Brightmoor Life & Annuity posted a $21 million third-quarter loss. Chief executive Tom Avery told analysts he "
        "has hired advisers to review strategic options, including a sale of the older annuities."
    )
    (events,) = detect([Announcement("a", "wire", title, text, "", AT, AT)])
    assert [e.company for e in events if e.type == "restructuring"] == ["Brightmoor Life & Annuity"]
    offer = "Pellwood College offers strategic options for students."
    (events,) = detect([Announcement("a", "wire", offer, offer, "", AT, AT)])
    assert not [e for e in events if e.type == "restructuring"]


@pytest.mark.parametrize(
    "text",
    [
        "Galtway Airlines said it has ended its sale process and is no longer exploring a sale.",
        "Galtway Airlines has ended the process of exploring a sale of the company.",
        "Galtway Airlines is no longer for sale, its chairman said.",
        "Galtway Airlines has abandoned plans to sell itself.",
        "Galtway Airlines's sale process has been terminated.",
        "Galtway Airlines in May ended its sale process.",
    ],
)
def test_a_sale_that_is_given_up_is_denied(text: str) -> None:
    """Which takes back what was told of it, though its words are those of a sale that is weighed."""
    [events] = detect([Announcement("a", "wire", "Galtway Airlines gives an update", text, "", AT, AT)])
    told = {(e.company, e.side, e.certainty) for e in events if e.type == "acquisition"}
    assert told == {("Galtway Airlines", "target", Certainty.DENIED)}


@pytest.mark.parametrize(
    "text",
    [
        "Galtway Airlines is considering ending its sale process, sources say.",
        "Galtway Airlines has completed its strategic review and agreed to be acquired by Skellig Air.",
    ],
)
def test_a_sale_that_may_end_or_led_to_a_deal_is_not_given_up(text: str) -> None:
    """It is told, and nothing is taken back."""
    [events] = detect([Announcement("a", "wire", "Galtway Airlines gives an update", text, "", AT, AT)])
    told = [event.certainty for event in events if event.type == "acquisition"]
    assert told
    assert Certainty.DENIED not in told
