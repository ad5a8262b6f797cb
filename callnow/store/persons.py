"""People in the news of companies that are not employers on the list: a prospect may be one of them, hired away."""

from __future__ import annotations

from datetime import datetime

from callnow.model import CompanyEvent, Report, Story
from callnow.store.connection import Connection, question
from callnow.store.rows import fetch, from_row


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
