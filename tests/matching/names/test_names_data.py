"""The data files of names: readable, folded, without entries that cannot work, and clear when they are broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from callnow.datafiles import read_data_file
from callnow.errors import DataFileError
from callnow.fold import fold
from callnow.model import Employer
from matching.names.aliases import aliases_by_name, read_aliases
from matching.names.build import build_index
from matching.names.doctor import weak_names
from matching.names.score import weights
from matching.names.words import NameWords, word_lists
from tests.matching.one_name import match_mention


def test_every_list_is_folded_as_names_are() -> None:
    """An entry that folding would change could never be met."""
    lists = word_lists()
    for name in (
        "weak",
        "generic",
        "site",
        "unit",
        "countries",
        "places",
        "common",
        "sentence",
        "only_forms",
        "named_forms",
        "states",
    ):
        entries = getattr(lists, name)
        assert entries
        assert {e for e in entries if fold(e) != e} == set(), name
    assert all(fold(form) == form for sequences in lists.legal.values() for form in map(" ".join, sequences))


def test_aliases_stand_for_their_companies_both_ways() -> None:
    """A short name finds the employer, and news under a new name finds the employer filed under the old one."""
    index = build_index([Employer("a", "International Business Machines Corp."), Employer("b", "Facebook, Inc.")])
    assert match_mention("IBM", index).employer_id == "a"
    assert match_mention("Meta Platforms, Inc.", index).employer_id == "b"


def test_an_employers_own_alias_is_a_name_of_it() -> None:
    """Employer.aliases are filed beside the name."""
    index = build_index([Employer("a", "Zorvik Energy", aliases=("Harbour Light Co",))], aliases=())
    match = match_mention("Harbour Light", index)
    assert match.employer_id == "a"
    assert "other_name" in {f.name for f in match.features}


def test_no_alias_is_its_own_name() -> None:
    """Each line of the table says something."""
    table = read_aliases()
    assert len({(a.alias, a.name) for a in table}) == len(table)
    assert all(len(others) >= 1 for others in aliases_by_name(table).values())


@pytest.mark.parametrize(
    ("text", "place"), [("alias,name,kind\nIBM,,short\n", "line 2"), ("alias,name,kind\nQ,Quillmark,guess\n", "line 2")]
)
def test_a_bad_alias_is_named(tmp_path: Path, text: str, place: str) -> None:
    """The error says which line, and how a good one looks."""
    path = tmp_path / "aliases.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError) as error:
        read_aliases(path)
    assert place in error.value.where


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("[lists\n", "line 1"),
        ("[lists]\nweek = ['a']\n", "line 2, lists.week"),
        ("[lists]\nweak = 'a'\n", "line 2, lists.weak"),
    ],
)
def test_a_broken_data_file_is_named(tmp_path: Path, text: str, where: str) -> None:
    """Broken TOML, a list of another name and one that is none are told with file, line and key."""
    path = tmp_path / "words.toml"
    path.write_text(text)
    with pytest.raises(DataFileError) as error:
        read_data_file(path, NameWords)
    assert error.value.where.startswith(str(path))
    assert error.value.where.endswith(where)


def test_the_weights_keep_their_order() -> None:
    """An equal name matches by itself; a word of another company outweighs all that agrees; nothing that speaks against
    a match counts for it."""
    table = weights()
    assert table.points["words_agree"] + table.points["same_name"] == pytest.approx(1.0)
    assert table.points["words_agree"] * 2 / 3 + table.points["extra_generic"] < table.match
    good = {"words_agree", "same_name", "same_words", "missing_place", "ticker", "domain"}
    assert {name for name, points in table.points.items() if points > 0} == good


WEAK = [
    ("Inc.", "nothing"),
    ("1234", "digits"),
    ("QX", "letters"),
    ("Target", "everyday"),
    ("Houston", "place"),
    ("National Data Services", "many companies"),
]


@pytest.mark.parametrize(("name", "problem"), WEAK)
def test_the_doctor_lists_names_that_match_nobody_safely(name: str, problem: str) -> None:
    """Too short, too common, or nothing: with what to add."""
    found = weak_names([Employer("a", "Zorvik Energy"), Employer("b", name)])
    assert [w.employer_id for w in found] == ["b"]
    assert problem in found[0].problem
    assert "add" in found[0].hint


def test_a_mended_name_is_no_longer_listed() -> None:
    """A domain or ticker makes a common name safe, an alias a name that says nothing."""
    mended = [
        Employer("a", "Target", domain="target.example"),
        Employer("b", "QX", ticker="QX"),
        Employer("c", "1234", aliases=("Quillmark",)),
    ]
    assert weak_names(mended) == []
