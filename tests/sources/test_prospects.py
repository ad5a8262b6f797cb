"""Prospects from exports as people really make them."""

from __future__ import annotations

from pathlib import Path

import pytest

from callnow.errors import DataFileError, ProspectFileError
from sources.prospects import read_lists
from sources.prospects.wording import is_free_mail, load_wording
from tests.sources.prospect_lists import read

GOLD = Path(__file__).resolve().parents[2] / ".." / "shared" / "gold" / "prospects.csv"


OWN = "prospect_id,name,title,employer,phone,email,city,time_zone\n"


def test_our_own_columns(tmp_path: Path) -> None:
    """Every column of our own form reaches its field."""
    header = (
        "prospect_id,name,title,employer,phone,email,city,time_zone,owner,tier,tags,notes,domain,ticker,country,url\n"
    )
    row = (
        "p1,Ada Quill,CTO,Orbital Bakery,(212) 555-0142 ext. 7,ada@orbital.example.com,Boston,America/New_York,kim,b,"
        '"vip; cloud","Likes, tea",https://www.orbital-bakery.example.com/x,orb,USA,linkedin.com/in/ada\n'
    )
    [person] = read(tmp_path, header + row).prospects
    assert (person.id, person.name, person.title, person.employer) == ("p1", "Ada Quill", "CTO", "Orbital Bakery")
    assert (person.phone, person.phone_note) == ("+12125550142;ext=7", "")
    assert (person.email, person.city, person.time_zone) == ("ada@orbital.example.com", "Boston", "America/New_York")
    assert (person.owner, person.tier, person.tags, person.notes) == ("kim", "B", ("vip", "cloud"), "Likes, tea")
    assert (person.domain, person.ticker, person.country) == ("orbital-bakery.example.com", "ORB", "US")
    assert person.url == "https://linkedin.com/in/ada"


EXPORTS = {
    "LinkedIn": 'Notes:\n"When exporting your connection data, some ""emails"" are missing.\nMore."\n\n'
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ada,Quill,https://www.linkedin.com/in/adaquill,,Orbital Bakery,CTO,03 Nov 2026\n",
    "HubSpot": "Record ID,First Name,Last Name,Email,Phone Number,Associated Company,"
    "Job Title,Contact owner,City,Time Zone\n"
    "551,Ada,Quill,ada@orbital.example.com,+12125550142,Orbital Bakery,CTO,Kim,Boston,america_slash_new_york\n",
    "Salesforce": '"First Name","Last Name","Title","Account Name","Phone","Mobile","Email",'
    '"Contact Owner","Mailing City"\n'
    '"Ada","Quill","CTO","Orbital Bakery","","(212) 555-0142","ada@orbital.example.com","Kim","Boston"\n',
    "Greenhouse": "Candidate ID,Candidate Name,Current Company,Current Title,Phone,Email,Recruiter,Tags\n"
    "77,Ada Quill,Orbital Bakery,CTO,212-555-0142,ada@orbital.example.com,Kim,vip\n",
    "Bullhorn": "ID;Name;Client Corporation;Occupation;Direct Phone;Mobile Phone;Email 1;Owner\n"
    "12;Ada Quill;Orbital Bakery;CTO;;212.555.0142;ada@orbital.example.com;Kim\n",
    "Outlook": "First Name\tLast Name\tCompany\tJob Title\tBusiness Phone\tE-mail Address\n"
    "Ada\tQuill\tOrbital Bakery\tCTO\t212 555 0142\tada@orbital.example.com\n",
    "Pipedrive": "Person - Name,Person - Organization,Person - Phone,Title\n"
    "Ada Quill,Orbital Bakery,2125550142.0,CTO\n",
    "German": "sep=;\nVorname;Nachname;Firma;Jobtitel;Telefon\nAda;Quill;Orbital Bakery;CTO;+1 212 555 0142\n",
}


@pytest.mark.parametrize("maker", EXPORTS)
def test_exports_are_read_as_they_are(maker: str, tmp_path: Path) -> None:
    """The exports of the usual programs are read without any mapping."""
    file = read(tmp_path, EXPORTS[maker])
    assert not file.problems
    [person] = file.prospects
    assert (person.name, person.employer, person.title) == ("Ada Quill", "Orbital Bakery", "CTO")
    assert person.id
    if maker != "LinkedIn":
        assert person.phone == "+12125550142"
    if maker == "HubSpot":
        assert person.time_zone == "America/New_York"


