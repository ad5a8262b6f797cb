"""A name is kept without titles, degrees and pictures; an employer that names nobody is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from sources.prospects.names import full_name
from tests.sources.prospect_lists import read

OWN = "prospect_id,name,title,employer,phone,email,city,time_zone\n"


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("Jürgen", "Dr. Müller", "Jürgen Müller"),
        ("Herr Prof. Dr. med. Ada", "Quill", "Ada Quill"),
        ("Dipl.-Ing. Ada", "Quill", "Ada Quill"),
        ("Dr.", "Quill", "Dr. Quill"),
        ("M. Night", "Orbel", "M. Night Orbel"),
        ("", "Quill, Dr. Ada", "Ada Quill"),
        ("", "Dr. Quill, Ada", "Ada Quill"),
        ("", "Quill, Ada (Ms)", "Ada Quill"),
        ("", "Quill (Frau), Ada", "Ada Quill"),
        ("", "Ben Marl (Mr.)", "Ben Marl"),
        ("", "Ada Quill (she/her)", "Ada Quill"),
        ("Ben", "Marl [he / him]", "Ben Marl"),
        ("", "Robert (Bob) Marl", "Robert (Bob) Marl"),
    ],
)
def test_titles_are_no_part_of_a_name(first: str, last: str, name: str, tmp_path: Path) -> None:
    """Titles go, as pronouns in brackets do; somebody known by title and surname alone keeps it."""
    head = "first name,last name,company\n" if first else "name,company\n"
    row = f'{first},"{last}",Orbital Bakery\n' if first else f'"{last}",Orbital Bakery\n'
    assert [p.name for p in read(tmp_path, head + row).prospects] == [name]


def test_salutations_pictures_and_shops_are_no_people(tmp_path: Path) -> None:
    """Outlook's "Title" is a salutation, the post stands beside it; emoji go; a shop under its own name is nobody."""
    rows = "Ms.,Ada,Quill 🚀,Orbital Bakery,CFO\nMr.,Ben,Marl,Lumen Yards,\n,Pizza,Place,Pizza Place,\n"
    file = read(tmp_path, "Title,First Name,Last Name,Company,Job Title\n" + rows)
    assert [(p.name, p.title) for p in file.prospects] == [("Ada Quill", "CFO"), ("Ben Marl", "")]
    assert [(p.line, p.reason) for p in file.problems] == [(4, "'Pizza Place' is name and employer at once")]


@pytest.mark.parametrize(
    ("written", "post"),
    [
        *((post, post) for post in ("HR", "Professor", "Prof.", "Rev.", "Col.")),
        *((salutation, "") for salutation in ("Ms.", "Herr Dr.", "Hr.", "Mme", "Sra.")),
    ],
)
def test_only_a_salutation_is_no_post(written: str, post: str, tmp_path: Path) -> None:
    """What may stand before a name is a post in a column of its own."""
    [person] = read(tmp_path, f"Name,Title,Company\nAda Quill,{written},Orbital\n").prospects
    assert person.title == post


def test_names_and_hidden_characters(tmp_path: Path) -> None:
    """Surname-first names are turned round, degrees go; direction marks and line breaks never reach a name."""
    text = 'name,company\n"Quill, Ada",Orbital\n"Ben Marl, PhD",Orbital\n"Cy\u202e\nDent",Or\u200bbital\u00a0Bakery\n'
    people = read(tmp_path, text).prospects
    assert [p.name for p in people] == ["Ada Quill", "Ben Marl", "Cy Dent"]
    assert people[2].employer == "Orbital Bakery"


def test_a_dutch_surname_keeps_its_prefix(tmp_path: Path) -> None:
    """What stands in a column of its own before the surname belongs to it."""
    file = read(
        tmp_path, "Voornaam;Tussenvoegsel;Achternaam;Bedrijf\nSanne;van der;Veldt;Orbital\nAda;;Quill;Orbital\n"
    )
    assert [p.name for p in file.prospects] == ["Sanne van der Veldt", "Ada Quill"]


@pytest.mark.parametrize("titles", ["Primer apellido;Segundo apellido", "Apellido 1;Apellido 2"])
def test_a_second_surname_tells_two_people_apart(titles: str, tmp_path: Path) -> None:
    """It stands behind the first, also where both are alike, once."""
    rows = (
        "José;García;López;Orbital\nJosé;García;Pérez;Orbital\nAna;García;García;Orbital\nEva;Ruiz Mora;Mora;Orbital\n"
    )
    file = read(tmp_path, f"Nombre;{titles};Empresa\n{rows}")
    names = ["José García López", "José García Pérez", "Ana García García", "Eva Ruiz Mora"]
    assert [p.name for p in file.prospects] == names
    assert len({p.id for p in file.prospects}) == len(names)


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


