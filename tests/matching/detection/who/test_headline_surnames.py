"""A headline in surnames names people: nobody is at a company of their own name for it."""

from __future__ import annotations

import pytest

from callnow.model import CompanyEvent
from matching.detection.who.headline_names import (
    is_somebody,
    with_companies_of_their_text,
    with_longer_names,
    with_own_spelling,
)

LEFT = CompanyEvent("1", "a", "executive_departed", "Orbel Homes", person="John Poe")


@pytest.mark.parametrize(
    ("title", "company"),
    [
        ("Poe resigns; Lang named CEO", "Orbel Homes"),
        ("Poe quits, Lang to succeed him", "Orbel Homes"),
        ("Orbel's Poe exits, Lang steps up", "Orbel Homes"),
        ("Poe out, Lang promoted to chief executive", "Orbel Homes"),
        ("Lang named Ada Lang CEO", "Lang"),
        ("Lang names new CEO", "Lang"),
    ],
)
def test_whom_a_headline_calls_by_the_surname_is_at_the_company_of_the_text(title: str, company: str) -> None:
    """Unless it is the company of that name that does something."""
    rose = CompanyEvent("2", "a", "executive_promoted", "Lang", person="Ada Lang")
    assert [one.company for one in with_companies_of_their_text([LEFT, rose], title)] == ["Orbel Homes", company]


def test_of_two_companies_neither_is_guessed() -> None:
    """Nor is there one where all are of that name."""
    rose = CompanyEvent("2", "a", "executive_promoted", "Lang", person="Ada Lang")
    other = CompanyEvent("3", "a", "executive_departed", "Tessaly", person="Bo Ray")
    for events in ([LEFT, other, rose], [rose]):
        assert with_companies_of_their_text(events, "Poe resigns; Lang named CEO")[-1] == rose


def test_one_word_and_a_kind_stand_for_a_company_of_a_longer_name() -> None:
    """Not where the text has the word alone, or two companies have it in their names."""
    text = "St Orbel's NHS trust boss to leave. The chief of St Orbel's Hospitals NHS Trust will go."
    short = CompanyEvent("1", "a", "executive_departed", "NHS", role="boss", probability=0.8)
    whole = CompanyEvent(
        "2", "a", "executive_departed", "St Orbel's Hospitals NHS Trust", role="chief", probability=0.9
    )
    assert with_longer_names([short, whole], text) == [whole]
    assert with_longer_names([short, whole], f"{text} NHS pay rises.") == [short, whole]
    other = CompanyEvent("3", "a", "layoffs", "Tessaly NHS Trust")
    assert with_longer_names([short, whole, other], text) == [short, whole, other]


@pytest.mark.parametrize(
    ("company", "names", "text", "told"),
    [
        ("Orbel Ventures", ("Orbel",), "Orbel buys Tessaly, a part of the Orbel Ventures portfolio.", "Orbel"),
        (
            "Orbel Tech Holdings",
            ("Orbel Tech Inc.",),
            "Tessaly buys Orbel Tech Inc. It will be renamed Orbel Tech Holdings Inc.",
            "Orbel Tech",
        ),
        ("Orbel Orbel", ("Orbel",), "Orbel cuts staff. Image: Orbel Orbel, the app, cuts staff.", "Orbel"),
        (
            "Orbel Ventures",
            ("Orbel",),
            "Orbel buys Tessaly. Orbel Ventures said it adds to its portfolio.",
            "Orbel Ventures",
        ),
        ("Orbel Health", ("Orbel",), "Orbel, which was renamed Orbel Health in May, buys Tessaly.", "Orbel Health"),
    ],
)
def test_a_longer_name_of_another_is_not_the_company_s(
    company: str, names: tuple[str, ...], text: str, told: str
) -> None:
    """Of the fund that holds who is bought, of what is to come; a name is not twice what it is once."""
    event = CompanyEvent("1", "a", "acquisition", company, also_called=names)
    assert with_own_spelling(event, text).company == told


@pytest.mark.parametrize(
    ("company", "told"),
    [
        ("Trucker Orbel", ["Orbel"]),
        ("Drugmaker Orbel", ["Orbel"]),
        ("Private Equity-Backed Orbel Pharma", ["Orbel Pharma"]),
        ("Lund-Backed SPAC", []),
        ("Blank-Check Company", []),
        ("Airlines", []),
        ("Trucker Path", ["Trucker Path"]),
        ("Retailer Systems", ["Retailer Systems"]),
        ("Parcel Carriers", []),
        ("Orbel Airlines", ["Orbel Airlines"]),
        ("Carrier Global", ["Carrier Global"]),
        ("Orbel Bank", ["Orbel Bank"]),
    ],
)
def test_what_a_headline_calls_a_company_is_no_part_of_its_name(company: str, told: list[str]) -> None:
    """Nor is a trade a company."""
    events = with_longer_names([CompanyEvent("1", "a", "layoffs", company)], f"{company} cuts 40 jobs")
    assert [one.company for one in events] == told


def test_what_a_text_goes_on_to_call_a_company_is_its_name() -> None:
    """Nor is who appoints somebody a mere trade."""
    text = "Trucker Orbel cuts 40 jobs. Trucker Orbel, which makes an app, is in Tessaly."
    assert [one.company for one in with_longer_names([CompanyEvent("1", "a", "layoffs", "Trucker Orbel")], text)] == [
        "Trucker Orbel"
    ]
    hired = CompanyEvent("1", "a", "executive_hired", "European Carriers", person="Dana Roe")
    assert with_longer_names([hired], "European Carriers names Dana Roe chief executive") == [hired]


def test_nobody_is_on_the_other_side() -> None:
    bought = CompanyEvent("1", "a", "acquisition", "Orbel", side="target", counterparty="SPAC")
    assert with_longer_names([bought], "SPAC buys Orbel")[0].counterparty == ""


@pytest.mark.parametrize(
    ("company", "text", "somebody"),
    [
        ("Ada", "Orbel is led by CEO Ada Lang. Ada has appointed Bo Ray as head of sales.", True),
        ("Ada", "Ada Lang, founder of Orbel, is back. Ada has appointed Bo Ray.", True),
        ("Ada Lang", "Ada Lang's vegan food company goes into administration", True),
        ("Ada", "Ada names CEO. Ada Foods has appointed Bo Ray, founder of Orbel.", False),
        ("Ada Lang", "Ada Lang goes into administration. Ada Lang's fashion chain has 40 shops.", False),
        ("Orbel", "Orbel's vegan food company goes into administration", False),
        ("Ada Lang", "Ada Lang's brokerage business lays off 300", False),
        ("Ada Lang", "Ada Lang's brand president Dana Roe resigns", False),
        ("Ada", "Ada lays off 200. Ada, named for founder Ada Lang, makes shoes.", False),
    ],
)
def test_somebody_is_no_company(company: str, text: str, somebody: bool) -> None:
    """Who is called by the given name, and whose firm it is; not a company of such a name."""
    assert is_somebody(CompanyEvent("1", "a", "bankruptcy", company), text) is somebody


def test_a_programme_that_runs_out_of_money_is_no_company() -> None:
    broke = CompanyEvent("1", "a", "bankruptcy", "Social Security")
    hired = CompanyEvent("2", "a", "executive_hired", "Social Security")
    assert with_longer_names([broke, hired], "Social Security will go broke") == [hired]
