"""Numbers that reached somebody else: marked wherever they are shown, and right again once that is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Callnow
from tests.flows.people import MONDAY, bring, rows, shown

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
