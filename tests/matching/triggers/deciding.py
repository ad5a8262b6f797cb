"""A prospect, a story that concerns them, and the one trigger that comes of both."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from callnow.model import CompanyEvent, Prospect, Report, Story, Trigger
from callnow.terms import Certainty
from matching.triggers.decide import decide, shipped_tables

TABLES = shipped_tables()
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SAM = Prospect("p1", "Sam Hollis", "Northbay Kilns Ltd", "em1", "IT Manager", function="it", rank=4, owner="Ann")


def told(
    kind: str = "executive_hired", *, ago: float = 0, certainty: Certainty = Certainty.DONE, **slots: object
) -> Story:
    """A story of one report, published `ago` days before NOW."""
    event = CompanyEvent("e1", "a1", kind, "Northbay Kilns", certainty, **slots)  # type: ignore[arg-type]
    return Story("s1", kind, "em1", "em1", (Report(event, "News", "", "wire", NOW - timedelta(days=ago)),))


def only(story: Story, prospect: Prospect = SAM, now: datetime = NOW, **more: object) -> Trigger:
    (trigger,) = decide(story, [prospect], TABLES, now, **more)  # type: ignore[arg-type]
    return trigger


CIO = told(person="Jane Roe", role="Chief Information Officer", function="it", rank=1)