def test_mapping_names_unknown_columns(tmp_path: Path) -> None:
    """A column that nobody knows is read by `mapping`, which goes before the known names."""
    text = "Who,Pays them,Company\nAda Quill,Orbital Bakery,Agency Ltd\n"
    file = read(tmp_path, text, mapping={"who": "name", "Pays them": "employer"})
    assert [(p.name, p.employer) for p in file.prospects] == [("Ada Quill", "Orbital Bakery")]
    assert file.columns["employer"] == ("Pays them", "Company")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-8"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_delimiters(encoding: str, delimiter: str, tmp_path: Path) -> None:
    """Names keep their accents whatever program wrote the file."""
    text = "Name,Company,Notes\r\nJürgen Śmiałek,Bäckerei Æther,x\r\n".replace(",", delimiter)
    if encoding == "cp1252":
        text = text.replace("Śmiałek", "Smialek")
    [person] = read(tmp_path, text, encoding).prospects
    assert person.name.startswith("Jürgen")
    assert person.employer == "Bäckerei Æther"


def test_rows_that_cannot_be_used_name_line_and_reason(tmp_path: Path) -> None:
    """A row without name or employer is reported with the line it begins on, and the rest is read."""
    text = OWN + (
        'a,Ada Quill,,Orbital Bakery,,,"two\nlines",\nb,,,Orbital Bakery,,,,\n\nc,Ben Marl,,n/a,,,,\n'
        "d,Cy Dent,,Self-Employed,,,,\ne,Di Eames,,Acme, Inc.,,,,,,x\nf,Ed Fane,,Lumen Yards,,,,\n"
    )
    file = read(tmp_path, text)
    assert [p.id for p in file.prospects] == ["a", "f"]
    assert [(p.line, p.reason.split(" ")[0]) for p in file.problems] == [
        (4, "no"),
        (7, "'Self-Employed'"),
        (8, "11"),
    ]
    assert [(p.line, p.reason) for p in file.without_employer] == [(6, "no employer for Ben Marl")]
    assert all(p.what_to_do for p in (*file.problems, *file.without_employer))
    assert file.rows == 6


def test_an_unclosed_quotation_mark_costs_one_row(tmp_path: Path) -> None:
    """A quotation mark that is never closed, or closed by another row's, gives up its own line only."""
    rows = [f"p{n},Person {n},,Firm {n},,,," for n in range(30)]
    rows[3] = 'p3,"Person 3,,Firm 3,,,,'
    rows[20] = 'p20,Person 20,,"Firm 20,,,,'
    file = read(tmp_path, OWN + "\n".join(rows) + "\n")
    assert len(file.prospects) == 28
    assert [p.line for p in file.problems] == [5, 22]
    assert "quotation mark" in file.problems[0].reason


def test_unusable_values_are_left_out_and_said(tmp_path: Path) -> None:
    """A phone, time zone, country or e-mail that cannot be used is noted; the prospect stays."""
    head = "id,name,company,phone,email,time zone,country,tier\n"
    text = head + "1,Ada Quill,Orbital Bakery,555-0122,ada at home,Mars,Atlantis,Z\n"
    file = read(tmp_path, text)
    [person] = file.prospects
    assert (person.phone, person.email, person.time_zone, person.tier) == ("", "", "", "")
    assert "area code" in person.phone_note
    assert person.country == "Atlantis"
    assert len(file.notes) == 5
    assert {n.line for n in file.notes} == {2}


def test_formulas_are_read_by_what_they_show_or_refused(tmp_path: Path) -> None:
    """A link is the text it shows; any other formula is nobody, and none is kept as a title."""
    rows = (
        '"=HYPERLINK(""https://example.com/a"",""Ada Quill"")","=""Orbital Bakery""",CTO,=> prefers mornings',
        '"=CONCAT(A2,B2)",Orbital Bakery,,',
        "@SUM(A1),Orbital Bakery,,",
        "Ben Marl,Lumen Yards,=VLOOKUP(A2;B:C;2),",
    )
    file = read(tmp_path, "name,company,title,notes\n" + "\n".join(rows) + "\n")
    assert [(p.name, p.employer, p.title) for p in file.prospects] == [
        ("Ada Quill", "Orbital Bakery", "CTO"),
        ("Ben Marl", "Lumen Yards", ""),
    ]
    assert file.prospects[0].notes == "=> prefers mornings"
    assert [(p.line, "formula" in p.reason) for p in (*file.problems, *file.notes)] == [(3, True), (4, True), (5, True)]


def test_all_that_a_header_lacks_is_said_at_once(tmp_path: Path) -> None:
    """Both columns that are missing, and every part of a mapping that does not fit."""
    with pytest.raises(ProspectFileError) as caught:
        read(tmp_path, "Phone,City\n1,Bath\n")
    assert "the person's name or the employer" in caught.value.what
    assert "--map 'name=Their column' --map 'employer=Their column'" in caught.value.hint
    with pytest.raises(ProspectFileError) as caught:
        read(tmp_path, "Name,Company\nAda,Orbital\n", mapping={"Cell": "phone", "Mail": "email", "X": "shoe"})
    assert all(word in caught.value.what for word in ("'Cell'", "'Mail'", "'shoe'"))


