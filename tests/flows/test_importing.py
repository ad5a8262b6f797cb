"""`callnow import` as a recruiter uses it: several files, standard input, workbooks, guessed encodings, --map."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from rich.console import Console

from callnow.store import writing
from flows.demo import demo
from tests.conftest import Callnow
from tests.flows.people import rows


def book(path: Path, *lines: list[object]) -> Path:
    made = openpyxl.Workbook()
    for line in lines:
        made.active.append(line)
    made.save(path)
    return path


@pytest.mark.integration
def test_several_files_are_imported_one_after_the_other(callnow: Callnow, tmp_path: Path) -> None:
    """A person in two files is one; each file is told of, with its sheet; --json has a line for each."""
    one = tmp_path / "one.csv"
    one.write_text("Name,Company,Email\nAda Quill,Orbital Bakery,ada@orbital.example\n")
    two = book(
        tmp_path / "two.xlsx",
        ["Name", "Company", "Email", "City"],
        ["Ada Quill, MBA", "Orbital Bakery", "ada@orbital.example", "Bath"],
        ["Ben Marl", "Lumen Yards", None, None],
    )
    done = callnow("import", one, two)
    assert done.code == 0, done.err
    assert "1 prospect at 1 employer read from one.csv: 1 new, 0 updated" in done.out
    assert "2 prospects at 2 employers read from two.xlsx, sheet Sheet: 1 new, 1 updated" in done.out
    assert rows(callnow, "SELECT name, city FROM prospect ORDER BY name") == [
        {"name": "Ada Quill", "city": "Bath"},
        {"name": "Ben Marl", "city": ""},
    ]
    again = [json.loads(line) for line in callnow("import", one, two, "--json").out.splitlines()]
    assert [(told["new"], told["updated"], told["sheet"]) for told in again] == [(0, 0, ""), (0, 0, "Sheet")]
    assert [told["unchanged"] for told in again] == [1, 2]


def test_one_unreadable_file_keeps_nothing_of_any(callnow: Callnow, tmp_path: Path) -> None:
    """An empty file among others is an error that names it, and nothing was imported."""
    good, empty = tmp_path / "good.csv", tmp_path / "empty.csv"
    good.write_text("Name,Company\nAda Quill,Orbital Bakery\n")
    empty.write_text("")
    refused = callnow("import", good, empty)
    assert (refused.code, refused.out) == (2, "")
    assert "empty.csv" in refused.err
    assert "the file is empty" in refused.err
    assert callnow("import", good).code == 0
    assert rows(callnow, "SELECT count(*) AS n FROM prospect") == [{"n": 1}]


def test_standard_input_is_read(callnow: Callnow, monkeypatch: pytest.MonkeyPatch) -> None:
    """`callnow import -` reads what is piped in, and says so; nothing piped in is an error."""

    class Piped:
        buffer = io.BytesIO(b"Name;Firma\nAda Quill;Orbital Bakery\n")

    monkeypatch.setattr("sys.stdin", Piped())
    done = callnow("import", "-")
    assert done.code == 0, done.err
    assert "read from standard input" in done.out
    empty = callnow("import", "-")
    assert (empty.code, "standard input" in empty.err) == (2, True)


@pytest.mark.integration
def test_a_guessed_encoding_is_said_with_names_to_check(callnow: Callnow, tmp_path: Path) -> None:
    """A list saved on an old Mac is read rightly, and the names are shown with the encoding; --encoding says it."""
    file = tmp_path / "mac.csv"
    file.write_bytes("Vorname;Name;Firma\rJürgen;Weißhäupl;Großmöller GmbH\r".encode("mac_roman"))
    done = callnow("import", file)
    assert done.code == 0, done.err
    assert "Read as mac_roman: Jürgen Weißhäupl, Großmöller GmbH" in done.out
    assert "Read as" not in callnow("import", file, "--encoding", "mac_roman").out
    assert rows(callnow, "SELECT name FROM prospect") == [{"name": "Jürgen Weißhäupl"}]


@pytest.mark.integration
def test_map_takes_both_orders_and_names_the_columns(callnow: Callnow, tmp_path: Path) -> None:
    """--map FIELD=COLUMN and --map COLUMN=FIELD do the same; a wrong one lists the file's columns."""
    file = tmp_path / "odd.csv"
    file.write_text("Who,Pays them\nAda Quill,Orbital Bakery\n")
    for words in (("name=Who", "employer=Pays them"), ("Who=name", "Pays them=employer")):
        done = callnow("import", file, "--map", words[0], "--map", words[1])
        assert done.code == 0, done.err
    for wrong in ("name=Whom", "boss=Who"):
        refused = callnow("import", file, "--map", wrong, "--map", "employer=Pays them")
        assert refused.code == 2
        assert "Who, Pays them" in refused.err


