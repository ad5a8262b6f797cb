"""Numbers that reached somebody else: marked wherever they are shown, and right again once that is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from callnow.settings import load_settings
from callnow.store.connection import writing
from tests.conftest import Callnow
from tests.flows.people import MONDAY, bring, id_of, keep_triggers, rows, shown
from tests.flows.test_touching import news_for

WRONG = ("log", "ada", "--called", "--outcome", "wrong number")
LATER = ("--at", "2026-03-02T11:00+00:00")


@pytest.fixture
def known(callnow: Callnow, tmp_path: Path) -> Callnow:
    """A home that knows Ada by two numbers, of which the first one is wrong."""
    both = "+1 512 555 0134,+1 512 555 0135"
    bring(callnow, tmp_path, f"name,employer,phone,mobile\nAda Vandersloot,Harrowmere Logistics,{both}\n")
    assert callnow("--at", MONDAY, *WRONG).code == 0
    return callnow


def offered(known: Callnow) -> str:
    (person,) = [line for line in known("card", "ada", "--json").out.splitlines() if line]
    return str(json.loads(person)["phone"])


def test_a_wrong_number_is_marked_wherever_it_is_shown(known: Callnow) -> None:
    """Beside each number of the record, and in the list where it is the only one; as JSON in both."""
    record = " ".join(known("people", "show", "ada").out.split())
    assert "+15125550135 (said to be a wrong number on 2 March 2026); +15125550134" in record
    assert list(shown(known, "ada")["wrong_numbers"]) == ["+15125550135"]
    assert "(wrong)" not in known("people", "list").out
    known(*LATER, *WRONG)
    assert "(wrong)" in known("people", "list").out
    listed = json.loads(known("people", "list", "--json").out)
    assert sorted(listed["wrong_numbers"]) == ["+15125550134", "+15125550135"]


@pytest.mark.parametrize("said", ["--not-wrong", "--phone"])
def test_a_number_marked_by_mistake_is_right_again(known: Callnow, said: str) -> None:
    """By its own option, or said as their number once more, in any spelling; the call stays in the history."""
    assert offered(known) == "+15125550134"
    right = known("people", "edit", "ada", said, "(512) 555-0135")
    assert right.code == 0, right.err
    assert "wrong number" not in right.out
    assert offered(known) == "+15125550135"
    assert rows(known, "SELECT outcome FROM touch") == [{"outcome": "wrong number"}]


def test_a_number_that_is_not_marked_is_refused(known: Callnow) -> None:
    """The answer names those that are."""
    refused = known("people", "edit", "ada", "--not-wrong", "+1 512 555 0134")
    assert refused.code == 2
    assert "+15125550135" in refused.err


def test_a_wrong_number_is_not_offered_while_another_stands(callnow: Callnow, home: Path, tmp_path: Path) -> None:
    """The next number is called instead, that day; where no other is left, the number is marked on every card."""
    head = "name,title,employer,phone,mobile,owner\n"
    row = "Ada Vandersloot,IT Director,Harrowmere Logistics,+1 512 555 0134,+1 512 555 0135,Dana\n"
    file = tmp_path / "two.csv"
    file.write_text(head + row)
    assert callnow("--at", MONDAY, "import", file).code == 0
    keep_triggers(home, news_for(callnow, id_of(callnow, "Ada Vandersloot")))

    def phone(at: str) -> tuple[str, str]:
        card = json.loads(callnow("--at", at, "calls", "--json").out.splitlines()[0])
        return card["phone"], card["phone_note"]

    first, _ = phone(MONDAY)
    said = callnow("--at", MONDAY, "log", "ada", "--called", "--outcome", "wrong number").out
    other, note = phone("2026-03-02T10:00+00:00")
    assert first != other
    assert f"call {other}" in said
    assert first not in note
    number = other.replace(" ", "").replace("-", "")
    assert f"TEL;TYPE=WORK,VOICE:{number}" in callnow("card", "ada", "--vcf").out
    assert number in callnow("people", "list").out
    assert first.replace(" ", "").replace("-", "") not in callnow("card", "ada").out
    callnow("--at", "2026-03-02T11:00+00:00", "log", "ada", "--called", "--outcome", "wrong number")
    left, note = phone("2026-03-03T10:00+00:00")
    assert left == first
    assert "wrong number" in note
    for words in (
        ("card", "ada"),
        ("card", "ada", "--vcf"),
        ("--at", "2026-03-03T10:00+00:00", "today"),
        ("calendar",),
    ):
        assert "said to be a wrong" in " ".join(callnow(*words).out.replace("\r\n ", "").split()), words
    assert callnow("--at", MONDAY, "people", "edit", "ada", "--phone", "+1 512 555 0136").code == 0
    assert phone("2026-03-03T10:00+00:00")[0].endswith("0136")


def test_a_wrong_number_said_again_is_the_number_that_was_meant(callnow: Callnow, home: Path, tmp_path: Path) -> None:
    """The same words minutes later or with the same hour mark no other number; a touch that names none gets one."""
    file = tmp_path / "two.csv"
    file.write_text(
        "name,employer,phone,mobile\nAda Vandersloot,Harrowmere Logistics,+1 512 555 0134,+1 512 555 0135\n"
    )
    callnow("--at", MONDAY, "import", file)
    wrong = ("log", "ada", "--called", "--outcome", "wrong number")
    for _ in range(2):
        callnow("--at", MONDAY, *wrong)
        callnow("--at", MONDAY, *wrong, "--when", "2026-03-01 10:00")
    numbers = {row["number"] for row in rows(callnow, "SELECT number FROM touch")}
    assert len(numbers) == 2
    with writing(load_settings(home).database) as con:
        con.execute("UPDATE touch SET number = ''")
        con.execute("DELETE FROM touch WHERE touched_at < '2026-03-02'")
    callnow("--at", MONDAY, *wrong)
    assert [row["number"] for row in rows(callnow, "SELECT number FROM touch")] == ["+15125550135"]
