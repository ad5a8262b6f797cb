"""Comparing two tellings of one slot."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.sameness import same_amount, same_company, same_count, same_person, same_place


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Jane Roe", "Dr. Jane A. Roe, PhD", True),
        ("J. Roe", "Jane Roe", True),
        ("JANE ROE", "Jane Roe", True),
        ("Zoë Brandão", "Zoe Brandao", True),
        ("Maria Garcia Lopez", "Maria Garcia", True),
        ("Ms. Roe", "Jane Roe", True),
        ("Katarina Schaefer-Willis", "Katarina Schefer-Willis", True),
        ("Jane Roe", "Jane Poe-Miller", False),
        ("Jane Roe", "Peter Roe", False),
        ("Jane Roe", "Jane Dunmore", False),
        ("", "Jane Roe", None),
    ],
)
def test_persons(a: str, b: str, same: bool | None) -> None:
    """Two spellings of one person agree, two people do not, and a missing name says nothing."""
    assert same_person(a, b) is same
    assert same_person(b, a) is same


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("$5.9M", "approximately $6 million", True),
        ("US$12 million", "$12,000,000", True),
        ("€1,5 Mio", "€1.5m", True),
        ("12.500.000 EUR", "EUR 12.5 million", True),
        ("$10 million", "$25 million", False),
        ("$300 million", "€275m", None),
        ("$300 million", "€20m", False),
        ("an undisclosed sum", "$3m", None),
    ],
)
def test_amounts(a: str, b: str, same: bool | None) -> None:
    """Sums agree within three per cent in whatever form; two currencies say nothing unless they are far apart."""
    assert same_amount(a, b) is same
    assert same_amount(b, a) is same


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [("about 120", "120 jobs", True), ("120", "1,200", False), ("10%", "120", None), ("dozens", "120", None)],
)
def test_counts(a: str, b: str, same: bool | None) -> None:
    """Head counts compare as numbers, a share of the staff with nothing but a share."""
    assert same_count(a, b) is same


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Austin, Texas", "Austin, TX", True),
        ("Austin", "Austin, TX", True),
        ("downtown Leeds", "Leeds", True),
        ("Zürich", "Zurich, Switzerland", True),
        ("Austin, Texas", "Dallas, Texas", False),
        ("", "Leeds", None),
    ],
)
def test_places(a: str, b: str, same: bool | None) -> None:
    """A town is itself with or without its state."""
    assert same_place(a, b) is same


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Northbay Kilns, Inc.", "Northbay Kilns", True),
        ("Northbay", "Northbay Kilns Group plc", True),
        ("NBK", "North Bay Kilns", True),
        ("Northbay Kilns", "Dunmore Glass", False),
        ("Inc.", "Northbay", False),
        ("", "Northbay", None),
    ],
)
def test_companies(a: str, b: str, same: bool | None) -> None:
    """A company is itself with or without legal form, and shortened."""
    assert same_company(a, b) is same


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_can_be_compared(a: str, b: str) -> None:
    """No text breaks a comparison, and each answers the same whichever comes first."""
    for compare in (same_person, same_company, same_place, same_amount, same_count):
        assert compare(a, b) == compare(b, a)
