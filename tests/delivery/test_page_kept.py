"""What was clicked stays clicked: pressed twice it is one call, and no room for the copy takes nothing back."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from callnow.model import Trigger
from callnow.settings import load_settings
from callnow.store import connection, writing
from callnow.store.connection import reading
from callnow.store.rows import fetch
from delivery.page import database
from delivery.page.database import Database
from tests.delivery.page_desk import Served, make_home, served
from tests.disks import filled, small_disk

TOUCHES = "SELECT kind FROM touch WHERE id <> 'past' ORDER BY kind"


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Served]:
    """The page of a home on a disk of 50 MB, of which publishing takes 34."""
    with small_disk(tmp_path / "disk", 50) as disk:
        make_home(disk / "home")
        with served(disk / "home") as found:
            yield found


def published(page: Served) -> list[object]:
    with reading(page.settings.published) as con:
        return [row["kind"] for row in fetch(con, TOUCHES)]


@pytest.mark.integration
def test_a_click_that_comes_twice_is_one_call(page: Served) -> None:
    """The second one is told; another call to the same person, with other words, is another call."""
    first = page.ask("/calls/t1/called", {"note": "x"}, htmx=True).text
    second = page.ask("/calls/t1/called", {"note": "x"}, htmx=True).text
    assert "noted already" not in first
    assert "noted already" in second
    page.ask("/calls/t1/called", {"note": "y"}, htmx=True)
    assert page.known(TOUCHES) == [("called",), ("called",)]


def test_a_click_gives_way_to_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person waits for the page; what works behind it leaves the database to it."""
    make_home(tmp_path / "home")
    settings = load_settings(tmp_path / "home")
    gave_way: list[str] = []
    monkeypatch.setattr(connection, "give_way", lambda beside: gave_way.append(beside.name))
    page = Database(settings, lambda closed: None)
    try:
        with page.session():
            with page.writing() as con:
                con.execute("INSERT INTO meta VALUES ('clicked', 'x')")
            with page.reading() as con:
                assert fetch(con, "FROM meta WHERE key = 'clicked'")
        assert gave_way == []
    finally:
        page.close()
    with writing(settings):
        assert gave_way == ["callnow.duckdb.writes"]


@pytest.mark.integration
def test_a_click_without_room_for_the_copy_is_kept_and_shown(page: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is in the database and on the page, though others see the old copy; with room the copy follows at the end."""
    monkeypatch.setattr(database, "QUIET", 0.3)
    assert "/calls/t3" in page.ask("/list", htmx=True).text
    with filled(page.settings.home.parent, 1500):
        page.ask("/calls/t3/called", {}, htmx=True)
        page.ask("/calls/t1/voicemail", {}, htmx=True)
        time.sleep(1.3)  # the page has tried to publish, and could not
        assert "/calls/t3" not in page.ask("/list", htmx=True).text
    assert published(page) == []
    assert page.known(TOUCHES) == [("called",), ("voicemail",)]


@pytest.mark.integration
def test_the_copy_follows_once_there_is_room(tmp_path: Path) -> None:
    """What could not be published while the page ran is published when it ends."""
    with small_disk(tmp_path / "disk", 50) as disk:
        make_home(disk / "home")
        with served(disk / "home") as page, filled(disk, 1500):
            page.ask("/calls/t3/called", {}, htmx=True)
        assert published(page) == ["called"]


@pytest.mark.integration
def test_a_click_without_room_for_itself_is_refused(page: Served) -> None:
    """Nothing is kept of it, and the page says so; with room the same click is kept, once."""
    note = "".join(f"{n:x} " for n in range(700))
    with filled(page.settings.home.parent, 0):
        answer = page.ask("/calls/t3/called", {"note": note}, htmx=True)
    assert "No space left" in answer.text
    assert page.known(TOUCHES) == []
    page.ask("/calls/t3/called", {"note": note}, htmx=True)
    assert page.known(TOUCHES) == [("called",)]


def test_a_click_whose_publishing_was_killed_is_shown_and_published_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process that publishes may be killed, for want of memory say: the page reads the database until one lives."""
    make_home(tmp_path / "home")
    monkeypatch.setattr(database, "QUIET", 0.05)
    tried = []

    def settle(closed: Sequence[Trigger]) -> None:
        tried.append(len(closed))
        if len(tried) == 1:
            raise BrokenProcessPool("killed")

    kept = Database(load_settings(tmp_path / "home"), settle)
    with kept.writing() as con:
        con.execute("UPDATE prospect SET notes = 'clicked' WHERE id = 'p1'")
    until = time.monotonic() + 60
    while not tried and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(0.2)
    with kept.reading() as con:
        assert fetch(con, "SELECT notes FROM prospect WHERE id = 'p1'") == [{"notes": "clicked"}]
    kept.close()
    assert tried == [0, 0]