@pytest.mark.parametrize("employer", ["Company", "The Company", "GmbH", "Inc.", "????", "...", "– –"])
def test_an_employer_that_names_nobody_is_refused(employer: str, tmp_path: Path) -> None:
    """A word for any company, or marks alone, are told with their line; a short name is not."""
    file = read(tmp_path, f"id,name,company\na,Ann Poe,{employer}\nb,Jo Dean,SAS\nc,Kay Lee,The Limited\n")
    assert [p.id for p in file.prospects] == ["b", "c"]
    assert [(p.line, p.reason) for p in file.problems] == [
        (2, f"{employer!r} is not an employer that news could name (Ann Poe)")
    ]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("VON DER HEIDE, ANNE", "ANNE VON DER HEIDE"),
        ("van den Berg, Jean-Marc", "Jean-Marc van den Berg"),
        ("De Souza, DeShawn", "DeShawn De Souza"),
        ("Mc Kay, JOHN", "JOHN Mc Kay"),
        ("van den Berg, CPA", "van den Berg"),
        ("Colfax, Jr., William", "William Colfax Jr."),
        ("Colfax Jr., Walter", "Walter Colfax Jr."),
        ("Brandt, III, Hugo, MBA", "Hugo Brandt III"),
        ("Ada Quill, Jr.", "Ada Quill, Jr."),
        ("Colfax, Walter Jr.", "Walter Colfax Jr."),
        ("Colfax, Walter III", "Walter Colfax III"),
        ("Colfax, Walter Senior", "Walter Colfax Sr."),
        ("Colfax, Walter V", "Walter V Colfax"),
        ("Walter Colfax, Senior", "Walter Colfax, Sr."),
        ("Walter Colfax, Junior", "Walter Colfax, Jr."),
        ("Maria Senior", "Maria Senior"),
        ("Senior, Maria", "Maria Senior"),
        ("Colfax, Walter, Senior", "Walter Colfax, Sr."),
        ("KOWALSKI Piotr", "Piotr KOWALSKI"),
        ("DUPONT Jean-François", "Jean-François DUPONT"),
        ("DE LA CRUZ María José, MBA", "María José DE LA CRUZ"),
        ("Dr. O'NEILL Anaïs", "Anaïs O'NEILL"),
        ("McDONALD John", "John McDONALD"),
        ("COLFAX Walter Jr.", "Walter COLFAX Jr."),
        ("MARY Ann Colfax", "MARY Ann Colfax"),
        ("JOHN Marl", "JOHN Marl"),
        ("JT Martin", "JT Martin"),
        ("ANN MARTIN", "ANN MARTIN"),
        ("EMEA Team", "EMEA Team"),
        ("Ada Quill / CFO", "Ada Quill"),
        ("Ada Quill | CFO", "Ada Quill"),
        ("Ada Quill / Ada Marl", "Ada Quill / Ada Marl"),
        ("Walter Colfax, Senior Buyer", "Walter Colfax, Senior Buyer"),
    ],
)
def test_a_surname_first_keeps_the_given_name(written: str, name: str) -> None:
    """Behind a surname, be it of several words or with "Jr.", stands the given name, in whatever letter case."""
    assert full_name(written) == name


def test_a_post_below_a_name_is_no_part_of_it(tmp_path: Path) -> None:
    """In a line of its own, as behind a comma; a name broken in two stays one, and two names are nobody's."""
    rows = '"Ada Quill\nCFO",Orbital\n"BEN\nMARL",Orbital\n"Cy\nDent",Orbital\n"Greg Hall\nIRIS JUNG",Orbital\n'
    file = read(tmp_path, "name,company\n" + rows)
    assert [p.name for p in file.prospects] == ["Ada Quill", "BEN MARL", "Cy Dent"]
    assert ["more than one person" in p.reason for p in file.problems] == [True]


def test_a_suffix_tells_two_of_one_name_apart(tmp_path: Path) -> None:
    """A column of suffixes gives "Jr."; degrees in it are none."""
    rows = "Dov,Harkavy,Jr.,Orbital\nDov,Harkavy,Sr.,Orbital\nAda,Quill,PhD,Orbital\n"
    file = read(tmp_path, "First Name,Last Name,Suffix,Company\n" + rows)
    assert [p.name for p in file.prospects] == ["Dov Harkavy Jr.", "Dov Harkavy Sr.", "Ada Quill"]


