"""Filings become events as their columns say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from callnow.model import Announcement, Filing
from callnow.terms import Certainty
from matching.detection.detect import detect, detect_fast

NOW = datetime(2026, 3, 4, 8, tzinfo=UTC)
FILING = Filing(
    register="WARN notices, Ohio",
    employer="QUILLAN FOODS INC",
    type="layoffs",
    number="OH-2026-17",
    also_called=("Quillan Bakeries",),
    words="QUILLAN FOODS INC - Dayton, 120 affected",
    count="120",
    origin="Dayton",
    filed_on=date(2026, 3, 2),
    effective_on=date(2026, 5, 1),
)
NOTICE = Announcement(
    "a1", "ohio", "Larkfield Bank names Petra Vance CFO", "", "https://example.com/warn", NOW, NOW, filings=(FILING,)
)


def test_a_filing_is_its_event_whatever_the_text_says() -> None:
    """The columns are taken as they are, with certainty, fast and closely; nothing more is read in title and text."""
    for events in (detect_fast(NOTICE), detect([NOTICE])[0]):
        (event,) = events
        assert (event.type, event.company, event.count, event.origin) == (
            "layoffs",
            "QUILLAN FOODS INC",
            "120",
            "Dayton",
        )
        assert (event.certain, event.probability, event.rule) == (True, 1.0, "WARN notices, Ohio")
        assert event.sentence == "QUILLAN FOODS INC - Dayton, 120 affected"
        assert (event.certainty, event.also_called, event.filing) == (
            Certainty.ANNOUNCED,
            ("Quillan Bakeries",),
            FILING,
        )


def test_texts_beside_filings_are_read_as_before() -> None:
    """A batch of both keeps its order, and who left as what gives the post its function."""
    departure = replace(
        FILING, type="executive_departed", person="Nils Garrow", role="Chief Information Officer", count=""
    )
    filed = replace(NOTICE, id="a2", filings=(departure, departure))
    events = detect([replace(NOTICE, id="a3", filings=()), filed, NOTICE])
    assert [[event.type for event in found] for found in events] == [
        ["executive_hired"],
        ["executive_departed"],
        ["layoffs"],
    ]
    assert events[0][0].filing is None
    assert (events[1][0].function, events[1][0].rank) == ("it", 1)
