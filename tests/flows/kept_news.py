"""What one announcement comes to in a home, as a run keeps it, for tests of what becomes of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from callnow.model import Announcement, CompanyEvent
from callnow.settings import load_settings
from callnow.store import writing
from callnow.store.feeds import keep_visits
from callnow.store.news import keep_understood, stories_of
from callnow.store.outbox import planned_deliveries
from callnow.terms import Certainty
from flows.news.knowledge import load_knowledge
from flows.news.understanding import companies_of, conclude, resolve_batch
from flows.running.publishing import publish_copy
from tests.conftest import Callnow
from tests.flows.people import import_people

FIRST, NEWS = datetime.fromisoformat("2026-03-02T08:00+00:00"), datetime.fromisoformat("2026-03-10T15:00+00:00")
CHANNEL = '[channels.file]\nkind = "jsonl"\npath = "told.jsonl"\ntiers = ["call_now", "worth_knowing"]\n'
AT = ("--at", (NEWS + timedelta(hours=1)).isoformat())
STATE = "SELECT t.state FROM trigger t JOIN prospect p ON p.id = t.prospect_id WHERE t.kind = 'news' AND "
LATER = ("--at", "2026-09-01T12:00:00+00:00")  # long after the latest day of a first call


def event(id: str, kind: str, company: str, person: str, role: str, **slots: str) -> CompanyEvent:
    sentence = f"{person}, {role} of {company}."
    return CompanyEvent(id, "a1", kind, company, Certainty.DONE, person, role, sentence=sentence, **slots)


def tell(home: Path, *events: CompanyEvent, later: timedelta = timedelta(0)) -> None:
    """What one announcement comes to, as a run keeps it."""
    settings, now = load_settings(home), NEWS + later
    knowledge = load_knowledge(settings)
    item = Announcement(events[0].announcement_id, "wire", "A new hand", "", "https://wire.example.com/a1", now, now)
    reads = resolve_batch([item], [list(events)], knowledge)
    with writing(settings) as con:
        keep_visits(con, [("wire", {}, [item])], now)
        known = stories_of(con, companies_of(reads))
        planned = planned_deliveries(con, now)
        keep_understood(con, conclude(reads, known, planned, knowledge, lambda story: now, now=now), now)
    publish_copy(settings)


def known_people(callnow: Callnow, tmp_path: Path, home: Path) -> Callnow:
    """A home that knows the people of `tests.flows.people`, and a channel."""
    import_people(callnow, tmp_path, FIRST.isoformat())
    (home / "callnow.toml").write_text(CHANNEL)
    return callnow
