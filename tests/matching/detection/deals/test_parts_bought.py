"""Who buys a brand or a minority buys no company, and who sells a plant has sold a part."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from callnow.terms import Certainty
from matching.detection.deals.parts_bought import is_of_a_part, with_managers_as_buyers, with_sellers
from matching.detection.detect import detect, detect_fast

NOW = datetime(2026, 3, 1, tzinfo=UTC)
BOUGHT = CompanyEvent("1", "a", "acquisition", "Tolvane Homeware", side="target", counterparty="Merrin Group")
BUYS = CompanyEvent("2", "a", "acquisition", "Merrin Group", side="acquirer", counterparty="Tolvane Homeware")


@pytest.mark.parametrize(
    "text",
    [
        "Merrin Group has bought the Tolvane Homeware name and stock from administrators for £2m.",
        "Merrin Group has acquired Tolvane Homeware's brand and website. No staff will transfer.",
        "Merrin Group buys the brand and intellectual property of Tolvane Homeware.",
        "Merrin Group acquired the stock and trademarks of collapsed retailer Tolvane Homeware.",
        "Merrin Group won the landing slots of Tolvane Homeware at Gatwick.",
        "Merrin Group to acquire a minority stake in Tolvane Homeware.",
        "Merrin Group has bought a 15 percent stake in Tolvane Homeware.",
        "Merrin Group will acquire 25% of the retailer Tolvane Homeware for $40 million.",
        "Tolvane Homeware sells a 20% stake to Merrin Group.",
        "Merrin Group has bought the patents and equipment of Tolvane Homeware, which ceased operations in June.",
        "Merrin Group has purchased the kitchen machinery of Tolvane Homeware, which shut down in May.",
    ],
)
def test_a_brand_or_a_minority_is_no_company(text: str) -> None:
    """Nobody is asked whose systems will stay, on neither side."""
    assert is_of_a_part(BOUGHT, text)
    assert is_of_a_part(BUYS, text)


@pytest.mark.parametrize(
    "text",
    [
        "Merrin Group has bought the Tolvane Homeware brand, stock and 40 stores, saving 300 jobs.",
        "Merrin Group has bought the business and assets of Tolvane Homeware, including its brand.",
        "Merrin Group has bought Tolvane Homeware, owner of the Larch brand. The Tolvane Homeware name will stay.",
        "Merrin Group has bought Tolvane Homeware brand owner Larch.",
        "Merrin Group has bought the plant and equipment of Tolvane Homeware and keeps its 80 workers.",
        "Merrin Group buys kitchen equipment maker Tolvane Homeware.",
        "Merrin Group will acquire the remaining 30% of Tolvane Homeware.",
        "Merrin Group will buy 60% of Tolvane Homeware, whose founder keeps 40%.",
        "Merrin Group, which owns 30% of Tolvane Homeware, will buy the other shares.",
        "Merrin Group will acquire Tolvane Homeware. It has a 12% stake in Tolvane Homeware's rival Orbel.",
    ],
)
def test_a_whole_company_is_bought_beside_its_brand(text: str) -> None:
    """Stores, staff or the business go along, the brand is an aside, the share is the rest or a majority."""
    assert not is_of_a_part(BOUGHT, text)
    assert not is_of_a_part(BUYS, text)


def test_who_sells_a_part_is_not_bought() -> None:
    """The seller has divested, and the buyer has not bought the seller; who sells its business is bought."""
    text = "Tolvane Homeware completed the sale of its Rigid Films segment to Merrin Group for $205 million."
    told = [(e.type, e.company, e.side, e.counterparty) for e in with_sellers([BOUGHT, BUYS], text)]
    assert told == [
        ("divestiture", "Tolvane Homeware", "", "Merrin Group"),
        ("acquisition", "Merrin Group", "acquirer", ""),
    ]
    whole = "Tolvane Homeware has sold its business to Merrin Group."
    assert with_sellers([BOUGHT, BUYS], whole) == [BOUGHT, BUYS]


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
    ("text", "is_part"),
    [
        ("Orbel Hotels renames lodge. Orbel Hotels will rename its Aspen lodge The Lantern.", True),
        ("Orbel Hotels' Aspen hotel gets new name. Its Aspen property will be renamed The Lantern.", True),
        ("Orbel Hotels to rename Dayton mall The Yards. Orbel Hotels said its Dayton mall will be renamed.", True),
        ("Orbel Hotels rebrands as Lantern Hotels. Its Aspen lodge will be renamed The Lantern.", False),
        ("Orbel Hotels will change its name to Lantern. Its Aspen lodge will be renamed.", False),
        ("Orbel Hotels rebrands its hotel management business as Lantern.", False),
    ],
)
def test_a_property_that_is_renamed_is_not_the_company(text: str, *, is_part: bool) -> None:
    assert is_of_a_part(CompanyEvent("1", "a", "rebrand", "Orbel Hotels"), text) is is_part


def test_a_hotel_of_its_own_name_is_renamed_itself() -> None:
    text = "Orbel Hotel to be renamed The Lantern. The Orbel Hotel in Dayton will be renamed The Lantern."
    assert not is_of_a_part(CompanyEvent("1", "a", "rebrand", "Orbel Hotel"), text)


@pytest.mark.parametrize(
    "text",
    [
        "Managers at Eastlow Resins have completed a buyout from parent Globe Tolvane.",
        "The management team of Eastlow Resins has bought the firm from Globe Tolvane.",
        "Jo Park led a management buyout of Eastlow Resins from its owner Globe Tolvane.",
        "Managers of Eastlow Resins complete a buy-out from its American parent, Globe Tolvane.",
    ],
)
def test_where_managers_buy_the_owner_has_sold(text: str) -> None:
    """No company is the buyer, and what they buy is as probable as the deal."""
    bought = CompanyEvent("1", "a", "acquisition", "Eastlow Resins", side="target", counterparty="Globe Tolvane")
    owner = CompanyEvent("2", "a", "acquisition", "Globe Tolvane", side="acquirer", counterparty="Resins")
    told = with_managers_as_buyers([replace(bought, probability=0.5), replace(owner, probability=0.9)], text)
    assert [(e.type, e.company, e.side, e.counterparty, e.probability) for e in told] == [
        ("acquisition", "Eastlow Resins", "target", "", 0.9),
        ("divestiture", "Globe Tolvane", "", "Eastlow Resins", 0.9),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Merrin Group has bought Tolvane Homeware from Globe Tolvane, managers at Tolvane Homeware said.",
        "Managers at Merrin Group said they had bought Tolvane Homeware.",
        "Merrin Group backs a management buyout of Tolvane Homeware from Globe Tolvane.",
        "The managers of Tolvane Homeware have bought the firm from Globe Tolvane with money from Merrin Group.",
    ],
)
def test_where_a_company_buys_it_is_the_buyer(text: str) -> None:
    """Also with managers."""
    assert with_managers_as_buyers([BOUGHT, BUYS], text) == [BOUGHT, BUYS]


def test_a_player_or_a_token_is_no_company() -> None:
    """Clubs buy the one, and holders swap the other."""
    player = CompanyEvent("1", "a", "acquisition", "Castle Albion", side="acquirer", counterparty="Thabo Mbeki-")
    sold = "Striker Mbeki leaves. Easton Rovers sold Thabo Mbeki-Jones to Castle Albion. The forward signed until 2030."
    assert is_of_a_part(player, sold)
    freight = CompanyEvent("1", "a", "acquisition", "Forward Air", side="acquirer", counterparty="Orbel Freight")
    assert not is_of_a_part(freight, "Forward Air buys Orbel Freight in a transfer of all shares.")
    kit = CompanyEvent("1", "a", "acquisition", "Orbel", side="acquirer", counterparty="Farr")
    assert not is_of_a_part(kit, "Orbel buys Farr, the kit maker founded by striker Ned Farr, before the season ends.")
    group = replace(kit, counterparty="Farr Sports")
    assert not is_of_a_part(group, "Orbel buys Farr Sports of striker Ned Farr, who leaves his league side.")
    tokens = CompanyEvent("1", "a", "merger", "Moonkoin", counterparty="Starfrog")
    assert is_of_a_part(tokens, "Moonkoin merges with Starfrog in token swap. Holders can swap until Sunday.")
    assert not is_of_a_part(tokens, "Moonkoin and Starfrog merge, the companies said. A token swap follows.")


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


def test_what_a_company_knows_or_has_to_do_is_none() -> None:
    """Its intellectual property assets, or a task that somebody takes over; not a company with its name."""
    assert is_of_a_part(BOUGHT, "Merrin Group will acquire Tolvane Homeware's intellectual property assets for $1m.")
    assert not is_of_a_part(BOUGHT, "Merrin Group will acquire Tolvane Homeware's IP, its other assets and 40 staff.")
    task = replace(BOUGHT, company="Larkhill Audit Trail")
    assert is_of_a_part(task, "Merrin Group to take over the Larkhill Audit Trail from Tolvane.")
    assert not is_of_a_part(replace(task, company="Larkhill"), "Merrin Group to take over Larkhill from Tolvane.")
    tours = replace(task, company="Larkhill Tours")
    assert not is_of_a_part(tours, "Merrin Group to take over Larkhill Tours from Tolvane.")