@pytest.mark.parametrize(
    ("written", "zone"),
    [
        ("America/Chicago", "America/Chicago"),
        ("america/new_york", "America/New_York"),
        ("(GMT-06:00) Central Standard Time (America/Chicago)", "America/Chicago"),
        ("(UTC-08:00) Pacific Time (US & Canada)", "America/Los_Angeles"),
        ("EST", "America/New_York"),
        ("Narnia/Lamppost", ""),
        ("EST5", ""),
    ],
)
def test_time_zones(written: str, zone: str, tmp_path: Path) -> None:
    """Time zones are tz database names, also where a CRM writes them its own way; anything else is none."""
    text = f"name,company,time_zone\nAda Quill,Orbital Bakery,{written}\n"
    assert read(tmp_path, text).prospects[0].time_zone == zone


def test_domain_only_from_work_mail(tmp_path: Path) -> None:
    """The employer's domain is the given one, else the work e-mail's; free mail and placeholders give none."""
    text = (
        "name,company,email,personal email,domain\n"
        "Ada,Orbital,ada@gmail.com,,\nBen,Orbital,ben@orbital.co.example,,\nCy,Orbital,cy@example.com,,\n"
        "Di,Orbital,di@yahoo.co.uk,,HTTP://WWW.Orbital.example/about\nEd,Orbital,ed@gmail.com,ed@bäckerei.example.org,\n"
    )
    people = read(tmp_path, text).prospects
    domains = [p.domain for p in people]
    assert domains == ["", "orbital.co.example", "", "orbital.example", "xn--bckerei-5wa.example.org"]
    assert people[4].email == "ed@bäckerei.example.org"
    assert is_free_mail("hidden.users.noreply.github.com")
    assert is_free_mail("alumni.quillmont.example")
    given = read(tmp_path, "name,company,email,domain\nAda,Orbital,ada@orbital.example,ziggo.nl\n").prospects
    assert given[0].domain == "orbital.example"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "empty"),
        (b"PK\x03\x04rest", "workbook"),
        (b"a,b,c\n1,2,3\n", "no header row"),
        (b"Name,Telephone\nAda,1\n", "no column for the employer"),
        (b"Company,Phone\nOrbital,1\n", "no column for the person"),
        (b"\x00\x01\x02\x03\x04\x05\x06\x00\x09", "binary"),
    ],
)
def test_what_is_no_prospect_file_says_so(body: bytes, says: str, tmp_path: Path) -> None:
    """A wrong header or a file that is not a CSV is one error that names the file and what is accepted."""
    file = tmp_path / "people.csv"
    file.write_bytes(body)
    with pytest.raises(ProspectFileError, match=says) as caught:
        read_lists(file)[0]
    assert str(file) in caught.value.where
    assert caught.value.hint


def test_wrong_mapping_says_so(tmp_path: Path) -> None:
    """A mapping to an unknown word, of a column that is not there, or of one to two fields, names what would do."""
    text = "Name,Company\nAda,Orbital\n"
    with pytest.raises(ProspectFileError, match="neither 'nombre' nor 'Name'") as caught:
        read(tmp_path, text, mapping={"Name": "nombre"})
    assert "employer" in caught.value.hint
    with pytest.raises(ProspectFileError, match="no column 'Firm'") as caught:
        read(tmp_path, text, mapping={"Firm": "employer"})
    assert "Name, Company" in caught.value.hint
    with pytest.raises(ProspectFileError, match="'Name' is given two meanings"):  # "title" is no column, so "name" is
        read(tmp_path, text, mapping={"title": "name", "Name": "notes"})
    with pytest.raises(ProspectFileError, match="not a country"):
        read(tmp_path, text, default_country="Atlantis")


def test_missing_file_says_so(tmp_path: Path) -> None:
    """A path that is not there is an error, not a traceback."""
    with pytest.raises(ProspectFileError, match="cannot be opened"):
        read_lists(tmp_path / "none.csv")[0]


def test_wording_file_is_checked(tmp_path: Path) -> None:
    """One column name under two words is an error that names the file."""
    file = tmp_path / "columns.toml"
    file.write_text('[columns]\nname=["Who"]\nemail=["who"]\n[values]\n[countries]\n[time_zones]\n')
    with pytest.raises(DataFileError, match="stands under name and email") as caught:
        load_wording(file)
    assert str(file) in caught.value.where


