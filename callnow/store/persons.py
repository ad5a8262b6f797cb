"""People in the news: those of other companies, of whom a prospect may be one, hired away, and those who have died."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from callnow.model import CompanyEvent, Report, Story
from callnow.store.corrections import wrong_stories
from callnow.store.news import stories_in_order, stories_of
from callnow.store.rows import fetch, from_row, many
from callnow.store.sql import Connection, question


def moves_elsewhere(con: Connection, since: datetime) -> list[Story]:
    """Events that name a person and a former employer, told by no story yet, each as a story of its own."""
    stories = []
    for row in fetch(con, question("moves_elsewhere"), {"since": since}):
        event = from_row(CompanyEvent, row)
        report = Report(
            event,
            row["report_title"],
            row["report_url"],
            row["report_source"],
            row["report_published_at"],
            row["report_undated"],
        )
        stories.append(Story(event.id, event.type, event.company, "", (report,)))
    return stories


def named_in_person(con: Connection) -> dict[str, list[Story]]:
    """The stories that name a prospect in person, by prospect id."""
    rows = fetch(con, question("named_in_person"), {"wrong": many(wrong_stories(con))})
    stories = {story.id: story for story in stories_of(con, ids=sorted({row["story_id"] for row in rows}))}
    named: dict[str, list[Story]] = defaultdict(list)
    for row in rows:
        if row["story_id"] in stories:
            named[row["prospect_id"]].append(stories[row["story_id"]])
    return dict(named)


def stories_with(con: Connection, words: str, types: Iterable[str]) -> list[Story]:
    """The stories of these types at employers of the list a report of which holds `words`, a pattern, but for those
    called wrong."""
    rows = fetch(con, question("deaths_told"), {"words": words, "types": many(types)})
    wrong = wrong_stories(con) if rows else ()  # most often nothing is told
    return stories_in_order(con, [row["story_id"] for row in rows if row["story_id"] not in wrong])