@pytest.mark.integration
def test_map_may_name_a_column_of_one_file_among_several(callnow: Callnow, tmp_path: Path) -> None:
    """A file that says enough without it is read as it is; a column that stands in none is named, and nothing kept."""
    odd, plain = tmp_path / "odd.csv", tmp_path / "plain.csv"
    odd.write_text("Name,Pays them\nAda Quill,Orbital Bakery\n")
    plain.write_text("Name,Company\nBen Marl,Lumen Yards\n")
    refused = callnow("import", odd, plain, "--map", "employer=Pays them", "--map", "notes=Remembered")
    assert (refused.code, refused.out) == (2, "")
    assert "there is no column 'Remembered' in any of the files" in " ".join(refused.err.split())
    wrong = callnow("import", odd, plain, "--map", "employer=Paid them")
    assert wrong.code == 2
    assert "there is no column 'Paid them'" in " ".join(wrong.err.split())
    done = callnow("import", odd, plain, "--map", "employer=Pays them")
    assert done.code == 0, done.err
    assert rows(callnow, "SELECT employer FROM prospect ORDER BY name") == [
        {"employer": "Orbital Bakery"},
        {"employer": "Lumen Yards"},
    ]


@pytest.mark.integration
def test_past_calls_come_from_workbooks_and_other_languages_too(callnow: Callnow, tmp_path: Path) -> None:
    """A workbook of calls under German headers, its days as Excel's dates; a header without calls is an error."""
    people = tmp_path / "people.csv"
    people.write_text("Name,Company\nAda Quill,Orbital Bakery\n")
    assert callnow("import", people).code == 0
    calls = book(
        tmp_path / "calls.xlsx",
        ["Kontakt", "Firma", "Datum", "Art", "Notiz"],
        ["Ada Quill", "Orbital", date(2026, 2, 10), "Call", "S&uuml;den"],
    )
    done = callnow("--at", "2026-03-02T09:00+00:00", "log", "--import", calls)
    assert done.code == 0, done.err
    (kept,) = rows(callnow, "SELECT touched_at, note FROM touch")
    assert (str(kept["touched_at"])[:10], kept["note"]) == ("2026-02-10", "Süden")
    bare = book(tmp_path / "bare.xlsx", ["Kontakt", "Datum"])
    assert callnow("log", "--import", bare).code == 2


def test_numbers_are_read_in_the_country_that_is_given(callnow: Callnow, tmp_path: Path) -> None:
    """--country reads national numbers; the town goes before it and is said; all numbers are kept."""
    file = tmp_path / "people.csv"
    file.write_text(
        "Name,Company,Phone,City\nAda Quill,Orbital,030 123456 / 0171 2345678,\nBen Marl,Lumen,01 42 68 53 00,Paris\n"
    )
    assert callnow("import", file, "--country", "Narnia").code == 2
    done = callnow("import", file, "--country", "Deutschland")
    assert done.code == 0, done.err
    assert "read by the place: Paris (FR)." in done.out
    assert rows(callnow, "SELECT phone, other_phones FROM prospect ORDER BY name") == [
        {"phone": "+491712345678", "other_phones": ["+4930123456"]},
        {"phone": "+33142685300", "other_phones": []},
    ]
    card = callnow("card", "Ada Quill").out
    assert "+491712345678, +4930123456" in card


@pytest.mark.integration
def test_a_list_is_of_the_recruiters_day(callnow: Callnow, home: Path, tmp_path: Path) -> None:
    """Where it is tomorrow already, a talk of that day does not lie ahead, and people are known since then."""
    home.mkdir()
    (home / "callnow.toml").write_text('[watch]\ntime_zone = "Australia/Sydney"\n')
    file = tmp_path / "people.csv"
    file.write_text("Name,Employer,Last Contacted\nAda Quill,Tavrick Medical,2026-11-28\n")
    done = callnow("--at", "2026-11-27T20:00+00:00", "import", file, "--json")
    assert (done.code, json.loads(done.out)["notes"]) == (0, [])
    assert rows(callnow, "SELECT CAST(known_since AS VARCHAR) AS day FROM rhythm") == [{"day": "2026-11-28"}]


