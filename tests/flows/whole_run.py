"""A whole run as its user makes it: people are imported, feeds added, `callnow run` is said, what was told is read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

from callnow.paths import DATABASE
from callnow.settings import load_settings
from callnow.store import Connection, connection
from flows.news.subscribing import subscribe
from flows.running import publishing
from sources.feed import Feed
from tests.conftest import Callnow, Ran
from tests.homes import make_once
from tests.sources.loopback import Site, reply

NOW = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TO_A_FILE = '[channels.file]\nkind = "jsonl"\npath = "told.jsonl"\ntiers = ["call_now", "worth_knowing"]\n'
PEOPLE = """\
name,title,employer,phone
Mara Lindqvist,IT Director,"Quorrel Systems, Inc.",+1 512 555 0134
Imke Vandersloot,Head of Data,Harrowmere Logistics,+1 512 555 0177
Óscar Brannigan,CFO,Telmarq Foods,+1 206 555 0178
"""


@dataclass(frozen=True)
class Item:
    """One item of a feed; published three hours before NOW, or so many days later."""

    title: str
    link: str
    guid: str
    days: float = 0
    text: str = ""

    def rss(self) -> str:
        published = format_datetime(NOW - timedelta(hours=3) + timedelta(days=self.days))
        return (
            f"<item><title>{escape(self.title)}</title><link>{escape(self.link)}</link><pubDate>{published}</pubDate>"
            f'<guid isPermaLink="false">{escape(self.guid)}</guid><description>{escape(self.text)}</description></item>'
        )


HIRE = Item("Quorrel Systems Names Ida Varn as Chief Information Officer", "https://wire.example.com/hire", "g-hire")
LAYOFFS = Item("Quorrel Systems to Lay Off 400 Employees in Austin", "https://wire.example.com/cuts", "g-cuts")
MOVE = Item("Harrowmere Logistics to Relocate Headquarters to Tulsa", "https://wire.example.com/move", "g-move")
CLOSURE = Item("Telmarq Foods to Cut 250 Jobs at Its Denver Plant", "https://wire.example.com/telmarq", "g-telmarq")


def feed_of(*items: Item, name: str = "wire") -> bytes:
    """The document of an RSS feed."""
    return (
        f'<rss version="2.0"><channel><title>{name}</title>{"".join(i.rss() for i in items)}</channel></rss>'.encode()
    )


def feed(*items: Item, headers: tuple[str, ...] = ()) -> bytes:
    """A whole answer with an RSS feed."""
    return reply(200, feed_of(*items), "Content-Type: application/rss+xml", *headers)


@contextmanager
def unpublished(home: Path) -> Iterator[None]:
    """Commands of this process find the database open and publish no copy, which is half of the time of a short run."""
    database, connect = home / DATABASE, connection.connect

    def join(file: Path, *, read_only: bool = False) -> Connection:
        return connect(file, read_only=read_only and file != database)  # DuckDB opens no file in two ways at once

    with pytest.MonkeyPatch.context() as patch, connection.held_open(database):
        patch.setattr(connection, "connect", join)
        patch.setattr(publishing, "publish", lambda settings: None)
        yield


@dataclass
class Desk:
    """A home with the people above, whose alerts go to a file; `config` is more of its callnow.toml.

    Without `publishing` its runs leave the published copy as it was: for tests that do not look at that.
    """

    callnow: Callnow
    home: Path
    config: str = ""
    publishing: bool = True

    def __post_init__(self) -> None:
        self.home.mkdir(mode=0o700)
        make_once(self.home, PEOPLE, self._import)
        (self.home / "callnow.toml").write_text(f"{TO_A_FILE}\n{self.config}")

    def _import(self) -> None:
        people = self.home.parent / "people.csv"
        people.write_text(PEOPLE, encoding="utf-8")
        ran = self.callnow("--at", NOW.isoformat(), "import", people)
        assert ran.code == 0, ran.err

    def add(self, private: bool = True, **feeds: str) -> None:
        """Adds feeds (name and address), of which none is visited yet; they may lie on this machine."""
        wanted = [Feed(name=name, url=url, allow_private=private) for name, url in feeds.items()]
        with nullcontext() if self.publishing else unpublished(self.home):
            subscribe(load_settings(self.home), wanted)

    def run(self, at: datetime = NOW, *words: str) -> Ran:
        with nullcontext() if self.publishing else unpublished(self.home):
            return self.callnow("--at", at.isoformat(), "run", *words)

    def told(self) -> list[str]:
        """The events that were told, in the order they were told in: the type of each and whom it concerns, "withdrawn"
        before it where the call was taken back."""
        file = self.home / "told.jsonl"
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        cards = [json.loads(line) for line in lines]
        return [f"{'withdrawn ' * bool(card['withdrawal'])}{card['type']} {card['name']}" for card in cards]

    def health(self, name: str, at: datetime = NOW) -> dict[str, Any]:
        """What `callnow feeds --health` says of one feed."""
        ran = self.callnow("--at", at.isoformat(), "feeds", "--health", "--json")
        assert ran.code == 0, ran.err
        rows: dict[str, dict[str, Any]] = {row["name"]: row for row in map(json.loads, ran.out.splitlines())}
        return rows[name]


def paths(at: Site) -> list[str]:
    """The paths that were asked for, in order."""
    return [asked.path for asked in at.asked]
