"""The index: built, kept on disk, opened, and the numbers it is made of."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callnow.model import Employer
from matching.names.build import build_index, content_hash
from matching.names.disk import index_for, open_index, save_index
from matching.names.hashing import ByteSums, joined, lines, masks
from matching.names.index import text_hashes
from matching.names.keys import keys_of
from matching.names.resolve import match_listed
from matching.names.tables import HashTable, spread
from tests.matching.one_name import match_mention

EMPLOYERS = [
    Employer("a", "Zorvik Energy, Inc.", domain="zorvik.example", ticker="ZRV", country="US", city="Austin"),
    Employer("b", "Müller Gerätebau GmbH", aliases=("MGB Werke",)),
    Employer("c", "Quillmark Ltd dba Paperhouse"),
]


def test_an_index_opened_from_disk_is_the_one_that_was_built(tmp_path: Path) -> None:
    """Every employer comes back as given, and every mention finds the same."""
    built = build_index(EMPLOYERS, aliases=())
    opened = open_index(save_index(built, tmp_path))
    assert opened is not None
    assert len(opened) == 3
    assert opened.employer(0) == EMPLOYERS[0]
    assert opened.content == built.content
    mentions = ["Zorvik", "MGB Werke", "Paperhouse", "Mueller Gerätebau", "nobody"]
    assert list(match_listed(mentions, opened)) == list(match_listed(mentions, built))
    assert [m.employer_id for m in match_listed(mentions, opened)] == ["a", "b", "c", "b", ""]


def test_an_index_is_built_once_for_the_same_employers(tmp_path: Path) -> None:
    """The same content is opened; changed content is built anew, and old indexes go."""
    index_for(EMPLOYERS, tmp_path, aliases=())
    made = {p.name: p.stat().st_mtime_ns for p in tmp_path.iterdir()}
    index_for(EMPLOYERS, tmp_path, aliases=())
    assert {p.name: p.stat().st_mtime_ns for p in tmp_path.iterdir()} == made
    for n in range(4):
        index_for([*EMPLOYERS, Employer(f"x{n}", f"Newcomer {n}")], tmp_path, aliases=())
    assert len(list(tmp_path.iterdir())) == 2


def test_a_broken_index_is_built_anew(tmp_path: Path) -> None:
    """A missing or cut file makes the index no index."""
    place = save_index(build_index(EMPLOYERS, aliases=()), tmp_path)
    (place / "owner.npy").unlink()
    assert open_index(place) is None
    assert match_mention("Zorvik", index_for(EMPLOYERS, tmp_path, aliases=())).employer_id == "a"
    (place / "table.whole.keys.npy").write_bytes(b"\x93NUMPY")
    assert open_index(place) is None
    shutil.rmtree(place)
    assert open_index(place) is None


@pytest.mark.parametrize(
    "change", [{"name": "Zorvik"}, {"ticker": "X"}, {"domain": "x.example"}, {"aliases": ("x",)}, {"country": "DE"}]
)
def test_content_changes_with_every_field(change: dict[str, object]) -> None:
    """No change of an employer leaves an old index in use."""
    first = EMPLOYERS[0]
    fields = {name: getattr(first, name) for name in ("id", "name", "domain", "ticker", "country", "city", "aliases")}
    other = Employer(**{**fields, **change})  # type: ignore[arg-type]
    assert content_hash([other]) != content_hash([first])


def test_employers_are_found_by_id() -> None:
    """A judgement names an employer by id."""
    index = build_index(EMPLOYERS, aliases=())
    assert [index.position(e.id) for e in EMPLOYERS] == [0, 1, 2]
    assert index.position("zzz") is None


@given(st.lists(st.text(max_size=8), min_size=1, max_size=8))
def test_equal_pieces_have_equal_hashes_wherever_they_lie(strings: list[str]) -> None:
    """The hash of a string does not depend on its neighbours."""
    row, ends = joined(strings)
    together = ByteSums(row).hashes(ends[:-1], ends[1:])
    assert together.tolist() == [int(text_hashes([s])[0]) for s in strings]
    assert len(set(together.tolist())) == len({s.encode("utf-8", "replace") for s in strings})


@given(st.lists(st.lists(st.text("abcdé", min_size=1, max_size=5), max_size=4).map(" ".join), min_size=1, max_size=6))
def test_lines_are_the_words_without_their_spaces(names: list[str]) -> None:
    """Words and names are found again in the row of bytes, a name without words as one empty word."""
    row, ends, first = lines(names)
    words = [bytes(row[b:e]).decode() for b, e in pairwise(ends)]
    assert [words[b:e] for b, e in pairwise(first)] == [n.split(" ") for n in names]


def test_keys_ignore_order_only_where_they_should() -> None:
    """Whole names differ by order, the key in any order does not."""
    keys = keys_of(["ab cd ef", "ef ab cd", "abcd ef", ""])
    assert keys.whole[0] != keys.whole[1]
    assert keys.order[0] == keys.order[1]
    assert keys.whole[0] == keys.whole[2]
    assert keys.size.tolist() == [6, 6, 6, 0]


@given(st.lists(st.integers(0, 6), max_size=20), st.lists(st.integers(0, 9), min_size=1, max_size=9))
def test_a_table_finds_all_rows_of_a_key(filed: list[int], asked: list[int]) -> None:
    """What was filed under a key is found under it, nothing else is."""
    table = HashTable.of(np.array(filed, dtype=np.uint64), np.arange(len(filed), dtype=np.int32))
    begin, end = table.find(np.array(asked, dtype=np.uint64))
    found = [sorted(table.rows[b:e].tolist()) for b, e in zip(begin, end, strict=True)]
    assert found == [[i for i, key in enumerate(filed) if key == a] for a in asked]
    which, at = spread(begin, end)
    assert len(which) == sum(map(len, found)) == len(at)


def test_masks_tell_which_letters_a_stretch_has() -> None:
    """Anagrams have the same mask, another letter changes it."""
    row, ends = joined(["abc", "cab", "abd"])
    found = masks(row, ends[:-1], ends[1:]).tolist()
    assert found[0] == found[1] != found[2]
