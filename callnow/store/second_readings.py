"""What the second reader said of events, what still waits for an answer, and how often it was asked a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from callnow.model import Announcement, CompanyEvent
from callnow.store.connection import Connection, question
from callnow.store.rows import add, fetch, fetch_as, from_row, many
from callnow.terms import SecondAnswer


@dataclass(frozen=True, slots=True)
class SecondReading:
    """One question about one event, and the answer. Nothing is sent of what follows from a `quiet` one."""

    announcement_id: str
    event_id: str
    model: str
    checksum: str
    answer: SecondAnswer = SecondAnswer.WAITING
    person: str = ""
    role: str = ""
    company: str = ""
    answered_at: datetime | None = None
    quiet: bool = False

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What tells it from any other."""
        return self.announcement_id, self.event_id, self.model, self.checksum


@dataclass(frozen=True, slots=True)
class WaitingEvent:
    """An event that waits for an answer."""

    announcement: Announcement
    event: CompanyEvent
    quiet: bool


def readings_of(con: Connection, announcements: Sequence[str]) -> dict[tuple[str, str, str, str], SecondReading]:
    """What was answered about these announcements, by key."""
    asked = (
        "SELECT * FROM second_reading WHERE answer <> '' AND announcement_id IN (SELECT unnest($ids::JSON::VARCHAR[]))"
    )
    return {reading.key: reading for reading in fetch_as(con, SecondReading, asked, {"ids": many(announcements)})}


def keep_readings(con: Connection, readings: Iterable[SecondReading]) -> None:
    """Keeps questions with their answers; an event waits for one answer at most."""
    kept = list(readings)
    ids = [reading.event_id for reading in kept]
    con.execute(
        "DELETE FROM second_reading WHERE answer = '' AND event_id IN (SELECT unnest($1::JSON::VARCHAR[]))", [many(ids)]
    )
    add(con, "second_reading", kept, replace=True)


def waiting(con: Connection, since: datetime) -> list[WaitingEvent]:
    """The events that wait for an answer, of announcements fetched since, oldest first, the quiet ones last."""
    return [
        WaitingEvent(
            from_row(Announcement, row | {"id": row["announcement_id"]}), from_row(CompanyEvent, row), row["quiet"]
        )
        for row in fetch(con, question("second_reading_waiting"), {"since": since})
    ]


def asked_on(con: Connection, day: date) -> int:
    """How many questions were asked on a day (UTC)."""
    rows = fetch(con, "SELECT asked FROM second_reading_day WHERE day = $day", {"day": day})
    return int(rows[0]["asked"]) if rows else 0


def count_asked(con: Connection, day: date, more: int) -> None:
    """Adds to the questions of a day."""
    con.execute("INSERT OR REPLACE INTO second_reading_day VALUES ($1, $2)", [day, asked_on(con, day) + more])


def replace_events(con: Connection, events: Iterable[CompanyEvent]) -> None:
    """Keeps events that are known with what is said of them now."""
    add(con, "company_event", events, replace=True)


def drop_events(con: Connection, events: Sequence[str]) -> None:
    """Removes the events that the second reader refused."""
    con.execute("DELETE FROM company_event WHERE id IN (SELECT unnest($1::JSON::VARCHAR[]))", [many(events)])


def decided_at(con: Connection, stories: Sequence[str]) -> dict[str, datetime]:
    """The moment for which the triggers of these stories were decided last, by the story's id."""
    rows = fetch(con, question("stories_decided_at"), {"ids": many(stories)})
    return {row["story_id"]: row["decided_at"] for row in rows}


def stories_reporting(con: Connection, events: Sequence[str]) -> list[str]:
    """The ids of the stories that these events report."""
    asked = "SELECT DISTINCT story_id FROM report WHERE event_id IN (SELECT unnest($ids::JSON::VARCHAR[]))"
    return [row["story_id"] for row in fetch(con, asked, {"ids": many(events)})]
