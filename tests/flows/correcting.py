"""A home whose two prospects have one employer in the news, for tests of what people say of that news."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from callnow.model import Announcement
from callnow.run_summary import RunSummary
from callnow.settings import Settings, load_settings
from callnow.store.connection import writing
from callnow.store.copies import publish
from callnow.store.corrections import Kind
from callnow.store.feeds import keep_visits
from callnow.store.rows import fetch
from callnow.store.snoozes import snooze
from callnow.store.verdicts import judge_wrong_company, judge_wrong_event
from flows.pipeline import understand
from flows.running.runs import begin_run
from tests.conftest import Callnow
from tests.homes import make_once

NOW = datetime.fromisoformat("2026-03-02T15:30+00:00")
PEOPLE = "name,employer,title\nIda Varn,Velmora Systems,CTO\nLee Oko,Velmora Systems,Plant manager\n"
LATER = "name,employer,title\nOda Brisk,Velmora Systems,Controller\n"
CHANNEL = '[channels.lines]\nkind = "jsonl"\npath = "out/calls.jsonl"\ntiers = ["call_now", "worth_knowing"]\n'
LAYOFFS = "Velmora Systems to cut 300 jobs in Denver"
LEAD = "DENVER, March 2 - Velmora Systems said on Monday that it will lay off 300 employees at its plant in Denver."


def item(number: int, title: str, text: str = "") -> Announcement:
    """News of this morning, the higher its number the later."""
    at = NOW - timedelta(hours=9 - number)
    url = f"https://news.example.com/{number}"
    return Announcement(f"a{number}", f"wire {number}", title, text, url, at, at)


SILENT = item(1, "A hard spring for Velmora Systems", "Velmora Systems had a hard spring, Una Lang wrote to customers.")


def home_of_two(home: Path, callnow: Callnow, folder: Path) -> Settings:
    """A home with two prospects at one employer and a channel that would tell of everything."""
    home.mkdir()
    (home / "callnow.toml").write_text(CHANNEL, encoding="utf-8")
    make_once(home, PEOPLE, lambda: add_people(callnow, folder, PEOPLE))
    return load_settings(home)


def add_people(callnow: Callnow, folder: Path, lines: str) -> None:
    """Imports a list of people."""
    file = folder / "people.csv"
    file.write_text(lines, encoding="utf-8")
    assert callnow("import", file).code == 0


def read(settings: Settings, *items: Announcement) -> None:
    """Reads these items as a run would that fetched them."""
    with writing(settings.database) as con:
        keep_visits(con, [("wire", {}, list(items))], NOW)
    summary = understand(begin_run(settings, NOW), NOW, RunSummary(), quiet=False)
    assert summary.failures == ()
    publish(settings.database, settings.published)


def ask(settings: Settings, sql: str) -> list[Any]:
    """The rows of one question to the database."""
    with writing(settings.database) as con:
        return [tuple(row.values()) for row in fetch(con, sql)]


def triggers(settings: Settings) -> list[Any]:
    """Whom the news would have called, and what became of it."""
    joined = "trigger t JOIN prospect p ON p.id = t.prospect_id"
    return ask(settings, f"SELECT p.name, t.state FROM {joined} WHERE t.kind = 'news' ORDER BY ALL")


def say_wrong(settings: Settings, kind: Kind, now: datetime = NOW) -> list[str]:
    """What the page's click on the first trigger does, with the other one put off. Returns what it closed."""
    with writing(settings.database) as con:
        first, other = (row["id"] for row in fetch(con, "SELECT id FROM trigger WHERE state = 'open' ORDER BY id"))
        snooze(con, [other], now + timedelta(days=1))
        if kind is Kind.WRONG_EVENT:
            return judge_wrong_event(con, first, now)
        return judge_wrong_company(con, first, now)
