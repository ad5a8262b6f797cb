"""The past as a whole: every event again, what it was matched to, and taking back what was matched wrongly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from callnow.model import Announcement, CompanyEvent
from callnow.store.connection import Connection, question
from callnow.store.rows import fetch, from_row


def events_since(con: Connection, since: datetime) -> list[tuple[Announcement, CompanyEvent]]:
    """Every event published since, with its announcement (whose text is left out), oldest first."""
    rows = fetch(con, question("events_since"), {"since": since})
    return [
        (
            Announcement(
                id=row["announcement_id"],
                source=row["source"],
                title=row["title"],
                text="",
                url=row["url"],
                published_at=row["published_at"],
                fetched_at=row["fetched_at"],
            ),
            from_row(CompanyEvent, row),
        )
        for row in rows
    ]


def matches_since(con: Connection, since: datetime) -> dict[str, str]:
    """The employer id that each event published since is matched to."""
    rows = fetch(con, question("matches_since"), {"since": since})
    return {row["event_id"]: row["employer_id"] for row in rows}


def known_triggers(con: Connection) -> set[str]:
    """The ids of all triggers."""
    return {row["id"] for row in fetch(con, "SELECT id FROM trigger")}


def withdraw(con: Connection, events: Sequence[str]) -> int:
    """Takes back the matches and reports of these events. Returns how many open triggers were withdrawn with them."""
    ids = {"ids": list(events)}
    con.execute("DELETE FROM match WHERE event_id IN (SELECT unnest($ids::VARCHAR[]))", ids)
    con.execute("DELETE FROM report WHERE event_id IN (SELECT unnest($ids::VARCHAR[]))", ids)
    con.execute("DELETE FROM story WHERE id NOT IN (SELECT story_id FROM report)")
    done = con.execute(question("withdraw_triggers"), ids).fetchone()
    return int(done[0]) if done else 0
