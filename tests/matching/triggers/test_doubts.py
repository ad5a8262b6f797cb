"""News that is not certain says what is to be looked at first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from callnow.model import CompanyEvent, Report, Story
from callnow.terms import Certainty
from matching.triggers.doubts import doubt_of

NAMED = CompanyEvent(
    "e1",
    "a1",
    "executive_hired",
    "Northbay Kilns",
    person="Jane Roe",
    role="CIO",
    sentence="Northbay names Jane Roe CIO.",
    rule="appoint and reader 123",
    probability=0.6,
    certain_from=0.8,
)
ONE = "only one of two readings finds it"


def doubt(*events: CompanyEvent, matched: float = 1.0, title: str = "News") -> str:
    day = datetime(2026, 3, 2, tzinfo=UTC)
    story = Story("s1", events[0].type, "em1", "em1", tuple(Report(e, title, "", "wire", day) for e in events))
    return doubt_of(story, events[0], matched)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"probability": 0.9}, ""),
        ({"rule": "reader 123"}, ONE),
        ({"rule": "appoint"}, ONE),
        ({}, "its words can be read in two ways"),
        ({"person": ""}, "it names nobody"),
        ({"type": "layoffs", "person": ""}, "its words can be read in two ways"),
        ({"certainty": Certainty.RUMOURED, "rule": "appoint"}, "it is only said to be so"),
        ({"sentence": "She becomes CIO."}, "neither headline nor sentence names the company"),
        ({"sentence": ""}, "neither headline nor sentence names the company"),
        ({"company": "!!!", "sentence": "Jane Roe joins."}, "neither headline nor sentence names the company"),
        ({"certain_from": 2.0}, "the text may deny it, or tell of another time"),
        ({"language": "de", "certain_from": 2.0}, "it is in German"),
    ],
)
def test_the_first_doubt_is_said(changed: dict[str, object], said: str) -> None:
    """Of several the most special; of certain news none."""
    assert doubt(replace(NAMED, **changed)) == said  # type: ignore[arg-type]


def test_two_people_in_one_post_and_another_company_of_the_name_are_said() -> None:
    """Two spellings of one person are one."""
    other = replace(NAMED, id="e2", person="John Poe")
    assert doubt(NAMED, other) == "two people are told to have one post"
    assert doubt(NAMED, replace(other, role="CFO")) == "its words can be read in two ways"
    assert doubt(NAMED, replace(NAMED, id="e2", person="Jane M. Roe")) == "its words can be read in two ways"
    in_headline = replace(NAMED, sentence="She becomes CIO.")
    assert doubt(in_headline, title="Northbay names CIO") == "its words can be read in two ways"
    assert doubt(NAMED, matched=0.6) == "it may be another company of that name"
