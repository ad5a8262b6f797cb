"""Titles that name one top post are told from those that only sound like it, and who holds a post that is filled."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import CompanyEvent, Prospect, Report, Story, Trigger
from matching.same_posts import same_top_post
from matching.triggers.decide import decide, shipped_tables

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("CIO", "Chief Information Officer", True),
        ("SVP & CIO", "Chief Information Officer", True),
        ("Global CIO", "CIO", True),
        ("CFO", "Interim CFO", True),
        ("President and CEO", "Chief Executive Officer", True),
        ("Deputy CIO", "CIO", False),
        ("CFO, Europe", "CFO", False),
        ("CTO", "CIO", False),
        ("Vice President of Sales", "Vice President of Sales", False),
        ("Managing Director", "Managing Director", False),
        ("Chief Actuary", "chief actuary", True),
        ("Head of Claims, US", "head of US claims", True),
        ("Head of Claims", "Head of Claims Technology", False),
        ("Head", "Head", False),
        ("Deputy Head of Claims", "Head of Claims", False),
        ("", "CIO", False),
    ],
)
def test_a_top_post_is_one_however_it_is_written(one: str, other: str, same: bool) -> None:
    assert same_top_post(one, other) is same


def trigger(kind: str, title: str, function: str) -> Trigger:
    ray = Prospect("p1", "Raymond Ellery", "Brackwater Foods", "em1", title, function=function, rank=1)
    slots = {"person": "Marisol Venn", "role": "Chief Information Officer", "function": "it", "rank": 1}
    event = CompanyEvent("e1", "a1", kind, "Brackwater Foods", **slots)  # type: ignore[arg-type]
    story = Story("s1", kind, "em1", "em1", (Report(event, "News", "", "wire", NOW),))
    [decided] = decide(story, [ray], shipped_tables(), NOW)
    return decided


@pytest.mark.parametrize("kind", ["executive_hired", "executive_promoted"])
@pytest.mark.parametrize("function", ["it", "hr", ""])
def test_who_the_record_has_in_the_post_that_is_filled_is_asked_what_is_next(kind: str, function: str) -> None:
    """Whatever the record takes for their function."""
    told = trigger(kind, "CIO", function)
    assert told.why.endswith(" Your record has Ellery in that post.")
    assert told.opener.endswith("That is your own post: what is next for you?")
    assert any("record has them in that post" in point for point in told.talking_points)


@pytest.mark.parametrize(
    ("sentence", "theirs"),
    [
        ("Brackwater named Marisol Venn to lead the plants, filling the seat that Raymond Ellery vacated.", True),
        ("Marisol Venn succeeds longtime manager Raymond Ellery.", True),
        ("Marisol Venn takes over from Raymond Ellery on May 1.", True),
        ("Marisol Venn will report to Raymond Ellery, who succeeded Tad Quist.", False),
        ("Raymond Ellery said Marisol Venn replaces Tad Quist.", False),
    ],
)
def test_who_the_news_says_was_followed_is_asked_what_is_next(sentence: str, theirs: bool) -> None:
    """Whatever the record calls their post: the proving sentence says that the new one takes it over from them."""
    ray = Prospect("p1", "Raymond Ellery", "Brackwater Foods", "em1", "Plants")
    slots = {"person": "Marisol Venn", "role": "Vice President of Manufacturing", "sentence": sentence}
    event = CompanyEvent("e1", "a1", "executive_hired", "Brackwater Foods", **slots)  # type: ignore[arg-type]
    story = Story("s1", "executive_hired", "em1", "em1", (Report(event, "News", "", "wire", NOW),))
    [decided] = decide(story, [ray], shipped_tables(), NOW)
    assert ("your own post" in decided.opener) is theirs


def test_others_are_told_nothing_of_a_record() -> None:
    told = trigger("executive_hired", "IT Director", "it")
    assert "record" not in " ".join((told.why, told.opener, *told.talking_points))
