"""A small list of invented people, and a home that knows them, for tests of staying in touch."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from callnow.model import Trigger
from callnow.settings import load_settings
from callnow.store.connection import writing
from callnow.store.copies import publish
from callnow.store.news import Understood, keep_understood
from tests.conftest import Callnow
from tests.homes import make_once

MONDAY = "2026-03-02T09:00+00:00"
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
