"""The two sides of one deal are as probable as each other, and as far along; who set a buyer up is the buyer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from callnow.terms import Certainty
from matching.detection.deals.deal_sides import (
    as_agreed,
    as_far_along_as_other_side,
    as_probable_as_other_side,
    is_sure_side,
    while_only_cleared,
    with_named_buyers,
    with_real_buyers,
)
from matching.detection.detect import detect
from matching.detection.event_features import EventFeatures
from matching.reading.calibration import NEVER

BUYER = CompanyEvent(
    "b", "a", "acquisition", "Harbor Foods", Certainty.DONE, side="acquirer", counterparty="Pinewood Kitchens"
)
BOUGHT = CompanyEvent(
    "t", "a", "acquisition", "Pinewood Kitchens", Certainty.ANNOUNCED, side="target", counterparty="Harbor Foods"
)
OTHER = CompanyEvent("o", "a", "acquisition", "Tessaly", Certainty.DONE, side="target", counterparty="Castell Valves")


def read(title: str, body: str = "") -> list[CompanyEvent]:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    return detect([Announcement("a", "wire", title, body, "", at, at)])[0]


def test_a_side_is_as_probable_as_the_one_it_has_the_deal_with() -> None:
    """Only where each names the other, and the side itself is read surely."""
    weighed = [(BUYER, 0.98), (BOUGHT, 0.86), (OTHER, 0.8)]
    assert as_probable_as_other_side(weighed, {"t", "o"}) == [(BUYER, 0.98), (BOUGHT, 0.98), (OTHER, 0.8)]
    assert as_probable_as_other_side(weighed, {"o"}) == weighed


@pytest.mark.parametrize(
    ("by_grammar", "by_reader", "sure"),
    [(None, 0.995, True), (None, 0.98, False), (1.0, 0.6, True), (1.0, 0.3, False), (1.0, None, False)],
)
def test_a_side_is_sure_by_the_reader(by_grammar: float | None, by_reader: float | None, sure: bool) -> None:
    """By itself it must leave no doubt; what the grammar found, too, must only be likely."""
    assert is_sure_side(EventFeatures("acquisition", by_grammar=by_grammar, by_reader=by_reader)) is sure


def test_a_deal_is_as_far_along_on_both_sides() -> None:
    """What is announced of one side is not done of the other; another deal's sides have no say."""
    told = as_far_along_as_other_side([BUYER, BOUGHT, OTHER])
    assert [event.certainty for event in told] == [Certainty.ANNOUNCED, Certainty.ANNOUNCED, Certainty.DONE]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Harbor Foods to acquire frozen-meal maker", "Harbor Foods said it agreed to acquire Pinewood Kitchens."),
        ("Pump Maker to Buy Castell Valves", "Pump maker Rothmann AG agreed to buy Castell Valves, both said."),
    ],
)
def test_the_side_that_a_headline_only_describes_asks_for_a_call(title: str, body: str) -> None:
    """The lead names it, and only the reader finds it."""
    assert [event.certain for event in read(title, body)] == [True, True]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("European Union clears Corvane's acquisition of Tessaly Games", "The EU breaks with regulators elsewhere."),
        ("Regulator allows Corvane to move forward with $2.8 billion Tessaly Therapeutics acquisition", ""),
        ("Shareholders back Corvane's acquisition of Tessaly", "More than 90% voted in favour."),
        ("Watchdog waves through Corvane's acquisition of Tessaly", ""),
        ("Orbel Buys Valve Maker", "Orbel is acquiring Castell Valves, it said on Monday."),
        ("Orbel to buy Tessaly Labs in deal expected to close in June", "Orbel will buy Tessaly Labs."),
    ],
)
def test_what_is_allowed_or_signed_is_not_done(title: str, body: str) -> None:
    """A regulator that lets a deal go ahead does not close it."""
    told = read(title, body)
    assert {event.certainty for event in told if event.type == "acquisition"} == {Certainty.ANNOUNCED}
    assert len(told) > 1


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Orbel completes acquisition of Castell Valves", "It closed the deal after shareholders approved it."),
        ("Velmora acquires Nimble Circuits", "Velmora has acquired Nimble Circuits, a maker of software."),
    ],
)
def test_a_deal_that_is_closed_is_done(title: str, body: str) -> None:
    """What was allowed before changes nothing."""
    assert {event.certainty for event in read(title, body)} == {Certainty.DONE}


def test_who_is_bought_by_a_company_set_up_for_it_is_bought_by_its_owner() -> None:
    """Where the text says whose that is; another company's owner changes nothing."""
    bought = CompanyEvent("1", "a", "acquisition", "Tessaly", side="target", counterparty="Bidco")
    text = (
        "An offer for Tessaly by Bidco, a newly formed company owned by funds managed by Haldane Capital, was agreed."
    )
    assert [e.counterparty for e in with_real_buyers([bought], text)] == ["Haldane Capital"]
    assert with_real_buyers([bought], text.replace("Bidco", "Orbel")) == [bought]


