"""Who is meant by a part of a name, and who is asked for more."""

from __future__ import annotations

import pytest

from flows.people.finding import recruiter_named
from tests.conftest import Callnow
from tests.flows.people import MONDAY, id_of, rows


@pytest.mark.parametrize("whom", ["imke", "VANDERSLOOT", "vander imk", "imke.v@example.com", "Imke Vandersloot"])
def test_any_part_of_a_name_finds_its_person(known: Callnow, whom: str) -> None:
    """Beginnings of words in any order and case, or an e-mail, name a prospect."""
    assert known("--at", MONDAY, "log", whom, "--voicemail").code == 0


def test_accents_do_not_count(known: Callnow) -> None:
    """A name is found with or without its accents."""
    assert known("--at", MONDAY, "log", "oscar", "--called").code == 0


@pytest.mark.integration
def test_two_people_of_one_name_are_told_apart(known: Callnow) -> None:
    """An ambiguous name is refused with the candidates and their employers; a word of one, or the id, decides."""
    refused = known("--at", MONDAY, "log", "kim talloway", "--called")
    assert refused.code == 2
    assert "Telmarq Systems" in refused.err
    assert "Quorrel Foods" in refused.err
    assert known("--at", MONDAY, "log", "kim quorrel", "--called").code == 0
    assert known("--at", MONDAY, "log", id_of(known, "Kim Talloway", "Telmarq"), "--met").code == 0
    assert known("--at", MONDAY, "log", "nobody", "--met").code == 2
    assert {row["kind"] for row in rows(known, "FROM touch")} == {"called", "met"}


@pytest.mark.parametrize(
    ("words", "named"),
    [("ravi", "Ravi Sol"), ("Dana Quist", "Dana Quist"), ("RAVI SOL", "Ravi Sol"), ("Lou", "Lou"), ("Dan", "Dan")],
)
def test_a_recruiter_is_known_by_any_word_or_is_new(words: str, named: str) -> None:
    """Where one may be new, only whom no word names is: who is called as a name begins is somebody else."""
    assert recruiter_named(words, ["Dana Quist", "Ravi Sol"], "", or_new=True) == named
