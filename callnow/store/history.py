"""The past as a whole: every event again, what it was matched to, what is said of it now, and taking it back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from callnow.model import Announcement, CompanyEvent, Match
from callnow.store.corrections import wrong_stories
from callnow.store.news import event_in_row
from callnow.store.rows import add, delete_rows, fetch, fetch_as, known_ids, many
from callnow.store.sql import Connection, question
from callnow.terms import SAID


def events_since(
    con: Connection, since: datetime, most: int, after: str = ""
) -> list[tuple[Announcement, CompanyEvent]]:
    """Events published since, each with its announcement (whose text is left out), oldest first, at most so many.

    To go on, `since` is the time of the last one and `after` its id.
    """
    rows = fetch(con, question("events_since"), {"since": since, "after": after, "most": most})
    return [event_in_row(row) for row in rows]


def announcements_of(con: Connection, ids: Sequence[str]) -> list[Announcement]:
    """These announcements with their texts, oldest first."""
    return fetch_as(con, Announcement, question("announcements_of"), {"ids": many(ids)})


def not_read_closely(
    con: Connection, since: datetime, characters: int, most: int, after: str = ""
) -> list[Announcement]:
    """Announcements published since that were read only fast, by id behind `after`, texts cut to `characters`."""
    values = {"since": since, "characters": characters, "most": most, "after": after}
    return fetch_as(con, Announcement, question("not_read_closely"), values)


def keep_close_reading(con: Connection, announcements: Sequence[str], events: Sequence[CompanyEvent]) -> None:
    """Keeps `events` in place of what was found fast in these announcements; what a person said stays."""
    con.execute(question("drop_fast_events"), {"ids": many(announcements), "said": SAID})
    con.execute(question("mark_read_closely"), {"ids": many(announcements)})
    add(con, "company_event", events)


def update_events(con: Connection, events: Iterable[CompanyEvent]) -> None:
    """Keeps events that are known with what is said of them now."""
    add(con, "company_event", events, replace=True)


def drop_events(con: Connection, events: Sequence[str]) -> None:
    """Removes events, as the second reader refused them."""
    delete_rows(con, "company_event", "id", events)


def matches_since(con: Connection, since: datetime) -> dict[str, str]:
    """The employer id that each event published since is matched to."""
    rows = fetch(con, question("matches_since"), {"since": since})
    return {row["event_id"]: row["employer_id"] for row in rows}


def leads_of_open_news(con: Connection) -> set[str]:
    """The ids of the events that lead calls about an employer's news which wait or were put off."""
    asked = "SELECT DISTINCT event_id FROM trigger WHERE kind = 'news' AND state IN ('open', 'snoozed')"
    return {row["event_id"] for row in fetch(con, asked)}


def known_triggers(con: Connection) -> set[str]:
    """The ids of all triggers."""
    return {row["id"] for row in fetch(con, "SELECT id FROM trigger")}


def matches_of(con: Connection, events: Sequence[str]) -> dict[str, Match]:
    """What these events are matched to, by their ids."""
    asked = "SELECT * FROM match WHERE event_id IN (SELECT unnest($ids::JSON::VARCHAR[]))"
    return {match.event_id: match for match in fetch_as(con, Match, asked, {"ids": many(events)})}


def take_out(con: Connection, events: Sequence[str]) -> list[str]:
    """Takes back the matches and reports of these events. Returns the ids of the stories that keep other reports.

    A story that people called wrong keeps its reports: a later one is known by them.
    """
    wrong = wrong_stories(con)
    told = set(stories_reporting(con, events)) - set(wrong)
    delete_rows(con, "match", "event_id", events)
    con.execute(question("withdraw_reports"), {"ids": many(events), "wrong": many(wrong)})
    con.execute("DELETE FROM story WHERE id NOT IN (SELECT story_id FROM report)")
    return sorted(known_ids(con, "story", told))


def decided_at(con: Connection, stories: Sequence[str]) -> dict[str, datetime]:
    """The moment for which the triggers of these stories were decided last, by the story's id."""
    rows = fetch(con, question("stories_decided_at"), {"ids": many(stories)})
    return {row["story_id"]: row["decided_at"] for row in rows}


def stories_reporting(con: Connection, events: Sequence[str]) -> list[str]:
    """The ids of the stories that these events report."""
    asked = "SELECT DISTINCT story_id FROM report WHERE event_id IN (SELECT unnest($ids::JSON::VARCHAR[]))"
    return [row["story_id"] for row in fetch(con, asked, {"ids": many(events)})]
