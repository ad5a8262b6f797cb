"""The list of people on the page: search, several at once, forgetting, whose they are, and who is one."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest

from delivery.page.keys import add_key, session_of
from tests.conftest import Callnow
from tests.delivery.page_desk import AT, Served
from tests.delivery.people_page import HEAD, LIST, form, id_of, page_of

GIVEN = {"A 18": "Bob Ferrow", "18": "Eve Song", "CAND/0017": "Cara Lind", "20?x=1#f": "Dag Moll", "№19": "Ema Noor",
         "..": "Fay Oster", "add": "Gil Pike", "100%": "Hal Quist", "~YQ": "Ina Rook", "~": "Jon Sand"}  # fmt: skip


@pytest.fixture
def page(callnow: Callnow, home: Path, tmp_path: Path) -> Iterator[Served]:
    with page_of(HEAD + LIST, callnow, home, tmp_path) as running:
        yield running


@pytest.fixture
def given(callnow: Callnow, home: Path, tmp_path: Path) -> Iterator[Served]:
    """The page of people whose ids their list gives."""
    rows = [f"{id},{name},Lumen Yards,{'Ravi' if id == '18' else 'Dana'}" for id, name in GIVEN.items()]
    with page_of("\n".join(["Record ID,name,company,owner", *rows]), callnow, home, tmp_path) as running:
        yield running


def test_a_wrong_number_is_marked_in_the_list(page: Served) -> None:
    """Whoever rings from the list of people sees, as on the card, that the only number reached somebody else."""
    page.ask(f"/people/{id_of(page, 'Ada Quill')}/called", {"outcome": "wrong number"}, htmx=True)
    assert "said to be a wrong number" in page.ask("/people").text


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


def test_a_number_is_found_as_it_is_written(page: Served) -> None:
    """In any spelling, by its last digits, beside a word; it is shown as people read it."""
    spellings = (
        "212 555 0104",
        "(212) 555-0104",
        "+1 212-555-0104",
        "0104",
        "001 212 555 0104",
        "quill 555-0104",
        "tel:+12125550104",
    )
    for written in spellings:
        found = page.ask(f"/people?q={quote(written)}").text
        assert "Ada Quill" in found, written
        assert "Marl" not in found
        assert ">+1 212-555-0104<" in found


@pytest.mark.integration
def test_the_list_is_narrowed(page: Served) -> None:
    """By tag, pause, a missing number and news of the employer; while one types the list alone is answered."""
    ada = id_of(page, "Ada Quill")
    assert page.ask("/people/bulk", {"act": "tag", "value": "<i>cloud</i>", "id": [ada]}).status == 303
    assert page.ask(f"/people/{ada}/pause", {"how_long": "for good"}).status == 303
    for query in ("tag=%3Ci%3Ecloud%3C/i%3E", "only=paused", "tier=&only=no+news&q=ada"):
        text = page.ask(f"/people?{query}").text
        assert text.count('name="id"') == 1, query
        assert "Ada Quill" in text
    assert "<i>cloud" not in text
    assert "paused for good" in text
    assert "Ada Quill" not in page.ask("/people?only=no+number").text
    part = page.ask("/people?q=marl", htmx=True)
    assert part.text.startswith('<div id="people-list">')
    assert part.headers["hx-replace-url"] == "/people?q=marl"


@pytest.mark.integration
def test_somebody_is_added_after_a_look_at_who_it_may_be(page: Served) -> None:
    """A double is shown before anything is kept, then what is new goes into the record; what cannot be is refused."""
    new = {"name": "Cleo Farrow", "employer": "Lumen Yards", "phone": "212 555 0188"}
    added = page.ask("/people/add", new)
    assert added.headers["location"] == f"/people/{id_of(page, 'Cleo Farrow')}/record"
    noted = page.ask("/people/add", new | {"name": "Ines Orr", "phone": "212 555 0189", "notes": "call in two weeks"})
    told = "“call in two weeks” of the note is kept as promised for"
    assert told in page.ask(noted.headers["location"]).text
    assert told not in page.ask(noted.headers["location"].partition("?")[0]).text
    known = {"name": "Ada Quill", "employer": "Orbital Bakery", "city": "Austin, TX"}
    shown = page.ask("/people/add", known)
    assert "This person is on the list already" in shown.text
    assert page.known("SELECT city FROM prospect WHERE name = 'Ada Quill'") == [("",)]
    (seen,) = re.findall(r'name="seen" value="([^"]+)"', shown.text)
    assert page.ask("/people/add", known | {"seen": seen}).status == 303
    assert page.known("SELECT city FROM prospect WHERE name = 'Ada Quill'") == [("Austin, TX",)]
    refused = page.ask("/people/add", new | {"name": "Dee Low", "phone": "12"})
    assert (refused.status, 'role="alert"' in refused.text) == (422, True)
    assert page.known("SELECT count(*) FROM prospect") == [(5,)]


@pytest.mark.integration
def test_several_are_changed_at_once(page: Served) -> None:
    """Those who are ticked, or all who are found; nothing where nobody is, or the value cannot be."""
    ada, ben = id_of(page, "Ada Quill"), id_of(page, "Ben <b>Marl</b>")
    done = page.ask("/people/bulk", {"act": "owner", "value": "Theo", "id": [ada, ben]})
    assert done.headers["location"] == "/people?done=changed&n=2"
    assert "2 people changed" in page.ask("/people?done=changed&n=2").text
    assert page.known("SELECT owner FROM prospect ORDER BY name") == [("",), ("Theo",), ("Theo",)]
    assert page.ask("/people/bulk", {"act": "tier", "value": "a", "q": "orbital", "everybody": "1"}).status == 303
    assert page.known("SELECT tier FROM prospect ORDER BY name") == [("A",), ("A",), ("",)]
    assert page.ask("/people/bulk", {"act": "owner", "value": "", "id": [ben]}).status == 303
    assert page.known(f"SELECT owner FROM prospect WHERE id = '{ben}'") == [("",)]
    for wrong in (
        {"act": "owner", "value": "x"},
        {"act": "tag", "id": [ada]},
        {"act": "tier", "value": "Q", "id": [ada]},
    ):
        refused = page.ask("/people/bulk", wrong)
        assert (refused.status, 'role="alert"' in refused.text) == (422, True), wrong


@pytest.mark.integration
def test_a_file_of_people_is_exported(page: Served) -> None:
    """Whoever is found, as a CSV that is imported again; no cell is one that a spreadsheet would run."""
    ada = id_of(page, "Ada Quill")
    assert page.ask(f"/people/{ada}/edit", form(page, ada, notes="=cmd()")).status == 303
    (row,) = csv.DictReader(io.StringIO(page.ask("/people/export.csv?q=0104").text.removeprefix("\ufeff")))
    assert (row["name"], row["phone"], row["notes"]) == ("Ada Quill", "+1 212-555-0104", "'=cmd()")
    page.ask(f"/people/{ada}/called", {"note": "Nice talk."}, htmx=True)
    (talked,) = csv.DictReader(io.StringIO(page.ask("/people/export.csv?q=0104").text.removeprefix("\ufeff")))
    assert (row["last_contact"], talked["last_contact"]) == ("", AT[:10])
    ticked = page.ask("/people/bulk", {"act": "export", "id": [ada]})
    assert 'filename="people.csv"' in ticked.headers["content-disposition"]
    assert json.loads(page.ask(f"/people/{ada}/held.json").text)["prospect"]["id"] == ada


@pytest.mark.integration
def test_forgetting_is_asked_about_first(page: Served) -> None:
    """Nobody goes without the tick; then they are gone from the database and its copy."""
    ada, ben = id_of(page, "Ada Quill"), id_of(page, "Ben <b>Marl</b>")
    asked = page.ask("/people/bulk", {"act": "forget", "id": [ada, ben]})
    assert "Forget 2 people for good?" in asked.text
    assert page.ask("/people/forget", {"ids": f"{ada} {ben}"}).status == 422
    assert page.known("SELECT count(*) FROM prospect") == [(3,)]
    done = page.ask("/people/forget", {"ids": f"{ada} {ben}", "sure": "1"})
    assert done.headers.get("location") == "/people?done=forgotten&n=2", done.text
    assert page.known("SELECT name FROM prospect") == [("A. Quill",)]
    assert "Marl" not in page.ask("/people").text
    assert page.known("SELECT act, prospect_id, detail FROM activity WHERE act = 'forgot'") == [
        ("forgot", "", "2 people")
    ]


@pytest.mark.integration
def test_a_name_that_stays_is_told_of_on_the_page(callnow: Callnow, home: Path, tmp_path: Path) -> None:
    """Where somebody else on the list has it: in how many texts."""
    people = "name,company,notes\nKim Orrel,Lumen,\nKim Orrel,Tessaly,\nIda Varn,Lumen,Knows Kim Orrel"
    with page_of(people, callnow, home, tmp_path) as page:
        done = page.ask("/people/forget", {"ids": id_of(page, "Kim Orrel"), "sure": "1"})
        assert done.headers.get("location") == "/people?done=forgotten&n=1&stays=1", done.text
        said = page.ask(done.headers["location"]).text
    assert "1 person forgotten for good. The name stays in 1 text, for somebody else on the list has it, too." in said


@pytest.mark.integration
def test_whoever_was_asked_about_is_forgotten_and_nobody_else(given: Served) -> None:
    """Also where a list gave an id with a space in it, of which one part is the id of somebody else."""
    asked = given.ask("/people/bulk", {"act": "forget", "id": ["A 18", "100%"]})
    assert "Forget 2 people for good?" in asked.text
    ids = [unescape(value) for value in re.findall(r'name="ids" value="([^"]*)"', asked.text)]
    done = given.ask("/people/forget", {"ids": ids, "sure": "1"})
    assert done.headers.get("location") == "/people?done=forgotten&n=2", done.text
    left = {row[0] for row in given.known("SELECT name FROM prospect")}
    assert left == set(GIVEN.values()) - {"Bob Ferrow", "Hal Quist"}


@pytest.mark.integration
def test_a_recruiter_is_refused_no_words_that_only_hold_the_id_of_anothers(given: Served) -> None:
    """A part of their own person's id, a number in a note or a search is nobody; the whole id is."""
    cookie = given.cookie_for(session_of(add_key(given.settings.home, "Dana", datetime.now(UTC))))
    assert given.ask("/people/bulk", {"act": "tier", "value": "A", "id": ["A 18"]}, Cookie=cookie).status == 303
    assert (
        given.ask("/people/bulk", {"act": "tag", "value": "in 18, or 19", "id": ["A 18"]}, Cookie=cookie).status == 303
    )
    assert given.ask("/people/bulk", {"act": "tier", "value": "A", "id": ["18"]}, Cookie=cookie).status == 404
    assert given.ask("/people/18/record", Cookie=cookie).status == 404
    assert given.ask("/people?page=18&n=18&q=18", Cookie=cookie).status == 200
    assert given.ask("/people/bulk", {"act": "tag", "value": "18", "id": ["A 18"]}, Cookie=cookie).status == 303
    assert given.known("SELECT tier, tags FROM prospect WHERE id = '18'") == [("", [])]


