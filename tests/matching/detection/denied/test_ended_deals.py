"""A merger that is ended before it is closed is denied; one that may end is neither denied nor news."""

from __future__ import annotations

from dataclasses import replace

import pytest

from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.detection.denied.ended_deals import with_ended_deals


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
        "In May, Orbel Bio terminated its merger agreement with Kaldine Therapeutics.",
    ],
)
def test_a_merger_that_is_ended_is_denied_on_both_sides(lead: str) -> None:
    """What was read as announced, and what was not read at all."""
    parts = ("8-K - Orbel Bio, Inc.", lead)
    names = ["Orbel Bio, Inc.", "Orbel Bio", "Kaldine Therapeutics"]
    read = CompanyEvent("1", "a", "merger", "Orbel Bio", counterparty="Kaldine Therapeutics", probability=0.5)
    told = with_ended_deals([read], names, parts, "a")
    assert [(one.certainty, one.certain) for one in told] == [(Certainty.DENIED, False)] * 2
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


@pytest.mark.parametrize(
    ("lead", "kind"),
    [
        ("A federal judge on Monday blocked the merger of Orbel Foods and Pask Dairies.", "merger"),
        ("Shareholders of Pask Dairies have voted down Orbel Foods' takeover of the company.", "acquisition"),
        ("The European Commission vetoed Orbel Foods' acquisition of Pask Dairies.", "acquisition"),
        ("A tribunal has barred Orbel Foods from taking over Pask Dairies.", "acquisition"),
        ("Orbel Foods' bid for Pask Dairies was blocked by the government.", "acquisition"),
        ("A judge in May rejected Orbel Foods' bid to buy Pask Dairies.", "acquisition"),
    ],
)
def test_a_deal_that_others_block_is_denied_on_both_sides(lead: str, kind: str) -> None:
    """A court, a regulator, those who own it; the side that was not read, too."""
    names = ["Orbel Foods", "Pask Dairies"]
    read = CompanyEvent("1", "a", kind, "Orbel Foods", counterparty="Pask Dairies", probability=0.5)
    for events in ([], [read]):
        told = with_ended_deals(events, names, ("Deal is off", lead), "a")
        assert {(one.type, one.company, one.counterparty) for one in told} == {
            (kind, "Orbel Foods", "Pask Dairies"),
            (kind, "Pask Dairies", "Orbel Foods"),
        }
        assert {one.certainty for one in told} == {Certainty.DENIED}


@pytest.mark.parametrize(
    "lead",
    [
        "A judge refused to block the merger of Orbel Foods and Pask Dairies.",
        "A judge rejected a challenge to the merger of Orbel Foods and Pask Dairies.",
        "A judge rejects merger challenge of Orbel Foods and Pask Dairies.",
        "A judge temporarily blocked the merger of Orbel Foods and Pask Dairies.",
        "The FTC sued to block Orbel Foods' acquisition of Pask Dairies.",
        "Orbel Foods' deal for Pask Dairies was approved by the EU, weeks after UK regulators blocked the acquisition.",
        "A court overturned a ruling that blocked the merger of Orbel Foods and Pask Dairies.",
        "Orbel Foods will buy Pask Dairies, a year after a court blocked its purchase of Ostmark Wire.",
    ],
)
def test_a_deal_that_is_not_blocked_for_good_stands(lead: str) -> None:
    """Nor does one, of which another was blocked, end."""
    read = CompanyEvent("1", "a", "merger", "Orbel Foods", counterparty="Pask Dairies", certainty=Certainty.ANNOUNCED)
    names = ["Orbel Foods", "Pask Dairies", "Ostmark Wire"]
    assert with_ended_deals([read], names, ("Orbel Foods and Pask Dairies", lead), "a") == [read]


def test_a_deal_whose_closing_is_put_off_goes_on() -> None:
    """Where the reader takes the delay for its end."""
    read = CompanyEvent("1", "a", "merger", "Orbel Foods", counterparty="Pask Dairies", certainty=Certainty.DENIED)
    read = replace(read, probability=0.5, certain_from=0.8)
    lead = "Orbel Foods and Pask Dairies have delayed the completion of their merger to March."
    [told] = with_ended_deals([read], ["Orbel Foods", "Pask Dairies"], ("Orbel Foods", lead), "a")
    assert told.certainty is Certainty.ANNOUNCED


@pytest.mark.parametrize(
    "lead",
    [
        "A judge rejected Orbel Foods' bid to dismiss a lawsuit by Pask Dairies.",
        "A court rejected the plea deal of Orbel Foods over the fire at Pask Dairies.",
        "Members voted down a tentative deal between Orbel Foods and Pask Dairies Workers.",
    ],
)
def test_what_is_rejected_may_be_no_deal_of_two_companies(lead: str) -> None:
    """What is asked of a court, or offered to those who work, joins nobody."""
    names = ["Orbel Foods", "Pask Dairies", "Pask Dairies Workers"]
    assert with_ended_deals([], names, ("Orbel Foods", lead), "a") == []
