"""The id that a list gives a row counts as long as row and record are of one person: it may be a running number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from callnow.model import Prospect
from callnow.settings import load_settings
from callnow.store import writing
from callnow.store.people import all_prospects
from callnow.store.records import records_of, save_records
from flows.people.by_hand import split_by_hand
from flows.people.imported_rows import export_of
from flows.people.keeping import KeptRows, keep_rows
from flows.people.merging import make_prospects
from matching.people.records import update
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


NAMED = {"head": "Name,Title,Employer,Mobile,City,Notes", "numbered": True}
DALLAS = 'John Smith,Store Manager,Walgrove Stores,214-555-0111,"Dallas, TX",wants to move'
BOSTON = 'John Smith,Software Engineer,Walgrove Stores,617-555-0122,"Boston, MA",likes rowing'
DENVER = 'John Smith,Tax Accountant,Walgrove Stores,303-555-0133,"Denver, CO",new there'
BARE = "John Smith,,Walgrove Stores,,,no more is known"


def numbers_and_notes(home: Path) -> list[tuple[tuple[str, ...], str]]:
    with writing(load_settings(home)) as con:
        return sorted((p.numbers, p.notes) for p in all_prospects(con))


def test_namesakes_of_one_list_are_asked_about_and_stay_who_they_are(home: Path, bring: Bring) -> None:
    """As they are in two lists; in whatever order their rows come, with others between them, and where one changes."""
    assert (bring(DALLAS, BOSTON, **NAMED).new, len(numbers_and_notes(home))) == (2, 2)
    for rows, new in (((BOSTON, DALLAS), 0), ((BARE, DENVER, BOSTON, DALLAS), 2), ((BOSTON, BARE, DALLAS, DENVER), 0)):
        told = bring(*rows, **NAMED)
        assert (told.new, told.updated, told.gone) == (new, 0, ())
    told = bring(DENVER, BOSTON.replace("0122", "0155"), DALLAS.replace("Store", "District"), BARE, **NAMED)
    assert (told.new, told.updated, [g.values for g in told.gone]) == (0, 2, [("+16175550122",)])
    assert numbers_and_notes(home) == [
        ((), "no more is known"),
        (("+12145550111",), "wants to move"),
        (("+13035550133",), "new there"),
        (("+16175550155", "+16175550122"), "likes rowing"),
    ]


def test_two_rows_of_one_person_add_up(home: Path, bring: Bring) -> None:
    """What the one says is not gone by the other: neither number nor note; the same rows again change nothing."""
    office = DALLAS.replace("0111", "0144").replace("wants to move", "rings back late")
    told = bring(DALLAS, office, **NAMED)
    assert (told.new, told.gone) == (1, ())
    told = bring(DALLAS, office, **NAMED)
    assert (told.updated, told.gone) == (0, ())
    assert numbers_and_notes(home) == [(("+12145550144", "+12145550111"), "wants to move\nrings back late")]
    assert [g.values for g in bring(DALLAS, **NAMED).gone] == [("+12145550144",)]


def test_namesakes_whom_an_earlier_version_kept_as_one_can_be_split(home: Path, bring: Bring) -> None:
    """Their record says what both rows do: from the next import on each row has one, and each of the two keeps its."""
    bring(DALLAS, **NAMED)
    settings = load_settings(home)
    with writing(settings) as con:
        (john,) = all_prospects(con)
        (record,) = records_of(con, [john.id])
        (boston,) = read_lists(written(home, BOSTON))[0].prospects
        save_records(con, [replace(record, given=update(record.given, boston).given)])
        make_prospects(con, [john.id], date(2026, 3, 2))
    assert bring(BOSTON, DALLAS, **NAMED).new == 0
    with writing(settings) as con:
        split_by_hand(con, all_prospects(con)[0], "", date(2026, 3, 2))
    assert bring(DALLAS, BOSTON, **NAMED).updated == 0
    told = {note: numbers[0] for numbers, note in numbers_and_notes(home)}
    assert told == {"wants to move": "+12145550111", "likes rowing": "+16175550122"}


def written(home: Path, row: str) -> Path:
    file = home / "one.csv"
    file.write_text(f"{NAMED['head']}\n{row}\n", encoding="utf-8")
    return file


def test_a_list_that_changes_gives_nothing_to_the_other_of_two(home: Path, bring: Bring) -> None:
    """Of two who were told apart, the one with a new address and number is asked about: the row is no more like the
    other, whom name and employer alone say it is."""
    mailed = {"head": "Name,Title,Employer,Phone,Email,Notes", "numbered": True}
    chief = "John Smith,CFO,Walgrove Stores,614-555-0111,js@walgrove.example,note A"
    bring(chief, **mailed)
    bring("John Smith,Walgrove Stores Inc,614-555-0122,note B", head="Name,Employer,Mobile,Notes", numbered=True)
    with writing(load_settings(home)) as con:
        split_by_hand(con, all_prospects(con)[0], "", date(2026, 3, 2))
    told = bring(chief.replace("0111", "0155").replace("js@", "john.smith@").replace("note A", "note A2"), **mailed)
    assert (told.new, told.updated, told.asked) == (1, 0, 2)
    assert numbers_and_notes(home) == [
        (("+16145550111",), "note A"), (("+16145550122",), "note B"), (("+16145550155",), "note A2"),
    ]  # fmt: skip