@pytest.mark.integration
def test_every_person_can_be_opened_and_changed_whatever_the_list_calls_them(given: Served) -> None:
    """Each link and each form on the list and in a record leads to that person: card, record, export, forgetting."""
    linked = re.findall(r'href="(/people/[^"]+)/record"><strong>([^<]+)<', given.ask("/people").text)
    assert {name for _, name in linked} == set(GIVEN.values())
    for address, name in linked:
        card, record, asked = (given.ask(address + under) for under in ("", "/record", "/forget"))
        assert [answer.status for answer in (card, record, asked)] == [200] * 3, address
        assert f'<h2 id="who" tabindex="-1">{name}</h2>' in card.text
        assert f"Forget {name} for good?" in asked.text
        assert f"<h1>{name}</h1>" in record.text
        for at in ("/forget", "/held.json", "/edit", "/pause"):
            assert f'"{address}{at}"' in record.text, at
        edited = given.ask(f"{address}/edit", {"name": name, "employer": "Lumen Yards", "title": "CFO"})
        assert (edited.status, edited.headers["location"]) == (303, f"{address}/record")
        held = given.ask(f"{address}/held.json")
        assert json.loads(held.text)["prospect"]["name"] == name
        assert held.headers["content-disposition"].isascii()
    assert given.known("SELECT count(*) FROM prospect WHERE title = 'CFO'") == [(len(GIVEN),)]


