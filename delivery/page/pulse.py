"""The news of twelve weeks in numbers, as the template is given them, and how the feeds do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from callnow.languages import not_understood
from callnow.store import Connection
from callnow.store import page as store
from delivery.page.charts import Series, events_by_type, weekly, weeks_until
from delivery.page.desk import Desk

SHOWN = 100  # feeds


@dataclass(frozen=True, slots=True)
class Pulse:
    """The news of twelve weeks in numbers, and how the feeds do."""

    weeks: tuple[date, ...]
    events: tuple[Series, ...]
    coverage: tuple[Series, ...]
    feeds: tuple[dict[str, Any], ...]
    totals: dict[str, Any]


def load_pulse(con: Connection, desk: Desk) -> Pulse:
    weeks = weeks_until(desk.today())
    since = desk.begins(weeks[0])
    covered = store.coverage(con, since)
    labels: Sequence[tuple[str, str]] = (
        ("employers", "your employers in the news"),
        ("items", "items read"),
        ("sources", "sources with news"),
    )
    return Pulse(
        weeks=tuple(weeks),
        events=tuple(events_by_type(store.events_a_week(con, since), weeks)),
        coverage=tuple(weekly(covered, column, label, weeks) for column, label in labels),
        feeds=tuple(feed | {"not_understood": not_understood(feed)} for feed in store.feed_health(con, SHOWN)),
        totals=store.totals(con, desk.begins(desk.today())),
    )
