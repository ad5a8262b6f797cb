"""That what was read before is to be matched again: noted together with what asks for it, until it has been done."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from callnow.store.rows import fetch
from callnow.store.sql import Connection

KEY = "rematch owed"  # in the table meta


def owe_rematch(con: Connection, now: datetime) -> None:
    """Notes it, in the transaction of what asks for it. A rematch under way may not know of that: the note is another
    one each time, since when it is owed stays."""
    since = owed_since(rematch_owed(con)) or now.astimezone(UTC)
    con.execute("INSERT OR REPLACE INTO meta VALUES ($1, $2)", [KEY, f"{since.isoformat()} {secrets.token_hex(4)}"])


def rematch_owed(con: Connection) -> str:
    """The note; "" where nothing is owed."""
    rows = fetch(con, "SELECT value FROM meta WHERE key = $key", {"key": KEY})
    return str(rows[0]["value"]) if rows else ""


def owed_since(note: str) -> datetime | None:
    """Since when a rematch is owed by its note; None where there is none."""
    return datetime.fromisoformat(note.split(maxsplit=1)[0]) if note else None


def rematch_done(con: Connection, note: str) -> None:
    """Takes off the note that a rematch found when it began; what was noted since stays owed."""
    con.execute("DELETE FROM meta WHERE key = $1 AND value = $2", [KEY, note])
