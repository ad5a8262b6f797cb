"""Files of prospects as they come: workbooks, old encodings, entities, headers in other languages, degrees, nothing."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from callnow.errors import ProspectFileError
from sources.prospects import ProspectFile, read_prospects
from sources.prospects.names import full_name
from sources.prospects.spelling import garbled_word

GERMAN = (
    "Vorname;Nachname;Position;Firma;Telefon;E-Mail-Adresse;Ort\r\n"
    "Jürgen;Weißhäupl;Leiter Einkauf;Großmöller Technik GmbH;;juergen@example.com;Köln\r\n"
    "Chloé;Åkerström;Head of IT;Ibérica de Señales S.A.;;chloe@example.com;Málaga\r\n"
)


def read(tmp_path: Path, content: str | bytes, written: str = "utf-8", **options: object) -> ProspectFile:
    file = tmp_path / "people.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode(written))
    return read_prospects(file, **options)  # type: ignore[arg-type]


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


def test_a_workbook_is_read_from_its_first_sheet_with_a_header(tmp_path: Path) -> None:
    """Sheets without a header are passed over; whole numbers have no ".0", dates are as ISO writes them."""
    people: list[list[object]] = [
        ["Our list"],
        [],
        ["ID", "Name", "Company", "Phone", "Notes", "Tags"],
        [17, "Ada Quill", "Orbital Bakery", 2125550142, date(2025, 12, 31), True],
        [],
        [18.0, "Ben Marl", "Lumen Yards", None, datetime(2025, 12, 31, 9, 30), 1.5],  # noqa: DTZ001 - Excel's have no zone
    ]
    later = [["Name", "Company", "Phone", "Email"], ["Nobody Else", "Elsewhere", None, None]]
    file = read(tmp_path, workbook(("About", [["made by", "us"]]), ("People", people), ("Old", later)))
    assert (file.sheet, file.encoding, file.header_line, file.rows) == ("People", "xlsx", 3, 2)
    ada, ben = file.prospects
    assert (ada.id, ada.name, ada.phone, ada.notes, ada.tags) == (
        "17", "Ada Quill", "+12125550142", "2025-12-31", ("yes",),
    )  # fmt: skip
    assert (ben.id, ben.notes, ben.tags) == ("18", "2025-12-31T09:30:00", ("1.5",))


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
        (archive.getvalue(), "no .xlsx"),
        (b"\xd0\xcf\x11\xe0old", "old Excel"),
        (workbook(("People", [["Colour", "Size"], ["red", "1"]])), "no header row"),
        (workbook(("People", [["Name", "Company"]])), "nobody stands below"),
        (workbook(("People", [])), "no row"),
    ):
        with pytest.raises(ProspectFileError, match=says) as caught:
            read(tmp_path, body)
        assert caught.value.hint


@pytest.mark.parametrize("encoding", ["mac_roman", "cp1252", "cp850", "utf-8", "utf-16"])
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_old_encodings_are_told_by_the_words(encoding: str, end: str, tmp_path: Path) -> None:
    """A spreadsheet saved on a Mac, on Windows or in DOS has the names as they were typed, and a guess is said."""
    file = read(tmp_path, GERMAN.replace("\r\n", end), encoding)
    assert [(p.name, p.employer, p.email, p.city) for p in file.prospects] == [
        ("Jürgen Weißhäupl", "Großmöller Technik GmbH", "juergen@example.com", "Köln"),
        ("Chloé Åkerström", "Ibérica de Señales S.A.", "chloe@example.com", "Málaga"),
    ]
    assert file.encoding == encoding
    assert bool(file.guessed) == (not encoding.startswith("utf"))


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1250", "Name,Company\nPaweł Ślusarczyk,Żuraw Łódź\nVlasta Dvořáčková,Příbor\n"),
        ("cp1254", "Name,Company\nIşıl Güneş,Çağdaş A.Ş.\n"),
        ("cp1251", "Name,Company\nИрина Соколова,Северный Завод\n"),
        ("cp1253", "Name,Company\nΕλένη Παππά,Αιγαίο\n"),
        ("cp932", "Name,Company\n山本花子,北極商事\n"),
        ("cp1252", "Name,Company\nRENÉ GRÖßER,L’Étoile d’Or\nMcÖrley,x\nZoë,“Good” – Foods®\n"),
    ],
)
def test_other_alphabets_are_told_by_their_words(encoding: str, text: str, tmp_path: Path) -> None:
    """Central European, Turkish, Cyrillic, Greek and Japanese lists keep their letters."""
    file = read(tmp_path, text, encoding)
    assert file.encoding == encoding
    assert [p.name for p in file.prospects] == [line.split(",")[0] for line in text.splitlines()[1:]]
    assert file.guessed


def test_what_makes_no_words_is_refused(tmp_path: Path) -> None:
    """Where no encoding makes words of a file, its first broken line is named; a person can say the encoding."""
    with pytest.raises(ProspectFileError, match="encoding cannot be told") as caught:
        read(tmp_path, b"Name,Company\nAda,x\n" + "Jör\udc9dg Müller,Bär\n".encode("utf-8", "surrogateescape") * 20)
    assert caught.value.where.endswith("line 3")
    assert "--encoding" in caught.value.hint
    assert read(tmp_path, "Name,Company\nMiloš Vrabec,Zora\n", "cp1250", encoding="cp1250").guessed == ()
    assert [p.name for p in read(tmp_path, "Name,Company\nMiloš,Zora\n", "cp1250", encoding="cp1250").prospects] == [
        "Miloš"
    ]
    for wrong in ("klingon", "ascii"):
        with pytest.raises(ProspectFileError, match=f"{wrong}|ASCII"):
            read(tmp_path, "Name,Company\nZoë,x\n", encoding=wrong)


def test_a_broken_letter_costs_its_own_row(tmp_path: Path) -> None:
    """In a file of UTF-8 with few broken letters the names that hold one are not used, and named by their line."""
    body = "Name,Company\n" + "".join(f"Jörg Person{n},Bär\n" for n in range(100))
    file = read(tmp_path, body.encode() + "Zo\udc9d,Bär\n".encode("utf-8", "surrogateescape"))
    assert (len(file.prospects), [p.line for p in file.problems]) == (100, [102])
    assert all("Jörg" in p.name for p in file.prospects)


def test_names_garbled_elsewhere_are_noted(tmp_path: Path) -> None:
    """Letters that cannot stand in a name were spoilt before the file came: it is said, by line."""
    file = read(tmp_path, "Name,Company\nJÃ¶rg Weiss,Orbital\nAda Quill,Gro§mann\nZoë O’Hara,L’Été & Fils\n")
    assert [(n.line, "garbled" in n.reason) for n in file.notes] == [(2, True), (3, True)]


@pytest.mark.parametrize(
    "word", ["MŸller", "JÃ¶rg", "Gro§mann", "RenÈ", "J√∂rg", "Pa┬│el", "Маria", "Jö\ufffdrg", "¼uvre", "Jˆrg", "J철쓗g"]
)
def test_words_that_nobody_writes(word: str) -> None:
    """Signs between letters, capitals within a word, two scripts in one: garbled."""
    assert garbled_word(f"Ada {word}") == word


@pytest.mark.parametrize(
    "text",
    ["Zoë Ångström", "RENÉ MÜLLER", "L’Été", "Intel·ligència", "Jürgen-Østergård", "Élan®", "株式会社ABC", "½ Price",
     "Ñandú", "Đặng Thị", "O‘Brien", "Société « Lune »", "Peña–Ruiz", "ΑΒΓ Δ", "Ærø", "İstanbul"],
)  # fmt: skip
def test_words_that_people_write(text: str) -> None:
    """Names of many languages, typographic signs included, are not garble."""
    assert garbled_word(text) == ""


def test_entities_are_decoded(tmp_path: Path) -> None:
    """HTML's entities in cells are the letters they stand for, once or twice written, also where cells end with ";"."""
    rows = "Ed O&#039;Dell|Br&amp;auml;cker &amp;amp; Dahl\nSara M&uuml;hl|Finch &amp; Lowe &copy Co\n"
    for delimiter in (",", ";"):
        text = "Name|Company\n" + rows
        file = read(tmp_path, text.replace("|", delimiter))
        assert [(p.name, p.employer) for p in file.prospects] == [
            ("Ed O'Dell", "Bräcker & Dahl"),
            ("Sara Mühl", "Finch & Lowe &copy Co"),
        ]
        assert not file.problems


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


