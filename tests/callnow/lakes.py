"""Lakes under test: their settings, the news published to them, and what lies in their folders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from callnow.model import Announcement, CompanyEvent, Match, Report, Story, Trigger
from callnow.settings import StoreSettings, load_settings
from callnow.store.connection import writing
from callnow.store.copies import publish
from callnow.store.feeds import keep_visits
from callnow.store.lake import publish_lake
from callnow.store.news import Understood, keep_understood
from callnow.terms import MatchVerdict, Tier
from tests.conftest import Callnow
from tests.flows.people import MONDAY, id_of

NOW = datetime.fromisoformat(MONDAY)


@dataclass(frozen=True)
class Place:
    """A lake under test: its settings, and how a reader attaches it."""

    store: StoreSettings
    address: str
    folder: Path


def in_a_file(home: Path) -> Place:
    return Place(StoreSettings(lake="lake/news.ducklake"), str(home / "lake/news.ducklake"), home / "lake")


def add_news(home: Path, first: int, count: int) -> None:
    """Announcements numbered from `first`, each with one event, into the database and its published copy."""
    news = [
        Announcement(f"a{n}", "wire", f"Title {n:05}", f"Quorrel Foods opens plant {n}.", "", NOW, NOW)
        for n in range(first, first + count)
    ]
    events = [CompanyEvent(f"e-{one.id}", one.id, "expansion", "Quorrel Foods", sentence=one.text) for one in news]
    settings = load_settings(home)
    with writing(settings.database) as con:
        keep_visits(con, [("wire", {}, news)], NOW)
        keep_understood(con, Understood(tuple(one.id for one in news), events=tuple(events)), NOW)
    publish(settings.database, settings.published)


def publish_to(place: Place, home: Path) -> None:
    publish_lake(load_settings(home).published, place.store, home)


def files_of(place: Place) -> list[Path]:
    return sorted(file for file in place.folder.rglob("*.parquet"))


def set_lake(home: Path, lines: str) -> None:
    home.mkdir(mode=0o700, exist_ok=True)
    (home / "callnow.toml").write_text(f"[store]\n{lines}\n")


def rows_of(home: Path, view: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(home / "news.duckdb"), read_only=True) as con:
        return con.execute(f"FROM {view} ORDER BY ALL").fetchall()


def keep_news(home: Path, callnow: Callnow) -> None:
    """News that names one prospect, matched to the employer, with a trigger for that person."""
    oscar = id_of(callnow, "Óscar Brannigan")
    settings = load_settings(home)
    title = "Telmarq Systems names Óscar Brannigan chief executive"
    told = Announcement("a1", "wire", title, f"{title}. Óscar Brannigan joined in 2019.", "", NOW, NOW)
    event = CompanyEvent("v1", "a1", "executive_promoted", "Telmarq Systems", person="Óscar Brannigan", sentence=title)
    with writing(settings.database) as con:
        (employer,) = con.execute("SELECT employer_id FROM prospect WHERE id = $1", [oscar]).fetchall()[0]
        story = Story("s1", event.type, "telmarq", employer, (Report(event, title, "", "wire", NOW),))
        trigger = Trigger(
            "t1", oscar, employer, "s1", "v1", event.type, Tier.CALL_NOW, 60.0, f"{title}.", "Hi.",
            NOW, NOW + timedelta(30),
        )  # fmt: skip
        match = Match(
            "v1", "Telmarq", "telmarq", MatchVerdict.MATCH, employer, "Telmarq Systems", "telmarq", 1.0, "exact"
        )
        keep_visits(con, [("wire", {}, [told])], NOW)
        keep_understood(con, Understood(("a1",), (), (event,), (match,), (story,), (trigger,)), NOW)
    publish(settings.database, settings.published)
