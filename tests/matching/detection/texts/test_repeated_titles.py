"""The title with which a text begins is no part of its first sentence, so that no proof joins the two."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement
from matching.detection.detect import detect
from matching.detection.texts.repeated_titles import without_byline, without_form, without_repeated_title

AT = datetime(2026, 3, 2, tzinfo=UTC)
TITLE = "Tax partner Rupert Hale leaves Calloway Finch for Bexley"
LEAD = "Rupert Hale, who led the tax practice at Calloway & Finch, joins rival Bexley LLP as managing partner."


def item(title: str, text: str) -> Announcement:
    return Announcement("a", "wire", title, text, "", AT, AT)


@pytest.mark.parametrize("between", ["\n", "\n\n", " "])
def test_a_proof_is_of_the_title_or_of_a_sentence(between: str) -> None:
    [events] = detect([item(TITLE, TITLE + between + LEAD)])
    assert len(events) == 2
    assert {event.sentence for event in events} <= {TITLE, LEAD}


@pytest.mark.parametrize(
    ("title", "text", "left"),
    [
        (TITLE, f"{TITLE}\n{LEAD}", LEAD),
        ("R&amp;D chief of Orbel", "R&D  chief of Orbel \n Dana Lang goes.", "Dana Lang goes."),
        ("Orbel names Lang CEO", "Orbel names Lang CEO today, its third.", "Orbel names Lang CEO today, its third."),
        ("Orbel names Lang CEO.", "Orbel names Lang CEO. She starts now.", "Orbel names Lang CEO. She starts now."),
        ("Orbel names Lang CEO", "Orbel names Lang CEO", "Orbel names Lang CEO"),
        ("", "Orbel names Lang", "Orbel names Lang"),
    ],
)
def test_only_a_title_that_stands_by_itself_is_left_out(title: str, text: str, left: str) -> None:
    assert without_repeated_title(item(title, text)).text == left


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("8-K - ORBEL BRANDS INC. (0001234567) (Filer)", "Orbel Brands Inc."),
        ("8-K/A - Orbel Brands Inc. (Filer)", "Orbel Brands Inc."),
        ("SC 13D/A - Tessaly Corp (0001234567) (Subject)", "Tessaly Corp"),
        ("Orbel Brands Inc. files 8-K", "Orbel Brands Inc. files 8-K"),
        ("T-Orbel - Brands (Filer) of the year", "T-Orbel - Brands (Filer) of the year"),
    ],
)
def test_the_form_of_a_filing_is_no_part_of_the_filers_name(title: str, headline: str) -> None:
    """In any feed that has EDGAR's titles; the text's own spelling is taken, without the name of its item."""
    text = "Item 5.02 Departure of Directors or Certain Officers. Orbel Brands Inc. named Dana Lang."
    told = without_form(item(title, text))
    assert told.title == headline
    assert told.text == (text if title == headline else "Orbel Brands Inc. named Dana Lang.")


def test_a_filing_in_an_ordinary_feed_is_its_filers_news() -> None:
    """The company is called as it is, whatever form it filed."""
    text = "Item 5.02 Departure of Directors or Certain Officers. Orbel Brands Inc. appointed Dana Lang as its CFO."
    [events] = detect([item("8-K - Orbel Brands Inc. (Filer)", text)])
    assert {(event.company, event.person) for event in events} == {("Orbel Brands", "Dana Lang")}


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("By Staff\nOrbel & Lang has sued its lender.", "Orbel & Lang has sued its lender."),
        ("By Staff Orbel & Lang has sued its lender.", "Orbel & Lang has sued its lender."),
        ("BY STAFF REPORTS\n\nOrbel & Lang sues.", "Orbel & Lang sues."),
        ("By Jane Roe, Reporter\nOrbel & Lang sues.", "By Jane Roe, Reporter\nOrbel & Lang sues."),
        ("By Friday Orbel had sued its lender.\nIt lost.", "By Friday Orbel had sued its lender.\nIt lost."),
        ("By Orbel's own account it lost.\nIt sued.", "By Orbel's own account it lost.\nIt sued."),
        ("By staff of Orbel & Lang\nhas been said", "By staff of Orbel & Lang\nhas been said"),
        ("Orbel & Lang sues.", "Orbel & Lang sues."),
    ],
)
def test_who_wrote_a_text_is_no_part_of_it(text: str, rest: str) -> None:
    """No name begins with "Staff"; a sentence that begins with "By" stays."""
    assert without_byline(item(TITLE, text)).text == rest
