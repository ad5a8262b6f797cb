"""The word lists of data/names, read once: legal forms, abbreviations, words that say little, places, common words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from cleanco import termdata

from callnow.datafiles import Table, read_data_file
from callnow.fold import fold
from callnow.legal_forms import legal_forms
from callnow.paths import DATA

FOLDER = DATA / "names"
Words = tuple[str, ...]
Sequences = dict[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class WordLists:
    """All lists folded as `normalise.fold` folds names. The sequence tables give, for a last word, every word
    sequence that ends with it, longest first."""

    legal: Sequences
    legal_front: Sequences
    shares: Sequences
    abbreviations: dict[str, str]
    written_only: frozenset[str]
    weak: frozenset[str]
    generic: frozenset[str]
    site: frozenset[str]
    unit: frozenset[str]
    sentence: frozenset[str]
    states: frozenset[str]
    only_forms: frozenset[str]
    named_forms: frozenset[str]
    countries: frozenset[str]
    institutions: frozenset[str]
    places: frozenset[str]
    common: frozenset[str]


class _Lists(Table):
    weak: Words
    written_only: Words
    generic: Words
    site: Words
    unit: Words
    sentence: Words
    states: Words
    countries: Words
    institutions: Words


class NameWords(Table):
    """data/names/words.toml."""

    abbreviations: dict[str, str]
    lists: _Lists


@cache
def word_lists() -> WordLists:
    """The lists as the repository holds them."""
    forms = legal_forms()
    words = read_data_file(FOLDER / "words.toml", NameWords)
    lists = words.lists
    legal = {fold(f) for group in forms.end.values() for f in group}
    legal |= {fold(t) for terms in termdata.terms_by_country.values() for t in terms}
    legal |= {fold(t) for terms in termdata.terms_by_type.values() for t in terms}
    legal -= {*forms.not_forms, ""}
    front = {fold(f) for f in forms.front.all}
    places = {fold(p) for p in read_data_file(FOLDER / "places.txt", Words)}
    return WordLists(
        legal=_by_last(legal),
        legal_front=_by_first(front),
        shares=_by_last({fold(f) for f in forms.shares.end}),
        abbreviations={fold(a): fold(b) for a, b in words.abbreviations.items()},
        written_only=frozenset(lists.written_only),
        weak=frozenset(lists.weak),
        generic=frozenset(lists.generic),
        site=frozenset(lists.site),
        unit=frozenset(lists.unit),
        sentence=frozenset(lists.sentence),
        states=frozenset(lists.states),
        only_forms=frozenset(forms.only),
        named_forms=frozenset(forms.named),
        countries=frozenset(fold(c) for c in lists.countries),
        institutions=frozenset(lists.institutions),
        places=frozenset(places),
        common=frozenset(fold(w) for w in read_data_file(FOLDER / "common_words.txt", Words)),
    )


@lru_cache(maxsize=1 << 14)
def is_place(name: str) -> bool:
    """Whether a name is a place's."""
    folded, lists = fold(name), word_lists()
    return folded in lists.places or folded in lists.countries


def is_named_form(words: Sequence[str], lists: WordLists) -> bool:
    """Whether folded words are a name made of "the" and a legal form: "The Limited"."""
    return len(words) == 2 and words[0] == "the" and words[1] in lists.named_forms


def ending_length(words: Sequence[str], forms: Sequences) -> int:
    """How many words the longest form has that ends a name and is not all of it; 0 where none does."""
    for form in forms[words[-1]]:
        if len(form) < len(words) and tuple(words[-len(form) :]) == form:
            return len(form)
    return 0


def _by_last(forms: set[str]) -> Sequences:
    table: dict[str, list[tuple[str, ...]]] = {}
    for form in forms:
        parts = tuple(form.split())
        table.setdefault(parts[-1], []).append(parts)
    return {word: tuple(sorted(listed, key=len, reverse=True)) for word, listed in table.items()}


def _by_first(forms: set[str]) -> Sequences:
    table: dict[str, list[tuple[str, ...]]] = {}
    for form in forms:
        parts = tuple(form.split())
        table.setdefault(parts[0], []).append(parts)
    return {word: tuple(sorted(listed, key=len, reverse=True)) for word, listed in table.items()}
