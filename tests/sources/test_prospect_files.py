"""Files of prospects as they come: workbooks, headers in other languages, groups, nothing."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.cell_range import CellRange

from callnow.errors import ProspectFileError
from sources.prospects import read_columns, read_lists
from tests.sources.prospect_lists import read


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()


def test_a_workbook_is_read_as_excel_means_its_cells(tmp_path: Path) -> None:
    """Sheets without a header are passed over; whole numbers have no ".0", dates are as ISO writes them."""
    people: list[list[object]] = [
        ["Our list"],
        [],
        ["ID", "Name", "Company", "Phone", "Notes", "Tags"],
        [17, "Ada Quill", "Orbital Bakery", 2125550142, date(2025, 12, 31), True],
        [],
        [18.0, "Ben Marl", "Lumen Yards", None, datetime(2025, 12, 31, 9, 30), 1.5],  # noqa: DTZ001 - Excel's have no zone
    ]
    file = read(tmp_path, workbook(("About", [["made by", "us"]]), ("People", people)))
    assert (file.sheet, file.encoding, file.header_line, file.rows) == ("People", "xlsx", 3, 2)
    ada, ben = file.prospects
    assert (ada.id, ada.name, ada.phone, ada.notes, ada.tags) == (
        "17", "Ada Quill", "+12125550142", "2025-12-31", ("yes",),
    )  # fmt: skip
    assert (ben.id, ben.notes, ben.tags) == ("18", "2025-12-31T09:30:00", ("1.5",))


def test_every_sheet_that_is_a_list_is_read(tmp_path: Path) -> None:
    """Each by its own titles; what is hidden, or has no titles of a list, is named; a list of nobody is none."""
    book = openpyxl.load_workbook(
        io.BytesIO(
            workbook(
                ("About", [["made by", "us"]]),
                ("North", [["Name", "Company", "Phone"], ["Ada Quill", "Orbital Bakery", "212 555 0142"]]),
                ("Blank", []),
                ("To fill in", [["Name", "Company"]]),
                ("South", [["Firma", "Nachname", "Vorname"], ["Lumen Yards", "Marl", "Ben"]]),
                ("Old", [["Name", "Company"], ["Cy Dorn", "Elsewhere"]]),
                ("Choices", [["A"], ["B"]]),
            )
        )
    )
    book["Old"].sheet_state = "hidden"
    book["Choices"].sheet_state = "veryHidden"
    book.save(path := tmp_path / "people.xlsx")
    north, south = read_lists(path, mapping={"Phone": "mobile"})
    assert [(file.sheet, [p.name for p in file.prospects]) for file in (north, south)] == [
        ("North", ["Ada Quill"]),
        ("South", ["Ben Marl"]),
    ]
    assert north.sheets_left_out == ("About (no titles of a list of people)", "Old (hidden)")
    assert [column.title for column in read_columns(path, {})] == [
        "Name", "Company", "Phone", "Firma", "Nachname", "Vorname"
    ]  # fmt: skip
    with pytest.raises(ProspectFileError, match="'Fon'"):
        read_lists(path, mapping={"Fon": "phone"})


def test_days_that_a_workbook_formats_as_numbers_are_days(tmp_path: Path) -> None:
    """In the column of the last contact alone, also in a workbook that counts from 1904; other numbers stay."""
    lines: list[list[object]] = [
        ["Name", "Company", "Last contacted", "Notes"],
        ["Ada Quill", "Orbital Bakery", 46315, 46315],
        ["Ben Marl", "Lumen Yards", 46315.395833, None],
        ["Cy Dorn", "Velmora Dairy", 7, None],
        ["Di Ebb", "Velmora Dairy", "2026-10-20", None],
    ]
    file = read(tmp_path, workbook(("People", lines)))
    assert [row.last_contact for row in file.people] == ["2026-10-20", "2026-10-20T09:30:00", "7", "2026-10-20"]
    assert file.people[0].prospect.notes == "46315"
    book = openpyxl.load_workbook(io.BytesIO(workbook(("People", lines))))
    book.epoch = CALENDAR_MAC_1904
    book.active["C2"] = 46315 - 1462
    book.save(path := tmp_path / "mac.xlsx")
    assert read_lists(path)[0].people[0].last_contact == "2026-10-20"


def test_what_was_merged_over_rows_stands_in_each_of_them(tmp_path: Path) -> None:
    """One cell for the employer of three people; a blank row and a header over two rows add nobody."""
    book = openpyxl.Workbook()
    sheet = book.active
    rows = [["Our list"], ["Name", "Company"], [], ["Ada Quill", "Orbital Bakery"], ["Ben Marl"], [], ["Cora Venn"],
            ["Dan Ott", "Lumen Yards"], ["Eve Roe"]]  # fmt: skip
    for row in rows:
        sheet.append(row)
    for merged in ("A1:B1", "A2:A3", "B2:B3", "B4:B7", "B8:B1048576"):
        sheet.merged_cells.ranges.add(CellRange(merged))
    body = io.BytesIO()
    book.save(body)
    file = read(tmp_path, body.getvalue())
    assert [(p.name, p.employer) for p in file.prospects] == [
        ("Ada Quill", "Orbital Bakery"),
        ("Ben Marl", "Orbital Bakery"),
        ("Cora Venn", "Orbital Bakery"),
        ("Dan Ott", "Lumen Yards"),
        ("Eve Roe", "Lumen Yards"),
    ]


def test_a_stray_cell_far_out_costs_nothing(tmp_path: Path) -> None:
    """A cell in the last row and column that Excel has makes the sheet no larger."""
    book = openpyxl.Workbook()
    book.active.append(["Name", "Company"])
    book.active.append(["Ada Quill", "Orbital Bakery"])
    book.active["A200000"] = " "
    book.active["XFD3"] = " "
    body = io.BytesIO()
    book.save(body)
    assert [p.name for p in read(tmp_path, body.getvalue()).prospects] == ["Ada Quill"]


def test_workbooks_that_cannot_be_read_say_so(tmp_path: Path) -> None:
    """A broken workbook, another kind of archive, an old workbook, one without people: errors."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("Index/Document.iwa", "x")
    whole = workbook(("People", [["Name", "Company"], ["Ada", "Orbital"]]))
    for body, says in (
        (whole[: len(whole) // 2], "cannot be read"),
        (archive.getvalue(), "not an .xlsx"),
        (b"\xd0\xcf\x11\xe0old", "old Excel"),
        (workbook(("People", [["Colour", "Size"], ["red", "1"]])), "no header row"),
        (workbook(("People", [["Name", "Company"]])), "nobody stands below"),
        (workbook(("People", [])), "no row"),
    ):
        with pytest.raises(ProspectFileError, match=says) as caught:
            read(tmp_path, body)
        assert caught.value.hint


HEADERS = {
    "German Outlook": (
        "Vorname;Nachname;Firma;Position;Telefon geschäftlich;Mobiltelefon;E-Mail-Adresse;Ort geschäftlich;"
        "Land/Region geschäftlich;Kategorien;Notizen"
    ),
    "German, surname as Name": (
        "Vorname;Name;Arbeitgeber;Stellenbezeichnung;Durchwahl;Handy;Mail;Wohnort;Land;Schlagwörter;Bemerkung"
    ),
    "French": (
        "Prénom;Nom;Société;Fonction;Téléphone (bureau);Tél. mobile;Adresse de messagerie;Ville (bureau);"
        "Pays/Région (bureau);Catégories;Remarques"
    ),
    "French, other words": (
        "Prénom;Nom de famille;Nom de l'entreprise;Intitulé du poste;Ligne directe;Téléphone portable;Adresse e-mail;"
        "Localité;Pays;Étiquettes;Commentaires"
    ),
    "Spanish": (
        "Nombre;Apellidos;Compañía;Puesto;Teléfono del trabajo;Teléfono móvil;Dirección de correo electrónico;"
        "Ciudad del trabajo;País o región del trabajo;Categorías;Notas"
    ),
    "Dutch": (
        "Voornaam;Achternaam;Bedrijf;Functie;Telefoon op werk;Mobiele telefoon;E-mailadres;Plaats (werk);"
        "Land/regio (werk);Categorieën;Notities"
    ),
}


@pytest.mark.parametrize("language", HEADERS)
def test_headers_of_other_languages(language: str, tmp_path: Path) -> None:
    """Every column of German, French, Spanish and Dutch lists is read without any mapping."""
    row = "Ada;Quill;Orbital Bakery;CFO;+49 30 231250;+49 151 23456789;ada@orbital.example;Berlin;Germany;vip;tea"
    file = read(tmp_path, f"{HEADERS[language]}\n{row}\n")
    assert file.unused == ()
    [ada] = file.prospects
    assert (ada.name, ada.employer, ada.title, ada.email) == (
        "Ada Quill",
        "Orbital Bakery",
        "CFO",
        "ada@orbital.example",
    )
    assert (ada.city, ada.country, ada.tags, ada.notes) == ("Berlin", "DE", ("vip",), "tea")
    assert ada.phone


def test_german_headings_of_a_crm(tmp_path: Path) -> None:
    """What a contact is numbered, graded and tagged with, and what is to be done next."""
    file = read(
        tmp_path, "Kontakt-Nr.;Name;Firma;Klasse;Schlagworte;Nächster Schritt\nK-17;Ada Quill;Orbital;B;vip;Call\n"
    )
    [ada] = file.prospects
    assert (file.unused, ada.id, ada.tier, ada.tags, ada.notes) == ((), "K-17", "B", ("vip",), "Call")


@pytest.mark.parametrize("body", [b"", b"\n\r\n", b"\xef\xbb\xbf", b"Name,Company\n", b"\xef\xbb\xbf\n \n"])
def test_an_empty_file_is_an_error(body: bytes, tmp_path: Path) -> None:
    """A file without anything, or with a header only, is told as such."""
    with pytest.raises(ProspectFileError, match=r"empty|nobody stands below") as caught:
        read(tmp_path, body)
    assert caught.value.hint


def test_mapping_is_understood_in_both_orders(tmp_path: Path) -> None:
    """FIELD=COLUMN and COLUMN=FIELD mean the same; where both words could be either, FIELD=COLUMN is meant."""
    text = "Who,Pays them,Tags\nAda Quill,Orbital Bakery,CFO\n"
    for mapping in ({"Who": "name", "Pays them": "employer"}, {"name": "Who", "employer": "Pays them"}):
        [ada] = read(tmp_path, text, mapping=mapping).prospects
        assert (ada.name, ada.employer) == ("Ada Quill", "Orbital Bakery")
    for mapping in ({"tags": "title"}, {"title": "tags"}):  # there is a column "Tags" and none "title"
        [ada] = read(tmp_path, text, mapping={"Who": "name", "Pays them": "employer"} | mapping).prospects
        assert ada.title == "CFO"
    with pytest.raises(ProspectFileError, match="neither 'boss' nor 'Who'") as caught:
        read(tmp_path, text, mapping={"Who": "boss"})
    assert "Who, Pays them, Tags" in caught.value.hint


def test_groups_of_google_are_tags(tmp_path: Path) -> None:
    """Google puts ":::" between values, and everybody into "* myContacts", which is not a tag."""
    file = read(tmp_path, "Name,Company,Labels\nAda,Orbital,* myContacts ::: Candidates ::: VIP\n")
    assert file.prospects[0].tags == ("Candidates", "VIP")


def test_a_town_is_kept_with_its_state(tmp_path: Path) -> None:
    """City and state of two columns are one place, so that its time can be told; a state named twice is not."""
    file = read(
        tmp_path, 'Name,Company,City,State\nAda,Orbital,Austin,TX\nBen,Orbital,"Austin, TX",tx\nCy,Orbital,,Ohio\n'
    )
    assert [p.city for p in file.prospects] == ["Austin, TX", "Austin, TX", "Ohio"]


def test_whoever_stands_in_a_sheet_of_those_not_to_be_called_is_one(tmp_path: Path) -> None:
    """The title of a sheet, or of a file, that says not to call bars calls to everybody in it."""
    head: list[object] = ["Name", "Company"]
    book = workbook(
        ("Leads", [head, ["Ada Quill", "Orbital"]]),
        ("Do not call", [head, ["Ben Marl", "Orbital"]]),
        ("No contact info", [head, ["Cy Dent", "Orbital"]]),
    )
    for name, barred in (("people", [(), ("Do not call",), ()]), ("DNC list", [("Do not call",)] * 3)):
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(book)
        standing = [row.standing[:1] for sheet in read_lists(path) for row in sheet.people]
        assert standing == barred


def test_the_words_below_a_report_are_one_remark(tmp_path: Path) -> None:
    """Lines that a report ends in are no people without a name; a last row that is a name stays one."""
    rows = "Ada Quill,Orbital,CFO\n\n,Confidential Information,\nCopyright (c) 2026 An Example of Reports,,\n"
    file = read(tmp_path, "name,company,title\n" + rows)
    assert not file.problems
    assert [note.reason for note in file.notes] == ["2 lines below the list are left out: 'Confidential Information'"]
    assert len(read(tmp_path, "name,company,title\nAda Quill,Orbital,CFO\nBen Marl,,\n").people) == 2


@pytest.mark.parametrize("body", [b"\xef\xbb\xbf<!DOCTYPE html>\n<table>", b"<html><head>"])
def test_cards_and_web_pages_are_named_as_what_they_are(body: bytes, tmp_path: Path) -> None:
    """An address book's cards and a web page are no list, and what to do instead is said."""
    with pytest.raises(ProspectFileError, match=r"address book|web page"):
        read(tmp_path, body)
