"""Numbers are kept as they are dialled, each with its country, or it is said why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from sources.prospects.phones import numbers_in
from sources.prospects.places import country_code
from tests.sources.prospect_lists import read

OWN = "prospect_id,name,title,employer,phone,email,city,time_zone\n"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("030 123456", "default_country"),
        ("12", "the whole number"),
        ("call the office", "words belong among the notes"),
        ("+999 123 4567", "behind the +"),
        ("555-0142", "its area code"),
        ("2.125E+09", "make the column text"),
    ],
)
def test_what_to_do_about_a_number_fits_what_is_wrong(written: str, words: str) -> None:
    """A number of another country, one too short, words: each has its own advice."""
    [number] = numbers_in(written, ["US"])
    assert number.problem
    assert words in number.what_to_do


@pytest.mark.parametrize(
    ("written", "phone", "kind"),
    [
        ("+49 30 23125000 work", "+493023125000", "work"),
        ("+49 30 23125000 fax", "+493023125000", "fax"),
        ("+43 1 53115 office", "+43153115", "work"),
        ("212-555-0142 mobile", "+12125550142", "mobile"),
        ("(212) 555-0142 (c)", "+12125550142", "mobile"),
        ("fax +49 30 23125000 (new)", "+493023125000", "fax"),
        ("1-800-FLOWERS", "+18003569377", ""),
        ("+1 800 555 CALL", "+18005552255", ""),
    ],
)
def test_a_word_behind_a_number_says_what_it_is(written: str, phone: str, kind: str) -> None:
    """It is not dialled by the letters of the keys, unless the number is nothing without it."""
    [number] = numbers_in(written, ["US"])
    assert (number.phone, number.kind) == (phone, kind)


@pytest.mark.parametrize(
    ("written", "kinds"),
    [
        ("212-555-0142 (wrong number)", ["dead"]),
        ("212-555-0142 disconnected", ["dead"]),
        ("212-555-0142 don't use", ["dead"]),
        ("212-555-0142 - old", ["dead"]),
        ("no longer in service 212-555-0142", ["dead"]),
        ("NOT 212-555-0142", ["dead"]),
        ("212-555-0142 (do not call his cell)", ["dead"]),
        ("212-555-0142 (do not leave voicemail)", [""]),
        ("212-555-0142 do not call before noon", [""]),
        ("212-555-0142 (don't call weekends)", [""]),
        ("212-555-0142 (do not use WhatsApp)", [""]),
        ("cell 212-555-0142 (not working Fridays)", ["mobile"]),
        ("212-555-0142 (wrong?)", [""]),
        ("212-555-0142 (Old Greenwich)", [""]),
        ("212-555-0142 (Old)", ["dead"]),
        ("spouse 212-555-0142", ["other"]),
        ("212-555-0142 (wife 212-555-0143)", ["", "other"]),
        ("T: 212-555-0142 F: 212-555-0143", ["", "fax"]),
        ("212-555-0142 (F)", ["fax"]),
        ("(w) 212-555-0142 (c) 212-555-0143 (h) 212-555-0144", ["work", "mobile", "home"]),
        ("212-555-0142(W) 212-555-0143(C)", ["work", "mobile"]),
        ("Cell 212-555-0142 Wk 212-555-0143 Hm 212-555-0144", ["mobile", "work", "home"]),
        ("212-555-0142 (old) 212-555-0143 (new)", ["dead", ""]),
    ],
)
def test_the_words_beside_each_number_say_what_it_is(written: str, kinds: list[str]) -> None:
    """Before or behind it, in brackets or not: whose it is, that it is a fax, or that it is not to be dialled."""
    assert [(number.phone[-3:], number.kind) for number in numbers_in(written, ["US"])] == [
        (f"14{2 + place}", kind) for place, kind in enumerate(kinds)
    ]


def test_a_wrong_number_is_told_and_not_dialled_and_that_of_another_is_called_last(tmp_path: Path) -> None:
    """Wherever the wrong one stands; of the other the card says whose it is, where there is none beside it."""
    rows = "Ada,Orbital,212-555-0142 (wrong number),212-555-0142\nBen,Orbital,212-555-0143 (assistant),212-555-0144\n"
    file = read(tmp_path, f"Name,Company,Mobile,Phone\n{rows}Cy,Orbital,,spouse 212-555-0145\n")
    assert [(p.phone, p.other_phones) for p in file.prospects] == [
        ("", ()),
        ("+12125550144", ("+12125550143",)),
        ("+12125550145", ()),
    ]
    assert "spouse" in file.prospects[2].phone_note
    assert [(n.line, n.kept) for n in file.notes] == [(2, False), (3, True), (4, True)]


@pytest.mark.parametrize(
    ("mobile", "phone", "kept", "barred"),
    [
        ("212-555-0142 (do not call), 212-555-0143 (cell)", "", ["43"], False),
        ("212-555-0142 (DNC) 212-555-0143", "", ["43"], False),
        ("212-555-0142 [off limits] 212-555-0143", "", ["43"], False),
        ("212-555-0143 (cell), 212-555-0142 (home, do not call)", "", ["43"], False),
        ("212-555-0143; 212-555-0142 - no calls", "", ["43"], False),
        ("212-555-0142 (nicht anrufen) / 212-555-0143", "", ["43"], False),
        ("212-555-0142 (DNC)", "212-555-0143", ["43"], False),
        ("212-555-0142 (do not call weekends)", "", ["42"], False),
        ("212-555-0142 (DNC)", "", ["42"], True),
        ("212-555-0142 (DNC), 212-555-0143 (do not call)", "", ["42", "43"], True),
        ("212-555-0142 (DNC), 212-555-0143 (wrong number)", "", ["42"], True),
        ("212-555-0142, 212-555-0143 - DO NOT CALL", "", ["42", "43"], True),
        ("DO NOT CALL", "212-555-0143", ["43"], True),
    ],
)
def test_words_beside_one_number_of_several_bar_that_number_alone(
    mobile: str, phone: str, kept: list[str], barred: bool, tmp_path: Path
) -> None:
    """The person is barred where no other number is left, or the words stand beside no one number."""
    [row] = read(tmp_path, f'Name,Company,Mobile,Phone\nAda Quill,Orbital,"{mobile}",{phone}\n').people
    assert [number[-2:] for number in row.prospect.numbers] == kept
    assert bool(row.standing) is barred


@pytest.mark.parametrize(
    ("written", "country", "phones"),
    [
        ("212-736-5000 & 646-555-0199", "US", ["+12127365000", "+16465550199"]),
        ("212-736-5000/646-555-0199", "US", ["+12127365000", "+16465550199"]),
        ("212-736-5000 x12 & 646-555-0199 ext 5", "US", ["+12127365000;ext=12", "+16465550199;ext=5"]),
        ("212.736.5000 + 646.555.0199", "US", ["+12127365000", "+16465550199"]),
        ("212-736-5000 - 646-555-0199", "US", ["+12127365000", "+16465550199"]),
        ("212-736-5000 646-555-0199 x12", "US", ["+12127365000", "+16465550199;ext=12"]),
        ("W 212-736-5000 M 646-555-0199", "US", ["+12127365000", "+16465550199"]),
        ("+49 30 231250 & +49 171 5550123", "US", ["+4930231250", "+491715550123"]),
        ("030/231250 & 0171/5550123", "DE", ["+4930231250", "+491715550123"]),
        ("030/23125000/0171/5550123", "DE", ["+493023125000", "+491715550123"]),
        ("0711 / 555 01 14", "DE", ["+497115550114"]),
        ("0171 / 555 01 23", "DE", ["+491715550123"]),
        ("089 / 55501-120", "DE", ["+498955501120"]),
        ("+49 (0)7151 / 555012", "DE", ["+497151555012"]),
        ("711 / 5550114", "DE", ["+497115550114"]),
        ("030, 55501130", "DE", ["+493055501130"]),
        ("0711 / 555 01 14 / 0171 / 555 01 23", "DE", ["+497115550114", "+491715550123"]),
        ("01 / 99 00 12 34", "FR", ["+33199001234"]),
        ("01 / 99 / 00 / 12 / 34", "FR", ["+33199001234"]),
        ("+39 / 06 5550 1234", "IT", ["+390655501234"]),
        ("212 / 555-0142", "US", ["+12125550142"]),
        ("2 / 212-555-0142", "US", ["+12125550142"]),
        ("0711 / 555 01 14 / 15", "DE", ["+497115550114"]),
        ("0711 / 03", "DE", [""]),
        ("212-736-5000 & 5001", "US", ["+12127365000"]),
        ("AT&T 212-736-5000", "US", ["+12127365000"]),
        ("089/231250-17/-18", "DE", ["+498923125017", "+498923125018"]),
        ("089/231250-17/18", "DE", ["+498923125017", "+498923125018"]),
        ("+49 89 231250-17/-18/-19", "DE", ["+498923125017", "+498923125018", "+498923125019"]),
        ("089 231250/51", "DE", ["+4989231250", "+4989231251"]),
        ("089/231250-0/-17", "DE", ["+49892312500", "+498923125017"]),
        ("212-555-0142/0143", "US", ["+12125550142", "+12125550143"]),
        ("01/99/00/12/34", "FR", ["+33199001234"]),
    ],
)
def test_several_numbers_of_a_cell_are_each_read(written: str, country: str, phones: list[str]) -> None:
    """Whatever stands between them, each with its extension; what only may be a number of its own is none."""
    assert [number.phone for number in numbers_in(written, [country])] == phones


def test_a_second_number_of_a_cell_is_kept(tmp_path: Path) -> None:
    """The first is dialled, the second is among the other numbers."""
    file = read(tmp_path, "name,company,phone\nAda Quill,Orbital Bakery,212-736-5000 & 646-555-0199\n")
    [person] = file.prospects
    assert (person.phone, person.other_phones) == ("+12127365000", ("+16465550199",))


def test_a_line_that_is_a_fax_too_is_dialled(tmp_path: Path) -> None:
    """Exports list one number twice; an extension of 0 is an empty field, 204.0 one of a spreadsheet."""
    file = read(tmp_path, "name,company,fax,phone,ext\nAda Quill,Orbital Bakery,212-555-0142,212-555-0142,204.0\n")
    assert file.prospects[0].phone == "+12125550142;ext=204"
    file = read(tmp_path, "name,company,phone,ext\nAda Quill,Orbital Bakery,212-555-0142,0\n")
    assert file.prospects[0].phone == "+12125550142"
    file = read(tmp_path, "name,company,phone\nAda Quill,@properties,+1-212-555-0142 | +1-212-555-0143\n")
    assert (file.prospects[0].employer, file.prospects[0].phone) == ("@properties", "+12125550142")


def test_no_phone_is_no_complaint(tmp_path: Path) -> None:
    """An export without phone numbers is not complained about row by row."""
    file = read(tmp_path, "name,company\nAda Quill,Orbital Bakery\n")
    assert file.prospects[0].phone_note
    assert file.notes == ()


@pytest.mark.parametrize(
    ("written", "country", "phone", "note"),
    [
        ("(212) 555-0142", "US", "+12125550142", ""),
        ("+1 212 555 0142 x12", "US", "+12125550142;ext=12", ""),
        ("+1 212 555 0142;ext=12", "GB", "+12125550142;ext=12", ""),
        ("(212) 555-0142 #204", "US", "+12125550142;ext=204", ""),
        ("030 23125000 Durchwahl 12", "DE", "+493023125000;ext=12", ""),
        ("Durchwahl: 030 23125012", "DE", "+493023125012", ""),
        ("020 7946 0018", "GB", "+442079460018", ""),
        ("+44 (0)20 7946 0018", "US", "+442079460018", ""),
        ("011 44 20 7946 0018", "US", "+442079460018", ""),
        ('="2125550142"', "US", "+12125550142", ""),
        ("'2125550142", "US", "+12125550142", ""),
        ("2125550142.0", "US", "+12125550142", ""),
        ("(212) 555-0142 / (212) 555-0143", "US", "+12125550142", ""),
        ("(212) 555-0142 or 555-0143", "US", "+12125550142", ""),
    ],
)
def test_phones_become_dialable(written: str, country: str, phone: str, note: str) -> None:
    """Phone numbers as people and spreadsheets write them become E.164, the extension is kept."""
    first = numbers_in(written, [country])[0]
    assert (first.phone, first.problem) == (phone, note)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("1.21256E+11", "spreadsheet"),
        ("555-0142", "area code"),
        ("call me", "not a phone number"),
        ("+1 212 5", "too short"),
    ],
)
def test_phones_that_cannot_be_dialled_say_why(written: str, says: str) -> None:
    """A number that cannot be dialled is refused with the reason."""
    (number,) = numbers_in(written, ["US"])
    assert number.phone == ""
    assert says in number.problem


def test_countries_by_name_or_code() -> None:
    """A country is known by its code, its name in several languages and its usual short forms."""
    written = ["us", "USA", "U.S.", "Deutschland", "Alemania", "United Kingdom", "UK", "England", "Schweiz"]
    assert [country_code(w) for w in written] == ["US", "US", "US", "DE", "DE", "GB", "GB", "GB", "CH"]
    assert country_code("Atlantis") == country_code("") == ""


def test_phone_country_comes_from_the_row(tmp_path: Path) -> None:
    """A national number is read in the row's country, else in the default country."""
    text = (
        "name,company,phone,country\nAda Quill,Orbital Bakery,020 7946 0018,UK\nBen Marl,Orbital Bakery,030 231250,\n"
    )
    phones = [p.phone for p in read(tmp_path, text, default_country="DE").prospects]
    assert phones == ["+442079460018", "+4930231250"]


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


@pytest.mark.parametrize("column", ["Phone (Cell)", "Phone (Mobile)", "Telephone (Mobile)"])
def test_a_column_says_in_brackets_that_its_numbers_are_mobile(tmp_path: Path, column: str) -> None:
    """As applicant tracking systems write it; the one at work comes after it."""
    table = f"Name,Company,Phone (Work),{column}\nAnn Roe,Orbel LLP,+1 212-555-0102,+1 212-555-0101\n"
    [person] = read(tmp_path, table).prospects
    assert (person.phone, person.other_phones) == ("+12125550101", ("+12125550102",))
