"""A merger that is ended before it is closed is denied; one that may end is neither denied nor news."""

from __future__ import annotations

import pytest

from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.detection.ended_deals import with_ended_deals


@pytest.mark.parametrize(
    "lead",
    [
        "Item 1.02. On May 4, 2026, Orbel Bio, Inc. and Kaldine Therapeutics mutually agreed to terminate the "
        "Agreement and Plan of Merger dated June 1, 2025.",
        "Item 1.02. Kaldine Therapeutics delivered notice to Orbel Bio, Inc. terminating the Merger Agreement.",
        "Item 1.02. The Company and Kaldine Therapeutics entered into a mutual termination agreement.",
        "Orbel Bio and Kaldine Therapeutics have ended their $900 million merger.",
        "The merger of Orbel Bio and Kaldine Therapeutics has been called off.",
        "Owners of Orbel Bio vote down its merger agreement with Kaldine Therapeutics.",
    ],
)
def test_a_merger_that_is_ended_is_denied_on_both_sides(lead: str) -> None:
    """What was read as announced, and what was not read at all."""
    parts = ("8-K - Orbel Bio, Inc.", lead)
    names = ["Orbel Bio, Inc.", "Orbel Bio", "Kaldine Therapeutics"]
    read = CompanyEvent("1", "a", "merger", "Orbel Bio", counterparty="Kaldine Therapeutics", probability=0.5)
    (told,) = with_ended_deals([read], names, parts, "a")
    assert (told.certainty, told.certain) == (Certainty.DENIED, False)
    found = with_ended_deals([], names, parts, "a")
    assert {(one.company, one.counterparty) for one in found} == {
        ("Orbel Bio", "Kaldine Therapeutics"),
        ("Kaldine Therapeutics", "Orbel Bio"),
    }
    assert {(one.type, one.certainty, one.certain) for one in found} == {("merger", Certainty.DENIED, False)}


@pytest.mark.parametrize(
    "lead",
    [
        "Orbel Bio and Kaldine Therapeutics will merge. Either may terminate the merger agreement after June.",
        "Orbel Bio and Kaldine Therapeutics will merge. An earlier merger with Velmora had ended.",
        "Orbel Bio will merge with Kaldine Therapeutics, as Kaldine Therapeutics ended its merger with Velmora.",
        "Orbel Bio terminated its lease before the merger with Kaldine Therapeutics.",
        "Orbel Bio, which terminated its merger with Kaldine Therapeutics in 2020, reported a loss.",
    ],
)
def test_a_merger_that_may_end_or_another_that_ended_denies_nothing(lead: str) -> None:
    """Nor does the end of a lease."""
    names = ["Orbel Bio", "Kaldine Therapeutics", "Velmora"]
    read = CompanyEvent("1", "a", "merger", "Orbel Bio", counterparty="Kaldine Therapeutics")
    assert with_ended_deals([read], names, ("Orbel Bio", lead), "a") == [read]
    assert not any("Orbel Bio" in one.names for one in with_ended_deals([], names, ("Orbel Bio", lead), "a"))


def test_no_call_is_made_of_a_merger_that_a_headline_says_may_end() -> None:
    """It is not denied either, nor is anything else of the text."""
    read = CompanyEvent("1", "a", "merger", "Orbel Bio", counterparty="Velmora", certain_from=0.0)
    left = CompanyEvent("2", "a", "executive_departed", "Orbel Bio", person="Jo Park", certain_from=0.0)
    told = with_ended_deals([read, left], ["Orbel Bio", "Velmora"], ("Orbel Bio may end merger with Velmora", ""), "a")
    assert [(one.certainty, one.certain) for one in told] == [(read.certainty, False), (left.certainty, True)]
