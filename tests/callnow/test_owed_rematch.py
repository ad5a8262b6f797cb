"""That a rematch is owed is noted until one is done that began after the note."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from callnow.store.connection import writing
from callnow.store.owed_rematch import owe_rematch, owed_since, rematch_done, rematch_owed

NOW = datetime(2026, 3, 17, 15, tzinfo=UTC)


def test_what_is_asked_for_during_a_rematch_stays_owed(tmp_path: Path) -> None:
    """The one under way may not know of it; since when something is owed stays as it was."""
    with writing(tmp_path / "callnow.duckdb") as con:
        assert rematch_owed(con) == ""
        assert owed_since("") is None
        owe_rematch(con, NOW)
        found_when_it_began = rematch_owed(con)
        owe_rematch(con, NOW + timedelta(hours=1))
        rematch_done(con, found_when_it_began)
        assert owed_since(rematch_owed(con)) == NOW
        rematch_done(con, rematch_owed(con))
        assert rematch_owed(con) == ""