def test_a_company_set_up_to_buy_is_called_by_its_owner() -> None:
    """The "Bidco" of a name is cut on both sides; one that is called after what it buys says nobody."""
    bought = CompanyEvent("1", "a", "acquisition", "Tessaly", side="target", counterparty="Haldane Bidco Limited")
    buys = CompanyEvent("2", "a", "acquisition", "Haldane Bidco", side="acquirer", counterparty="Tessaly")
    one, other = with_real_buyers([bought, buys], "A recommended offer for Tessaly by Haldane Bidco Limited.")
    assert (one.counterparty, other.company) == ("Haldane", "Haldane")
    (named_after,) = with_real_buyers([replace(bought, counterparty="Tessaly Bidco Limited")], "")
    assert not named_after.counterparty


@pytest.mark.parametrize(
    ("title", "body", "told"),
    [
        ("Orbel's takeover of Tessaly cleared by EU regulators", "The Commission saw no harm.", "announced"),
        ("FTC clears Orbel's purchase of Tessaly", "", "announced"),
        ("Orbel buys Tessaly", "It has bought Tessaly after regulators cleared the deal.", "done"),
        ("Orbel closes takeover of Tessaly after FTC clearance", "The deal closed on Friday.", "done"),
        ("Judge clears Orbel of claims over Tessaly deal", "", "done"),
    ],
)
def test_a_deal_that_a_headline_says_to_be_cleared_is_announced(title: str, body: str, told: str) -> None:
    """Whether it was read as done or as denied; one that words deny stays so."""
    done = CompanyEvent("b", "a", "acquisition", "Orbel", side="acquirer", counterparty="Tessaly", certain_from=0.9)
    denied = replace(done, id="d", certainty=Certainty.DENIED)
    mute = replace(denied, id="m", certain_from=NEVER)
    found = while_only_cleared([done, denied, mute], title, f"{title}. {body}")
    expected = [told, told if told == "announced" else "denied", "denied"]
    assert [one.certainty.value for one in found] == expected


def test_who_only_runs_what_another_bought_is_no_buyer() -> None:
    """Nor is who ran it before the seller; a buyer that also takes over the management stays one."""
    text = "Velmora Trust has bought the Orbel Inn. Tessaly Hotels takes over management from Quillon Hotels."
    bought = CompanyEvent("1", "a", "acquisition", "Orbel Inn", side="target", counterparty="Tessaly Hotels")
    buys = CompanyEvent("2", "a", "acquisition", "Velmora Trust", side="acquirer", counterparty="Orbel Inn")
    runs = CompanyEvent("3", "a", "acquisition", "Tessaly Hotels", side="acquirer", counterparty="Orbel Inn")
    sold = CompanyEvent("4", "a", "divestiture", "Quillon Hotels", counterparty="Velmora Trust")
    assert with_real_buyers([bought, buys, runs, sold], text) == [replace(bought, counterparty="Velmora Trust"), buys]
    text = "Tessaly Hotels has bought the Orbel Inn and takes over management on Monday."
    assert with_real_buyers([bought, runs], text) == [bought, runs]


def test_what_is_put_up_for_sale_has_no_buyer_and_no_price_paid() -> None:
    offered = CompanyEvent("1", "a", "acquisition", "Orbel Hotels", side="target", amount="$90 million")
    (event,) = with_real_buyers([offered], "Orbel Hotels has been put up for sale for $90 million by its owner.")
    assert (event.certainty, event.amount) == (Certainty.RUMOURED, "")
    for text in (
        "Velmora has bought Orbel Hotels, which was put up for sale in May, for $90 million.",
        "Velmora has taken over Orbel Hotels, which went on the market in May.",
    ):
        assert with_real_buyers([offered], text) == [offered]


def test_a_merger_that_is_agreed_on_is_no_rumour() -> None:
    """Boards have approved it, or members are to vote on it; what is only talked about stays a rumour."""
    rumour = CompanyEvent("1", "a", "merger", "Orbel Credit Union", counterparty="Pask Credit Union")
    rumour = replace(rumour, certainty=Certainty.RUMOURED)
    for text, far in (
        ("Members of Orbel Credit Union will vote in May on a proposed merger into Pask.", Certainty.ANNOUNCED),
        ("Orbel Credit Union may merge into Pask. Both boards have approved the plan.", Certainty.ANNOUNCED),
        ("Orbel Credit Union and Pask are in talks on a merger that members would vote on.", Certainty.RUMOURED),
        ("The boards of Orbel Credit Union and Pask have agreed to explore a merger.", Certainty.RUMOURED),
        ("Orbel Credit Union may merge into Pask, an analyst wrote. Its board approved a budget.", Certainty.RUMOURED),
    ):
        assert [one.certainty for one in as_agreed([rumour], text)] == [far], text


