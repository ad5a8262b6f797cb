"""People in the news: those of other companies, of whom a prospect may be one, hired away, and those who have died."""

from __future__ import annotations

from datetime import datetime

from callnow.model import CompanyEvent, Report, Story
from callnow.store.connection import Connection, question
from callnow.store.corrections import wrong_stories
from callnow.store.news import stories_in_order
from callnow.store.rows import fetch, from_row, many


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


def stories_with(con: Connection, words: str) -> list[Story]:
    """The stories at employers of the list a report of which holds `words`, a pattern, but for those called wrong."""
    rows = fetch(con, question("deaths_told"), {"words": words, "wrong": many(wrong_stories(con))})
    return stories_in_order(con, [row["story_id"] for row in rows])
