"""People who only look like one are asked about, told apart, and stay two in every later list."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Callnow
from tests.flows.people import HEAD, bring, everybody, id_of


@pytest.mark.integration
def test_a_pair_is_asked_about_once_and_the_answer_is_kept(callnow: Callnow, tmp_path: Path) -> None:
    """`doubles` lists who may be one; told apart they stay two for every import; merged they are one."""
    text = HEAD + "A. Quill,Orbital Bakery,,,,\nAda Quill,Orbital Bakery,,,,\nB. Marl,Lumen,,,,\nBen Marl,Lumen,,,,\n"
    assert bring(callnow, tmp_path, text)["asked"] == 2
    pairs = [json.loads(line) for line in callnow("people", "doubles", "--json").out.splitlines()]
    assert sorted(pair["one"]["employer"] for pair in pairs) == ["Lumen", "Orbital Bakery"]
    assert "callnow people merge" in callnow("people", "doubles").out
    a, ada = id_of(callnow, "A. Quill"), id_of(callnow, "Ada Quill")
    assert callnow("people", "different", a, ada).code == 0
    assert callnow("people", "merge", "Ben Marl", "B. Marl").code == 0
    assert bring(callnow, tmp_path, text)["asked"] == 0
    assert callnow("people", "doubles").out == "Nobody may stand on the list twice.\n"
    assert [p["name"] for p in everybody(callnow)] == ["A. Quill", "Ada Quill", "Ben Marl"]


@pytest.mark.integration
def test_splitting_names_its_parts(callnow: Callnow, tmp_path: Path) -> None:
    """Where a person has several parts, which one must be said; the part is two people for every later import."""
    bring(callnow, tmp_path, HEAD + "Ada Quill,Orbital Bakery,,,,\n")
    bring(callnow, tmp_path, "name,firma\nAda Quill,Orbital Bakery GmbH\n")
    bring(callnow, tmp_path, "name,arbeitgeber\nAda J. Quill,Orbital Bakery SE\n")
    refused = callnow("people", "split", "Ada Quill")
    assert (refused.code, "Ada J. Quill, Orbital Bakery SE" in refused.err) == (2, True)
    assert callnow("people", "split", "Ada Quill", "--part", "Ada J.").code == 0
    bring(callnow, tmp_path, "name,arbeitgeber\nAda J. Quill,Orbital Bakery SE\n")
    assert [p["name"] for p in everybody(callnow)] == ["Ada J. Quill", "Ada Quill"]


@pytest.mark.integration
def test_a_third_of_a_name_that_was_split_is_nobody_known(callnow: Callnow, tmp_path: Path) -> None:
    """It gives its number and address to neither of the two; whether it is one of them is asked."""
    bring(callnow, tmp_path, HEAD + "John Smith,Orbital Bakery,john.smith@gmail.example,+1 512-555-0134,,\n")
    bring(callnow, tmp_path, "name,firma,phone\nJohn Smith,Orbital Bakery,+1 512-555-0177\n")
    assert callnow("people", "split", "John Smith").code == 0
    third = "name,arbeitgeber,phone,email\nJohn Smith,Orbital Bakery,+1 512-555-0999,js@yahoo.example\n"
    told = bring(callnow, tmp_path, third)
    assert (told["new"], told["updated"]) == (1, 0)
    assert sorted(one["phone"] for one in everybody(callnow)) == ["+15125550134", "+15125550177", "+15125550999"]
    assert len(callnow("people", "doubles", "--json").out.splitlines()) == 2


@pytest.mark.integration
def test_two_systems_that_count_from_one(callnow: Callnow, tmp_path: Path) -> None:
    """The id of one export is not a proof where nothing else agrees; the same row changed is the same person."""
    bring(callnow, tmp_path, "id,name,company,title\n1,Ada Quill,Orbital Bakery,CFO\n")
    bring(callnow, tmp_path, "id,name,company\n1,Ben Marl,Lumen Yards\n")
    bring(callnow, tmp_path, "id,name,company,title\n1,Ada Quill,Telmarq Systems,CEO\n")
    assert [(p["name"], p["employer"]) for p in everybody(callnow)] == [
        ("Ada Quill", "Telmarq Systems"),
        ("Ben Marl", "Lumen Yards"),
    ]
