"""People by hand: added, changed, listed and forgotten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Callnow
from tests.flows.people import HEAD, MONDAY, bring, everybody, rows, shown


@pytest.mark.integration
def test_what_is_said_by_hand_counts_until_an_import_says_something_new(callnow: Callnow, tmp_path: Path) -> None:
    """The same title again does not undo an edit; another one does. Numbers and names are read as in an import."""
    row = HEAD + "Ada Quill,Orbital Bakery,ada@o.example,,{},Dana\n"
    bring(callnow, tmp_path, row.format("CFO"))
    assert callnow("people", "edit", "ada", "--title", "CEO", "--phone", "0171 2345678", "--country", "DE").code == 0
    bring(callnow, tmp_path, row.format("CFO"))
    ada = shown(callnow, "ada")
    assert (ada["title"], ada["phone"], ada["rank"]) == ("CEO", "+491712345678", 1)
    bring(callnow, tmp_path, row.format("Chair"))
    assert shown(callnow, "ada")["title"] == "Chair"
    for words in (["--phone", "12"], ["--email", "ada"], ["--tier", "X"], []):
        assert callnow("people", "edit", "ada", *words).code == 2, words


@pytest.mark.integration
def test_what_was_said_by_hand_and_dropped_stays_away(callnow: Callnow, tmp_path: Path) -> None:
    """The next edit, of something else, brings back nothing; saying the same again does."""
    bring(callnow, tmp_path, HEAD + "Ada Quill,Orbital Bakery,ada@o.example,,CFO,Dana\n")
    said = ("--notes", "Away in May.", "--email", "old@o.example", "--phone", "212-555-0104")
    assert callnow("people", "edit", "ada", *said).code == 0
    for gone in ("notes", "old@o.example", "212-555-0104"):
        assert callnow("people", "edit", "ada", "--drop", gone).code == 0
    callnow("people", "edit", "ada", "--title", "CEO")
    ada = shown(callnow, "ada")
    assert (ada["title"], ada["notes"], ada["email"], ada["phone"]) == ("CEO", "", "ada@o.example", "")
    callnow("people", "edit", "ada", *said)
    again = shown(callnow, "ada")
    assert (again["notes"], again["email"], again["phone"]) == ("Away in May.", "old@o.example", "+12125550104")


@pytest.mark.integration
def test_a_post_that_an_edit_leaves_out_is_told(callnow: Callnow, tmp_path: Path) -> None:
    """Another spelling of the employer keeps it; at another firm it is none, and how it is kept is said."""
    bring(callnow, tmp_path, HEAD + "Ada Quill,Orbital Bak,ada@o.example,,CFO,Dana\n")
    assert "left out" not in callnow("people", "edit", "ada", "--employer", "Orbital Bakery").out
    assert shown(callnow, "ada")["title"] == "CFO"
    told = " ".join(callnow("people", "edit", "ada", "--employer", "Ember Works").out.split())
    assert "(CFO) is left out: --title" in told


@pytest.mark.integration
def test_adding_somebody_who_is_known_doubles_nobody(callnow: Callnow, tmp_path: Path) -> None:
    """A new person is added; one who is on the list gets what is new; one without a usable number is refused."""
    assert "added" in callnow("people", "add", "Ada Quill", "--employer", "Orbital Bakery").out
    again = callnow("people", "add", "ada quill", "--employer", "Orbital Bakery Inc.", "--email", "ada@o.example")
    assert "on the list already" in again.out
    assert [(p["name"], p["email"]) for p in everybody(callnow)] == [("Ada Quill", "ada@o.example")]
    refused = callnow("people", "add", "Ben Marl", "--employer", "Orbital Bakery", "--phone", "12")
    assert (refused.code, len(everybody(callnow))) == (2, 1)


def test_a_call_that_a_typed_note_asks_for_is_kept(callnow: Callnow) -> None:
    """From the day on which it is typed; where a contact is known it is said that it is not kept, and so is a pause."""
    at = ("--at", "2026-03-02T12:00:00+00:00", "people")
    added = callnow(*at, "add", "Ada Quill", "--employer", "Orbital Bakery", "--notes", "call in two weeks").out
    assert "“call in two weeks” of the note is kept as promised for Monday, 16 March 2026." in " ".join(added.split())
    assert "A call is noted for Monday, 16 March 2026" in " ".join(callnow(*at[:2], "card", "ada").out.split())
    edited = callnow(*at, "edit", "ada", "--notes", "call back in three weeks").out
    assert "kept as promised for Monday, 23 March 2026." in " ".join(edited.split())
    assert "kept" not in callnow(*at, "edit", "ada", "--title", "CFO").out
    callnow(*at[:2], "log", "ada", "--called")
    again = " ".join(callnow(*at, "edit", "ada", "--notes", "call in a month").out.split())
    assert "The note asks for a call (“call in a month”), which is not kept: log a contact with it." in again
    refused = callnow(*at, "add", "Ben Marl", "--employer", "Lumen", "--notes", "do not call before June").out
    assert "kept as promised" in refused
    barred = callnow(*at, "add", "Cy Dorn", "--employer", "Lumen", "--notes", "please do not call").out
    assert "says not to call them, who are called all the same" in " ".join(barred.split())


@pytest.mark.parametrize("taken_back", [("--notes", "no call needed"), ("--drop", "notes")])
def test_a_promise_of_a_typed_note_goes_with_the_note(callnow: Callnow, taken_back: tuple[str, str]) -> None:
    """What is kept of it while the note still asks, and what was logged, stays."""
    at = ("--at", "2026-03-02T12:00:00+00:00")

    def kept() -> list[object]:
        return [row["due_on"] for row in rows(callnow, "SELECT due_on FROM touch ORDER BY touched_at")]

    callnow(*at, "people", "add", "Ada Quill", "--employer", "Orbital Bakery", "--notes", "call in two weeks")
    callnow(*at, "people", "edit", "ada", "--title", "CFO")
    assert kept() == ["2026-03-16"]
    callnow("--at", "2026-03-03T12:00:00+00:00", "log", "ada", "--called", "--in", "1 month")
    callnow("--at", "2026-03-04T12:00:00+00:00", "people", "edit", "ada", "--notes", "Likes it, call in two weeks")
    assert kept() == ["2026-03-16", "2026-04-03"]
    assert callnow("--at", "2026-03-04T12:00:00+00:00", "people", "edit", "ada", *taken_back).code == 0
    assert kept() == ["2026-04-03"]


@pytest.mark.integration
def test_forgetting_one_person_forgets_all_their_records(callnow: Callnow, home: Path, tmp_path: Path) -> None:
    """Second names, numbers, addresses and former ids leave every file of the home; the person is not missed."""
    bring(callnow, tmp_path, HEAD + "Jürgen Quill,Orbital Bakery,jquill@o.example,212-555-0104,,\nBen Marl,Lumen,,,,\n")
    bring(callnow, tmp_path, HEAD + "Joschi Quill,Orbital Bakery,,212-555-0177,,\n")
    callnow("--at", MONDAY, "people", "merge", "Jürgen", "Joschi")
    callnow("--at", MONDAY, "people", "edit", "Jürgen", "--email", "old.quill@example.org")
    callnow("--at", MONDAY, "people", "edit", "Jürgen", "--drop", "old.quill@example.org")
    callnow(
        "--at", MONDAY, "log", "ben", "--called", "--note", "Knows Joschi Quill (212 555 0177, old.quill@example.org)."
    )
    told = json.loads(callnow("--at", MONDAY, "export", "Joschi").out)
    assert {len(told["records"]), len(told["merged"])} == {3, 1}
    done = callnow("--at", MONDAY, "forget", "Joschi", "--yes", "--json")
    assert done.code == 0, done.err
    words = (b"Quill", b"Joschi", b"0177", b"0104", b"jquill")
    left = [file.name for file in home.rglob("*") if file.is_file() and any(w in file.read_bytes() for w in words)]
    assert left == []
    assert [p["name"] for p in everybody(callnow)] == ["Ben Marl"]
    assert rows(callnow, "FROM merged") == rows(callnow, "FROM person_pair") == []
    assert callnow("--at", MONDAY, "follow-ups").code == 0


@pytest.mark.integration
def test_the_list_of_people(callnow: Callnow, tmp_path: Path) -> None:
    """By name, narrowed by words and owner; whoever may stand on it twice is told of."""
    bring(
        callnow,
        tmp_path,
        HEAD + "Ada Quill,Orbital Bakery,,,,Dana\nA. Quill,Orbital Bakery,,,,\nBen Marl,Lumen,,,,Ravi\n",
    )
    out = callnow("people", "list").out
    assert out.index("A. Quill") < out.index("Ada Quill") < out.index("Ben Marl")
    assert "One pair of people may be one person" in out
    narrowed = callnow("people", "list", "marl", "--json").out.splitlines()
    assert [json.loads(line)["name"] for line in narrowed] == ["Ben Marl"]
    at_one = callnow("people", "list", "bakery", "--json").out.splitlines()
    assert [json.loads(line)["name"] for line in at_one] == ["A. Quill", "Ada Quill"]
    (person,) = map(json.loads, narrowed)
    for words in ("arl lum", person["id"]):  # as the page's list is searched
        assert [json.loads(line)["id"] for line in callnow("people", "list", words, "--json").out.splitlines()] == [
            person["id"]
        ]
    assert "Ben Marl" not in callnow("people", "list", "--owner", "Dana").out
    assert "and 1 more" in callnow("people", "list", "-n", "2").out
    assert callnow("people", "list", "--owner", "Nobody").code == 2
    for words in (["show", "nobody"], ["merge", "Ada Quill", "Ada Quill"], ["different", "Ada Quill", "nobody"]):
        assert callnow("people", *words).code == 2, words