@pytest.mark.integration
def test_the_last_contact_of_a_list_begins_the_rhythm(callnow: Callnow, tmp_path: Path) -> None:
    """It is a touch of its day, once: not doubled by the list again, by `log --import`, or beside a logged call. What
    lies ahead or names no day is told with its line; a 31 in the column tells which number is the month."""
    file = tmp_path / "crm.csv"
    file.write_text(
        "Vorname;Nachname;Firma;Letzter Kontakt\nAda;Quill;Orbital Bakery;31/01/2026\nBen;Marl;Lumen Yards;03/02/2026\n"
        "Cy;Dent;Lumen Yards;12/12/2031\nDi;Eames;Lumen Yards;soonish\nEd;Fane;Lumen Yards;\n"
    )
    done = callnow("--at", "2026-03-02T09:00", "import", file, "--json")
    notes = {note["line"]: note["reason"] for note in json.loads(done.out)["notes"]}
    assert (done.code, set(notes)) == (0, {4, 5})
    assert "lies ahead" in notes[4]
    asked = (
        "SELECT p.name, t.kind, CAST(t.touched_at AS DATE) AS day FROM touch t JOIN prospect p ON p.id = t.prospect_id"
    )
    touches = [
        {"name": "Ada Quill", "kind": "import", "day": "2026-01-31"},
        {"name": "Ben Marl", "kind": "import", "day": "2026-02-03"},
    ]
    assert rows(callnow, f"{asked} ORDER BY p.name") == touches
    assert json.loads(callnow("--at", "2026-03-02T09:00", "import", file, "--json").out)["unchanged"] == 5
    logged = callnow("--at", "2026-03-02T09:00", "log", "--import", file, "--json")
    assert {key: json.loads(logged.out)[key] for key in ("rows", "new", "known")} == {"rows": 4, "new": 0, "known": 2}
    assert rows(callnow, f"{asked} ORDER BY p.name") == touches
    due = json.loads(callnow("--at", "2026-03-02T09:00", "card", "ben", "--json").out)
    assert "Last contact on Tuesday, 3 February 2026" in json.dumps(due)


@pytest.mark.integration
def test_past_calls_are_read_as_lists_of_people_are(callnow: Callnow, tmp_path: Path) -> None:
    """First and last name apart, German headers and a Mac's letters: whoever `import` can read, `log --import` can."""
    (tmp_path / "people.csv").write_text("name,company\nJürgen Müßig,Großwälder GmbH\n")
    callnow("import", tmp_path / "people.csv")
    calls = tmp_path / "calls.csv"
    calls.write_bytes(
        "Vorname;Nachname;Firma;Datum;Bemerkungen\nJürgen;Müßig;Großwälder GmbH;24.2.2026;zögert\n".encode("mac_roman")
    )
    done = callnow("--at", "2026-03-02T09:00", "log", "--import", calls, "--json")
    assert json.loads(done.out)["new"] == 1, done.out
    assert rows(callnow, "SELECT kind, note FROM touch") == [{"kind": "called", "note": "zögert"}]
    assert callnow("log", "--import", calls, "--encoding", "nonsense").code == 2


