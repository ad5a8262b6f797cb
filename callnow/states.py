"""States and provinces, with the letters that are written for them and the country each is in: data/states.csv."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from callnow.datafiles import read_data_file
from callnow.fold import fold
from callnow.paths import DATA


@dataclass(frozen=True, slots=True)
class NamedState:
    """A state or province, by one of its names; `letters` "" where none are written for it, or they mean another."""

    name: str
    letters: str
    country: str


@cache
def states() -> Mapping[str, NamedState]:
    """All of them, by name (folded)."""
    return {fold(state.name): state for state in read_data_file(DATA / "states.csv", tuple[NamedState, ...])}


def countries_of_state(text: str) -> tuple[str, ...]:
    """The countries (codes) that have a state of this name or with these letters: "WA" is one of two."""
    return _countries().get(fold(text), ())


@cache
def _countries() -> Mapping[str, tuple[str, ...]]:
    named: dict[str, tuple[str, ...]] = {}
    for name, state in states().items():
        for word in filter(None, (name, state.letters)):
            named[word] = tuple(dict.fromkeys((*named.get(word, ()), state.country)))
    return named
