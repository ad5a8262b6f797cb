"""Which employers the news covers, and by which sources, for the command line and the page alike."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from callnow.people import EmployerCoverage
from callnow.store import Connection
from callnow.store.feeds import all_feeds
from callnow.store.people_list import employers_covered
from matching.names.normalise import normalise

SILENT_DAYS = 90  # without news of it, an employer is not covered
SILENT = timedelta(days=SILENT_DAYS)


def cover_employers(con: Connection, now: datetime, owner: str = "") -> list[EmployerCoverage]:
    """What is heard of each employer of this recruiter's people (of everybody's for ""), by name."""
    own = _own_sources(con)
    return [
        EmployerCoverage(
            row["id"],
            row["name"],
            row["domain"],
            row["people"],
            tuple((source["source"], source["items"]) for source in row["sources"]),
            tuple(own.get(normalise(row["name"]), ())),
            row["last_news_at"],
        )
        for row in employers_covered(con, owner, now - SILENT)
    ]


def _own_sources(con: Connection) -> dict[str, list[str]]:
    """The names of feeds and newsrooms that are switched on and speak for one company alone, by its normalised name."""
    own: dict[str, list[str]] = defaultdict(list)
    for feed in all_feeds(con):
        if feed.enabled and (company := feed.declared.get("company")):
            own[normalise(company)].append(feed.declared["name"])
    return own
