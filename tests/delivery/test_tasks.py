"""Planned calls are rows of tasks under the names of each system that takes them up."""

from __future__ import annotations

import csv
import io

import pytest

from callnow.model import Prospect
from delivery.appointments import CALL_NOW
from delivery.tasks import COLUMNS, tasks_csv
from tests.delivery.test_appointments import DAY, call


@pytest.mark.parametrize("system", COLUMNS)
def test_tasks_have_a_row_for_each_call_under_the_systems_names(system: str) -> None:
    """Every system gets a header of its own and a row a call; no cell is one that a spreadsheet would calculate."""
    person = Prospect("p0", "Imke Vandersloot", "=cmd()", phone="+15125550134", email="i@example.com", owner="Dana")
    rows = list(
        csv.DictReader(io.StringIO(tasks_csv([(call(employer="=cmd()"), person)], system).removeprefix("\ufeff")))
    )
    assert len(rows) == 1
    assert list(rows[0]) == list(COLUMNS[system])
    assert not any(value.startswith("=") for value in rows[0].values())
    assert any(DAY.isoformat() in value for value in rows[0].values())
    assert "+15125550134" in rows[0].values()
    told = next(value for value in rows[0].values() if "after lunch" in value)
    assert "Say: “Hi Imke, as promised.”" in told
    assert "https://example.com/news" in told


@pytest.mark.parametrize(
    ("category", "tier", "hubspot", "bullhorn"),
    [
        (CALL_NOW, "C", "HIGH", "1"),
        ("promise", "", "HIGH", "1"),
        ("rhythm", "A", "HIGH", "1"),
        ("rhythm", "B", "MEDIUM", "2"),
        ("first", "", "MEDIUM", "2"),
        ("rhythm", "C", "LOW", "3"),
    ],
)
def test_priority_goes_by_tier(category: str, tier: str, hubspot: str, bullhorn: str) -> None:
    """A call now and a promise come first, whoever it is; the others by the tier of the prospect."""
    person = Prospect("p0", "Imke Vandersloot", "Harrow", tier=tier)
    given = [(call(category=category), person)]
    read = {
        system: next(csv.DictReader(io.StringIO(tasks_csv(given, system).removeprefix("\ufeff")))) for system in COLUMNS
    }
    assert (read["hubspot"]["Priority"], read["bullhorn"]["priority"]) == (hubspot, bullhorn)
    assert f"({hubspot.lower()} priority)" in read["greenhouse"]["Notes"]
    assert read["greenhouse"]["Notes"].startswith("Call now on" if category == CALL_NOW else "Follow up on")
