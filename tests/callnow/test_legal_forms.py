"""Names of companies as they are shown: without their legal forms, never without a part of the name."""

from __future__ import annotations

import pytest

from callnow.legal_forms import form_spellings, without_legal_form

CASES = [
    ("Orbel Corp.", "Orbel"),
    ("Orbel, Inc.", "Orbel"),
    ("Orbel, Inc .", "Orbel"),
    ("ORBEL INC", "ORBEL"),
    ("Orbel Co., Ltd.", "Orbel"),
    ("Orbel Pte. Ltd.", "Orbel"),
    ("Orbel S.A.", "Orbel"),
    ("Orbel S.p.A.", "Orbel"),
    ("Orbel A/S", "Orbel"),
    ("Orbel S.A. de C.V.", "Orbel"),
    ("Orbel GmbH & Co. KG", "Orbel"),
    ("Orbel Public Company Limited", "Orbel"),
    ("Hale & Smit II, PLLC", "Hale & Smit II"),
    ("Orbel Glass™, Inc.", "Orbel Glass"),
    ("Hale & Co.", "Hale & Co."),
    ("Hale & Co. LLC", "Hale & Co."),
    ("Orbel Company", "Orbel Company"),
    ("Orbel Company, Inc.", "Orbel Company"),
    ("Orbel Group Holdings", "Orbel Group Holdings"),
    ("Lakeside Wellness Spa", "Lakeside Wellness Spa"),
    ("Known as", "Known as"),
    ("O . R . B .", "O . R . B ."),
    ("Orbel  Glass", "Orbel  Glass"),
    ("Inc.", "Inc."),
    ("The Limited", "The Limited"),
    ("The Limited Inc.", "The Limited"),
    ("The Orbel Inc.", "The Orbel"),
    (", S.A.", ", S.A."),
    (f"Orbel {'x' * 300} Inc.", f"Orbel {'x' * 300} Inc."),
    ("", ""),
]


@pytest.mark.parametrize(("name", "shown"), CASES)
def test_a_name_is_shown_without_its_legal_form(name: str, shown: str) -> None:
    """Cut once, nothing more is cut: what is shown is shown the same again."""
    assert without_legal_form(name) == shown
    assert without_legal_form(shown) == shown


def test_a_form_is_known_with_and_without_full_stops() -> None:
    """As words of a text in lower case spell it."""
    assert {"inc", "inc.", "sa", "s.a", "s.a.", "a/s"} <= form_spellings()
    assert "company" not in form_spellings()
