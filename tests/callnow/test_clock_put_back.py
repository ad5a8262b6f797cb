"""What a clock that was ahead has dated is put back, and nothing else is touched."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from callnow.store.clock import put_back
from callnow.store.connection import writing
from callnow.store.rows import add_rows

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
AHEAD, HOUR = timedelta(days=61), timedelta(hours=1)


def news(name: str, fetched_at: datetime, understood_at: datetime | None) -> dict[str, object]:
    words = ("source", "title", "text", "url", "guid", "fingerprint", "issuer", "language", "title_as_written")
    dates = {"published_at": NOW - 2 * HOUR, "fetched_at": fetched_at, "understood_at": understood_at}
    written = {column: moment and moment.isoformat() for column, moment in dates.items()}
    return {"id": name, "date_known": True, **dict.fromkeys(words, name), **written}


def test_news_is_put_back_and_what_is_still_to_be_understood_stays_so(tmp_path: Path) -> None:
    """An hour before the last run is an hour before now; a moment of a run that went on is now; what is past stays."""
    with writing(tmp_path / "callnow.duckdb") as con:
        rows = [
            news("early", NOW + AHEAD - HOUR, NOW + AHEAD + HOUR),
            news("unread", NOW + AHEAD, None),
            news("old", NOW - HOUR, NOW + AHEAD),
            news("past", NOW - 2 * HOUR, NOW - HOUR),
        ]
        add_rows(con, "announcement", rows)
        put_back(con, AHEAD, NOW)
        found = con.execute("SELECT id, fetched_at, understood_at FROM announcement").fetchall()
    assert {name: (fetched, understood) for name, fetched, understood in found} == {
        "early": (NOW - HOUR, NOW),
        "unread": (NOW, None),
        "old": (NOW - HOUR, NOW),
        "past": (NOW - 2 * HOUR, NOW - HOUR),
    }
