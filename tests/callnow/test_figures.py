"""The figures of twelve weeks, counted by hand in a small store."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from callnow.model import Announcement, CompanyEvent, Employer, Prospect, Touch, Trigger
from callnow.store.connection import writing
from callnow.store.figures import Figure, figures
from callnow.store.people import save_prospects
from callnow.store.rows import add, add_rows
from callnow.terms import ContactKind, Tier, TriggerState

NOW = datetime(2026, 3, 18, 12, tzinfo=UTC)  # a Wednesday
THIS, LAST = date(2026, 3, 16), date(2026, 3, 9)
PEOPLE = (
    Prospect("p1", "Dana Reyes", "Orbit Foods", "e1", owner="ann"),
    Prospect("p2", "Lee Okafor", "Orbit Foods", "e1", owner="bo"),
    Prospect("p3", "Ola Brandt", "Orbit Foods", "e1"),
)


def touch(id: str, person: str, at: datetime, kind: ContactKind, due_on: date | None = None, owner: str = "") -> Touch:
    return Touch(id, person, at, kind, promised="write to them" if due_on else "", due_on=due_on, owner=owner)


def trigger(id: str, person: str, at: datetime, state: TriggerState, event: str) -> Trigger:
    owner = next(p.owner for p in PEOPLE if p.id == person)
    return Trigger(
        id=id,
        prospect_id=person,
        employer_id="e1",
        story_id="s",
        event_id=event,
        type="layoffs",
        tier=Tier.CALL_NOW,
        score=80,
        why="",
        opener="",
        decided_at=at,
        expires_at=at + timedelta(days=10),
        owner=owner,
        state=state,
    )


@pytest.fixture
def database(tmp_path: Path) -> Path:
    file = tmp_path / "callnow.duckdb"
    published = NOW - timedelta(days=2, hours=6)  # Monday, 06:00
    news = Announcement("a1", "The Wire", "T", "T", "", published, published)
    event = CompanyEvent("v1", "a1", "layoffs", "Orbit Foods")
    touches = (
        touch("c1", "p1", published + timedelta(hours=5), ContactKind.CALLED),  # answers g1, five hours after the news
        touch("c2", "p2", NOW - timedelta(days=1), ContactKind.VOICEMAIL),
        touch("c3", "p2", NOW - timedelta(days=8), ContactKind.CALLED, date(2026, 3, 17), owner="ann"),  # for bo
        touch("c4", "p3", NOW - timedelta(days=30), ContactKind.MET, date(2026, 3, 12)),  # promised, nobody reached
        touch("c5", "p3", datetime(2025, 12, 28, 23, 30, tzinfo=UTC), ContactKind.CALLED),  # a Sunday, twelve weeks ago
        touch("c7", "p2", NOW - timedelta(hours=23), ContactKind.EMAILED),  # keeps the promise of c3
        touch("c8", "p3", datetime(2026, 3, 12, 9, tzinfo=UTC), ContactKind.VOICEMAIL),  # keeps none
        touch("c9", "p3", datetime(2026, 3, 13, 12, tzinfo=UTC), ContactKind.IMPORT),  # nor does what a list tells of
        touch("c6", "p2", NOW - timedelta(days=8, hours=1), ContactKind.EMAILED, date(2026, 4, 30)),  # not due yet
    )
    triggers = (
        trigger("g1", "p1", published + timedelta(hours=1), TriggerState.CALLED, "v1"),
        trigger("g2", "p2", published + timedelta(hours=1), TriggerState.OPEN, "v1"),
        trigger("g3", "p3", published + timedelta(hours=1), TriggerState.WITHDRAWN, "v1"),
    )
    with writing(file) as con:
        save_prospects(con, PEOPLE, [Employer("e1", "Orbit Foods")], NOW.date())
        for table, rows in (("announcement", [news]), ("company_event", [event]), ("touch", touches)):
            add(con, table, rows)
        add(con, "trigger", triggers)
        con.execute("UPDATE trigger SET answered_by = 'c1' WHERE id = 'g1'")
        add_rows(con, "report", [{
            "event_id": "v1", "story_id": "s", "title": "T", "url": "", "source": "The Wire",
            "published_at": published.isoformat(),
        }])  # fmt: skip
    return file


def test_the_figures_are_what_was_done(database: Path) -> None:
    """Calls by who made them, promises by whether they were kept, alerts by whether they led to a talk, in all sums."""
    with writing(database) as con:
        known = figures(con, NOW, "UTC")
    assert known.recruiters == ["ann", "bo", "nobody"]
    assert known.of(THIS, "ann") == Figure(calls=1, reached=1, promises=1, kept=1, alerts=1, talks=1, hours=5.0)
    assert known.of(THIS, "bo") == Figure(calls=1, reached=0, alerts=1, talks=0)
    assert known.of(LAST, "ann") == Figure(calls=1, reached=1)
    assert known.of(LAST, "nobody") == Figure(calls=1, promises=1, kept=0)  # due last Thursday, and three days more
    assert known.of(LAST) == Figure(calls=2, reached=1, promises=1, kept=0)
    assert known.of() == Figure(calls=4, reached=2, promises=2, kept=1, alerts=2, talks=1, hours=5.0)
    assert known.of(date(2026, 2, 2), "ann") == Figure()


def test_weeks_are_the_recruiters(database: Path) -> None:
    """A call on Sunday night in UTC is one of Monday in Tokyo, and so within the twelve weeks."""
    with writing(database) as con:
        known = figures(con, NOW, "Asia/Tokyo")
    assert known.of(date(2025, 12, 29), "nobody") == Figure(calls=1, reached=1)
