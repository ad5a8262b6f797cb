"""People on the page: search, a record, what is right of a person, and who is one."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Callnow
from tests.delivery.page_desk import AT, Served, served

HEAD = "name,company,email,phone,title,owner\n"
LIST = (
    "Ada Quill,Orbital Bakery,ada@o.example,212-555-0104,CFO,Dana\n"
    "A. Quill,Orbital Bakery,,,,\n"
    "Ben <b>Marl</b>,Lumen Yards,,,,Ravi\n"
)


@pytest.fixture
def page(callnow: Callnow, home: Path, tmp_path: Path) -> Iterator[Served]:
    file = tmp_path / "people.csv"
    file.write_text(HEAD + LIST, encoding="utf-8")
    done = callnow("--at", AT, "import", file)
    assert done.code == 0, done.err
    with served(home) as running:
        yield running


def id_of(page: Served, name: str) -> str:
    return str(page.known(f"SELECT id FROM prospect WHERE name = '{name}'")[0][0])


def form(page: Served, person: str, **said: Any) -> dict[str, Any]:
    """The form of a record as a browser sends it, with `said` in its fields."""
    text = page.ask(f"/people/{person}/record").text
    values = dict(re.findall(r'<input name="(\w+)" value="([^"]*)"', text))
    return values | {"notes": "", "tier": ""} | said


def test_the_list_is_searched(page: Served) -> None:
    """By name, employer, number and address; names are shown as text, whatever they hold."""
    everyone = page.ask("/people").text
    assert "Ada Quill" in everyone
    assert "<b>Marl" not in everyone
    for words, name in (("orbital", "Ada Quill"), ("555 0104".replace(" ", ""), "Ada Quill"), ("lumen", "Lumen Yards")):
        assert name in page.ask(f"/people?q={words}").text
    assert "Nobody fits" in page.ask("/people?q=nobody").text
    assert "Ada Quill" not in page.ask("/people?owner=Ravi").text
    assert page.ask("/people/nobody/record").status == 404


def test_a_pair_is_merged_and_split_again(page: Served) -> None:
    """Two clicks: one person with both records, then two people whom nobody asks about again."""
    ada, other = id_of(page, "Ada Quill"), id_of(page, "A. Quill")
    assert "1 pair of people may be one person" in page.ask("/people").text
    assert "A. Quill" in page.ask("/people/doubles").text
    done = page.ask("/people/merge", {"one": ada, "other": other})
    assert (done.status, done.headers["location"]) == (303, f"/people/{ada}/record")
    assert page.known("SELECT count(*) FROM prospect") == [(2,)]
    assert "Split off" in page.ask(f"/people/{ada}/record").text
    assert page.ask(f"/people/{other}/record").headers["location"] == f"/people/{ada}/record"
    assert page.ask(f"/people/{ada}/split", {"part": other}).status == 303
    assert page.known("SELECT count(*) FROM prospect") == [(3,)]
    assert "Nobody may stand on the list twice" in page.ask("/people/doubles").text


def test_two_people_stay_two(page: Served) -> None:
    """ "Two people" takes the pair off the questions and leaves both."""
    ada, other = id_of(page, "Ada Quill"), id_of(page, "A. Quill")
    assert page.ask("/people/different", {"one": ada, "other": other}).headers["location"] == "/people/doubles"
    assert "may be one person" not in page.ask("/people").text
    assert page.known("SELECT count(*) FROM prospect") == [(3,)]


def test_what_is_right_is_kept(page: Served) -> None:
    """A field that is changed, one that is emptied, a number that is added and one that is ticked away."""
    ada = id_of(page, "Ada Quill")
    assert page.ask(f"/people/{ada}/edit", form(page, ada)).status == 303
    assert page.known("SELECT count(*) FROM record WHERE said_by = 'person'") == [(0,)]
    sent = form(page, ada, title="CEO", owner="", phone="(212) 555-0177", drop="+12125550104")
    assert page.ask(f"/people/{ada}/edit", sent).status == 303
    asked = f"SELECT title, owner, phone, len(other_phones), rank FROM prospect WHERE id = '{ada}'"
    assert page.known(asked) == [("CEO", "", "+12125550177", 0, 1)]


def test_what_cannot_be_is_refused_in_place(page: Served) -> None:
    """A number that is none keeps nothing, and the form stays as it was filled in, with the reason."""
    ada = id_of(page, "Ada Quill")
    answer = page.ask(f"/people/{ada}/edit", form(page, ada, title="CEO", phone="12"))
    assert answer.status == 422
    assert 'role="alert"' in answer.text
    assert 'value="CEO"' in answer.text
    assert page.known(f"SELECT title FROM prospect WHERE id = '{ada}'") == [("CFO",)]
    assert page.ask("/people/merge", {"one": ada, "other": "nobody"}).status == 404


@pytest.mark.skipif(not shutil.which("chromium"), reason="no Chromium on this system")
@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_of_people_fit(page: Served, width: int) -> None:
    """On a desk and on a phone nothing sticks out, no button covers another, and the console is empty."""
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        tab = browser.new_context(viewport={"width": width, "height": 844}).new_page()
        said: list[str] = []
        tab.on("console", lambda told: said.append(told.text) if told.type in ("error", "warning") else None)
        tab.goto(f"{page.base}/?token={page.token}")
        for path in ("/people", "/people/doubles", f"/people/{id_of(page, 'Ada Quill')}/record"):
            tab.goto(page.base + path)
            assert tab.evaluate("document.documentElement.scrollWidth") <= width, path
        tab.get_by_role("button", name="Two people").click()
        tab.get_by_text("Nobody may stand on the list twice").wait_for()
        assert said == []
        browser.close()
