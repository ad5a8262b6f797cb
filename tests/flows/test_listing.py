"""The employers' numbers at the SEC: looked up, kept, corrected, and what comes of them: a feed of their filings."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from callnow.settings import Settings, load_settings
from callnow.store import writing
from callnow.store.feeds import save_feeds
from flows.news.fetching import feeds_with_states
from flows.news.listing import look_up
from flows.news.searches import declare_searches
from tests.conftest import Callnow
from tests.sources.loopback import Site, reply, site

NOW = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)
LIST = {
    "0": {"cik_str": 1999101, "ticker": "TGRB", "title": "TALLGRASS ROBOTICS INC"},
    "1": {"cik_str": 1999102, "ticker": "ORBL", "title": "Orbel Holdings Corp."},
}
PEOPLE = "name,employer\nAnn Lee,Tallgrass Robotics\nBo Gray,Orbel\nCy Moss,Nowhere Mills\n"
TEMPLATE = {
    "name": "Own filings", "url": "https://www.sec.gov/?CIK={cik}", "kind": "edgar_company", "enabled": True,
}  # fmt: skip


def settings_of(home: Path, at: Site) -> Settings:
    return load_settings(home, fetch={"contact": "ann@example.com", "allow_private": [f"127.0.0.1:{at.port}"]})


def feeds(settings: Settings) -> list[tuple[str, str]]:
    with writing(settings) as con:
        declare_searches(con, NOW)
        return [(feed.name, feed.url) for feed, _ in feeds_with_states(con) if feed.name != TEMPLATE["name"]]


@pytest.mark.integration
def test_employers_are_looked_up_once_and_their_filings_watched(callnow: Callnow, home: Path, tmp_path: Path) -> None:
    """The list is fetched once a week at most; what it tells is kept, and a person corrects it for good."""
    people = tmp_path / "people.csv"
    people.write_text(PEOPLE)
    assert callnow("import", people).code == 0
    with site() as at:
        at.routes["/list.json"] = [reply(200, json.dumps(LIST).encode(), "Content-Type: application/json")]
        settings = settings_of(home, at)
        with writing(settings) as con:
            save_feeds(con, [TEMPLATE])
        assert look_up(settings, NOW, address=at.url("/list.json")).found == 2
        assert feeds(settings) == [
            ("Own filings: Orbel", "https://www.sec.gov/?CIK=0001999102"),
            ("Own filings: Tallgrass Robotics", "https://www.sec.gov/?CIK=0001999101"),
        ]
        assert callnow("employers", "remove", "orbel").code == 0
        assert callnow("employers", "set", "Nowhere Mills", "--cik", "0001999103").code == 0
        assert look_up(settings, NOW + timedelta(days=6), address=at.url("/list.json")).found == 0
        assert len(at.asked) == 1
        look_up(settings, NOW + timedelta(days=8), address=at.url("/list.json"))
        assert len(at.asked) == 2
    assert [name for name, _ in feeds(settings)] == ["Own filings: Nowhere Mills", "Own filings: Tallgrass Robotics"]
    shown = [json.loads(line) for line in callnow("employers", "list", "--json").out.splitlines()]
    assert {row["employer"]: (row["cik"], row["ticker"]) for row in shown} == {
        "Nowhere Mills": ("1999103", ""), "Orbel": (None, None), "Tallgrass Robotics": ("1999101", "TGRB"),
    }  # fmt: skip


def test_a_list_that_cannot_be_had_changes_nothing(callnow: Callnow, home: Path, tmp_path: Path) -> None:
    """It is a value, asked for again a day later and not before; without an e-mail address nothing is asked."""
    people = tmp_path / "people.csv"
    people.write_text(PEOPLE)
    callnow("import", people)
    with site() as at:
        at.routes["/list.json"] = [reply(503), reply(200, b"<html>busy</html>")]
        settings = settings_of(home, at)
        errors = [look_up(settings, NOW + timedelta(hours=n), address=at.url("/list.json")).error for n in (0, 1, 25)]
        assert [error is None for error in errors] == [False, True, False]
        assert len(at.asked) == 2
        nobody = look_up(load_settings(home), NOW + timedelta(days=9), address=at.url("/list.json"))
    assert nobody.error is not None
    assert "e-mail" in nobody.error.what


def test_a_wrong_number_or_name_is_told(callnow: Callnow, home: Path, tmp_path: Path) -> None:
    """Exit code 2, with what would do."""
    people = tmp_path / "people.csv"
    people.write_text(PEOPLE)
    callnow("import", people)
    for words in (("set", "Orbel", "--cik", "twelve"), ("set", "Orbel", "--cik", "12345678901"), ("remove", "Nobody")):
        ran = callnow("employers", *words)
        assert (ran.code, "what to do" in ran.err) == (2, True)
