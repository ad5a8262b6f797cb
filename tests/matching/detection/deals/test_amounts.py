"""A sum is the whole of what the text has, and with a deal only what it tells as the price."""

from __future__ import annotations

from dataclasses import replace

import pytest

from callnow.model import CompanyEvent
from matching.detection.deals.amounts import whole_amount, with_own_amount


@pytest.mark.parametrize(
    ("cut", "text", "whole"),
    [
        ("$1.087", "Orbel manages $1.087 billion for families.", "$1.087 billion"),
        ("$8", "Orbel raised $870 million in an $8 Billion market", "$8 Billion"),
        (".13", "Orbel raised $1.13 million.", "$1.13 million"),
        ("$5 billion", "Orbel raised NT$5 billion.", "NT$5 billion"),
        ("million", "Orbel raised $870 million.", "$870 million"),
        ("million", "Orbel raised $870 million after $3 million in May.", ""),
        (".", "Orbel raised new money.", ""),
        ("INR 4", "Orbel raised INR 4 crore.", "INR 4 crore"),
        ("$25", "Orbel raised $25 mil", "$25 mil"),
        ("$11 million", "Orbel raised $11M.", "$11 million"),
        ("up to $25", "Orbel raises up to $25 million", "up to $25 million"),
        ("$5 million", "Orbel raised more than $5 million.", "$5 million"),
        ("tens of millions", "Orbel raised tens of millions.", "tens of millions"),
    ],
)
def test_a_sum_that_was_cut_is_as_the_text_has_it(cut: str, text: str, whole: str) -> None:
    """With its figures, its scale and the country of its dollar; what is no sum is none."""
    assert whole_amount(cut, text) == whole


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("$40 million", "Orbel bought Velmora. Odran will invest $40 million in Orbel."),
        ("$40 million", "Orbel secured a $40 million investment from Odran with the acquisition of Velmora."),
        ("$31 million", "Orbel bought Velmora. Replacement of the approximately $31 million Site Bond is deferred."),
        ("$155 million", "After raising $155 million, Orbel is acquiring Velmora."),
        ("$1.1 billion", "Orbel acquired Velmora, with $1.1 billion in assets under management."),
        ("$8 billion", "Orbel bought Velmora, entering a market worth $8 billion."),
        ("$12 million", "Orbel acquired Velmora, a baker with sales of $12 million."),
        ("$50 million", "Orbel bought Velmora with a $50 million loan agreement."),
        ("$17.25", "Orbel will acquire Velmora for $17.25 per share."),
    ],
)
def test_no_sum_but_the_price_is_told_with_a_deal(amount: str, text: str) -> None:
    """What somebody invests, raises, owes, manages or sells is no price, nor is that of one share."""
    deal = CompanyEvent("d", "a", "acquisition", "Orbel", amount=amount)
    assert with_own_amount(deal, text).amount == ""


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("$40 million", "Orbel has agreed to buy Velmora for about $40 million."),
        ("$40 million", "Orbel to Acquire Velmora in $40 Million Deal"),
        ("$40 million", "Orbel completes $40 million all-cash acquisition of Velmora"),
        ("$40 million", "Orbel bought Velmora in a transaction valued at $40 million including debt."),
        ("$40 million", "Orbel will pay $40 million in cash for Velmora."),
        ("$40 million", "Orbel bought Velmora. The purchase price was $40 million."),
        ("$40 million", "Orbel will give Velmora's owners $40 million in stock."),
        ("Rs 540 crore", "Orbel is paying Rs 540 crore to acquire Velmora, funded by a $50 million loan."),
        ("$40 million", "Orbel makes $40 million offer to buy Velmora"),
    ],
)
def test_the_price_of_a_deal_stays(amount: str, text: str) -> None:
    """However the text says that it is one."""
    deal = CompanyEvent("d", "a", "acquisition", "Orbel", amount=amount)
    assert with_own_amount(deal, text).amount.casefold() == amount.casefold()


def test_a_price_of_all_is_told_for_that_of_one_share() -> None:
    """Where the text has one."""
    deal = CompanyEvent("d", "a", "acquisition", "Orbel", amount="C$38.50")
    text = (
        "Orbel will buy Velmora in a transaction that values it at approximately C$1.2 billion, or C$38.50 per share."
    )
    assert with_own_amount(deal, text).amount == "C$1.2 billion"


def test_money_raised_is_no_price_of_one_share() -> None:
    """What each share costs in an offering is not what it brings."""
    raised = CompanyEvent("d", "a", "funding", "Orbel", amount="$1.75")
    assert with_own_amount(raised, "Orbel sells 2,000,000 shares at $1.75 per share.").amount == ""
    assert with_own_amount(raised, "Orbel raises $1.75 million.").amount == "$1.75 million"


def test_what_one_share_costs_is_no_price() -> None:
    """A sum without a scale; a company may go for a pound."""
    bought = CompanyEvent("1", "a", "acquisition", "Velmora", side="target")
    told = {"£8": "The bid price of £8 is high.", "£1": "Orbel bought Velmora for £1.", "$12m": "Orbel pays $12m."}
    amounts = [with_own_amount(replace(bought, amount=sum_), text).amount for sum_, text in told.items()]
    assert amounts == ["", "£1", "$12m"]


def test_a_figure_is_whole_whatever_its_coin() -> None:
    assert whole_amount(".15 billion", "Orbel raises its bid to 6.15 billion Swedish kronor.") == (
        "6.15 billion Swedish kronor"
    )
    assert whole_amount(".15 billion", "Orbel raises its bid to 6.15 billion rand.") == "6.15 billion"


def test_figures_without_end_are_looked_through_once() -> None:
    """Not again from each figure on: a tenfold text took a hundredfold time, and this one more than the tests have."""
    assert whole_amount("", "1," * 200_000) == whole_amount("", "1" * 200_000) == ""


@pytest.mark.parametrize(
    ("amount", "text", "told"),
    [
        ("$500 million", "Orbel buys 60% of Velmora in a deal that values Velmora at $500 million.", ""),
        ("$500 million", "Orbel takes a majority stake in Velmora, valuing it at about $500 million.", ""),
        ("$500 million", "Orbel buys Velmora in a deal that values it at $500 million.", "$500 million"),
        ("$300 million", "Orbel buys 60% of Velmora for $300 million, valuing it at $500 million.", "$300 million"),
        ("$300 million", "Orbel buys a 60% stake valued at $300 million in Velmora.", "$300 million"),
        ("$100 million", "Orbel pays between $100 million and $130 million.", "$100 million to $130 million"),
        ("$130 million", "Orbel pays between $100 million and $130 million.", "$100 million to $130 million"),
        ("$100 million", "Orbel pays $100 million. It sells between $200 million and $230 million.", "$100 million"),
        ("$100 million", "Orbel offers $100 million, $30 million to $40 million more than it did.", "$100 million"),
        ("$100 million", "Orbel pays $100 million. It saves between $100 million and $130 million.", "$100 million"),
    ],
)
def test_a_price_is_that_of_what_is_bought_and_whole(amount: str, text: str, told: str) -> None:
    """A company of which a part is bought is worth more, and a sum between two is both."""
    bought = CompanyEvent("b", "a", "acquisition", "Orbel", side="acquirer", amount=amount)
    assert with_own_amount(bought, text).amount == told
