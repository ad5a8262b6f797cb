"""What the page asks beside the list of calls: people, touches, answered triggers, the numbers of the news."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from callnow.model import Prospect, Touch
from callnow.store.calls import WantedCalls
from callnow.store.people_list import read_words
from callnow.store.rows import fetch, fetch_as, fetch_by_id, fetch_one, from_row
from callnow.store.sql import Connection, question
from callnow.waiting import WaitingTrigger


@dataclass(frozen=True, slots=True)
class ListedMention:
    """A name in the news and the employer it was taken for."""

    mention: str
    mention_normalised: str
    employer_id: str
    employer: str


def people_named(con: Connection, wanted: WantedCalls, most: int) -> list[Prospect]:
    """Prospects whom the words and numbers fit, by name; none where none was given."""
    if not wanted.words.strip():
        return []
    words, numbers = read_words(wanted.words)
    given = {"owner": wanted.owner, "words": words, "numbers": json.dumps(numbers), "most": most}
    return fetch_as(con, Prospect, question("page_people"), given)


def prospect_by_id(con: Connection, prospect_id: str) -> Prospect | None:
    """One prospect; None where it was forgotten or never was."""
    return prospects_by_id(con, [prospect_id]).get(prospect_id)


def prospects_by_id(con: Connection, ids: Sequence[str]) -> dict[str, Prospect]:
    """These prospects, by id."""
    return {p.id: p for p in fetch_by_id(con, Prospect, "prospect", ids)}


def owners(con: Connection) -> list[str]:
    """The recruiters who have prospects."""
    return [row["owner"] for row in fetch(con, question("page_owners"))]


def reasons_to_call(con: Connection, prospect_id: str, most: int) -> list[WaitingTrigger]:
    """All triggers of one prospect, whatever their state, newest first."""
    return fetch_as(con, WaitingTrigger, question("page_person_triggers"), {"prospect": prospect_id, "most": most})


def past_triggers(con: Connection, owner: str, most: int) -> list[dict[str, Any]]:
    """Triggers that no longer wait, with their prospect's name and employer, newest first."""
    return fetch(con, question("page_past_triggers"), {"owner": owner, "most": most})


def past_touches(con: Connection, owner: str, most: int) -> list[tuple[Touch, dict[str, Any]]]:
    """Touches, each with its prospect's name and employer, newest first."""
    rows = fetch(con, question("page_touches"), {"owner": owner, "most": most})
    return [(from_row(Touch, row), row) for row in rows]


def totals(con: Connection, today: datetime) -> dict[str, Any]:
    """Counts of prospects, employers, feeds, failing feeds, contacts that reached somebody since `today` began; when
    the last run ended, and of which day the last follow-ups are."""
    return fetch(con, question("page_totals"), {"today": today})[0]


def events_a_week(con: Connection, since: datetime, zone: str) -> list[dict[str, Any]]:
    """Rows of type, week (its Monday in a time zone), events and how many of them matched."""
    return fetch(con, question("page_events_a_week"), {"since": since, "zone": zone})


def coverage(con: Connection, since: datetime, zone: str) -> list[dict[str, Any]]:
    """Rows of week (its Monday in a time zone), items, sources they came from, employers of prospects they named."""
    return fetch(con, question("page_coverage"), {"since": since, "zone": zone})


def listed_mention_of(con: Connection, trigger_id: str) -> ListedMention | None:
    """The name in the news that made a trigger; None where no match stands behind it."""
    return fetch_one(con, ListedMention, question("page_match"), {"trigger": trigger_id})
