"""What the second reader answered about events, what still waits for an answer, and how often it was asked a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from callnow.model import Announcement, CompanyEvent
from callnow.store.news import event_in_row
from callnow.store.rows import add, fetch, fetch_as, many
from callnow.store.sql import Connection, question
from callnow.terms import SecondReaderAnswer


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """One question about one event, and the answer. Nothing is sent of what follows from a `quiet` one."""

    announcement_id: str
    event_id: str
    model: str
    checksum: str
    answer: SecondReaderAnswer = SecondReaderAnswer.WAITING
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


def answers_of(con: Connection, announcements: Sequence[str]) -> dict[tuple[str, str, str, str], KeptAnswer]:
    """What was answered about these announcements, by key."""
    asked = (
        "SELECT * FROM second_reading WHERE answer <> '' AND announcement_id IN (SELECT unnest($ids::JSON::VARCHAR[]))"
    )
    return {answer.key: answer for answer in fetch_as(con, KeptAnswer, asked, {"ids": many(announcements)})}


def keep_answers(con: Connection, answers: Iterable[KeptAnswer]) -> None:
    """Keeps questions with their answers; an event waits for one answer at most."""
    kept = list(answers)
    ids = [answer.event_id for answer in kept]
    con.execute(
        "DELETE FROM second_reading WHERE answer = '' AND event_id IN (SELECT unnest($1::JSON::VARCHAR[]))", [many(ids)]
    )
    add(con, "second_reading", kept, replace=True)


def waiting(con: Connection, since: datetime) -> list[WaitingEvent]:
    """The events that wait for an answer, of announcements fetched since, oldest first, the quiet ones last."""
    return [
        WaitingEvent(*event_in_row(row), row["quiet"])
        for row in fetch(con, question("second_reading_waiting"), {"since": since})
    ]


def asked_on(con: Connection, day: date) -> int:
    """How many questions were asked on a day (UTC)."""
    rows = fetch(con, "SELECT asked FROM second_reading_day WHERE day = $day", {"day": day})
    return int(rows[0]["asked"]) if rows else 0


def count_asked(con: Connection, day: date, more: int) -> None:
    """Adds to the questions of a day."""
    con.execute("INSERT OR REPLACE INTO second_reading_day VALUES ($1, $2)", [day, asked_on(con, day) + more])
