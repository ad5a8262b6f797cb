"""What an 8-K says, item by item."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from callnow.filings import UNNUMBERED, Filing
from callnow.terms import Certainty
from matching.filings.officers import officer_changes
from matching.filings.read import Current, read_current
from tests.matching.filings.measure import measure

FOLDER = Path(__file__).parent
FILED_ON = date(2026, 11, 26)
SLOTS = ("side", "counterparty", "origin", "destination", "count")
DOCUMENT = "\n".join(
    [
        "UNITED STATES SECURITIES AND EXCHANGE COMMISSION",
        "FORM 8-K",
        "Brandmoor Pumps, Inc.",
        "Item 5.02 Departure of Directors or Certain Officers; Election of Directors; Appointment of Certain Officers; "
        "Compensatory Arrangements of Certain Officers.",
        "(b) On November 20, 2026, Esther Vale notified Brandmoor Pumps, Inc. (the “Company”) of her decision to "
        "retire as Chief Operating Officer, effective December 31, 2026.",
        "Item 8.01 Other Events.",
        "On November 23, 2026, the Company announced that it will move its headquarters to Columbus, Ohio.",
        "Item 9.01 Financial Statements and Exhibits.",
        "99.1 Press release",
        "SIGNATURES",
        "Pursuant to the requirements of the Securities Exchange Act of 1934, the registrant has signed this report.",
        "By: /s/ Oscar Pell, Chief Financial Officer",
    ]
)


@pytest.mark.parametrize("name", ["develop", "apart"])
def test_officers_come_and_go_as_item_502_tells(name: str) -> None:
    """Of the changes read in items 5.02, 97 of 100 are right, and 9 of 10 that there are, are read: also in texts that
    the rules were not written on."""
    counts, misses = measure(name)
    assert counts["right"] / (counts["right"] + counts["wrong"]) >= 0.97, misses
    assert counts["right"] / (counts["right"] + counts["missed"]) >= 0.9, misses


@pytest.mark.parametrize(
    "item",
    tomllib.loads((FOLDER / "company_items.toml").read_text(encoding="utf-8"))["item"],
    ids=lambda item: f"{item['code']} {item['filer']}",
)
def test_what_the_company_does_is_read_by_item(item: dict[str, Any]) -> None:
    """Insolvency, deals with both sides, cuts and closings, a new name; property and impairments are none."""
    current = Current(item["filer"], FILED_ON, "0001-26-1", (item["code"],))
    filings = read_current(f"Item {item['code']}.\n{item['text']}", current).filings
    assert [_line(one) for one in filings] == item["owed"]


def _line(one: Filing) -> str:
    slots = [getattr(one, name) for name in SLOTS]
    return " | ".join([one.type, one.employer, *filter(None, slots)])


def test_each_item_is_read_and_nothing_else() -> None:
    """The item is found by its heading, its own name and the signer are not news; what only the reader can read is left
    to it; the filing has its number, days and words."""
    read = read_current(DOCUMENT, Current("Brandmoor Pumps, Inc.", date(2026, 11, 24), "0001-26-7", ("5.02", "8.01")))
    [filing] = read.filings
    assert (filing.type, filing.person, filing.role) == ("executive_departed", "Esther Vale", "Chief Operating Officer")
    assert (filing.employer, filing.number, filing.register) == ("Brandmoor Pumps, Inc.", "0001-26-7", "SEC, Form 8-K")
    assert (filing.filed_on, filing.effective_on) == (date(2026, 11, 24), date(2026, 12, 31))
    assert filing.certainty is Certainty.ANNOUNCED
    assert filing.words.startswith("(b) On November 20, 2026, Esther Vale notified")
    assert (
        read.news == "On November 23, 2026, the Company announced that it will move its headquarters to Columbus, Ohio."
    )


def test_where_somebody_comes_from_is_told() -> None:
    """One who joins from another company is hired from there, so that the prospects there hear of it."""
    text = (
        "On November 20, 2026, the Company appointed Hana Suzuki as Chief Information Officer. Ms. Suzuki joins the "
        "Company from Torrington Freight Systems, where she served as Vice President, Technology."
    )
    [change] = officer_changes(text, "Vantner Logistics, Inc.", FILED_ON)
    assert (change.type, change.prior_company) == ("executive_hired", "Torrington Freight Systems")


LEFT = "On November 20, 2026, John Smith resigned as Chief Financial Officer of the Company, effective immediately."
OF_502 = "Item 5.02 Departure of Directors or Certain Officers; Compensatory Arrangements of Certain Officers."


def left(text: str, *items: str) -> list[str]:
    """Who left, as an 8-K with this text says."""
    return [one.person for one in read_current(text, Current("Brandmoor Pumps", FILED_ON, items=items)).filings]


def test_a_filing_without_headings_is_read_as_the_one_item_that_it_is_listed_with() -> None:
    """Where all stands in one paragraph its number may be anywhere; a list of exhibits is beside it, and a filing that
    only has those, or is listed with several items that no place numbers together, says nothing."""
    paragraph = f"FORM 8-K Section 5 - Corporate Governance and Management {OF_502} {LEFT}\nSIGNATURES\nOscar Pell"
    assert left(paragraph, "5.02") == left(paragraph, "5.02", "9.01") == ["John Smith"]
    assert left(LEFT, "5.02") == ["John Smith"]
    assert left(f"FORM 8-K Items 5.02 and 7.01. {LEFT}", "5.02", "7.01") == ["John Smith"]
    assert left(f"FORM 8-K Item 5.02. {LEFT} Item 7.01. See above.", "5.02", "7.01") == []
    assert left("FORM 8-K/A\n99.1 Press release", "9.01") == left("", "5.02") == left("FORM 8-K/A", "5.02") == []


@pytest.mark.parametrize(
    "heading",
    [
        "Items 5.02 and 7.01.",
        "Item 5.02 and Item 9.01",
        "ITEMS 7.01, 5.02, AND 9.01 –",
        "Item 5.02(b), (c) and (e).",
        "Items 5.02 & 8.01.",
        "Item 5.02/7.01",
        "Item 5.02. and Item 7.01. Departure of Directors or Certain Officers; Regulation FD Disclosure.",
        "Item 7.01 Regulation FD Disclosure and Item 5.02 Departure of Directors or Certain Officers.",
        "Item 5.02 Departure of Certain Officers;\nand Item 9.01 Financial Statements and Exhibits.",
    ],
)
def test_a_heading_of_several_items_stands_over_the_text_of_each(heading: str) -> None:
    """The filing is read once, by the item with rules, and its words begin behind all numbers and names."""
    read = read_current(f"FORM 8-K\n{heading}\n{LEFT}\nSIGNATURES\n", Current("Brandmoor Pumps", FILED_ON))
    assert [(one.person, one.words) for one in read.filings] == [("John Smith", LEFT)]
    assert read.news == ""


def test_free_text_under_a_heading_of_several_items_is_news() -> None:
    """Where no rule reads it, it is left to the reader, once."""
    moves = "The Company will move its headquarters to Columbus, Ohio."
    assert read_current(f"Items 5.02, 7.01 and 8.01.\n{moves}", Current("Brandmoor Pumps", FILED_ON)).news == moves


@pytest.mark.parametrize(
    ("text", "amended"),
    [
        (f"FORM 8-K/A\n(Amendment No. 1)\n{OF_502}\n{LEFT}", True),
        (f"FORM 8-K\nAmendment No. 2\n{OF_502}\n{LEFT}", True),
        (f"FORM 8-K\nItem 1.01.\nThe Company signed Amendment No. 3 to its Credit Agreement.\n{OF_502}\n{LEFT}", False),
        (f"FORM 8-K\n{OF_502}\n{LEFT} This follows the Form 8-K/A of last year.", False),
        (f"FORM 8-K Section 5 {OF_502} {LEFT} The Company signed Amendment No. 3 to its bylaws.", False),
    ],
    ids=["8-K/A", "amendment", "of a contract", "of another form", "one paragraph"],
)
def test_an_amended_form_says_so_before_its_first_item(text: str, amended: bool) -> None:
    """What the items tell of amendments is of contracts, bylaws and other forms."""
    [filing] = read_current(text, Current("Brandmoor Pumps", FILED_ON, items=("5.02",))).filings
    assert (filing.amends == UNNUMBERED) == amended


def test_a_table_of_contents_ends_no_item_but_its_own() -> None:
    """Signatures and exhibits that it names stand before the items; those behind an item end it."""
    contents = "TABLE OF CONTENTS\nItem 5.02 Departure of Directors or Certain Officers\nSIGNATURES\nEXHIBIT INDEX\n"
    signed = "SIGNATURES\nOn November 21, 2026, Oscar Pell resigned as Chief Executive Officer of the Company.\n"
    assert left(f"FORM 8-K\n{contents}{OF_502}\n{LEFT}\n{signed}") == ["John Smith"]


@pytest.mark.parametrize("between", ["", " ", "\n", ".\n\n", " – "])
def test_an_items_own_name_ends_where_its_text_begins(between: str) -> None:
    """No word of the text goes with the name, whatever stands between, or nothing; the name may run over lines."""
    heading = OF_502.removesuffix(".").replace("Certain Officers;", "Certain\nOfficers;")
    [filing] = read_current(f"{heading}.{between}{LEFT}", Current("Brandmoor Pumps", FILED_ON)).filings
    assert filing.words.startswith("On November 20, 2026, John Smith resigned")
    [swallowed] = read_current(f"{heading}.{between}John Smith resigned as CFO.", Current("Orbel", FILED_ON)).filings
    assert swallowed.person == "John Smith"
