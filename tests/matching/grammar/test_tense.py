"""How far along a headline tells something: one of several who left is gone, and layoffs that begin are under way."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement
from callnow.terms import Certainty
from matching.detection.detect import detect_fast


@pytest.mark.parametrize(
    ("title", "certainty"),
    [
        ("Orbel's CTO has left, the second senior leader to depart in a month", Certainty.DONE),
        ("Tessaly's CIO left the company, the latest executive to leave in three months", Certainty.DONE),
        ("Orbel's CTO to leave, the second senior leader to depart in a month", Certainty.ANNOUNCED),
        ("Tessaly starts layoffs in cloud unit", Certainty.DONE),
        ("Tessaly has begun layoffs in cloud unit", Certainty.DONE),
        ("Tessaly starts layoffs next month", Certainty.ANNOUNCED),
        ("Tessaly to begin layoffs in June", Certainty.ANNOUNCED),
        ("Tessaly announces layoffs", Certainty.ANNOUNCED),
    ],
)
def test_how_far_along_a_headline_tells_it(title: str, certainty: Certainty) -> None:
    """By the verb that tells the event, not by one that only counts it among others."""
    at = datetime(2026, 3, 2, tzinfo=UTC)
    found = detect_fast(Announcement("a", "wire", title, "", "", at, at))
    assert {event.certainty for event in found} == {certainty}
