"""Public holidays: no follow-up falls on the recruiter's, and working days are as the settings say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from callnow.model import Prospect
from callnow.settings import load_settings
from flows.calls.planning import rules_of
from matching.cadence.next_call import next_call
from matching.cadence.workdays import first_open


@pytest.mark.parametrize(
    ("set_to", "due"),
    [
        ("", date(2026, 3, 17)),
        ('holidays = "IE"', date(2026, 3, 18)),  # St Patrick's Day is a Tuesday
        ('holidays = "IE"\nworking_days = ["monday", "friday"]', date(2026, 3, 20)),
        ('holidays = "IE"\nclosed = [2026-03-18]', date(2026, 3, 19)),
    ],
)
def test_a_call_falls_on_the_next_working_day(tmp_path: Path, set_to: str, due: date) -> None:
    """Who is known since a holiday is called on the first day that is none."""
    (tmp_path / "callnow.toml").write_text(f"[cadence]\n{set_to}\n", encoding="utf-8")
    rules = rules_of(load_settings(tmp_path))
    day = date(2026, 3, 17)
    assert first_open(day, rules.calendar) == due
    call = next_call(Prospect("p", "Ola Brandt", "Orbit", "e"), [], [], day, rules, known_since=day)
    assert call is not None
    assert call.due_on == due
