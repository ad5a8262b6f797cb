"""People who are told in the order of several companies are each at their own."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement
from matching.detection.detect import detect

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Orbel Building Society and Tessaly Foods have named Mira Lund chief data officer and Piet Haas chief "
            "information officer, respectively.",
            {
                ("Orbel Building Society", "Mira Lund", "chief data officer"),
                ("Tessaly Foods", "Piet Haas", "chief information officer"),
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
