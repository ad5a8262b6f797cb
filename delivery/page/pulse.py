"""The news of twelve weeks in numbers, as the template is given them, and how the feeds do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from callnow.feeds import ListedFeed
from callnow.store import Connection
from callnow.store import page as store
from delivery.page.charts import Series, events_by_type, weekly, weeks_until
from delivery.page.desk import Desk

SHOWN = 20  # feeds in trouble; the others stand under Feeds


@dataclass(frozen=True, slots=True)
class Pulse:
    """The news of twelve weeks in numbers, and the feeds that want a look."""

    weeks: tuple[date, ...]
    events: tuple[Series, ...]
    coverage: tuple[Series, ...]
    feeds: tuple[ListedFeed, ...]
    totals: dict[str, Any]


def load_pulse(con: Connection, desk: Desk) -> Pulse:
    """The figures of the page "figures": the last weeks, and what was read and matched in them."""
    weeks = weeks_until(desk.today())
    since, zone = desk.begins(weeks[0]), desk.settings.watch.time_zone
    covered = store.coverage(con, since, zone)
    labels: Sequence[tuple[str, str]] = (
        ("employers", "your employers in the news"),
        ("items", "items read"),
        ("sources", "sources with news"),
    )
    return Pulse(
        weeks=tuple(weeks),
        events=tuple(events_by_type(store.events_a_week(con, since, zone), weeks)),
        coverage=tuple(weekly(covered, column, label, weeks) for column, label in labels),
        feeds=tuple(feed for feed in desk.feeds.listed(con) if feed.in_trouble)[:SHOWN],
        totals=store.totals(con, desk.begins(desk.today())),
    )