def test_a_dutch_surname_keeps_its_prefix(tmp_path: Path) -> None:
    """What stands in a column of its own before the surname belongs to it."""
    file = read(
        tmp_path, "Voornaam;Tussenvoegsel;Achternaam;Bedrijf\nSanne;van der;Veldt;Orbital\nAda;;Quill;Orbital\n"
    )
    assert [p.name for p in file.prospects] == ["Sanne van der Veldt", "Ada Quill"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ada Quill, PhD, CISSP", "Ada Quill"),
        ("Ada Quill, SHRM-SCP", "Ada Quill"),
        ("Ada Quill MBA", "Ada Quill"),
        ("Ada Quill | PMP®", "Ada Quill"),
        ("Ada Quill, Dipl.-Ing.", "Ada Quill"),
        ("Quill, Ada, M.Sc.", "Ada Quill"),
        ("Quill, Ada MBA", "Ada Quill"),
        ("van der Veldt, Sanne", "Sanne van der Veldt"),
        ("Ben Marl Jr., PhD", "Ben Marl Jr."),
        ("Cy Dent, III, CFA", "Cy Dent, III"),
        ("Marl, Ed", "Ed Marl"),
        ("Quill, JT", "JT Quill"),
        ("Lin Ma", "Lin Ma"),
        ("Yen Do", "Yen Do"),
        ("ADA QUILL", "ADA QUILL"),
        ("Ada Quill, Treasurer", "Ada Quill, Treasurer"),
        ("Quill, PhD", "Quill"),
    ],
)
def test_degrees_and_certificates_are_no_part_of_a_name(written: str, name: str) -> None:
    """Degrees go, generations and surnames that look like degrees stay, surname-first names are turned round."""
    assert full_name(written, "", "", "") == name


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


