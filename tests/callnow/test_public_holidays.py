"""Public holidays are known of every country of the library, and only the calendars that are asked for are loaded."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from callnow.public_holidays import countries, is_known, public_holidays


@pytest.mark.parametrize(
    ("place", "day", "name"),
    [
        ("US", date(2026, 7, 3), "Independence Day (observed)"),
        ("US-TX", date(2026, 3, 2), "Texas Independence Day"),
        ("US", date(2026, 3, 2), ""),
        ("DE", date(2026, 10, 3), "German Unity Day"),
        ("PR", date(2026, 5, 25), "Memorial Day"),  # its calendar is made of another country's
        ("", date(2026, 12, 25), ""),
        ("XX", date(2026, 12, 25), ""),
    ],
)
def test_a_holiday_is_named(place: str, day: date, name: str) -> None:
    """In English; none is known where there is no calendar."""
    assert public_holidays(place).name_of(day) == name
    assert (day in public_holidays(place)) is bool(name)


def test_every_country_has_a_calendar() -> None:
    """Each is loaded by itself, and no part of one is known that it does not have."""
    assert len(countries()) > 200
    assert all(map(is_known, countries()))
    assert is_known("US-TX")
    assert not is_known("US-XX")


def test_one_calendar_is_loaded_for_one_country() -> None:
    """All of them would take a tenth of a second of every command."""
    code = (
        "import sys\nfrom datetime import date\nfrom callnow.public_holidays import public_holidays\n"
        "assert public_holidays('US').name_of(date(2026, 12, 25)) == 'Christmas Day'\n"
        "print(*(name for name in sys.modules if name.startswith('holidays.countries.')))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert ran.stdout.split() == ["holidays.countries.united_states"]
