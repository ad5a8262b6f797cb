"""Loans of companies in insolvency are no funding, and credit facilities no sites."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from matching.detection.detect import detect
from matching.detection.left_out.no_news import is_no_news

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def event(kind: str, **slots: str) -> CompanyEvent:
    return CompanyEvent("1", "a", kind, "Velmora", **slots)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "title",
    [
        "Velmora secures $200 million debtor-in-possession financing",
        "Velmora wins court approval for $80 million DIP financing",
        "Court approves $150 million bankruptcy loan for Velmora",
        "Bankrupt retailer Velmora lands $40 million lifeline loan",
        "Velmora obtains $75 million exit facility as it leaves bankruptcy",
        "Velmora emerges with $300 million exit financing",
        "Judge lets Velmora tap $30 million loan in bankruptcy",
    ],
)
def test_a_loan_in_insolvency_is_no_funding(title: str) -> None:
    """Whether the headline says so or the sentence; the bankruptcy itself stays."""
    assert is_no_news(event("funding"), title, "")
    assert is_no_news(event("funding", sentence=title), "Velmora gives an update", "")
    assert not is_no_news(event("bankruptcy"), title, "")
    (events,) = detect([Announcement("a", "wire", title, "", "", NOW, NOW)])
    assert not any(one.type == "funding" for one in events)


@pytest.mark.parametrize(
    "title",
    [
        "Velmora raises $20 million Series B",
        "Velmora raises $20 million to automate bankruptcy filings",
        "Dip maker Velmora raises $20 million",
        "Velmora, once bankrupt, raises $50 million Series C",
        "Velmora exits stealth with $12 million funding",
    ],
)
def test_other_money_is_funding(title: str) -> None:
    """Though bankruptcy, a dip or an exit is spoken of."""
    assert not is_no_news(event("funding"), title, "")


def test_a_credit_facility_is_no_site() -> None:
    """One that is closed is signed; a facility at a place, or of another kind, is a site."""
    for title in ("Velmora closes $100 million credit facility", "Velmora closes on new revolving loan facility"):
        assert is_no_news(event("office_closed", origin="$100"), title, "")
    assert not is_no_news(event("office_closed", origin="Reno"), "Velmora closes Reno lending facility", "")
    for title in ("Velmora opens $90 million manufacturing facility", "Velmora closes its facility"):
        assert not is_no_news(event("office_opened"), title, "")