def test_the_demo_uses_the_home_that_is_named(
    callnow: Callnow, home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A folder of nobody's is taken; one in use is refused, and keeps its people."""
    (tmp_path / "people.csv").write_text("name,company\nAda Quill,Orbital Bakery\n")
    callnow("import", tmp_path / "people.csv")
    refused = callnow("demo")
    assert (refused.code, "in use" in refused.err) == (2, True)
    assert rows(callnow, "SELECT name FROM prospect") == [{"name": "Ada Quill"}]
    read = []
    monkeypatch.setattr(demo, "read_sample", lambda settings, feeds, now, console: read.append(settings.home))
    monkeypatch.setattr(demo, "reading", writing)
    demo.run_demo(datetime(2026, 3, 2, 9, tzinfo=UTC), console=Console(quiet=True), home=tmp_path / "new")
    assert read == [tmp_path / "new"]


def test_who_left_by_the_file_is_named(callnow: Callnow, tmp_path: Path) -> None:
    """Somebody of the list stays where they are, and the import says that the file knows better."""
    people = tmp_path / "people.csv"
    people.write_text("Name,Company,Email\nOdo Brandt,Vantry,odo@vantry.example.com\n", encoding="utf-8")
    callnow("import", str(people))
    people.write_text("Name,Company,Email\nOdo Brandt,Vantry (formerly),odo@vantry.example.com\n", encoding="utf-8")
    told = " ".join(callnow("import", str(people)).out.split())
    assert "Odo Brandt stands on the list at Vantry; the file says 'Vantry (formerly)'" in told


def test_two_spellings_of_an_employer_are_named_by_doctor(callnow: Callnow, tmp_path: Path) -> None:
    """News of one calls people at both, and how to part them is said."""
    people = tmp_path / "people.csv"
    people.write_text("Name,Company\nOdo Brandt,Dorvane Pharma\nLena Quist,Dorvane Pharmaceuticals Corp.\n", "utf-8")
    callnow("import", str(people))
    told = " ".join(callnow("doctor").out.split())
    assert "“Dorvane Pharma” and “Dorvane Pharmaceuticals Corp.” are taken for one" in told.replace(
        "“Dorvane Pharmaceuticals Corp.” and “Dorvane Pharma”", "“Dorvane Pharma” and “Dorvane Pharmaceuticals Corp.”"
    )
    assert "callnow judge" in told
    (pair,) = map(json.loads, callnow("doctor", "--json").out.splitlines())
    assert {pair["employer"], pair["other"]} == {"Dorvane Pharma", "Dorvane Pharmaceuticals Corp."}
    assert pair["taken_for_one"]
    callnow("judge", pair["employer"], pair["other"], "different")
    assert callnow("doctor", "--json").out == ""


def test_employers_that_may_be_one_are_named_by_doctor(callnow: Callnow, tmp_path: Path) -> None:
    """Names of which one goes on are taken for two, and that is told; an alias makes them one, which is told, too."""
    people = tmp_path / "people.csv"
    people.write_text("Name,Company\nOdo Brandt,Tolvane Foods\nLena Quist,Tolvane Foods Packaging\n", "utf-8")
    callnow("import", str(people))
    told = " ".join(callnow("doctor").out.split())
    assert "“Tolvane Foods” and “Tolvane Foods Packaging” may be one" in told
    assert "callnow alias add" in told
    added = " ".join(callnow("alias", "add", "Tolvane Foods Packaging Inc.", "Tolvane Foods").out.split())
    assert "Both are employers on your list" in added
    told = " ".join(callnow("doctor").out.split())
    assert "are taken for one" in told
    assert "may be one" not in told


def test_a_list_without_numbers_is_told(callnow: Callnow, tmp_path: Path) -> None:
    """Nobody can be rung: the import says so, and how a column is named; with one number it does not."""
    people = tmp_path / "people.csv"
    people.write_text("Name,Company,Dial\nOdo Brandt,Vantry,212-555-0142\n", "utf-8")
    assert "Nobody in this file has a phone number" in " ".join(callnow("import", str(people)).out.split())
    assert "phone number" not in callnow("import", str(people), "--map", "phone=Dial").out


def test_a_list_with_numbers_of_another_country_asks_for_it(callnow: Callnow, tmp_path: Path) -> None:
    """Not for the column, which was found."""
    people = tmp_path / "people.csv"
    people.write_text("Name,Company,Mobile\nOdo Brandt,Vantry,07700 900301\n", "utf-8")
    told = " ".join(callnow("import", str(people)).out.split())
    assert "No number in this file is one of US" in told
    assert "phone=COLUMN" not in told


def test_a_column_that_is_left_out_is_not_told_as_unused(callnow: Callnow, tmp_path: Path) -> None:
    """Who said `--map ignore=Fax` is not told to map it; of other columns that nobody reads they are told."""
    table = tmp_path / "people.csv"
    table.write_text("name,employer,fax,salary\nAda Quill,Orbital Bakery,1,2\n")
    told = callnow("import", table, "--map", "ignore=Fax").out
    assert "Columns not used: salary." in told
    assert "Columns not used" not in callnow("import", table, "--map", "fax=ignore", "--map", "ignore=Salary").out
