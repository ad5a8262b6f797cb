"""A feed in another language: nobody is asked to be called on its account, and it is said where feeds are looked at."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from callnow.languages import not_understood
from callnow.store.connection import reading
from callnow.store.feeds import feed_health
from callnow.store.rows import fetch
from tests.conftest import Callnow
from tests.flows.whole_run import DAY, HIRE, NOW, Desk, Item, feed
from tests.sources.loopback import site

WORDS = "mostly German: it is not understood, no calls come from it"
GERMAN = (
    Item(
        "Quorrel Systems ernennt Ida Varn zum Chief Information Officer",
        "https://de.example.com/1",
        "g-1",
        text="Die neue Leiterin der Informationstechnik beginnt am 1. April, teilte das Unternehmen am Montag mit.",
    ),
    Item("Quorrel Systems streicht 400 Stellen in Austin und schließt das Werk", "https://de.example.com/2", "g-2"),
    Item(
        "Telmarq Foods verlegt seinen Hauptsitz nach München, wie die Firma mitteilt", "https://de.example.com/3", "g-3"
    ),
    Item("Telmarq Foods: Messe", "https://de.example.com/4", "g-4"),
)


@pytest.mark.integration
def test_a_feed_that_is_mostly_german_is_named_and_asks_for_no_call(home: Path, callnow: Callnow) -> None:
    """In the list of feeds, the status, the page and the view; the wire beside it is read and told as ever."""
    desk = Desk(callnow, home)
    with site() as at:
        at.routes = {"/de": [feed(*GERMAN)], "/wire": [feed(HIRE)]}
        desk.add(blatt=at.url("/de"), wire=at.url("/wire"))
        assert desk.run().code == 0
    assert "executive_hired Mara Lindqvist" in desk.told()
    blatt, wire = desk.health("blatt"), desk.health("wire")
    assert blatt["health"].endswith(f"; {WORDS}")
    assert (blatt["not_english_30_days"], blatt["not_english_share"], blatt["other_languages"]) == (3, 1, ["de"])
    assert "understood" not in wire["health"]
    assert (wire["not_english_30_days"], wire["not_english_share"], wire["other_languages"]) == (0, 0, None)
    assert desk.health("blatt", NOW + 31 * DAY)["items_30_days"] is None
    status = callnow("--at", NOW.isoformat(), "status", "--json")
    assert json.loads(status.out)["feeds_not_understood"] == [{"name": "blatt", "why": WORDS}]
    assert f"blatt: {WORDS}" in callnow("--at", NOW.isoformat(), "status").out
    with reading(home / "news.duckdb") as con:
        rows = fetch(con, "SELECT text_language FROM announcements WHERE source = 'blatt' ORDER BY url")
        assert [row["text_language"] for row in rows] == ["de", "de", "de", ""]
        (called,) = fetch(con, "SELECT source FROM calls_ever WHERE tier = 'call_now'")
        assert called == {"source": "wire"}
        health = feed_health(con, NOW)
        assert {name: not_understood(row) for name, row in health.items()} == {"blatt": WORDS, "wire": ""}


def test_a_few_items_in_another_language_are_nothing_to_say() -> None:
    """Fewer than three, or no more than half of those whose language is known."""
    german = {"not_english_30_days": 9, "not_english_share": 0.6, "other_languages": ["de", "fr"]}
    assert not_understood(german) == WORDS
    assert not_understood(german | {"not_english_share": 0.5}) == ""
    assert not_understood(german | {"not_english_30_days": 2}) == ""
    assert not_understood({"not_english_30_days": None, "not_english_share": None, "other_languages": None}) == ""
    assert "Japanese" in not_understood(german | {"other_languages": ["ja"]})
