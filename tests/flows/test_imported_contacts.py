"""A list that knows of a new contact decides the follow-ups of whom it was with anew."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Callnow
from tests.flows.people import rows

NOTED = 'Name,Company,Phone,Last Contact,Notes\nImke Vandersloot,Vantry Systems,612-555-0116,{},"{}"\n'


def waiting(callnow: Callnow) -> list[dict[str, object]]:
    return rows(callnow, "SELECT why FROM trigger WHERE state = 'open' AND kind = 'cadence'")


def bring_at(callnow: Callnow, path: Path, at: str, day: str, note: str) -> str:
    path.write_text(NOTED.format(day, note), encoding="utf-8")
    return callnow("--at", at, "import", str(path)).out


def test_a_follow_up_that_is_owed_no_longer_is_taken_back(callnow: Callnow, tmp_path: Path) -> None:
    """Though it was made after the contact that the list tells of, which counts as a change."""
    path = tmp_path / "list.csv"
    bring_at(callnow, path, "2026-06-02T15:00", "2026-05-26", "LVM, try again Thursday")
    callnow("--at", "2026-11-16T15:00", "follow-ups")
    assert len(waiting(callnow)) == 1
    told = bring_at(callnow, path, "2026-11-16T15:05", "2026-11-12", "LVM, try again Thursday")
    assert "0 new, 1 updated." in told
    assert waiting(callnow) == []
    assert "Nobody is due" in callnow("--at", "2026-11-16T15:06", "today").out
    assert "0 updated, 1 unchanged" in bring_at(
        callnow, path, "2026-11-16T15:07", "2026-11-12", "LVM, try again Thursday"
    )


def test_whom_a_list_makes_due_waits_as_a_call(callnow: Callnow, tmp_path: Path) -> None:
    """At once, as in `callnow today`."""
    path = tmp_path / "list.csv"
    bring_at(callnow, path, "2026-11-02T15:00", "2026-10-30", "")
    callnow("--at", "2026-11-16T15:00", "follow-ups")
    assert waiting(callnow) == []
    bring_at(callnow, path, "2026-11-16T15:05", "2026-11-12", "call on Monday")
    assert len(waiting(callnow)) == 1
