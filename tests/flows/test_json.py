"""--json wherever a command prints facts: one object a line on stdout, and nothing else there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from callnow.model import Delivery
from callnow.store.connection import writing
from callnow.store.copies import publish
from callnow.store.outbox import save_deliveries
from flows.cli import app
from flows.demo.sample import PROSPECTS, SampleServer
from tests.conftest import Callnow
from tests.homes import make_once

NOW = "2026-03-02T15:30+00:00"
# Commands that print no facts: what they write has a form of its own, or they serve until they are stopped.
OTHERS = {
    "calendar": "iCalendar",
    "tasks": "CSV of another system",
    "export": "JSON already",
    "feeds export": "OPML",
    "corrections export": "JSON lines already",
    "demo": "a show for people",
    "page": "serves",
    "serve": "serves",
}


def commands(group: TyperGroup, before: str = "") -> Iterator[tuple[str, Any]]:
    context = group.context_class(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, TyperGroup):
            yield from commands(command, f"{before}{name} ")
            if not command.invoke_without_command:
                continue
        yield f"{before}{name}", command


def test_every_command_that_prints_facts_has_json() -> None:
    """All that the command line has, except those named here with their reason."""
    root = get_command(app)
    assert isinstance(root, TyperGroup)
    found = dict(commands(root))
    without = {name for name, one in found.items() if not any("--json" in option.opts for option in one.params)}
    assert without == set(OTHERS)
    assert len(found) > 30


@pytest.fixture(scope="module")
def sample() -> Iterator[SampleServer]:
    with SampleServer(datetime.fromisoformat(NOW)) as server:
        yield server


@pytest.fixture
def read_home(callnow: Callnow, sample: SampleServer, home: Path) -> Callnow:
    def read() -> None:
        callnow("import", PROSPECTS)
        assert callnow("feeds", "add", f"{sample.base}/feeds.opml", "--allow-private").code == 0
        assert callnow("--at", NOW, "run").code == 0

    make_once(home, sample.base, read)
    return callnow


@pytest.mark.integration
def test_what_changes_something_says_what_it_changed(read_home: Callnow, home: Path, tmp_path: Path) -> None:
    """feeds, alias, judge, rematch, pause, card, outbox resend, recover: the facts under names that do not change."""

    def told(*words: object, code: int = 0) -> list[dict[str, Any]]:
        ran = read_home("--at", NOW, *words, "--json")
        assert ran.code == code, ran
        return [json.loads(line) for line in ran.out.splitlines()]

    def one(*words: object, code: int = 0) -> dict[str, Any]:
        (row,) = told(*words, code=code)
        return row

    names = [row["name"] for row in told("feeds")]
    assert one("feeds", "off", names[0]) == {"feeds": [names[0]], "enabled": False}
    assert one("feeds", "on", names[0]) == {"feeds": [names[0]], "enabled": True}
    assert one("feeds", "remove", names[0]) == {"removed": names[0]}
    employer = "Harrowmere Logistics - Austin"
    assert told("alias", "list") == []
    added = one("alias", "add", "Harrowmere Freight", employer)
    assert (added["name"], added["employer"]) == ("Harrowmere Freight", employer)
    assert told("alias", "list") == [{"name": "Harrowmere Freight", "employer": employer, "story_id": "", "people": 2}]
    assert one("alias", "remove", "Harrowmere Freight") == {"removed": "Harrowmere Freight", "employer": employer}
    judged = one("judge", "Harrowmere Foods", employer, "different")
    assert (judged["mention"], judged["employer"], judged["verdict"]) == ("Harrowmere Foods", employer, "different")
    assert told("judge", "--export", "-") == [judged]
    assert told("judge", "--export", str(tmp_path / "said.csv")) == [judged]
    assert "Harrowmere Foods" in (tmp_path / "said.csv").read_text(encoding="utf-8")
    matched = one("rematch")
    assert set(matched) == {"events", "changed", "withdrawn", "triggers"}
    assert matched["events"] > 0
    paused = one("pause", "Lena", "--until", "2026-05-04", "--no-contact", "2026-05-05")
    assert (paused["prospect"], paused["paused_until"]) == ("Lena Okonjo-Reyes", "2026-05-04")
    assert paused["no_contact"] == ["2026-05-05"]
    card = one("card", "Lena")
    assert (card["name"], card["employer"], card["id"]) == ("Lena Okonjo-Reyes", employer, paused["prospect_id"])
    assert set(card) >= {"phone", "email", "tags", "next_call_on", "next_call_because"}
    with writing(home / "callnow.duckdb") as con:
        save_deliveries(con, [Delivery("d1", "t1", "gone", "dead")])
    publish(home / "callnow.duckdb", home / "news.duckdb")
    assert one("outbox", "resend", "d1", code=3) == {"put_back": 1, "over": 0, "due": {"dead": 1}, "waits_for": None}
    mended = one("recover")
    assert (mended["database"], mended["damage"]) == (str(home / "callnow.duckdb"), "")


@pytest.mark.integration
def test_adding_and_trying_feeds_tell_what_came_of_it(callnow: Callnow, sample: SampleServer) -> None:
    """feeds add: which, how many new; feeds try: each item with what was detected in it."""
    added = json.loads(callnow("feeds", "add", f"{sample.base}/feeds.opml", "--allow-private", "--json").out)
    assert (added["new"], added["known"], len(added["feeds"]), added["problems"]) == (4, 0, 4, [])
    again = json.loads(callnow("feeds", "add", f"{sample.base}/feeds.opml", "--allow-private", "--json").out)
    assert (again["new"], again["known"]) == (0, 4)
    tried = callnow("feeds", "try", f"{sample.base}/gullrock.rss", "--allow-private", "--json")
    items = [json.loads(line) for line in tried.out.splitlines()]
    assert items
    assert all(set(item) == {"id", "published_at", "title", "url", "events"} for item in items)
    assert any(item["events"] for item in items)


@pytest.mark.parametrize(
    "words", [["judge", "--export"], ["feeds", "export"], ["calendar", "--out"], ["tasks", "--for", "hubspot", "--out"]]
)
def test_a_file_that_cannot_be_written_is_told(words: list[str], read_home: Callnow, tmp_path: Path) -> None:
    """One sentence with what to do, never a traceback."""
    ran = read_home("--at", NOW, *words, tmp_path / "no" / "such" / "folder.txt")
    assert ran.code == 1
    assert "cannot be written: No such file or directory" in ran.err
    assert "Traceback" not in ran.err


def test_a_share_of_no_events_is_null(callnow: Callnow, tmp_path: Path) -> None:
    """A precision of 0 would read as a reader that is always wrong; in a table the cell is empty."""
    file = tmp_path / "labels.jsonl"
    file.write_text('{"id": "1", "title": "Weather", "body": "Rain is expected.", "events": []}\n')
    told = [json.loads(line) for line in callnow("reader", "evaluate", file, "--json").out.splitlines()]
    assert [(row["type"], row["precision"], row["recall"]) for row in told] == [
        ("types that ask for a call", None, None),
        ("all types", None, None),
    ]
