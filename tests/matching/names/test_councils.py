"""An authority is known by all its names, and of the institutions and authorities of one place each is its own."""

from __future__ import annotations

import pytest

from callnow.model import Employer
from matching.names.build import build_index
from matching.names.twins import twins_of
from tests.matching.one_name import match_mention


@pytest.mark.parametrize(
    ("mention", "employer"),
    [
        ("University of Larkmoor", "Larkmoor University"),
        ("Larkmoor University", "University of Larkmoor"),
        ("Bank of Penhale", "Penhale Bank"),
        ("Reedham College", "College of Reedham"),
        ("Penhollow County Council", "Penhollow City Council"),
        ("Penhollow Council", "Penhollow County Council"),
        ("Oakmere", "City of Oakmere"),
        ("Town of Oakmere", "City of Oakmere"),
    ],
)
def test_institutions_and_authorities_of_one_place_are_several(mention: str, employer: str) -> None:
    """A place has two universities and banks of its name, a city and a county, and its bare name is nobody's."""
    assert match_mention(mention, build_index([Employer("a", employer)])).verdict == "none"


@pytest.mark.parametrize(
    ("mention", "employer"),
    [
        ("City of Oakmere", "Oakmere City Council"),
        ("Oakmere City Council", "City of Oakmere"),
        ("London Borough of Eastmoor", "Eastmoor Council"),
        ("Eastmoor Council", "Eastmoor Borough Council"),
        ("Royal Borough of Wexmere and Dunsford", "Wexmere & Dunsford Council"),
        ("Penhollow County Council", "County of Penhollow"),
        ("School District of Pelham", "Pelham School District"),
    ],
)
def test_an_authority_goes_by_several_names(mention: str, employer: str) -> None:
    """A council with its kind before or behind its place, a borough's with or without it, is one authority."""
    assert match_mention(mention, build_index([Employer("a", employer)])).verdict == "match"


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("Wexmoor BS", "Wexmoor Building Society"),
        ("Fernley FCU", "Fernley Federal Credit Union"),
        ("Orlick CU", "Orlick Credit Union"),
    ],
)
def test_a_lender_of_members_is_known_written_short(short: str, long: str) -> None:
    """Either way round, and both on one list are one; another lender of the place is not."""
    for mention, employer in ((short, long), (long, short)):
        assert match_mention(mention, build_index([Employer("a", employer)])).employer_id == "a"
    assert set(twins_of([Employer("a", short), Employer("b", long)])) == {"a", "b"}
    place = long.partition(" ")[0]
    assert match_mention(f"{place} Savings Bank", build_index([Employer("a", short)])).verdict == "none"
    assert match_mention(f"{place} Council", build_index([Employer("a", short)])).verdict == "none"
