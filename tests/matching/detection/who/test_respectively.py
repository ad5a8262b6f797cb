"""People who are told in the order of several companies are each at their own."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from matching.detection.detect import detect
from matching.detection.who.lists_of_people import each_in_order

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Orbel Logistics and Tessaly Foods have named Mira Lund chief data officer and Peter Haas chief "
            "information officer, respectively.",
            {
                ("Orbel Logistics", "Mira Lund", "chief data officer"),
                ("Tessaly Foods", "Peter Haas", "chief information officer"),
            },
        ),
        (
            "Orbel Logistics and Tessaly Foods have appointed Mira Lund and Piet Haas as chief financial officers, "
            "respectively.",
            {
                ("Orbel Logistics", "Mira Lund", "chief financial officer"),
                ("Tessaly Foods", "Piet Haas", "chief financial officer"),
            },
        ),
        (
            "Mira Lund and Piet Haas have been named CFO at Orbel Logistics and Tessaly Foods, respectively.",
            {("Orbel Logistics", "Mira Lund", "CFO"), ("Tessaly Foods", "Piet Haas", "CFO")},
        ),
        (
            "Orbel Logistics names Mira Lund and Piet Haas CIO and CFO, respectively.",
            {("Orbel Logistics", "Mira Lund", "CIO"), ("Orbel Logistics", "Piet Haas", "CFO")},
        ),
    ],
)
def test_each_is_named_at_their_own_company(text: str, told: set[tuple[str, str, str]]) -> None:
    """With their own post; of one company the order is that of the posts alone."""
    [events] = detect([Announcement("a", "wire", "New chiefs named", text, "", NOW, NOW)])
    assert {(one.company, one.person, one.role) for one in events if one.person} == told


def test_where_not_everyone_was_read_nobody_is_surely_at_one_of_them() -> None:
    """Of two companies and two people the reader saw one person, and cannot know where."""
    read = CompanyEvent("1", "a", "executive_hired", "Tessaly Foods", person="Mira Lund", certain_from=0.7)
    text = "Orbel Logistics and Tessaly Foods have named Mira Lund CDO and Piet Haas CIO, respectively."
    (told,) = each_in_order([read], {"Orbel Logistics", "Tessaly Foods"}, text)
    assert not told.certain
