"""Corrections: what people said of one news item. They are obeyed at once, and teach the next reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from callnow.model import Announcement, CompanyEvent, stable_id
from callnow.store.rows import add, fetch, fetch_as, from_row, many
from callnow.store.sql import Connection, question
from callnow.terms import ON_THE_PAGE, SAID


class Kind(StrEnum):
    """What is wrong with what was read."""

    WRONG_EVENT = "wrong_event"
    WRONG_COMPANY = "wrong_company"  # the company of the text is not the employer it was taken for
    MISSED = "missed"


WRONG = (Kind.WRONG_EVENT, Kind.WRONG_COMPANY)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person said of one news item. `event_id` is "" where the event was missed."""

    id: str
    announcement_id: str
    event_id: str
    story_id: str
    kind: Kind
    type: str
    company: str
    person: str
    role: str
    said_at: datetime
    said_by: str


def make_correction(kind: Kind, event: CompanyEvent, story_id: str, said_at: datetime, said_by: str) -> Correction:
    """The correction that `event` is wrong, or was missed and is so."""
    event_id = "" if kind is Kind.MISSED else event.id
    return Correction(
        id=stable_id("correction", kind, event.announcement_id, event.id, story_id),
        announcement_id=event.announcement_id,
        event_id=event_id,
        story_id=story_id,
        kind=kind,
        type=event.type,
        company=event.company,
        person=event.person,
        role=event.role,
        said_at=said_at,
        said_by=said_by,
    )


def keep_correction(con: Connection, correction: Correction) -> None:
    """Keeps a correction; the same one said again replaces it."""
    add(con, "correction", [correction], replace=True)


def correct_trigger(con: Connection, trigger_id: str, kind: Kind, said_at: datetime) -> None:
    """Keeps that what stands behind a trigger was called wrong on the page; nothing where no event does."""
    for row in fetch(con, question("event_behind"), {"trigger": trigger_id, "said": SAID}):
        event = from_row(CompanyEvent, row)
        keep_correction(con, make_correction(kind, event, row["story_id"], said_at, ON_THE_PAGE))


def take_back(con: Connection, trigger_ids: Sequence[str], kinds: Sequence[Kind] = WRONG) -> None:
    """Takes back that the stories of these triggers are wrong, or wrong in one way."""
    con.execute(question("take_back_corrections"), {"ids": many(trigger_ids), "kinds": many(kinds)})


def wrong_stories(con: Connection) -> list[str]:
    """The ids of the stories that people called wrong: no call may come of them."""
    return sorted(row["story_id"] for row in fetch(con, question("wrong_stories"), {"said": SAID}))


def all_corrections(con: Connection) -> list[dict[str, Any]]:
    """Every correction with title, source and url of its item, oldest first."""
    return fetch(con, question("corrections"))


def find_announcements(con: Connection, item: str, most: int) -> list[Announcement]:
    """The announcements of that id or address; where there is none, those whose title holds the words, newest first."""
    rows = fetch(con, question("find_announcements"), {"item": item, "most": most})
    exact = [row for row in rows if row["exact"]]
    return [from_row(Announcement, row) for row in exact or rows]


def events_of(con: Connection, announcements: Sequence[str]) -> list[CompanyEvent]:
    """The events found in these announcements."""
    return fetch_as(con, CompanyEvent, question("events_of"), {"ids": many(announcements)})
