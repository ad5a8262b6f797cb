"""Word classes as immutable tables: data/lexicon.toml, data/names/ and the verbs and nouns of data/events/*.toml.

A phrase is looked up by its first word; the longest one wins. Verbs are listed as "base[/past[/participle]]" and
get their other forms here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from callnow.datafiles import read_data_file
from callnow.legal_forms import form_spellings
from callnow.paths import DATA
from matching.event_types import event_types

_VOWELS = "aeiou"
_DOUBLING = frozenset(
    {"tap", "shut", "snap", "quit", "transfer", "step", "drop", "cut", "put", "spin", "run", "ship", "nab", "snag"}
    | {"refer", "commit", "set", "hit", "bid", "let", "get", "win", "begin"}
)


class LexiconEntry(NamedTuple):
    """What a phrase may be: `kind` verb, noun or word; the classes it belongs to; a verb's `form`."""

    kind: str
    classes: frozenset[str]
    form: str  # verbs: base, s, ed (past or participle), past, participle, ing


# First word → (lengths in words, longest first; phrase → entries)
Table = dict[str, tuple[tuple[int, ...], dict[tuple[str, ...], tuple[LexiconEntry, ...]]]]

_SMALL = (
    ("sub", "subordinate"),
    ("det", "determiner"),
    ("prep", "preposition"),
    ("pron", "pronoun"),
    ("rel", "relative"),
    ("det", "possessive"),
    ("conj", "conjunction"),
)  # a later kind wins over an earlier one


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word classes. `phrases` maps a first word to (words, entries), longest first; `sets` are plain word sets."""

    phrases: dict[str, tuple[tuple[tuple[str, ...], tuple[LexiconEntry, ...]], ...]]
    sets: dict[str, frozenset[str]]
    given_names: frozenset[str]
    rare_given_names: frozenset[str]
    auxiliaries: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    verbs: Table
    nouns: Table
    small: dict[str, str]  # a small word's chunk kind
    special: frozenset[str]  # words that may begin more than a small word
    plain: frozenset[str]  # words of business that make no name of their own


def third_person(base: str) -> str:
    """A verb in the third person, singular: "acquires"."""
    head, _, rest = base.partition(" ")
    if head.endswith(("s", "sh", "ch", "x", "z", "o")):
        head += "es"
    elif head.endswith("y") and head[-2:-1] not in _VOWELS:
        head = head[:-1] + "ies"
    else:
        head += "s"
    return f"{head} {rest}".strip()


def past_of(base: str) -> str:
    """A regular verb in the past: "acquired"."""
    head, _, rest = base.partition(" ")
    if head.endswith("e"):
        head += "d"
    elif head.endswith("y") and head[-2:-1] not in _VOWELS:
        head = head[:-1] + "ied"
    else:
        head += (head[-1] if _doubles(head) else "") + "ed"
    return f"{head} {rest}".strip()


def gerund_of(base: str) -> str:
    """A verb's -ing form: "acquiring"."""
    head, _, rest = base.partition(" ")
    if head.endswith("ie"):
        head = head[:-2] + "ying"
    elif head.endswith("e") and not head.endswith(("ee", "oe", "ye")) and head != "be":
        head = head[:-1] + "ing"
    else:
        head += (head[-1] if _doubles(head) else "") + "ing"
    return f"{head} {rest}".strip()


def _doubles(head: str) -> bool:
    return head in _DOUBLING


def verb_forms(listed: str) -> dict[str, str]:
    """{surface: form} for "base[/past[/participle]]"."""
    base, *more = listed.split("/")
    past = more[0] if more else past_of(base)
    participle = more[1] if len(more) > 1 else past
    forms = {gerund_of(base): "ing", third_person(base): "s", base: "base"}
    if past == participle:
        forms[past] = "ed" if past != base else "base"
    else:
        forms[past] = "past"
        if participle != base:
            forms[participle] = "participle"
    return forms


def plural_of(noun: str) -> str:
    """A noun in the plural, the head of a phrase changed: "boards of directors"."""
    words = noun.split()
    position = next((i for i, w in enumerate(words) if w in {"of", "in", "to"}), len(words)) - 1
    words[max(position, 0)] = third_person(words[max(position, 0)])
    return " ".join(words)


