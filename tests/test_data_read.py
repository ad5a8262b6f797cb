"""Everything in data/ is read by some code: no file, no key and no word list that nobody would miss."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from inspect import get_annotations
from pathlib import Path
from types import ModuleType
from typing import Any

import callnow
import flows.demo.sample_news
import matching
import sources
from callnow.datafiles import Table
from callnow.paths import DATA, ROOT
from sources.dates import DateWords

PACKAGES = ("callnow", "sources", "matching", "delivery", "flows")
GRAMMAR = ROOT / "matching" / "grammar"
CONTRACT = ROOT / "tests" / "matching" / "test_event_types.py"  # runs the examples of data/events/
LISTED = ("events", "templates", "queries", "reader", "sample", "var")  # folders whose files are found by listing them
# Lists of data/lexicon.toml that are looked up by their names alone; those of the others as "table.name".
BY_NAME_ALONE = ("role", "reading", "auxiliaries")


@cache
def constants(*places: Path) -> frozenset[str]:
    """The texts in the code below some folders or files, x["a"]["b"] as "a.b", and f"a{b}" as "a*"."""
    found = set()
    for node in nodes(*places):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(node.value)
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            found.add(f"{node.values[0].value}*")
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Subscript):
            keys = [one.slice.value for one in (node.value, node) if isinstance(one.slice, ast.Constant)]
            found.add(".".join(map(str, keys)))
    return frozenset(found)


@cache
def attributes(*places: Path) -> frozenset[str]:
    """The attributes that are read there."""
    return frozenset(
        node.attr for node in nodes(*places) if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)
    )


def nodes(*places: Path) -> Iterator[ast.AST]:
    for place in places:
        for file in (place,) if place.is_file() else sorted(place.rglob("*.py")):
            yield from ast.walk(ast.parse(file.read_text(encoding="utf-8")))


CODE = (*(ROOT / package for package in PACKAGES), CONTRACT)


def tables() -> list[type[Table]]:
    """Every model of a data file that the product declares."""
    for package in (callnow, sources, matching):
        for module in modules(package):
            importlib.import_module(module)
    assert flows.demo.sample_news
    found = list(Table.__subclasses__())
    for one in found:
        found += one.__subclasses__()
    return [one for one in found if one.__module__.partition(".")[0] in PACKAGES]


def modules(package: ModuleType) -> list[str]:
    return [m.name for m in pkgutil.walk_packages(package.__path__, f"{package.__name__}.") if "worker" not in m.name]


def unread_keys(table: type[Table | DateWords]) -> list[str]:
    """The keys of a table that nobody reads, neither as an attribute nor by name."""
    read = attributes(*CODE) | constants(*CODE)
    put_together = tuple(text.removesuffix("*") for text in read if text.endswith("_*"))
    return [
        f"{table.__name__}.{name}"
        for name in get_annotations(table)
        if name not in read and not name.startswith(put_together)
    ]


def unread_lists(lexicon: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The word lists of data/lexicon.toml that neither the grammar nor detection reads."""
    read = constants(GRAMMAR) | constants(GRAMMAR.parent / "detection")
    small = constants(GRAMMAR / "lexicon.py")  # which gathers some lists by their names
    return [
        f"{table}.{name}"
        for table, lists in lexicon.items()
        for name in lists
        if f"{table}.{name}" not in read and name not in small and not (table in BY_NAME_ALONE and name in read)
    ]


def test_every_key_of_a_data_file_is_read() -> None:
    """A file may hold what its model declares; what a model declares is read."""
    found = tables()
    assert {"EventType", "Weights", "FeedFile", "ProspectColumns"} <= {one.__name__ for one in found}
    assert [key for one in (*found, DateWords) for key in unread_keys(one)] == []


def test_every_word_list_of_the_grammar_is_read() -> None:
    """Each list of data/lexicon.toml and data/company_words.toml."""
    assert unread_lists(tomllib.loads((DATA / "lexicon.toml").read_text(encoding="utf-8"))) == []
    words = tomllib.loads((DATA / "company_words.toml").read_text(encoding="utf-8"))
    read = constants(GRAMMAR)
    assert [f"{table}.{name}" for table, lists in words.items() for name in lists if name not in read] == []


def test_what_nobody_reads_is_found() -> None:
    """A key and a list that are in a file for nothing do not go unnoticed."""

    class Vain(Table):
        label: str
        never_asked: str

    assert unread_keys(Vain) == ["Vain.never_asked"]
    assert unread_lists({"words": {"posts": [], "vain_words": []}, "reading": {"top": [], "vain": []}}) == [
        "words.vain_words",
        "reading.vain",
    ]


def test_every_data_file_is_named_by_code() -> None:
    """Or lies in a folder whose files are found by listing it."""
    files = [path for path in DATA.rglob("*") if path.is_file() and path.relative_to(DATA).parts[0] not in LISTED]
    assert len(files) > 10
    assert [str(path.relative_to(DATA)) for path in files if path.name not in constants(*CODE)] == []
    assert [folder for folder in LISTED if folder not in constants(*CODE)] == []