def test_a_middle_name_stands_between_first_and_last(tmp_path: Path) -> None:
    """Once, and only where these have columns of their own."""
    rows = "Ada,Marie,Quill,Orbital\nAda Marie,Marie,Quill,Lumen\nBen,J.,Marl,Orbital\nCy,,Dorn,Orbital\n"
    file = read(tmp_path, "First Name,Middle Name,Last Name,Company\n" + rows)
    assert [p.name for p in file.prospects] == ["Ada Marie Quill", "Ada Marie Quill", "Ben J. Marl", "Cy Dorn"]
    file = read(tmp_path, "Name,Middle Initial,Company\nAda Quill,M,Orbital\n")
    assert [p.name for p in file.prospects] == ["Ada Quill"]


def test_a_name_that_says_not_to_call_bars_calls(tmp_path: Path) -> None:
    """The words go from the name, and nobody is to call the person; not where calls are barred for a time."""
    rows = '"Krale, Ottilie - DO NOT CALL",Orbital\nBen Marl (DNC),Orbital\nDonna Call,Orbital\n'
    rows += "Ada Quill - do not call before May,Orbital\n"
    file = read(tmp_path, "name,company\n" + rows)
    assert [(row.prospect.name, row.standing) for row in file.people] == [
        ("Ottilie Krale", ("Do not call",)),
        ("Ben Marl", ("Do not call",)),
        ("Donna Call", ()),
        ("Ada Quill - do not call before May", ()),
    ]


def test_a_recruiter_is_called_as_one_says_the_name(tmp_path: Path) -> None:
    """An owner is turned round and parted from an address, so that one recruiter has one name."""
    owners = ["Voss, Dana", "Dana Voss (dana@agency.example)", "Dana Voss", "dana@agency.example", "Kestrowe, Inc."]
    rows = "".join(f'Ada Quill {n},Orbital,"{owner}"\n' for n, owner in enumerate(owners))
    file = read(tmp_path, "name,company,Contact Owner\n" + rows)
    assert [p.owner for p in file.prospects] == ["Dana Voss"] * 3 + owners[3:]


def test_a_total_is_nobody(tmp_path: Path) -> None:
    """A name without a letter is none, such as the count under a table."""
    file = read(tmp_path, "company,name\nOrbital,Ada Quill\nTOTAL,4\n")
    assert [p.name for p in file.prospects] == ["Ada Quill"]
    assert [(p.line, p.reason) for p in file.problems] == [(3, "'4' is nobody's name")]


def test_a_leave_written_behind_a_name_is_a_note(tmp_path: Path) -> None:
    """Not a part of the name; a surname stays one."""
    rows = "Ada Quill (mat leave),Orbital,back in May\nBen Marl - on leave,Orbital,\nDonna Leave,Orbital,\n"
    file = read(tmp_path, "name,company,notes\n" + rows)
    assert [(p.name, p.notes) for p in file.prospects] == [
        ("Ada Quill", "back in May\nmat leave"),
        ("Ben Marl", "on leave"),
        ("Donna Leave", ""),
    ]


@pytest.mark.parametrize("name", ["Anna Berg & Otto Klein", "Anna Berg and Otto Klein", "Anna u. Otto Klein"])
def test_two_people_in_one_cell_are_nobody(name: str, tmp_path: Path) -> None:
    """As one person they would be taken for each of the two, and mix up what is known of both."""
    file = read(tmp_path, f"name,company\n{name},Orbital\nAda Quill,Orbital\n")
    assert [p.name for p in file.prospects] == ["Ada Quill"]
    assert [(p.line, p.reason) for p in file.problems] == [(2, f"{name!r} is more than one person")]


@pytest.mark.parametrize("parted", ["Greg Hall / Iris Jung", "Hall, Greg; Jung, Iris", "Greg Hall\nIris Jung, CFO"])
def test_two_people_parted_by_a_mark_or_a_line_are_nobody(parted: str, tmp_path: Path) -> None:
    """A spreadsheet kept by hand has them so."""
    file = read(tmp_path, f'name,company\n"{parted}",Orbital\nAda Quill,Orbital\n')
    assert [p.name for p in file.prospects] == ["Ada Quill"]
    assert "is more than one person" in file.problems[0].reason


@pytest.mark.parametrize(
    "name", ["Ada Quill / Chief Officer", "Ada Quill\nMarketing Lead", "Robert Hale / Bob Hale", "Ada Berg / Ada Quill"]
)
def test_a_post_or_another_spelling_beside_a_name_is_no_second_person(name: str, tmp_path: Path) -> None:
    """What shares a name with the first is theirs."""
    assert len(read(tmp_path, f'name,company\n"{name}",Orbital\n').prospects) == 1


@pytest.mark.parametrize("name", ["José Ortega y Gasset", "Ada Quill & Team", "Andy Anderson", "Sandor Fund"])
def test_one_person_may_have_such_a_name(name: str, tmp_path: Path) -> None:
    """A Spanish surname of two, a team, letters within a word."""
    assert len(read(tmp_path, f"name,company\n{name},Orbital\n").prospects) == 1