@pytest.mark.parametrize(
    ("row", "phone"),
    [
        ("0049 89 1234567,,,", "+49891234567"),
        ("011 44 20 7946 0018,,,", "+442079460018"),
        ("+44 (0)20 7946 0018,Berlin,,US", "+442079460018"),
        ("020 7946 0018,Berlin,,UK", "+442079460018"),
        ("030 123456,Berlin,,", "+4930123456"),
        ("030/123456,\"Berlin, Germany\",,", "+4930123456"),
        ("01 42 68 53 00,Paris,,", "+33142685300"),
        ("089 1234567,,Bayern,", "+49891234567"),
        ("(512) 555-0134,\"Austin, TX\",,", "+15125550134"),
        ("(302) 555-0134,Dover,DE,", "+13025550134"),
        ("030 123456,\"Berlin, DE\",,", "+4930123456"),
        ("(416) 555-0134,Toronto,ON,", "+14165550134"),
        ("(212) 555-0142,Berlin,,", "+12125550142"),
        ("(903) 555-0123,Paris,,", "+19035550123"),
        ("512 555 0134,Nowhere at all,,", "+15125550134"),
        ("044 668 18 00,Zürich,,", "+41446681800"),
        ("6175550105,Boston,,", "+16175550105"),
        ("957 123456,Córdoba,,", "+34957123456"),
        ("949 123456,Guadalajara,,GB", ""),
    ],
)  # fmt: skip
def test_the_country_of_a_number(row: str, phone: str, tmp_path: Path) -> None:
    """A number says its country itself, else the row's country, its town or state, or the default says it."""
    [ada] = read(tmp_path, f"Name,Company,Phone,City,State,Country\nAda Quill,Orbital,{row}\n").prospects
    assert ada.phone == phone


def test_the_country_given_for_a_file_comes_after_its_rows(tmp_path: Path) -> None:
    """The default of an import counts only where number, country and place say nothing; places are said."""
    rows = "Ada,Orbital,030 123456,\nBen,Orbital,01 42 68 53 00,Paris\nCy,Orbital,+1 212 555 0142,Paris\n"
    file = read(tmp_path, f"Name,Company,Phone,City\n{rows}", default_country="DE")
    assert [p.phone for p in file.prospects] == ["+4930123456", "+33142685300", "+12125550142"]
    assert file.places == ("Paris (FR)",)


def test_all_numbers_are_kept_mobile_first(tmp_path: Path) -> None:
    """Several numbers in a cell or in several columns are all kept, mobile ones first; what is none is said."""
    head = "Name,Company,Phone,Mobile,Country\n"
    rows = [
        "Ada,Orbital,(212) 555-0104 ::: (212) 555-0144,,",
        "Ben,Orbital,030/231250 / 0171/2345678,,Germany",
        "Cy,Orbital,(212) 555-0104; (212) 555-0105,(212) 555-0106,",
        "Di,Orbital,(212) 555-0104 or 555-0143,(212) 555-0104,",
        'Ed,Orbital,"office 030 231250; mob. 0171 2345678",,DE',
    ]
    file = read(tmp_path, head + "\n".join(rows) + "\n")
    assert [(p.phone, p.other_phones) for p in file.prospects] == [
        ("+12125550104", ("+12125550144",)),
        ("+491712345678", ("+4930231250",)),
        ("+12125550106", ("+12125550104", "+12125550105")),
        ("+12125550104", ()),
        ("+491712345678", ("+4930231250",)),
    ]
    assert [(n.line, "555-0143" in n.reason) for n in file.notes] == [(5, True)]


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
