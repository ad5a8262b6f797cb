"""A small list of invented people, and a home that knows them, for tests of staying in touch."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from callnow.model import Feature, Trigger, stable_id
from callnow.settings import load_settings
from callnow.store.connection import writing
from callnow.store.copies import publish
from callnow.store.news import Understood, keep_understood
from callnow.terms import Tier
from tests.conftest import Callnow
from tests.homes import make_once

MONDAY = "2026-03-02T09:00+00:00"
HEAD = "name,company,email,phone,title,owner\n"
PEOPLE = """\
name,title,employer,phone,email,city,owner,tier,notes
Imke Vandersloot,IT Director,Harrowmere Logistics,+1 512 555 0134,imke.v@example.com,"Austin, TX",Dana,A,Likes rowing.
Óscar Brannigan,CFO,Telmarq Systems,+1 206 555 0177,oscar@example.org,"Seattle, WA",Dana,B,
Kim Talloway,HR Manager,Telmarq Systems,+1 206 555 0178,kim.t@example.org,"Seattle, WA",Ravi,B,Óscar Brannigan's team.
Kim Talloway,Head of Sales,Quorrel Foods,+1 303 555 0121,kim.talloway@example.net,"Denver, CO",Ravi,C,
"""


def import_people(callnow: Callnow, folder: Path, at: str = MONDAY, rows: str = PEOPLE) -> None:
    """Imports PEOPLE as of `at`."""
    file = folder / "people.csv"
    file.write_text(rows, encoding="utf-8")

    def do() -> None:
        ran = callnow("--at", at, "import", file)
        assert ran.code == 0, ran.err

    make_once(callnow.home, ("people", at, rows), do)


def bring(callnow: Callnow, folder: Path, text: str, *words: str) -> dict[str, Any]:
    """Imports a CSV of this text; what the import told, as JSON."""
    file = folder / "people.csv"
    file.write_text(text, encoding="utf-8")
    done = callnow("--at", MONDAY, "import", file, "--json", *words)
    assert done.code == 0, done.err
    return dict(json.loads(done.out))


def rows(callnow: Callnow, sql: str) -> list[dict[str, Any]]:
    """The rows of one question to the published copy."""
    ran = callnow("query", sql, "--json")
    assert ran.code == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


def id_of(callnow: Callnow, name: str, employer: str = "") -> str:
    """The id of a prospect of the published copy."""
    found = rows(callnow, f"SELECT id FROM prospect WHERE name = '{name}' AND contains(employer, '{employer}')")
    return str(found[0]["id"])


def keep_triggers(home: Path, *triggers: Trigger) -> None:
    """Puts triggers into the database, as a run would."""
    settings = load_settings(home)
    with writing(settings.database) as con:
        keep_understood(con, Understood((), triggers=triggers), triggers[0].decided_at)
    publish(settings.database, settings.published)


def everybody(callnow: Callnow) -> list[dict[str, Any]]:
    """The prospects of the published copy, by name."""
    return rows(
        callnow, "SELECT id, name, employer, email, phone, other_phones, second FROM prospect ORDER BY name, id"
    )


def shown(callnow: Callnow, whom: str) -> dict[str, Any]:
    """A prospect as `people show` tells of them."""
    told = callnow("people", "show", whom, "--json")
    assert told.code == 0, told.err
    return dict(json.loads(told.out))


def news(person: str, story: str, **more: Any) -> Trigger:
    """A trigger as a run makes it."""
    now = datetime.fromisoformat(MONDAY).astimezone(UTC)
    return Trigger(
        id=stable_id(person, story), prospect_id=person, employer_id=more.pop("employer_id", ""), story_id=story,
        event_id="e", type="executive_hired", tier=Tier.CALL_NOW, score=80, why="A new chief.", opener="Hello.",
        decided_at=now, expires_at=now.replace(year=2027), reasons=(Feature("urgency", 0.9, 1.0),), **more,
    )  # fmt: skip
