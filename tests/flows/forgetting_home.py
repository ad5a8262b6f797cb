"""A home after weeks of use, in which one person is told of everywhere in every spelling; the search for them."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import datetime, timedelta
from pathlib import Path

from callnow.model import Announcement, CompanyEvent, Report, Story, Trigger
from callnow.settings import load_settings
from callnow.store.connection import reading, writing
from callnow.store.copies import publish
from callnow.store.feeds import keep_visits
from callnow.store.news import Understood, keep_understood
from callnow.store.rows import fetch
from callnow.terms import Tier
from tests.conftest import Callnow
from tests.flows.people import MONDAY, PEOPLE, id_of, import_people, rows
from tests.flows.whole_run import unpublished
from tests.homes import make_once

NOW = datetime.fromisoformat(MONDAY)
PEERS = (  # of the same town and field as the person, so that calls to them open with the news of that person
    PEOPLE.replace("Austin, TX", "Seattle, WA")
    .replace("Denver, CO", "Seattle, WA")
    .replace("IT Director", "Chief Executive")
    .replace("Head of Sales", "Chief Executive")
)
LATER = "2026-03-16T09:00+00:00"
CHANNELS = """
[channels.lines]
kind = "jsonl"
path = "out/calls.jsonl"
tiers = ["call_now", "worth_knowing"]
[channels.feed]
kind = "feed"
path = "out/calls.json"
tiers = ["call_now", "worth_knowing"]
[channels.table]
kind = "csv"
path = "out/calls.csv"
tiers = ["call_now", "worth_knowing"]
[channels.slots]
kind = "calendar"
path = "out/slots.ics"
tiers = ["call_now", "worth_knowing"]
"""
SPELLINGS = (
    "Óscar Brannigan", unicodedata.normalize("NFD", "Óscar Brannigan"), "oscar brannigan", "ÓSCAR BRANNIGAN",
    "Brannigan, Óscar", "Brannigan,Oscar", unicodedata.normalize("NFD", "BRANNIGAN, ÓSCAR"), "Óscar J. Brannigan",
    "https://news.example.com/oscar-brannigan-leaves", "oscar.brannigan@example.net",
    "+12065550177", "2065550177", "206.555.0177", "(206) 555-0177", "206 555 0177", "206-555-0177", "12065550177",
    "1-206-555-0177", "+1 (206) 555\u20110177", "001 206 555 0177", "tel:+1-206-555-0177",
    "oscar@example.org", "Oscar@Example.ORG",
)  # fmt: skip
TELLING = re.compile(rb"brannigan|206\D{0,4}555\D{0,4}0177|oscar@|0177", re.IGNORECASE)


def live_in(callnow: Callnow, home: Path, folder: Path) -> None:
    """Makes the home: touches, news, follow-ups, four channel files, calendars; every spelling in a note of another."""
    make_once(home, "lived in", lambda: _live_in(callnow, home, folder))


def _live_in(callnow: Callnow, home: Path, folder: Path) -> None:
    home.mkdir(mode=0o700)
    (home / "callnow.toml").write_text(CHANNELS)
    import_people(callnow, folder, rows=PEERS)
    keep_news(home, callnow)
    with unpublished(home):
        said = ("--called", "--note", "Óscar Brannigan wants out; +1 206 555 0177 is private", "--in", "2 weeks")
        assert callnow("--at", MONDAY, "log", "oscar", *said, "--keeps-news").code == 0
        noted = ("--met", "--note", "knows Óscar Brannigan", "--in", "2 weeks")
        assert callnow("--at", MONDAY, "log", "imke", *noted).code == 0
        spelled = ("--called", "--note", " | ".join(SPELLINGS), "--keeps-news")
        assert callnow("--at", MONDAY, "log", "kim telmarq", *spelled).code == 0
        assert callnow("--at", "2026-03-16T07:00+00:00", "follow-ups").code == 0
    assert callnow("--at", "2026-03-16T08:00+00:00", "run").code == 0


def keep_news(home: Path, callnow: Callnow) -> None:
    """News that names one prospect, with a trigger for that person and one for a colleague."""
    oscar, kim = id_of(callnow, "Óscar Brannigan"), id_of(callnow, "Kim Talloway", "Telmarq")
    (row,) = rows(callnow, f"SELECT employer_id FROM prospect WHERE id = '{oscar}'")
    title = "Telmarq Systems names Óscar Brannigan chief executive"
    link = "https://news.example.com/telmarq-names-oscar-brannigan"
    told = Announcement("a1", "wire", title, f"{title}. Óscar J. Brannigan joined in 2019.", link, NOW, NOW)
    event = CompanyEvent(
        "v1", "a1", "executive_promoted", "Telmarq Systems", sentence=title,
        person="Óscar Brannigan", role="chief executive", function="general",
    )  # fmt: skip
    story = Story("s1", event.type, "telmarq", row["employer_id"], (Report(event, title, link, "wire", NOW),))
    triggers = [
        Trigger(
            f"t-{id}", id, row["employer_id"], "s1", "v1", event.type, Tier.CALL_NOW, 60.0, f"{title}.",
            "I read about Óscar Brannigan.", NOW, NOW + timedelta(days=30),
        )
        for id in (oscar, kim)
    ]  # fmt: skip
    settings = load_settings(home)
    with writing(settings.database) as con:
        keep_visits(con, [("wire", {}, [told])], NOW)
        understood = Understood(("a1",), events=(event,), stories=(story,), triggers=tuple(triggers))
        keep_understood(con, understood, NOW)
    publish(settings.database, settings.published)


def telling(home: Path) -> set[str]:
    """The files of a home in which the person can still be read, byte by byte, and the tables of the copy."""
    files = {
        str(file.relative_to(home)) for file in home.rglob("*") if file.is_file() and TELLING.search(file.read_bytes())
    }
    return files | tables_telling(home / "news.duckdb")


def tables_telling(database: Path) -> set[str]:
    """The tables in which the person can still be read: in the file itself, texts may lie compressed."""
    with reading(database) as con:
        tables = [row["name"] for row in fetch(con, "SELECT table_name AS name FROM duckdb_tables()")]
        held = {table: fetch(con, f"FROM {table}") for table in tables}
    return {table for table, found in held.items() if TELLING.search(json.dumps(found, default=str).encode())}
