"""Who buys a minority of a company buys no company, and who sells a plant has sold a part."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from callnow.terms import Certainty
from matching.detection.detect import detect, detect_fast
from matching.detection.left_out.parts_bought import is_of_a_part

NOW = datetime(2026, 3, 1, tzinfo=UTC)
BOUGHT = CompanyEvent("1", "a", "acquisition", "Tolvane Homeware", side="target", counterparty="Merrin Group")
BUYS = CompanyEvent("2", "a", "acquisition", "Merrin Group", side="acquirer", counterparty="Tolvane Homeware")


@pytest.mark.parametrize(
    "text",
    [
        "Merrin Group to acquire a minority stake in Tolvane Homeware.",
        "Merrin Group has bought a 15 percent stake in Tolvane Homeware.",
        "Merrin Group will acquire 25% of the retailer Tolvane Homeware for $40 million.",
        "Tolvane Homeware sells a 20% stake to Merrin Group.",
    ],
)
def test_a_minority_is_no_company(text: str) -> None:
    """Nobody is asked whose systems will stay, on neither side."""
    assert is_of_a_part(BOUGHT, text)
    assert is_of_a_part(BUYS, text)


@pytest.mark.parametrize(
    "text",
    [
        "Merrin Group will acquire the remaining 30% of Tolvane Homeware.",
        "Merrin Group will buy 60% of Tolvane Homeware, whose founder keeps 40%.",
        "Merrin Group, which owns 30% of Tolvane Homeware, will buy the other shares.",
        "Merrin Group will acquire Tolvane Homeware. It has a 12% stake in Tolvane Homeware's rival Orbel.",
    ],
)
def test_a_whole_company_is_bought(text: str) -> None:
    """The share is the rest, or a majority."""
    assert not is_of_a_part(BOUGHT, text)
    assert not is_of_a_part(BUYS, text)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Velmora Chemicals sells Joliet plant to Hoshida", "Velmora Chemicals sold its Joliet, Ill., resins plant."),
        ("Velmora Chemicals to sell its Neenah mill to Corday Paper", ""),
        ("Velmora Chemicals weighs sale of frozen-food arm, sources say", ""),
    ],
)
def test_a_plant_that_is_sold_is_a_divestiture(title: str, text: str) -> None:
    """A site goes to a named company along with who works there; what is only weighed is a rumour."""
    (events,) = detect([Announcement("a", "wire", title, text, "", NOW, NOW)])
    assert ("divestiture", "Velmora Chemicals") in [(e.type, e.company) for e in events]
    assert not any(e.company == "Velmora Chemicals" and e.type == "acquisition" for e in events)


@pytest.mark.parametrize(
    "title",
    ["Velmora Chemicals sells power plant equipment to Orbel Energy", "Old mill in Dayton sold to developer"],
)
def test_what_a_plant_uses_is_no_plant(title: str) -> None:
    """Goods for plants, and a building without a seller, are no part of a company."""
    assert not detect_fast(Announcement("a", "wire", title, "", "", NOW, NOW))


@pytest.mark.parametrize(
    ("title", "buyer", "bought"),
    [
        ("Merrin Group takes 75% stake in Tolvane", "Merrin Group", "Tolvane"),
        ("Merrin Group buys 60 percent of Tolvane", "Merrin Group", "Tolvane"),
        ("Tolvane sells 51% stake to Merrin Group", "Merrin Group", "Tolvane"),
        ("Merrin Group to acquire 50.1% stake in Spain's Tolvane", "Merrin Group", "Tolvane"),
    ],
)
def test_more_than_half_of_a_company_is_bought(title: str, buyer: str, bought: str) -> None:
    """Told on both sides, and proved by the words as they were written."""
    [events] = detect([Announcement("a", "wire", title, "", "", NOW, NOW)])
    told = {(one.company, one.side, one.counterparty, one.certain) for one in events}
    assert told == {(buyer, "acquirer", bought, True), (bought, "target", buyer, True)}
    assert {one.sentence for one in events} == {title}


@pytest.mark.parametrize(
    "title",
    [
        "Merrin Group to acquire 20% stake in Tolvane",
        "Merrin Group buys 50% stake in Tolvane",
        "Merrin Group takes 60% stake in Larkhill gas field",
        "Merrin Group buys 60% of its coal from Tolvane",
        "Merrin Group buys 60% of Spain's coal",
        "Merrin Group acquires 60% stake in Spanish hotel",
        "Merrin Group buys 52% stake in wind farm from Tolvane",
        "Merrin Group sells its 55% stake in Tolvane",
        "Merrin Group, which owns a 75% stake in Tolvane, posts loss",
    ],
)
def test_half_of_it_or_of_something_else_is_none(title: str) -> None:
    """Nor is what is sold to nobody who is named: the seller would be taken for the buyer."""
    [events] = detect([Announcement("a", "wire", title, "", "", NOW, NOW)])
    assert not [one for one in events if one.type == "acquisition"]


def test_more_than_half_that_is_given_up_is_not_bought() -> None:
    [events] = detect([Announcement("a", "wire", "Merrin Group ends talks to buy 60% of Tolvane", "", "", NOW, NOW)])
    assert {one.certainty for one in events} == {Certainty.DENIED}
