"""The id that a list gives a row counts as long as row and record are of one person: it may be a running number."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from callnow.model import Prospect
from callnow.settings import load_settings
from callnow.store import writing
from callnow.store.people import all_prospects
from flows.people.imported_rows import export_of
from flows.people.keeping import KeptRows, keep_rows
from sources.prospects import read_lists

HEAD = "ID,Name,Employer,Title,Email,Phone"
FIRM = "Harrowmere Logistics"
AARON = f"Aaron Quill,{FIRM},COO,aaron.quill@harrowmere.example.com,+1 512-555-0101"
LENA = f"Lena Okonjo,{FIRM},IT Director,lena.okonjo@harrowmere.example.com,+1 512-555-0134"
TOBIAS = f"Tobias Fenwright,{FIRM},Head of Data,tobias.fenwright@harrowmere.example.com,+1 512-555-0177"
UMA = f"Uma Castell,{FIRM},CFO,uma.castell@harrowmere.example.com,+1 512-555-0111"

Bring = Callable[..., KeptRows]


@pytest.fixture
def bring(home: Path, tmp_path: Path) -> Bring:
    """Imports rows below a header; "N" before each is its place, unless `numbered` says that it has an id."""

    def bring(*rows: str, head: str = HEAD, numbered: bool = False) -> KeptRows:
        file = tmp_path / "list.csv"
        lines = rows if numbered else [f"{n},{row}" for n, row in enumerate(rows, 1)]
        file.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
        read = read_lists(file)[0]
        with writing(load_settings(home)) as con:
            return keep_rows(con, read.prospects, date(2026, 3, 2), export_of([head]))

    return bring


def people(home: Path) -> dict[str, Prospect]:
    with writing(load_settings(home)) as con:
        return {p.name: p for p in all_prospects(con)}


@pytest.mark.parametrize(
    "plain",
    [False, pytest.param(True, id="names and employers alone")],
)
def test_a_row_inserted_on_top_makes_nobody_another(home: Path, bring: Bring, plain: bool) -> None:
    """Running numbers move on by one: all stay who they are, however often, and nobody has another's number."""
    before = [LENA, TOBIAS, UMA]
    after = [AARON, *before]
    if plain:
        before, after = ([f"{row.split(',')[0]},{FIRM},,," for row in rows] for rows in (before, after))
    bring(*before)
    ids = {name: p.id for name, p in people(home).items()}
    told = bring(*after)
    assert (told.new, told.joined) == (1, ())
    now = people(home)
    assert {name: now[name].id for name in ids} == ids
    assert len(now) == 4
    assert all(len(p.numbers) == (0 if plain else 1) and p.second.names == () for p in now.values())
    again = bring(*after)
    assert (again.new, again.updated, again.joined) == (0, 0, ())
    moved_on = bring("Ben Marl,Harrowmere Logistics,,,", *after)
    assert (moved_on.new, moved_on.joined, len(people(home))) == (1, (), 5)
    assert bring(*after).updated == 0


def test_colleagues_of_one_first_name_are_not_married(home: Path, bring: Bring) -> None:
    """A new Lena on top of Lena Okonjo takes neither her record nor that of the Lena who stood below her."""
    others = [row.replace("Tobias Fenwright", "Lena Fenwright").replace("tobias", "lena") for row in (LENA, TOBIAS)]
    bring(*others)
    assert bring(f"Lena Marl,{FIRM},,,", *others).new == 1
    assert {name: len(p.numbers) for name, p in people(home).items()} == {
        "Lena Marl": 0, "Lena Okonjo": 1, "Lena Fenwright": 1,
    }  # fmt: skip


def test_two_systems_that_count_from_one_at_one_employer(home: Path, bring: Bring) -> None:
    """Whoever has the number 1 in the second is who they are in the first; each list again changes nothing."""
    bring(LENA, TOBIAS)
    other = {"head": "Candidate ID,Name,Employer,Job Title,Mobile"}
    rows = [f"Tobias Fenwright,{FIRM},Head of Data,+1 512-555-0178", f"Kim Talloway,{FIRM},CTO,+1 512-555-0179"]
    assert bring(*rows, **other).new == 1
    now = people(home)
    assert sorted(now) == ["Kim Talloway", "Lena Okonjo", "Tobias Fenwright"]
    assert set(now["Tobias Fenwright"].numbers) == {"+15125550177", "+15125550178"}
    assert [told.updated for told in (bring(*rows, **other), bring(LENA, TOBIAS), bring(*rows, **other))] == [0, 0, 0]


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("7,Lena Okonjo,Telmarq Systems,CIO,lena@telmarq.example.com,", "Lena Okonjo"),
        (f"7,Lena Marl,{FIRM},IT Director,lena.marl@harrowmere.example.com,", "Lena Marl"),
        ("7,Lena Marl,Telmarq Systems,CIO,lena.okonjo@harrowmere.example.com,", "Lena Marl"),
        (f"7,L. Okonjo,{FIRM},IT Director,,", "Lena Okonjo"),
    ],
    ids=["another employer", "married", "both, with the mailbox", "cut short"],
)
def test_who_changed_under_one_id_is_the_same(home: Path, bring: Bring, row: str, name: str) -> None:
    """Another employer under the same name, another surname under the same first one: one person, updated."""
    bring(f"7,{LENA}", f"9,{UMA}", numbered=True)
    before = people(home)["Lena Okonjo"].id
    told = bring(row, f"9,{UMA}", numbered=True)
    assert (told.new, told.updated) == (0, 1)
    assert people(home)[name].id == before


def test_an_id_that_was_given_to_somebody_else_moves_nobody(home: Path, bring: Bring) -> None:
    """Where a contact was overwritten by a colleague, the colleague is new, and who was there keeps what is theirs."""
    bring(f"7,{LENA}", f"9,{UMA}", numbered=True)
    assert bring(f"7,{AARON}", f"9,{UMA}", numbered=True).new == 1
    now = people(home)
    assert sorted(now) == ["Aaron Quill", "Lena Okonjo", "Uma Castell"]
    assert now["Lena Okonjo"].emails == ("lena.okonjo@harrowmere.example.com",)
