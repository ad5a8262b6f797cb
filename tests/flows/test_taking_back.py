"""`callnow import --undo`: a wrong list is taken back, and nothing of older data, or noted since, is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Callnow
from tests.flows.people import rows

RIGHT = """name,title,employer,phone,email
Ida Varn,IT Director,Quorrel Medical,+1 512-555-0134,ida@quorrel.example.com
Tom Brisk,Controller,Tavrick Foods,+1 512-555-0135,tom@tavrick.example.com
"""
WRONG = """name,title,employer,phone,email,last contact,notes
Ida Varn,Head of Nothing,Quorrel Medical,+1 512-555-0199,ida@quorrel.example.com,2026-11-02,do not call
Ada Lorn,Plant Manager,Wexmere Energy,+1 303-555-0141,ada@wexmere.example.com,2026-11-03,likes sailing
Bo Finch,Counsel,Lunbrook Media,+1 303-555-0142,bo@lunbrook.example.com,,
"""
SAME_COLUMNS = """name,title,employer,phone,email
Ida Varn,Head of Nothing,Pellow Robotics,+1 512-555-0199,ida@quorrel.example.com
Bo Finch,Counsel,Lunbrook Media,+1 303-555-0142,bo@lunbrook.example.com
"""
UNDO = ("import", "--undo", "--yes")


@pytest.fixture
def bring(callnow: Callnow, tmp_path: Path) -> Any:
    """Imports a list under a name."""

    def bring(text: str, name: str = "list.csv", encoding: str = "utf-8") -> str:
        (tmp_path / name).write_text(text, encoding=encoding)
        done = callnow("import", tmp_path / name)
        assert done.code == 0, done.err
        return done.out

    return bring


def held(callnow: Callnow) -> dict[str, Any]:
    """All that is held of people, but for what happened when."""
    asked = {
        "prospect": "SELECT * FROM prospect ORDER BY id",
        "record": "SELECT * FROM record ORDER BY row_id",
        "touch": "SELECT * FROM touch ORDER BY id",
        "rhythm": "SELECT * FROM rhythm ORDER BY prospect_id",
        "merged": "SELECT * FROM merged ORDER BY id",
        "employer": "SELECT * FROM employer ORDER BY id",
    }
    return {table: rows(callnow, sql) for table, sql in asked.items()}


def names(callnow: Callnow) -> list[str]:
    return [row["name"] for row in rows(callnow, "SELECT name FROM prospect ORDER BY name")]


@pytest.mark.parametrize("wrong", [WRONG, SAME_COLUMNS, "﻿" + WRONG.replace("name,", "Full Name,", 1)])
def test_a_wrong_list_leaves_no_trace_of_itself(wrong: str, callnow: Callnow, bring: Any) -> None:
    """Whoever came with it is gone, and who was known has again what they had: title, numbers, pause, last contact."""
    bring(RIGHT)
    assert callnow("log", "ida varn", "--called", "--note", "nice talk").code == 0
    before = held(callnow)
    bring(wrong)
    assert names(callnow) != ["Ida Varn", "Tom Brisk"]
    done = callnow(*UNDO)
    assert done.code == 0, done.err
    assert "of list.csv" in done.out
    assert "gone, 1 as before" in done.out
    assert held(callnow) == before
    bring(RIGHT)
    assert held(callnow) == before


def test_what_was_noted_since_is_not_lost(callnow: Callnow, bring: Any) -> None:
    """Of the people of the list those stay who were called, paused or edited meanwhile, and are named; a call to
    somebody who was known stays, too."""
    bring(RIGHT)
    bring(WRONG + "Cy Drake,Partner,Pellow Robotics,,cy@pellow.example.com,,\n")
    assert callnow("log", "ada lorn", "--called", "--note", "knows us").code == 0
    assert callnow("pause", "bo finch", "--for", "3 months").code == 0
    assert callnow("log", "tom brisk", "--called", "--note", "also").code == 0
    done = callnow(*UNDO)
    assert done.code == 0, done.err
    assert "1 person gone" in done.out
    assert "Ada Lorn, Wexmere Energy stays: something was noted of them since" in done.out
    assert names(callnow) == ["Ada Lorn", "Bo Finch", "Ida Varn", "Tom Brisk"]
    notes = [row["note"] for row in rows(callnow, "SELECT note FROM touch ORDER BY note")]
    assert notes == ["", "also", "knows us"]


def test_an_edit_of_who_came_keeps_them(callnow: Callnow, bring: Any) -> None:
    """What was said of them by hand is not thrown away with the list."""
    bring(RIGHT)
    bring(WRONG)
    assert callnow("people", "edit", "bo finch", "--title", "General Counsel").code == 0
    assert "Bo Finch, Lunbrook Media stays" in callnow(*UNDO).out
    assert rows(callnow, "SELECT title, employer FROM prospect WHERE name = 'Bo Finch'") == [
        {"title": "General Counsel", "employer": "Lunbrook Media"}
    ]


def test_imports_are_taken_back_one_after_the_other(callnow: Callnow, bring: Any) -> None:
    """Also where the right list was imported over the wrong one before anybody saw it: first that, then the wrong one,
    then nothing is left to take back, and that is said."""
    bring(RIGHT)
    first = held(callnow)
    bring(SAME_COLUMNS, "wrong.csv")
    second = held(callnow)
    bring(RIGHT, "right.csv")
    assert "of right.csv" in callnow(*UNDO).out
    assert held(callnow) == second
    assert "of wrong.csv" in callnow(*UNDO).out
    assert held(callnow) == first
    assert callnow(*UNDO).code == 0
    assert names(callnow) == []
    none = callnow(*UNDO)
    assert (none.code, none.out) == (2, "")
    assert "no import can be taken back" in none.err


def test_two_whom_the_list_made_one_are_two_again(callnow: Callnow, bring: Any) -> None:
    """A list that has the address of one and the number of another merges them; without it they are two, each with
    their calls, and no later import is kept from merging them."""
    bring("name,employer,email\nIda Varn,Quorrel Medical,ida@quorrel.example.com\n")
    bring("name,employer,mobile\nIda Varn,Orbel Bank,+49 1512 3456789\n", "other.csv")
    assert callnow("log", "ida varn orbel", "--called", "--note", "at the bank").code == 0
    before = held(callnow)
    linking = "name,employer,email,mobile\nIda Varn,Quorrel Medical,ida@quorrel.example.com,+49 1512 3456789\n"
    bring(linking, "linking.csv")
    assert names(callnow) == ["Ida Varn"]
    assert callnow(*UNDO).code == 0
    assert held(callnow) == before
    bring(linking, "linking.csv")
    assert names(callnow) == ["Ida Varn"]


def test_after_somebody_was_forgotten_no_import_is_taken_back(callnow: Callnow, bring: Any) -> None:
    """What it would put back may tell of them, so it is gone."""
    bring(RIGHT)
    bring(WRONG)
    assert callnow("forget", "bo finch", "--yes").code == 0
    refused = callnow(*UNDO)
    assert refused.code == 2
    assert "until somebody is forgotten" in " ".join(refused.err.split())
    assert rows(callnow, "SELECT count(*) AS n FROM import_step") == [{"n": 0}]


def test_it_is_asked_before(callnow: Callnow, bring: Any) -> None:
    """Without a terminal `--yes` says so; a file beside it is a mistake, and so is neither."""
    bring(RIGHT)
    refused = callnow("import", "--undo")
    assert refused.code == 2
    assert "the import of 2 rows of list.csv" in " ".join(refused.err.split())
    assert "--yes" in refused.err
    assert callnow("import", "list.csv", "--undo").code == 2
    assert "no file is named" in callnow("import").err
    assert names(callnow) == ["Ida Varn", "Tom Brisk"]


def test_only_what_wrote_something_is_taken_back(callnow: Callnow, bring: Any) -> None:
    """The same list again changes nothing, so that the one before it is what is taken back; --json says the counts."""
    bring(RIGHT)
    bring(WRONG, "wrong.csv")
    bring(WRONG, "again.csv")
    told = json.loads(callnow(*UNDO, "--json").out)
    assert (told["what"], told["gone"], told["before"]) == ("3 rows of wrong.csv", 2, 1)
    assert names(callnow) == ["Ida Varn", "Tom Brisk"]
