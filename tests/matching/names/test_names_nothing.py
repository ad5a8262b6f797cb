"""Employers whose names say nothing, or hardly anything: they break no look-up, and match no other's news."""

from __future__ import annotations

import pytest

from callnow.model import Employer
from matching.names.build import build_index
from tests.matching.one_name import match_mention


@pytest.mark.parametrize("nameless", ["Company", "AG", "Inc", "????", "...", ""])
@pytest.mark.parametrize("first", [True, False])
def test_an_employer_named_by_nothing_breaks_no_look_up(nameless: str, first: bool) -> None:
    """Its domain and ticker are read without an error, and never as those of the employer filed behind it."""
    empty = Employer("bad", nameless, ticker="QLM", domain="quillmark.com")
    harrow = Employer("good", "Harrowmere Logistics")
    index = build_index([empty, harrow] if first else [harrow, empty], aliases=())
    for mention in ("Quillmark.com", "Quillmark (NYSE: QLM)"):
        match = match_mention(mention, index)
        assert (match.verdict, [c.employer for c in match.rejected if c.employer == harrow.name]) == ("none", [])
    assert match_mention("Harrowmere Logistics", index).employer_id == "good"


def test_the_and_a_form_written_out_are_a_name() -> None:
    """`The Limited` is an employer like others; `the Company` is whoever a text is about."""
    limited = Employer("a", "The Limited", ticker="LTD", domain="thelimited.example")
    index = build_index([limited, Employer("b", "The Company", domain="company.example")], aliases=())
    for mention in ("The Limited", "The Limited, Inc.", "The Limited (NYSE: LTD)"):
        assert match_mention(mention, index, evidence=("subject",)).employer_id == "a", mention
    for mention in ("The Company", "the Corporation", "Limited", "The Limited Company", "Harrow Limited"):
        assert match_mention(mention, index, evidence=("subject",)).verdict == "none", mention
