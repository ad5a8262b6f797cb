"""`callnow triggers` lists what `calls` and the views have, for its ids are what `explain` takes."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Callnow
from tests.flows.people import MONDAY, id_of, import_people, keep_triggers, news


def listed(callnow: Callnow, at: str) -> tuple[list[str], list[str]]:
    """The ids that `triggers` lists at a moment, and those of the view call_now."""
    both = (
        callnow("--at", at, "triggers", "--json"),
        callnow("--at", at, "query", "FROM call_now SELECT trigger_id", "--json"),
    )
    first, second = (sorted(json.loads(line)["trigger_id"] for line in ran.out.splitlines()) for ran in both)
    return first, second


def test_a_call_that_was_put_off_is_listed_again_from_its_day_on(callnow: Callnow, home: Path, tmp_path: Path) -> None:
    """Who was called in vain is not waited for the same day, and is on the next working day."""
    import_people(callnow, tmp_path)
    keep_triggers(home, news(id_of(callnow, "Imke Vandersloot"), "story"))
    before = listed(callnow, MONDAY)
    assert before[0] == before[1] != []
    assert callnow("--at", MONDAY, "log", "imke", "--unanswered").code == 0
    assert listed(callnow, MONDAY) == ([], [])
    assert listed(callnow, "2026-03-03T15:00+00:00") == before
