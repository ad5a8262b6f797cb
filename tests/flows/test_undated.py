"""News whose date cannot be read calls nobody until something proves it fresh; any weekday is passed over."""

from __future__ import annotations

import json
from email.utils import format_datetime
from pathlib import Path

import pytest

from tests.conftest import Callnow
from tests.flows.whole_run import DAY, HOUR, LAYOFFS, MOVE, NOW, Desk, Item, feed_of
from tests.sources.loopback import reply, site


def rss(*items: tuple[Item, str]) -> bytes:
    """An answer with an RSS feed of items, each with what it gives for a date."""
    body = feed_of(*(item for item, _ in items)).decode()
    for item, date in items:
        body = body.replace(item.rss(), item.rss().replace(_date_of(item), date))
    return reply(200, body.encode(), "Content-Type: application/rss+xml")


def _date_of(item: Item) -> str:
    return item.rss().partition("<pubDate>")[2].partition("</pubDate>")[0]


YEARS_AGO = "Di, 12 Nov 2019 09:00:00 +0100"
OLD = Item("Telmarq Foods to Cut 90 Jobs", "https://wire.example.com/old", "g-old")


def cards(home: Path) -> list[tuple[str, str, str]]:
    """Of each card that was told: tier, the person, when the news is from."""
    file = home / "told.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return [(card["tier"], card["name"].split()[0], card["age"]) for card in map(json.loads, lines)]


def test_an_undated_item_calls_nobody_and_says_so(home: Path, callnow: Callnow) -> None:
    """At the first visit it may be of any year: worth knowing, its reason begins with that; explained as undated."""
    with site() as at:
        desk = Desk(callnow, home)
        at.routes = {"/news": [rss((LAYOFFS, "kürzlich"))]}
        desk.add(wire=at.url("/news"))
        assert desk.run().code == 0
        ((tier, name, age),) = cards(home)
        assert (tier, name) == ("worth_knowing", "Mara")
        assert age.startswith("undated, first seen ")
        (call,) = (json.loads(line) for line in callnow("--at", NOW.isoformat(), "triggers", "--json").out.splitlines())
        assert call["why"].startswith("Undated, it may be old: ")
        explained = callnow("explain", call["trigger_id"]).out
        assert "undated, read 2026-03-02" in explained


@pytest.mark.integration
def test_what_stands_above_the_items_of_the_last_visit_calls(home: Path, callnow: Callnow) -> None:
    """A newsroom without dates: what it held at the first visit may be old, what comes on top later is new."""
    with site() as at:
        desk = Desk(callnow, home)
        at.routes = {"/news": [rss((LAYOFFS, "")), rss((MOVE, ""), (LAYOFFS, ""), (OLD, ""))]}
        desk.add(wire=at.url("/news"))
        desk.run()
        desk.run(NOW + 6 * HOUR)
        assert [(tier, name) for tier, name, _ in cards(home)] == [
            ("worth_knowing", "Mara"),
            ("call_now", "Imke"),
            ("worth_knowing", "Óscar"),
        ]


@pytest.mark.integration
def test_another_report_that_is_dated_makes_the_call(home: Path, callnow: Callnow) -> None:
    """The same story from a wire that gives its date: now it is known to be fresh, and is a call."""
    with site() as at:
        desk = Desk(callnow, home)
        dated = format_datetime(NOW + 2 * HOUR)
        elsewhere = Item(LAYOFFS.title, "https://other.example.com/cuts", "g-other")
        at.routes = {"/a": [rss((LAYOFFS, ""))], "/b": [rss((OLD, YEARS_AGO)), rss((elsewhere, dated))]}
        desk.add(a=at.url("/a"), b=at.url("/b"))
        desk.run()
        desk.run(NOW + 6 * HOUR)
        listed = callnow("--at", (NOW + 6 * HOUR).isoformat(), "triggers", "--json").out.splitlines()
        assert [(call["tier"], call["prospect"]) for call in map(json.loads, listed)] == [
            ("call_now", "Mara Lindqvist")
        ]


@pytest.mark.integration
def test_an_undated_item_that_a_rematch_brings_up_calls_nobody(home: Path, callnow: Callnow) -> None:
    """Whoever is imported after it was read is told that it is undated and may be old, as at the first reading."""
    title = "Vintarro Freight to Relocate Corporate Headquarters From Austin to Fort Worth"
    move = Item(title, "https://wire.example.com/vintarro", "g-vintarro", text="Telmarq Foods is a neighbour there.")
    with site() as at:
        desk = Desk(callnow, home)
        at.routes = {"/news": [rss((move, ""))]}
        desk.add(wire=at.url("/news"))
        assert desk.run().code == 0
        later = home.parent / "later.csv"
        later.write_text("name,employer\nJuno Hallberg,Vintarro Freight\n", encoding="utf-8")
        assert callnow("--at", NOW.isoformat(), "import", later).code == 0
        assert callnow("--at", NOW.isoformat(), "rematch").code == 0
        listed = callnow("--at", NOW.isoformat(), "triggers", "--json", "--all").out.splitlines()
        (call,) = (call for call in map(json.loads, listed) if call["prospect"] == "Juno Hallberg")
        assert call["tier"] == "worth_knowing"
        assert call["why"].startswith("Undated, it may be old: ")


@pytest.mark.integration
def test_a_weekday_in_another_language_hides_no_date(home: Path, callnow: Callnow) -> None:
    """Layoffs of years ago call nobody, those of this morning do."""
    with site() as at:
        desk = Desk(callnow, home)
        at.routes = {"/news": [rss((LAYOFFS, "lun, 2 mar 2026 12:30:00 +0100"), (OLD, YEARS_AGO))]}
        desk.add(wire=at.url("/news"))
        desk.run()
        assert cards(home) == [("call_now", "Mara", "4 hours ago")]
        assert desk.run(NOW + DAY).code == 0
