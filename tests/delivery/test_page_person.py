"""The record of a person on the page: all there was with them, and what is right of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from tests.conftest import Callnow
from tests.delivery.page_desk import Served
from tests.delivery.people_page import HEAD, LIST, form, id_of, page_of


@pytest.fixture
def page(callnow: Callnow, home: Path, tmp_path: Path) -> Iterator[Served]:
    with page_of(HEAD + LIST, callnow, home, tmp_path) as running:
        yield running


def test_a_number_that_is_not_wrong_is_offered_again(page: Served) -> None:
    """The record marks the number and takes that back; a number that is not marked is refused in words."""
    ada = id_of(page, "Ada Quill")
    page.ask(f"/people/{ada}/called", {"outcome": "wrong number"}, htmx=True)
    assert "said to be a wrong number" in page.ask(f"/people/{ada}/record").text
    page.ask(f"/people/{ada}/not-wrong", {"number": "212-555-0104"})
    assert "wrong number on" not in page.ask(f"/people/{ada}/record").text
    assert "said to be a wrong number" not in page.ask("/people").text
    refused = page.ask(f"/people/{ada}/not-wrong", {"number": "212-555-0104"})
    assert "not marked as a wrong number" in refused.text


def test_a_barred_number_is_called_again_once_the_page_says_so(callnow: Callnow, home: Path, tmp_path: Path) -> None:
    """The record says since when and by which words, offers no link to dial it, and tells that it was lifted."""
    rows = 'Marit Vossberg,Calder Ridge Hospital,"303-555-0155 (do not call), 303-555-0156"\n'
    with page_of(f"Name,Company,Phone\n{rows}", callnow, home, tmp_path) as page:
        marit = id_of(page, "Marit Vossberg")
        record = page.ask(f"/people/{marit}/record").text
        assert "“do not call”" in record
        assert "tel:+13035550156" in record
        assert "tel:+13035550155" not in record + page.ask("/people").text
        csv = page.ask("/people/export.csv").text
        assert "+1 303-555-0155 (do not call)" in csv
        page.ask(f"/people/{marit}/lift", {"number": "+13035550155"})
        record = page.ask(f"/people/{marit}/record").text
        assert "tel:+13035550155" in record
        assert "lifted on" in record


@pytest.mark.integration
def test_a_record_tells_all_there_was(page: Served) -> None:
    """Talks with what was promised, and what was done by whom; a pause that is ended again."""
    ada = id_of(page, "Ada Quill")
    call = {"outcome": "good talk", "note": "<b>Keen</b>", "promised": "after the fair", "when": "in 6 weeks"}
    assert page.ask(f"/people/{ada}/called", call).status == 303
    assert page.ask(f"/people/{ada}/pause", {"until": "2027-01-31"}).status == 303
    text = page.ask(f"/people/{ada}/record").text
    for words in (
        "called: good talk",
        "&lt;b&gt;Keen&lt;/b&gt;",
        "“after the fair”",
        "paused until 2027-01-31",
        "import",
    ):
        assert words in text, words
    assert "Not called before 31 January 2027" in text
    assert page.ask(f"/people/{ada}/resume", {}).status == 303
    assert "Not called before" not in page.ask(f"/people/{ada}/record").text
    assert page.ask(f"/people/{ada}/pause", {"until": "soon"}).status == 422


@pytest.mark.integration
def test_what_is_right_is_kept(page: Served) -> None:
    """A field that is changed, one that is emptied, a number that is added and one that is ticked away."""
    ada = id_of(page, "Ada Quill")
    assert page.ask(f"/people/{ada}/edit", form(page, ada)).status == 303
    assert page.known("SELECT count(*) FROM record WHERE said_by = 'person'") == [(0,)]
    sent = form(page, ada, title="CEO", owner="", phone="(212) 555-0177", drop="+12125550104")
    assert page.ask(f"/people/{ada}/edit", sent).status == 303
    asked = f"SELECT title, owner, phone, len(other_phones), rank FROM prospect WHERE id = '{ada}'"
    assert page.known(asked) == [("CEO", "", "+12125550177", 0, 1)]


def test_a_record_left_open_takes_nothing_back(page: Served) -> None:
    """What was changed elsewhere since the form was shown stays, unless it is what was changed in the form; also where
    the form was refused meanwhile, and came back as it was filled in."""
    ada = id_of(page, "Ada Quill")
    assert page.ask(f"/people/{ada}/edit", form(page, ada, notes="Two\r\nlines", city="Austin, TX")).status == 303
    left_open = form(page, ada, title="CEO")
    elsewhere = form(page, ada, city="Chicago, IL", owner="Ravi", notes="", title="COO")
    assert page.ask(f"/people/{ada}/edit", elsewhere).status == 303
    refused = page.ask(f"/people/{ada}/edit", left_open | {"phone": "12"})
    assert refused.status == 422
    shown = [unescape(value) for value in re.findall(r'name="shown" value="([^"]*)"', refused.text)]
    assert shown == left_open["shown"]
    assert page.ask(f"/people/{ada}/edit", left_open).status == 303
    asked = f"SELECT title, city, owner, notes FROM prospect WHERE id = '{ada}'"
    assert page.known(asked) == [("CEO", "Chicago, IL", "Ravi", "")]


def test_what_cannot_be_is_refused_in_place(page: Served) -> None:
    """A number that is none keeps nothing, and the form stays as it was filled in, with the reason."""
    ada = id_of(page, "Ada Quill")
    answer = page.ask(f"/people/{ada}/edit", form(page, ada, title="CEO", phone="12"))
    assert answer.status == 422
    assert 'role="alert"' in answer.text
    assert 'value="CEO"' in answer.text
    assert page.known(f"SELECT title FROM prospect WHERE id = '{ada}'") == [("CFO",)]
    assert page.ask("/people/merge", {"one": ada, "other": "nobody"}).status == 404
    assert page.ask("/people/merge", {"one": ada, "other": ada}).status == 422, "what was asked is wrong, not the home"


def test_long_notes_are_kept_whole_or_refused(page: Served) -> None:
    """No field of notes cuts off, and what is too long to be kept is refused in words, the form as it was."""
    ada = id_of(page, "Ada Quill")
    field = re.search(r'<textarea name="notes"[^>]*>', page.ask(f"/people/{ada}/record").text)
    assert field is not None
    assert "maxlength" not in field[0]
    long = "long words " * 1900
    for where, sent in ((f"/people/{ada}/edit", form(page, ada)), ("/people/add", {"name": "Cy", "employer": "Lum"})):
        refused = page.ask(where, sent | {"notes": long})
        assert refused.status == 422
        assert "the note has 20,899 characters, of which 20,000 can be kept: shorten it" in refused.text
        assert refused.text.count("long words") == 1900
    assert page.ask(f"/people/{ada}/edit", form(page, ada, notes=long[:20_000])).status == 303
    assert page.known(f"SELECT length(notes) FROM prospect WHERE id = '{ada}'") == [(20_000,)]
