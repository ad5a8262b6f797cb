"""The figures of twelve weeks, by week and recruiter: what the saved questions figures_… of data/queries answer."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from callnow.store.ask import saved_questions, take_for_now
from callnow.store.rows import fetch
from callnow.store.sql import Connection


@dataclass(frozen=True, slots=True)
class Figure:
    """What was done in a week by a recruiter. `hours` is None where no talk came of news."""

    calls: int = 0
    reached: int = 0
    promises: int = 0
    kept: int = 0
    alerts: int = 0
    talks: int = 0
    hours: float | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures, by week (its Monday; None: all twelve) and recruiter (None: all of them)."""

    known: dict[tuple[date | None, str | None], Figure]

    def of(self, week: date | None = None, recruiter: str | None = None) -> Figure:
        """The figures of a week and a recruiter; noughts where nothing was done."""
        return self.known.get((week, recruiter), Figure())

    @property
    def recruiters(self) -> list[str]:
        """Who did anything, or had a call to make."""
        return sorted({who for _, who in self.known if who is not None})


# Which columns of each question are figures; a column of another name goes by the question's own.
QUESTIONS = {
    "figures_calls": ("calls", "reached"),
    "figures_promises": ("promises", "kept"),
    "figures_alerts": ("alerts", "talks"),
    "figures_hours": ("hours",),
}


def figures(con: Connection, now: datetime, zone: str) -> Figures:
    """The figures of the twelve weeks up to `now`, in weeks of that time zone."""
    take_for_now(con, now, zone)
    saved = saved_questions()
    known: dict[tuple[date | None, str | None], Figure] = defaultdict(Figure)
    for name, columns in QUESTIONS.items():
        for row in fetch(con, saved[name][1]):
            place = (row["week"], row["recruiter"])
            values: dict[str, Any] = {column: row[column] for column in columns}
            known[place] = replace(known[place], **values)
    return Figures(dict(known))
