"""Charts count the events of each week, and tell their numbers as text, too."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from callnow.model import Announcement, CompanyEvent
from callnow.store.connection import writing
from callnow.store.page import coverage, events_a_week
from callnow.store.rows import add
from delivery.page.charts import bars, events_by_type, weekly, weeks_until


def test_charts_count_by_week() -> None:
    """Twelve Mondays; what concerns the prospects' employers is a part of all; the numbers are readable as text."""
    weeks = weeks_until(date(2026, 3, 17))
    assert (len(weeks), weeks[-1]) == (12, date(2026, 3, 16))
    rows = [
        {"type": "layoffs", "week": weeks[-1], "events": 4, "matched": 1},
        {"type": "executive_hired", "week": weeks[0], "events": 2, "matched": 2},
    ]
    hired, layoffs = events_by_type(rows, weeks)
    assert (hired.label, hired.total_ours, layoffs.total) == ("executive hired", 2, 4)
    svg = bars(layoffs)
    assert svg.count('class="every"') == 1
    assert "layoffs: 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4 a week" in svg
    assert weekly([], "items", "items", weeks).all == (0,) * 12


def test_a_week_begins_when_the_recruiters_does(tmp_path: Path) -> None:
    """Sunday evening in New York is of the week that ends there, though it is Monday in London."""
    at, since = datetime(2026, 3, 16, 2, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
    told = Announcement(
        "a", "wire", "Orbel to cut 40 jobs", "", "https://example.com/a", at, at, guid="a", fingerprint="a"
    )
    with writing(tmp_path / "callnow.duckdb") as con:
        add(con, "announcement", [told])
        add(con, "company_event", [CompanyEvent("e", "a", "layoffs", "Orbel", sentence=told.title, rule="test")])
        for zone, monday in (("America/New_York", date(2026, 3, 9)), ("Europe/London", date(2026, 3, 16))):
            (events,), (items,) = events_a_week(con, since, zone), coverage(con, since, zone)
            assert (events["week"], items["week"]) == (monday, monday)
