"""A cell of any length is read at once: what is longer than any of its field is cut, and the row says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from sources.prospects.cells import LONGEST
from sources.prospects.refusals import without_refusal
from tests.sources.prospect_lists import read

HEADER = "name,employer,phone,email,notes\n"


@pytest.mark.parametrize(
    "sign", ["-", ",", " - ", "(", "[", "|", "| ", "12/", "5", "Greg Hall / ", "Iris Jung\n", "a", " x"]
)
def test_a_cell_of_one_sign_over_and_over_is_read(sign: str, tmp_path: Path) -> None:
    """In each column alone: of patterns that try each sign as the first, the suite ends what hangs (pytest-timeout)."""
    long = f'"{sign * (30_000 // len(sign))}"'
    usual = ["Ada Quill", "Tessaly Holdings", "212 555 0134", "ada@tessaly.example", "met in May"]
    rows = (",".join((*usual[:n], long, *usual[n + 1 :])) for n in range(len(usual)))
    done = read(tmp_path, HEADER + "\n".join(rows))
    assert done.rows == len(usual)
    assert all(len(told.reason) < 200 for told in (*done.problems, *done.notes))


def test_what_is_cut_is_told(tmp_path: Path) -> None:
    """With its length; notes are whole."""
    row = f"Ada Quill,Tessaly Holdings,{'5' * 5000},,{'met in May ' * 500}\n"
    done = read(tmp_path, HEADER + row)
    assert [told.reason for told in done.notes][:1] == ["phone: its last 4,000 characters are left out"]
    assert len(done.prospects[0].notes) > 3 * LONGEST


def test_a_refusal_in_what_is_cut_counts(tmp_path: Path) -> None:
    """Whoever is not to be called is not, however long the cell is that says so."""
    [person] = read(tmp_path, HEADER + f"Ada Quill,Tessaly Holdings,{'212 555 0134 / ' * 600} DO NOT CALL,,\n").people
    assert person.standing == ("Do not call",)


def test_of_several_numbers_none_is_cut_in_two(tmp_path: Path) -> None:
    """Its beginning would be another number, or none."""
    done = read(tmp_path, HEADER + f"Ada Quill,Tessaly Holdings,{'212 555 0134 / ' * 600},,\n")
    assert [told.reason for told in done.notes] == ["phone: its last 8,012 characters are left out"]
    assert [(person.phone, person.other_phones) for person in done.prospects] == [("+12125550134", ())]


def test_a_bad_cell_is_told_by_its_beginning(tmp_path: Path) -> None:
    """As formulas are."""
    done = read(tmp_path, HEADER + f"Ada Quill,Tessaly Holdings,{'5' * 900},,\n{'4' * 400},Orbel,,,\n")
    assert [told.reason for told in done.notes] == [f"phone: '{'5' * 60}…' is not a phone number"]
    assert [told.reason for told in done.problems] == [f"'{'4' * 60}…' is nobody's name"]


def test_every_mark_around_a_refusal_goes_with_it() -> None:
    """However many stand in a row, and between two of them."""
    for written in ("Ada Quill -- (DNC)", "Ada Quill - DNC - DNC", "DNC: Ada Quill", "Ada Quill [ DO NOT CALL ] "):
        assert without_refusal(written) == ("Ada Quill", True)