def _read_names(path: Path) -> tuple[frozenset[str], frozenset[str]]:
    words = [w for line in read_data_file(path, tuple[str, ...]) for w in line.split()]
    return frozenset(w for w in words if not w.endswith("?")), frozenset(w[:-1] for w in words if w.endswith("?"))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The tables, read once in each process; the same data gives the same tables everywhere."""
    shared = read_data_file(DATA / "lexicon.toml", dict[str, dict[str, list[str]]])
    kinds_of: dict[str, dict[tuple[str, str], set[str]]] = {}
    for phrase, kind, form, name in _listed_phrases(shared):
        kinds_of.setdefault(phrase.lower(), {}).setdefault((kind, form), set()).add(name)
    return Lexicon(
        phrases=_by_first_word(kinds_of),
        sets=_sets(shared) | {"org.legal": form_spellings()},
        given_names=(names := _read_names(DATA / "names" / "given_names.txt"))[0],
        rare_given_names=names[1],
        auxiliaries=_auxiliaries(shared["auxiliaries"]),
        verbs=_table(kinds_of, verbs=True),
        nouns=_table(kinds_of, verbs=False),
        special=frozenset(first for first, listed in _table(kinds_of, verbs=False).items())
        | frozenset(shared["words"]["former"] + shared["person"]["descriptors"]),
        plain=frozenset(
            shared["org"]["generic"]
            + shared["role"]["functions"]
            + shared["role"]["modifiers"]
            + shared["person"]["descriptors"]
        ),
        small={word: kind for kind, name in _SMALL for word in shared["words"][name]},
    )


def _listed_phrases(shared: dict[str, dict[str, list[str]]]) -> Iterator[tuple[str, str, str, str]]:
    """Phrase, kind, form and class of each verb, noun and word of the event types and of lexicon.toml."""
    for event_type in event_types().values():
        for name, members in event_type.verbs.items():
            yield from _verb_phrases(members, name)
        for name, members in event_type.nouns.items():
            for noun in members:
                yield noun, "noun", "", name
                yield plural_of(noun), "noun", "", name
        for name, members in event_type.words.items():
            yield from ((word, "word", "", name) for word in members)
    yield from _verb_phrases(shared["headline"]["verbs"], "other")
    yield from _verb_phrases(shared["words"]["news_verbs"], "announce")
    yield from ((phrase, "word", "", "anaphor") for phrase in shared["words"]["anaphor"])


def _verb_phrases(verbs: Iterable[str], name: str) -> Iterator[tuple[str, str, str, str]]:
    return ((surface, "verb", form, name) for verb in verbs for surface, form in verb_forms(verb).items())


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of class `name` of [reading] in data/lexicon.toml."""
    return lexicon().sets[f"reading.{name}"]


def _table(kinds_of: dict[str, dict[tuple[str, str], set[str]]], *, verbs: bool) -> Table:
    grouped: dict[str, dict[tuple[str, ...], tuple[LexiconEntry, ...]]] = {}
    for phrase, kinds in kinds_of.items():
        words = tuple(phrase.split())
        entries = tuple(
            LexiconEntry(kind, frozenset(names), form)
            for (kind, form), names in sorted(kinds.items())
            if (kind == "verb") == verbs
        )
        if entries:
            grouped.setdefault(words[0], {})[words] = entries
    return {first: (tuple(sorted({len(w) for w in listed}, reverse=True)), listed) for first, listed in grouped.items()}


def longest_at(table: Table, lows: list[str], position: int) -> tuple[tuple[str, ...], tuple[LexiconEntry, ...]] | None:
    """The longest phrase of `table` that begins at word `position`, and its entries."""
    listed = table.get(lows[position])
    if listed is None:
        return None
    for length in listed[0]:
        words = tuple(lows[position : position + length])
        entries = listed[1].get(words)
        if entries is not None:
            return words, entries
    return None


def _by_first_word(
    kinds_of: dict[str, dict[tuple[str, str], set[str]]],
) -> dict[str, tuple[tuple[tuple[str, ...], tuple[LexiconEntry, ...]], ...]]:
    grouped: dict[str, list[tuple[tuple[str, ...], tuple[LexiconEntry, ...]]]] = {}
    for phrase, kinds in kinds_of.items():
        words = tuple(phrase.split())
        entries = tuple(LexiconEntry(kind, frozenset(names), form) for (kind, form), names in sorted(kinds.items()))
        grouped.setdefault(words[0], []).append((words, entries))
    return {first: tuple(sorted(listed, key=lambda p: (-len(p[0]), p[0]))) for first, listed in grouped.items()}


def _sets(shared: dict[str, Any]) -> dict[str, frozenset[str]]:
    sets = {}
    for table in ("words", "org", "person", "role", "places", "reading", "no_management"):
        for name, listed in shared[table].items():
            sets[f"{table}.{name}"] = frozenset(listed)
    sets["headline.small"] = frozenset(shared["headline"]["small"])
    return sets


def _auxiliaries(table: dict[str, list[str]]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    grouped: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, listed in table.items():
        for phrase in listed:
            words = tuple(phrase.split())
            grouped.setdefault(words[0], []).append((words, kind))
    return {first: tuple(sorted(pairs, key=lambda p: -len(p[0]))) for first, pairs in grouped.items()}
