"""Who did what: each act of a person, noted in the transaction that does it."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from callnow.acting import acting_name
from callnow.errors import CallnowError, NotPublished
from callnow.store.rows import add, fetch
from callnow.store.sql import Connection, question
from callnow.terms import Act, Action

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Activity:
    """One act. `prospect_id` and `trigger_id` are "" where it concerns nobody in particular; `detail` names nobody."""

    id: str
    done_at: datetime
    done_by: str
    act: Act | Action
    prospect_id: str = ""
    trigger_id: str = ""
    detail: str = ""


def note_activity(
    con: Connection,
    act: Act | Action,
    prospect_id: str = "",
    trigger_id: str = "",
    detail: str = "",
    at: datetime | None = None,
) -> None:
    """Notes what is being done, by whoever acts, at a moment that is taken for now, else at the time of the clock."""
    done_at = (at or datetime.now(UTC)).astimezone(UTC)
    done = Activity(uuid.uuid4().hex, done_at, acting_name(), act, prospect_id, trigger_id, detail)
    add(con, "activity", [done])


def note_activities(con: Connection, act: Act, prospects: Iterable[str], detail: str = "") -> None:
    """Notes what is being done to each of these people, in one statement: thousands may be edited at once."""
    now, name = datetime.now(UTC), acting_name()
    add(con, "activity", [Activity(uuid.uuid4().hex, now, name, act, prospect, "", detail) for prospect in prospects])


def people_of(con: Connection, act: Act) -> set[str]:
    """The ids of those to whom this was ever done."""
    rows = fetch(con, "SELECT DISTINCT prospect_id FROM activity WHERE act = $act", {"act": act})
    return {str(row["prospect_id"]) for row in rows}


def note_afterwards(transaction: AbstractContextManager[Connection], act: Act, details: Iterable[str]) -> None:
    """Notes what is done already, and kept in a file. Where it cannot be noted, the log says so and nothing is raised:
    whoever hears of a failure does it again, or never sees what was made."""
    try:
        with transaction as con:
            for detail in details:
                note_activity(con, act, detail=detail)
    except NotPublished:
        pass  # it is noted; the next command publishes it, or says what hinders it
    except CallnowError as error:
        log.warning("it is done, and missing from the history: %s", error)


def activities(con: Connection, most: int, owner: str = "") -> list[dict[str, Any]]:
    """What was done last, with the name and employer of whom it concerned; of one recruiter's people, or of all."""
    return fetch(con, question("activities"), {"most": most, "owner": owner, "prospect": ""})


def activities_of(con: Connection, prospect_id: str, most: int) -> list[dict[str, Any]]:
    """What was done last about one person."""
    return fetch(con, question("activities"), {"most": most, "owner": "", "prospect": prospect_id})
