"""The cards of an address book are read as a list of people, in all three versions that phones write."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from sources.prospects import read_lists
from sources.prospects.vcards import card_layouts

CARDS = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=A4rklin;Zo=C3=AB;;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB M=C3=A4rklin
TEL;CELL;PREF:+1 512-555-0134
TEL;WORK;FAX:+1 512-555-0199
ORG:Quarrel Steel
NOTE;ENCODING=QUOTED-PRINTABLE:likes tea=0D=0A=
call again
PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQ
 AAAA

END:VCARD
BEGIN:VCARD
VERSION:3.0
N:Example;Ann;;;
FN:Ann Example
ORG:Orbit Foods\\, Inc.;IT
TITLE:CIO
item1.TEL;type=pref:+1 512-555-0135
item1.X-ABLabel:_$!<Main>!$_
TEL;type=HOME;type=VOICE:(512) 555-0136
EMAIL;type=INTERNET;type=WORK:ann@orbitfoods.example
ADR;type=WORK;LABEL="Door: 7":;;1 Main St;Austin;TX;78701;United States
NOTE:circle back in six weeks\\nmet at the fair,
  twice
END:VCARD
BEGIN:VCARD
VERSION:4.0
N:Sample;Bo;;;
TEL;VALUE=uri;TYPE="cell,voice":tel:+1-512-555-0137
ORG:Pindar Air
END:VCARD
BEGIN:VCARD
FN:Cy Third
TEL:512 555 0138
END:VCARD
"""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_cards_of_a_phone_are_a_list_of_people(tmp_path: Path, end: str) -> None:
    """Name, employer, title, numbers by their kind, address and notes; a fax is none, nor is a picture."""
    path = tmp_path / "contacts.vcf"
    path.write_bytes(CARDS.replace("\n", end).encode())
    (read,) = read_lists(path)
    zoe, ann, bo = read.prospects
    assert (zoe.name, zoe.employer, zoe.phone, zoe.numbers) == (
        "Zoë Märklin",
        "Quarrel Steel",
        "+15125550134",
        ("+15125550134",),
    )
    assert zoe.notes.splitlines() == ["likes tea", "call again"]
    assert (ann.name, ann.employer, ann.title, ann.city, ann.country) == (
        "Ann Example",
        "Orbit Foods, Inc.",
        "CIO",
        "Austin, TX",
        "US",
    )
    assert (ann.numbers, ann.second.homes) == (("+15125550135", "+15125550136"), ("+15125550136",))
    assert (ann.email, ann.notes) == ("ann@orbitfoods.example", "circle back in six weeks\nmet at the fair, twice")
    assert (bo.name, bo.phone) == ("Bo Sample", "+15125550137")
    assert [row.reason for row in read.without_employer] == ["no employer for Cy Third"]
    assert CARDS.splitlines()[read.without_employer[0].line - 1] == "FN:Cy Third"


def test_untidy_cards_are_read_as_their_program_meant_them() -> None:
    """Letters of Windows, a quoted line that goes on with a blank, a note with a page break; the address at work comes
    first, and the card of a company names no person."""
    text = (
        "BEGIN:VCARD\r\nN;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:M=FCller;J=FCrgen\r\nORG:Quarrel Steel\r\n"
        "NOTE;ENCODING=QUOTED-PRINTABLE:met at the fair and=\r\n will call back\r\n"
        "EMAIL;type=HOME:jm@home.example\r\nEMAIL;type=WORK:jm@quarrel.example\r\nEND:VCARD\r\n"
        "BEGIN:VCARD\r\nN;ENCODING=QUOTED-PRINTABLE:Ros=E9;Ann\r\nNOTE:one\u2028TEL:two\r\nEND:VCARD\r\n"
        "BEGIN:VCARD\r\nFN:Pizza Corner\r\nORG:Pizza Corner;\r\nTEL:+1 512-555-0140\r\nEND:VCARD"
    )
    _, jurgen, ann, pizza = (row.cells for row in card_layouts(text)[0].read(0))
    assert (jurgen[0], jurgen[-1]) == ("Jürgen Müller", "met at the fair and will call back")
    assert jurgen[6] == "jm@quarrel.example; jm@home.example"
    assert (ann[0], ann[4], ann[-1]) == ("Ann Rosé", "", "one\u2028TEL:two")
    assert pizza[:2] == ("", "Pizza Corner")


@pytest.mark.parametrize(
    "line",
    ["TEL" + ";a=b" * 100_000, "TEL;" + '"' * 100_001, "TEL;" + '"' * 100_000 + "x", "N:" + "\\;" * 100_000, ":;"],
)
def test_no_line_of_a_card_takes_long(line: str) -> None:
    begun = time.monotonic()
    list(card_layouts(f"BEGIN:VCARD\nFN:Ann\n{line}\nEND:VCARD")[0].read(0))
    assert time.monotonic() - begun < 2
