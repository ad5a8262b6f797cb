"""Lists bring the same person in several spellings, with several numbers, again and again: one person is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.people import importing
from tests.conftest import Callnow
from tests.flows.people import HEAD, MONDAY, bring, everybody, rows, shown


@pytest.mark.integration
def test_one_e_mail_in_any_letter_case_is_one_person(callnow: Callnow, tmp_path: Path) -> None:
    """An address in capitals, spaces around it, a middle initial: one person; the other spelling is said and kept."""
    bring(callnow, tmp_path, HEAD + "Ada Quill,Orbital Bakery,ada.quill@example.com,,,\n")
    more = (
        "Ada Quill,Orbital Bakery Inc.,ADA.QUILL@EXAMPLE.COM,512-555-0103,,\n"
        "Ada M. Quill,Orbital Bakery, Ada.Quill@example.com ,,,\n"
    )
    told = bring(callnow, tmp_path, HEAD + more)
    assert (told["new"], told["updated"]) == (0, 1)
    assert [one["as"] for one in told["joined"]] == ["Ada M. Quill, Orbital Bakery"]
    (ada,) = everybody(callnow)
    assert (ada["name"], ada["phone"], ada["email"]) == ("Ada Quill", "+15125550103", "ada.quill@example.com")
    assert shown(callnow, "Ada M. Quill")["id"] == ada["id"]


def test_google_contacts_give_every_number_and_address(callnow: Callnow, tmp_path: Path) -> None:
    """What stands between ":::" is several values; groups that hold everybody are not tags."""
    told = bring(
        callnow,
        tmp_path,
        "Given Name,Family Name,E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Value,Organization 1 - Name,Labels\n"
        "Ben,Marl,ben@lumen.example ::: ben.marl@example.org,b@lumen.example,(212) 555-0104 ::: (212) 555-0144,"
        "Lumen Yards,* My Contacts ::: Leads\n",
    )
    assert (told["new"], told["notes"]) == (1, [])
    ben = shown(callnow, "ben marl")
    assert [ben["phone"], *ben["other_phones"]] == ["+12125550104", "+12125550144"]
    assert ben["email"] == "ben@lumen.example"
    assert set(ben["second"]["emails"]) == {"ben.marl@example.org", "b@lumen.example"}
    assert ben["tags"] == ["Leads"]


@pytest.mark.integration
def test_the_same_export_again_changes_nothing(callnow: Callnow, tmp_path: Path) -> None:
    """Neither people, records nor questions, also with another export between the two; and nothing is gone."""
    one = HEAD + "Jürgen Quill,Orbital Bakery,j@o.example,512-555-0103,CFO,\nA. Marl,Lumen Yards,,,,\n"
    other = "name;firma;mobil\nJuergen Quill;Orbital Bakery GmbH;0171 2345678\nAda Marl;Lumen Yards;\n"
    bring(callnow, tmp_path, one)
    assert bring(callnow, tmp_path, other, "--country", "DE")["asked"] == 1
    kept = [rows(callnow, f"FROM {table} ORDER BY ALL") for table in ("prospect", "record", "merged", "person_pair")]
    for text in (other, one):
        told = bring(callnow, tmp_path, text, "--country", "DE" if text is other else "US")
        assert (told["new"], told["joined"], told["asked"], told["gone"]) == (0, [], 0, [])
        assert [
            rows(callnow, f"FROM {t} ORDER BY ALL") for t in ("prospect", "record", "merged", "person_pair")
        ] == kept
    assert len(kept[0]) == 3


@pytest.mark.integration
def test_a_row_without_an_employer_tells_of_who_is_known(callnow: Callnow, tmp_path: Path) -> None:
    """Of Ada, who is on the list, the number is kept and the employer stays; of a stranger its line is named."""
    bring(callnow, tmp_path, HEAD + "Ada Quill,Orbital Bakery,ada@o.example,,,\n")
    file = tmp_path / "google.csv"
    file.write_text(
        "First Name,Last Name,Organization Name,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,"
        "Phone 2 - Value,Phone 3 - Label,Phone 3 - Value\n"
        "Ada,Quill,,ada@o.example,Home Fax,212-555-0101,Home,212-555-0102,Work,212-555-0103 x 204\n"
        "Ben,Marl,,ben@l.example,,,,,Mobile,212-555-0199\n"
        "Cy,Dent,Lumen Yards,,Work,212-555-0105,Mobile,212-555-0106,,\n"
    )
    done = callnow("--at", MONDAY, "import", file, "--json")
    told = json.loads(done.out)
    assert (done.code, told["new"], told["updated"]) == (3, 1, 1)
    assert [(one["line"], one["reason"]) for one in told["problems"]] == [(3, "no employer for Ben Marl")]
    assert [(one["line"], one["reason"]) for one in told["notes"]] == [(2, "+12125550101 is a fax or pager")]
    ada, cy = everybody(callnow)
    assert (ada["employer"], ada["phone"], ada["other_phones"]) == (
        "Orbital Bakery", "+12125550103;ext=204", ["+12125550102"],
    )  # fmt: skip
    assert (cy["phone"], cy["other_phones"]) == ("+12125550106", ["+12125550105"])
    assert "+12125550103 ext. 204" in callnow("people", "show", "ada").out
    assert json.loads(callnow("--at", MONDAY, "import", file, "--json").out)["unchanged"] == 2


@pytest.mark.integration
def test_numbers_that_an_export_has_no_longer(callnow: Callnow, tmp_path: Path) -> None:
    """They stay behind the new one and are named once; dropped by hand, no import brings them back."""
    first = HEAD + "Ada Quill,Orbital Bakery,ada@o.example,212-555-0104 / 212-555-0105,,\n"
    bring(callnow, tmp_path, first)
    fewer = HEAD + "Ada Quill,Orbital Bakery,ada@o.example,212-555-0106,,\n"
    told = bring(callnow, tmp_path, fewer)
    assert told["gone"][0]["values"] == ["+12125550104", "+12125550105"]
    assert bring(callnow, tmp_path, fewer)["gone"] == []
    bring(callnow, tmp_path, HEAD + "Ada Quill,Orbital Bakery,ada@o.example,,,\n")
    ada = shown(callnow, "ada")
    assert (ada["phone"], ada["other_phones"]) == ("+12125550106", ["+12125550104", "+12125550105"])
    assert callnow("people", "edit", "ada", "--drop", "(212) 555-0104").code == 0
    bring(callnow, tmp_path, first)
    (ada,) = everybody(callnow)
    assert {ada["phone"], *ada["other_phones"]} == {"+12125550105", "+12125550106"}
    refused = callnow("people", "edit", "ada", "--drop", "212-555-0199")
    assert (refused.code, "+12125550105" in refused.err) == (2, True)


@pytest.mark.integration
def test_of_two_employers_of_one_person_the_one_that_is_watched_is_named(callnow: Callnow, tmp_path: Path) -> None:
    """Where a list has somebody at two employers, and in the remark on the row; at one employer nothing is added."""
    two = "Ann Voss,Obel Foods,ann@o.example,,,\nAnn Voss,Pell Robotics,ann@o.example,,,\n"
    told = bring(callnow, tmp_path, HEAD + two + "A. Voss,Pell Robotics,ann@o.example,,,\n")
    assert [(one["as"], one.get("watched", "")) for one in told["joined"]] == [
        ("Ann Voss, Pell Robotics", "Pell Robotics"),
        ("A. Voss, Pell Robotics", "Pell Robotics"),
    ]
    assert shown(callnow, "ann voss")["employer"] == "Pell Robotics"
    assert "at Obel Foods" in told["notes"][0]["reason"]
    marl = "Ben Marl,Lumen Yards,ben@l.example,,,\nBenjamin Marl,Lumen Yards,ben@l.example,,,\n"
    assert [one.get("watched") for one in bring(callnow, tmp_path, HEAD + marl)["joined"]] == [None]


def test_a_long_list_is_said_to_take_minutes(callnow: Callnow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before its rows are compared, on stderr; a short one says nothing."""
    file = tmp_path / "people.csv"
    file.write_text(HEAD + "Ada Quill,Orbital Bakery,,,,\nBen Marl,Lumen Yards,,,,\n", encoding="utf-8")
    assert "are compared" not in callnow("import", file).err
    monkeypatch.setattr(importing, "MANY", 2)
    assert "people.csv: 2 rows are compared" in " ".join(callnow("import", file).err.split())
