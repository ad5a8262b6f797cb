"""The lines of a person's record."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from callnow.model import CompanyEvent, Report, Story
from delivery.page.timeline import news_entry

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_an_item_that_was_changed_stands_as_it_says_now_and_counts_once() -> None:
    """What it said before is neither the headline nor another report."""
    event = CompanyEvent("e1", "a1", "layoffs", "Orbital Bakery", count="220")
    url = "https://wire.example.com/orbital"
    first = Report(event, "Orbital Bakery to Cut 220 Jobs", url, "wire", AT, read_at=AT, guid="g1")
    edited = replace(
        first,
        event=replace(event, id="e2", announcement_id="a2", count="120"),
        title="Orbital Bakery to Cut 120 Jobs",
        read_at=AT + timedelta(hours=2),
    )
    entry = news_entry(Story("s1", "layoffs", "em1", "em1", (first, edited)))
    assert (entry.words, entry.source) == (edited.title, "wire")
    other = replace(first, event=replace(event, id="e3", announcement_id="a3"), source="paper", guid="", read_at=AT)
    assert news_entry(Story("s1", "layoffs", "em1", "em1", (first, edited, other))).source == "wire and 1 more"