def test_an_unclosed_quotation_mark_costs_its_own_row(tmp_path: Path) -> None:
    """In a large file every tenth row of which has one, each of the others is read."""
    rows = [
        f"p{n},{chr(34) * (n % 10 == 0)}Person {n},,Firm {n},212-555-0142,p{n}@firm.example,," for n in range(1_500)
    ]
    file = read(tmp_path, OWN + "\n".join(rows))
    assert (len(file.prospects), len(file.problems)) == (1_350, 150)


@pytest.mark.skipif(not GOLD.exists(), reason="needs ../shared")
def test_every_gold_prospect_is_read() -> None:
    """All 848 prospects of the gold file are read, each with a number to dial."""
    file = read_lists(GOLD)[0]
    assert (len(file.prospects), file.problems, file.notes) == (848, (), ())
    assert all(p.phone for p in file.prospects)
    assert {p.domain for p in file.prospects} == {""}


FUSED = {
    "a mark that opens the next row": ['"Ann Voss,Clerk,Obel Works,1', '"Bo Trask",Head,Pell Mills,2'],
    "a mark within the next row": ['"Ann Voss,Clerk,Obel Works,1', 'Bo Trask,Head "North",Pell Mills,2'],
    "a mark that is left over in the next row": ['"Ann Voss,Clerk,Obel Works,1', 'Bo Trask",Head,Pell Mills,2'],
    "an empty cell between marks": [
        '"Ann Voss,Clerk,Obel Works,1',
        'Bo Trask,"",Pell Mills,2',
        '"Di Moss",Aide,Pell,5',
    ],
    "a last cell that is not closed": ['"Ann Voss","Clerk","Obel Works","1', '"Bo Trask","Head","Pell Mills","2"'],
    "a first cell that is not closed": ['"Ann Voss,"Clerk","Obel Works","1"', '"Bo Trask","Head","Pell Mills","2"'],
    "a middle cell that is not closed": ['Ann Voss,"Clerk,"Obel Works",1', "Bo Trask,Head,Pell Mills,2"],
    "a next row that is short": ['"Ann Voss,Clerk,Obel Works,1', '"Bo Trask",Head,Pell Mills'],
}


@pytest.mark.parametrize("rows", FUSED.values(), ids=FUSED.keys())
def test_an_unclosed_quotation_mark_fuses_nobody_with_another(tmp_path: Path, rows: list[str]) -> None:
    """Wherever the next mark stands, the line that opened the quotation is named and every other row is read."""
    file = read(tmp_path, "\n".join(["Name,Title,Company,Rating", *rows, "Cy Orr,Editor,Gate Media,3", ""]))
    assert [(p.line, "not closed" in p.reason) for p in file.problems] == [(2, True)]
    assert [(p.name.strip('"'), p.employer) for p in file.prospects][:1] == [("Bo Trask", "Pell Mills")]
    assert file.prospects[-1].name == "Cy Orr"
    assert len(file.prospects) == len(rows)


@pytest.mark.parametrize(
    "row",
    [
        'Ann Voss,Clerk,Obel Works,"met, at a fair\nonce again"',
        'Ann Voss,"Clerk, first\nand second",Obel Works,1',
        'Ann Voss,Clerk,"Obel Works, Inc.\nWest",1',
        'Ann "Nan" Voss,"Clerk ""A"", B",Obel Works,1',
        'Ann Voss,Clerk,Obel Works,"likes red, green\n""blue"" too"',
    ],
)
def test_a_cell_of_several_lines_is_no_unclosed_quotation(tmp_path: Path, row: str) -> None:
    """Commas, marks and lines within a cell that is closed leave its row one row."""
    file = read(tmp_path, f"Name,Title,Company,Notes\n{row}\nCy Orr,Editor,Gate Media,3\n")
    assert (len(file.prospects), file.problems) == (2, ())


def test_a_column_of_a_name_that_stands_twice_is_said(tmp_path: Path) -> None:
    """Where the two say different things the remark stands first; the same words twice, or two numbers, make none."""
    head = "Name,Name,Employer,Employer,Phone,Phone\n"
    file = read(tmp_path, head + "Ann,Voss,Obel Foods,Pell Mills,512-555-0134,512-555-0135\nCy Orr,,Gate Media,,,\n")
    assert [p.name for p in file.prospects] == ["Ann", "Cy Orr"]
    assert [(n.line, n.first, n.reason.split(",")[0]) for n in file.notes if "stands 2 times" in n.reason] == [
        (1, True, "the column 'Name' stands 2 times"),
        (1, True, "the column 'Employer' stands 2 times"),
    ]
    again = "Ann Voss,ANN VOSS,Obel Foods,Obel Foods,512-555-0134,512-555-0135\n"
    assert read(tmp_path, head + again).notes == ()
