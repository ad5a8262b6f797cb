"""Past calls of a file: kept once, and a file that is none is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Callnow
from tests.flows.people import MONDAY, rows


@pytest.mark.integration
def test_past_calls_are_imported_once(known: Callnow, tmp_path: Path) -> None:
    """A CSV of past calls is read with its bad rows by line; a second time it adds nothing."""
    file = tmp_path / "calls.csv"
    file.write_text(
        "Contact,Company,Date,Type,Notes,Promised,Due,Topic,User\n"
        "Imke Vandersloot,Harrowmere,2026-02-10,Call,open to a move,after Easter,,rowing,\n"
        'oscar@example.org,,2026-02-11T10:30,Voicemail,,,,,"Voss, Dana"\n'
        "Kim Talloway,,2026-02-11,Call,,,,,\n"
        "Kim Talloway,Quorrel,2027-02-11,Call,,,,,\n"
        "Imke Vandersloot,,31 February 2026,Call,,,,,\n"
        "Imke Vandersloot,,2026-02-12,Fax,,,,,\n"
        "Imke Vandersloot,,2026-02-12,Call,,in a bit,,,\n"
        "Nobody Known,,2026-02-12,Call,,,,,\n",
        encoding="utf-8",
    )
    first = known("--at", MONDAY, "log", "--import", file, "--json")
    assert first.code == 3
    told = json.loads(first.out)
    assert (told["rows"], told["new"], told["known"]) == (8, 2, 0)
    assert [problem["line"] for problem in told["problems"]] == [4, 5, 6, 7, 8, 9]
    assert all(problem["what_to_do"] for problem in told["problems"])
    again = json.loads(known("--at", MONDAY, "log", "--import", file, "--json").out)
    assert (again["new"], again["known"]) == (0, 2)
    kept = {row["kind"]: row for row in rows(known, "FROM touch")}
    assert kept["called"]["due_on"] == "2026-04-07"
    assert kept["voicemail"]["touched_at"].startswith("2026-02-11T10:30")
    assert kept["voicemail"]["owner"] == "Dana Voss"


def test_a_file_that_is_no_list_of_calls_is_refused(known: Callnow, tmp_path: Path) -> None:
    """A missing file, a workbook, and a CSV of something else: exit 2 and what is needed."""
    other = tmp_path / "other.csv"
    other.write_text("colour,size\nred,1\n")
    book = tmp_path / "book.csv"
    book.write_bytes(b"PK\x03\x04whatever")
    empty = tmp_path / "empty.csv"
    empty.write_text("")
    for file in (other, book, empty, tmp_path / "missing.csv"):
        refused = known("log", "--import", file)
        assert refused.code == 2, file
        assert "what to do:" in refused.err
