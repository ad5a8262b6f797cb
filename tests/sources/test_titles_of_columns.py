"""Titles of columns as people write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sources.prospects.titles_of_columns import meaning_of
from tests.sources.prospect_lists import read

TITLES = {
    "Account Name (current)": "employer", "Position/Title": "title", "Ph. 1": "phone", "Ph. (office)": "phone",
    "Cell/Mobile": "mobile", "E-mail addr": "email", "City/St": "city", "City / State": "city",
    "Last Spoke": "last_contact", "Comments / Next step": "notes", "Phone (work)": "phone", "Mobile - own": "mobile",
    "Function / Job title": "title", "Where": "city", "Based in": "city",
}  # fmt: skip


@pytest.mark.parametrize(("title", "field"), TITLES.items())
def test_a_title_that_says_more_is_known_by_its_first_part(title: str, field: str) -> None:
    """Behind a slash, bracket or dash stands another word for the same, or what else there is to say."""
    meaning = meaning_of(title)
    assert meaning is not None
    assert meaning[0] == field


@pytest.mark.parametrize(
    "title",
    [
        "Name (company)",
        "Manager (name)",
        "Company (previous)",
        "Phone (assistant)",
        "Email / Phone",
        "Name / Title",
        "(/)",
    ],
)
def test_a_title_of_two_things_or_of_somebody_else_is_not_known(title: str) -> None:
    """It is left to a person to say."""
    assert meaning_of(title) is None


def test_a_list_with_such_titles_is_read(tmp_path: Path) -> None:
    """Every column reaches its field; one that is known whole goes before one that is known in part."""
    head = "Name,Position/Title,Account Name (current),Ph. 1,Cell/Mobile,E-mail addr,City/St,Comments / Next,Title"
    row = 'Ada Quill,VP,Orbital Bakery,212-555-0142,212-555-0143,ada@orbital.example.com,"Boston, MA",call in May,CTO'
    file = read(tmp_path, f"{head}\n{row}\n")
    [person] = file.prospects
    assert (person.employer, person.title, person.email) == ("Orbital Bakery", "CTO", "ada@orbital.example.com")
    assert (person.phone, person.other_phones) == ("+12125550143", ("+12125550142",))
    assert (person.city, person.notes) == ("Boston, MA", "call in May")
    assert not file.unused
    assert not file.numberless


def test_a_field_may_be_mapped_in_several_words(tmp_path: Path) -> None:
    """ "last contact" is last_contact, whichever side it stands on."""
    text = "Name,Company,Seen\nAda Quill,Orbital Bakery,2026-01-05\n"
    assert read(tmp_path, text, mapping={"Seen": "last contact"}).people[0].last_contact == "2026-01-05"
    assert read(tmp_path, text, mapping={"Last Contact": "Seen"}).people[0].last_contact == "2026-01-05"


def test_short_names_of_british_lists_are_known(tmp_path: Path) -> None:
    """A firm is the employer, a landline or desk phone a number, a function the title, Prio the tier."""
    for number in ("Desk phone", "Desk", "Office no.", "Landline"):
        head = f"Name,Firm,Function,Prio,{number}\n"
        (one,) = read(tmp_path, head + "Ada Quill,Orbital Bakery,CFO,A,+1 415-555-0134\n").prospects
        assert (one.employer, one.title, one.tier, one.phone) == ("Orbital Bakery", "CFO", "A", "+14155550134")


def test_a_column_of_where_somebody_is_based_is_their_town(tmp_path: Path) -> None:
    """Numbers are read by it; what somebody earns is no town, also where a column calls it "Base"."""
    file = read(tmp_path, "Name;Company;Mobile;Base\nAda Quill;Orbital Bakery;020 7946 0018;Leeds\n")
    [person] = file.prospects
    assert (person.city, person.phone) == ("Leeds", "+442079460018")
    paid = read(tmp_path, "Name;Company;Base\nAda Quill;Orbital Bakery;£90k\nBo Lund;Orbital Bakery;95000\n")
    assert {one.city for one in paid.prospects} == {""}


def test_numbers_that_are_all_of_another_country_are_told_once(tmp_path: Path) -> None:
    """Their column was found, so that what is missing is the country; of a list without any it is another matter."""
    file = read(tmp_path, "Name,Company,Mobile\nAda Quill,Orbital Bakery,07700 900301\nBo Lund,Vantry,07700 900302\n")
    assert (file.numberless, file.unread_in) == (True, "US")
    none = read(tmp_path, "Name,Company,Mobile\nAda Quill,Orbital Bakery,\nBo Lund,Vantry,\n")
    assert (none.numberless, none.unread_in) == (True, "")
    some = read(tmp_path, "Name,Company,Mobile\nAda Quill,Orbital Bakery,212-555-0142\nBo Lund,Vantry,07700 900302\n")
    assert some.unread_in == ""
