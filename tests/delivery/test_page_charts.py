"""Charts count the events of each week, and tell their numbers as text, too."""

from __future__ import annotations

from datetime import date

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