@pytest.mark.integration
def test_a_recruiter_changes_their_own_people_alone(page: Served) -> None:
    """Who is ticked beside one's own is refused, wherever in the form they stand; nobody else is listed or exported."""
    ada, ben = id_of(page, "Ada Quill"), id_of(page, "Ben <b>Marl</b>")
    cookie = page.cookie_for(session_of(add_key(page.settings.home, "Ravi", datetime.now(UTC))))
    for ids in ([ada, ben], [ben, ada]):
        assert page.ask("/people/bulk", {"act": "tier", "value": "A", "id": ids}, Cookie=cookie).status == 404
    assert page.ask(f"/people/{ada}/forget", Cookie=cookie).status == 404
    assert page.ask("/people/bulk", {"act": "tier", "value": "B", "everybody": "1"}, Cookie=cookie).status == 303
    assert page.known("SELECT name, tier FROM prospect WHERE tier <> ''") == [("Ben <b>Marl</b>", "B")]
    assert "Quill" not in page.ask("/people/export.csv", Cookie=cookie).text
    assert "Orbital Bakery" not in page.ask("/employers", Cookie=cookie).text


def test_employers_tell_what_covers_them(page: Served) -> None:
    """How many people work at each, and that nothing was heard, with the way to the form for a feed."""
    text = page.ask("/employers").text
    assert "2 employers, 2 of them without any news" in text
    assert "company=Orbital+Bakery#feed-add" in text
    assert text.index("Orbital Bakery") < text.index("Lumen Yards")
    by_name = page.ask("/employers?order=name&silent=1&q=lumen").text
    assert "Orbital Bakery" not in by_name
    assert 'aria-sort="ascending"' in by_name
    assert 'value="Orbital Bakery"' in page.ask("/feeds?add=&company=Orbital+Bakery").text


@pytest.mark.integration
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


@pytest.mark.integration
@pytest.mark.skipif(not shutil.which("chromium"), reason="no Chromium on this system")
@pytest.mark.parametrize("width", [pytest.param(1280, marks=pytest.mark.slow), 390])
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
