"""The word lists of data/names, read once: legal forms, abbreviations, words that say little, places, common words."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cleanco import termdata

from callnow.errors import DataFileError
from callnow.paths import DATA
from matching.names.fold import fold

FOLDER = DATA / "names"
Sequences = dict[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class WordLists:
    """All lists folded as `normalise.fold` folds names. The sequence tables give, for a last word, every word
    sequence that ends with it, longest first."""

    legal: Sequences
    legal_front: Sequences
    shares: Sequences
    legal_words: frozenset[str]
    abbreviations: dict[str, str]
    weak: frozenset[str]
    generic: frozenset[str]
    site: frozenset[str]
    unit: frozenset[str]
    sentence: frozenset[str]
    states: frozenset[str]
    only_forms: frozenset[str]
    countries: frozenset[str]
    places: frozenset[str]
    place_words: frozenset[str]
    common: frozenset[str]


def read_toml(path: Path) -> dict[str, Any]:
    """A data file's tables; DataFileError names the file and what is wrong with it."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DataFileError("the file is missing", where=str(path), mend="bring it back from the repository") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataFileError(str(error), where=str(path), mend="mend that line") from None


def read_lines(path: Path) -> list[str]:
    """The lines of a list, without comments and empty lines."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise DataFileError("the file is missing", where=str(path), mend="bring it back from the repository") from None
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


@cache
def word_lists() -> WordLists:
    """The lists as the repository holds them."""
    forms = read_toml(FOLDER / "legal_forms.toml")
    words = read_toml(FOLDER / "words.toml")
    lists: dict[str, list[str]] = words["lists"]
    not_forms = set(forms["not_forms"])
    legal = {fold(f) for group in forms["end"].values() for f in group}
    legal |= {fold(t) for terms in termdata.terms_by_country.values() for t in terms}
    legal |= {fold(t) for terms in termdata.terms_by_type.values() for t in terms}
    legal -= not_forms | {""}
    front = {fold(f) for f in forms["front"]["all"]}
    places = {fold(p) for p in read_lines(FOLDER / "places.txt")}
    return WordLists(
        legal=_by_last(legal),
        legal_front=_by_first(front),
        shares=_by_last({fold(f) for f in forms["shares"]["end"]}),
        legal_words=frozenset(w for f in legal | front for w in f.split()),
        abbreviations={fold(a): fold(b) for a, b in words["abbreviations"].items()},
        weak=frozenset(lists["weak"]),
        generic=frozenset(lists["generic"]),
        site=frozenset(lists["site"]),
        unit=frozenset(lists["unit"]),
        sentence=frozenset(lists["sentence"]),
        states=frozenset(lists["states"]),
        only_forms=frozenset(forms["only"]),
        countries=frozenset(fold(c) for c in lists["countries"]),
        places=frozenset(places),
        place_words=frozenset(w for p in places for w in p.split()),
        common=frozenset(fold(w) for w in read_lines(FOLDER / "common_words.txt")),
    )


def _by_last(forms: set[str]) -> Sequences:
    table: dict[str, list[tuple[str, ...]]] = {}
    for form in forms:
        parts = tuple(form.split())
        table.setdefault(parts[-1], []).append(parts)
    return {word: tuple(sorted(found, key=len, reverse=True)) for word, found in table.items()}


def _by_first(forms: set[str]) -> Sequences:
    table: dict[str, list[tuple[str, ...]]] = {}
    for form in forms:
        parts = tuple(form.split())
        table.setdefault(parts[0], []).append(parts)
    return {word: tuple(sorted(found, key=len, reverse=True)) for word, found in table.items()}