def test_who_accepts_an_offer_is_bought() -> None:
    """The reader has both buy, where a text names no "acquisition"."""
    taken = replace(BOUGHT, side="acquirer")
    text = "Shareholders of Pinewood Kitchens have voted to accept Harbor Foods' offer of $88 million."
    assert with_real_buyers([taken], text) == [BOUGHT]
    assert with_real_buyers([taken], text.replace("accept", "block")) == [taken]


def test_who_by_its_words_buys_a_company_is_told_to() -> None:
    """Where the reader told the other side alone, and for certain; not who buys a stake or a plant of it."""
    [_, buyer] = with_named_buyers([BOUGHT], "Harbor Foods has snapped up rival Pinewood Kitchens.")
    assert (buyer.company, buyer.side, buyer.counterparty) == ("Harbor Foods", "acquirer", "Pinewood Kitchens")
    assert with_named_buyers([BOUGHT, BUYER], "Harbor Foods bought Pinewood Kitchens.") == [BOUGHT, BUYER]
    doubtful = replace(BOUGHT, probability=0.5, certain_from=0.8)
    assert with_named_buyers([doubtful], "Harbor Foods bought Pinewood Kitchens.") == [doubtful]
    for text in (
        "bought a stake in Pinewood Kitchens",
        "bought Pinewood Kitchens' Leeds plant",
        "sold Pinewood Kitchens",
    ):
        assert with_named_buyers([BOUGHT], f"Harbor Foods {text}.") == [BOUGHT]


def test_whose_bid_is_rejected_would_buy() -> None:
    """Whoever stands first."""
    text = "Harbor Foods' $3 billion bid rejected by Pinewood Kitchens"
    swapped = [replace(BUYER, side="target"), replace(BOUGHT, side="acquirer")]
    assert [one.side for one in with_real_buyers(swapped, text)] == ["acquirer", "target"]
    assert with_real_buyers([BUYER, BOUGHT], text) == [BUYER, BOUGHT]
    assert with_real_buyers([BUYER, BOUGHT], "Harbor Foods' bid accepted by Pinewood Kitchens") == [BUYER, BOUGHT]


def test_a_denied_deal_is_denied_on_both_sides_alike() -> None:
    """As surely, too; a rumour that nobody denies stays one."""
    denied = replace(BUYER, certainty=Certainty.DENIED, probability=0.85, certain_from=0.77)
    rumoured = replace(BOUGHT, certainty=Certainty.RUMOURED, probability=0.72, certain_from=0.77)
    told = as_far_along_as_other_side([denied, rumoured, OTHER])
    assert [(one.certainty, one.certain) for one in told[:2]] == [(Certainty.DENIED, True)] * 2
    muted = replace(rumoured, certain_from=NEVER)
    assert not any(one.certain for one in as_far_along_as_other_side([denied, muted]))
    both = [replace(denied, certainty=Certainty.RUMOURED), rumoured]
    assert as_far_along_as_other_side(both) == both
    done = [denied, replace(BOUGHT, certainty=Certainty.DONE)]
    assert as_far_along_as_other_side(done) == done


@pytest.mark.parametrize(
    ("title", "far"),
    [
        ("Harbor Foods' Pinewood Kitchens purchase reportedly faces EU investigation", Certainty.ANNOUNCED),
        ("Harbor Foods reportedly in talks on purchase of Pinewood Kitchens", Certainty.RUMOURED),
        ("Harbor Foods takeover of Pinewood Kitchens reportedly under review by its board", Certainty.RUMOURED),
        ("Deal of Harbor Foods chairman reportedly under scrutiny", Certainty.RUMOURED),
    ],
)
def test_what_regulators_reportedly_look_into_is_agreed(title: str, far: Certainty) -> None:
    """What is reported is the investigation."""
    rumoured = replace(BUYER, certainty=Certainty.RUMOURED)
    assert while_only_cleared([rumoured], title, title)[0].certainty is far


def test_a_unit_merges_with_whom_the_text_names() -> None:
    """Not with its parent; one that merges with its parent does."""
    merges = CompanyEvent("m", "a", "merger", "Tessaly", counterparty="Velmora International")
    text = "Velmora subsidiary Tessaly will go public by merging with Quorrel Acquisition Corp."
    assert with_real_buyers([merges], text)[0].counterparty == "Quorrel Acquisition"
    own = "Velmora subsidiary Tessaly is merging with Velmora."
    assert with_real_buyers([merges], own) == [merges]
