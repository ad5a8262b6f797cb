"""What happens to who runs a company's shops under licence does not happen to the company."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from matching.detection.detect import detect
from matching.detection.left_out.franchisees import is_of_franchisee

AT = datetime(2026, 11, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (
            "layoffs",
            "Workers laid off at Orbel Pizza restaurants. An Orbel Pizza franchisee in Iowa laid off 90 people.",
        ),
        ("layoffs", "Orbel Pizza franchisee to close 25 shops. About 400 workers will lose their jobs."),
        ("bankruptcy", "A company that operates 70 Orbel Pizza restaurants has filed for Chapter 11 bankruptcy."),
        (
            "bankruptcy",
            "The owner of 12 Orbel Pizza restaurants files for bankruptcy. Orbel Pizza declined to comment.",
        ),
        ("bankruptcy", "The Australian licensee of Orbel Pizza is in administration. Orbel Pizza is not affected."),
        ("security_incident", "A franchisee of Orbel Pizza said that a breach exposed data."),
        ("legal_action", "Orbel Pizza's largest franchisee was fined by the state."),
    ],
)
def test_what_happens_to_a_franchisee_is_not_the_brand_s(kind: str, text: str) -> None:
    assert is_of_franchisee(CompanyEvent("1", "a", kind, "Orbel Pizza"), text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("legal_action", "Orbel Pizza was sued by a franchisee of Orbel Pizza."),
        ("legal_action", "Orbel Pizza franchisees sue over fees."),
        ("layoffs", "Orbel Pizza will lay off 200 people, it told franchisees."),
        ("layoffs", "Orbel Pizza franchisees fear the worst. Orbel Pizza will cut 90 jobs."),
        ("hiring", "Orbel Pizza and its franchisees will hire 3,000 people for new jobs."),
        ("bankruptcy", "The operator of the Orbel Pizza chain has filed for bankruptcy."),
        ("office_closed", "Orbel Pizza will close 40 restaurants run by franchisees."),
        ("executive_departed", "Orbel Pizza franchisee chief Jo Park leaves."),
    ],
)
def test_what_happens_to_the_company_is_its_own(kind: str, text: str) -> None:
    assert not is_of_franchisee(CompanyEvent("1", "a", kind, "Orbel Pizza"), text)


def test_a_franchisee_that_is_named_has_its_own_news() -> None:
    """The event is that of who is named, and none of the brand."""
    text = "Corvid Foods, the Australian licensee of Orbel Pizza, has called in administrators."
    title = "Orbel Pizza licensee Corvid Foods calls in administrators"
    events = detect([Announcement("1", "wire", title, text, "", AT, AT)])[0]
    assert {(one.type, one.company) for one in events} == {("bankruptcy", "Corvid Foods")}


@pytest.mark.parametrize(
    "text",
    [
        "Velmora Homes subcontractor files for Chapter 7. Lantern, a subcontractor on Velmora Homes' site, filed.",
        "Velmora Homes framing contractor goes bankrupt. A framing contractor for Velmora Homes filed.",
        "Velmora Homes' steel supplier enters administration.",
        "Velmora Homes owed $900,000 after Danver Build goes bust. Velmora Homes is owed $900,000.",
        "Velmora Homes named among creditors as Danver Build enters administration.",
        "Danver Build fell into administration owing Velmora Homes $1.2m.",
        "Velmora Homes loses anchor tenant as retailer files for Chapter 11.",
    ],
)
def test_who_works_for_a_company_or_owes_it_money_goes_bankrupt_alone(text: str) -> None:
    assert is_of_franchisee(CompanyEvent("1", "a", "bankruptcy", "Velmora Homes"), text)


@pytest.mark.parametrize(
    "text",
    [
        "Velmora Homes files for bankruptcy owing subcontractors $4 million. Velmora Homes filed for Chapter 7.",
        "Velmora Homes owed $4 million to subcontractors when it filed for Chapter 7.",
        "Velmora Homes, owed $3 million by Danver Build, files for Chapter 11.",
        "Velmora Homes subcontractor unpaid as builder files for Chapter 11.",
        "Creditors of Velmora Homes filed an involuntary Chapter 7 petition.",
        "Contractor Velmora Homes, a supplier to Danver Build, files for bankruptcy.",
    ],
)
def test_a_bankruptcy_stays_that_of_who_owes_money_or_works_for_another(text: str) -> None:
    assert not is_of_franchisee(CompanyEvent("1", "a", "bankruptcy", "Velmora Homes"), text)
