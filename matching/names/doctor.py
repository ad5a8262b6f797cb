"""Employers whose names alone cannot be matched safely, and what to add so that they can."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from callnow.model import Employer
from matching.names.loose import loose_word
from matching.names.normalise import normalise
from matching.names.words import word_lists

SHORT = 4
"""A name with fewer letters is a name of many."""


@dataclass(frozen=True, slots=True)
class WeakName:
    """An employer, what is wrong with its name, and what to add."""

    employer_id: str
    employer: str
    problem: str
    hint: str


def weak_names(employers: Iterable[Employer]) -> list[WeakName]:
    """The employers that a match by name would miss or mistake, in their order. A domain or ticker helps a name that is
    too short or too common; one that says nothing needs an alias."""
    weak = []
    for employer in employers:
        problem = _problem(normalise(employer.name))
        if not problem:
            continue
        if problem in (NOTHING, DIGITS):
            mended = any(not _problem(normalise(alias)) for alias in employer.aliases)
            hint = "add an alias: the name as the news writes it"
        else:
            mended = bool(employer.domain or employer.ticker)
            hint = "add its web domain or ticker, or a longer alias"
        if not mended:
            weak.append(WeakName(employer.id, employer.name, problem, hint))
    return weak


def is_weak(name: str) -> bool:
    """Whether a name cannot be matched safely by itself."""
    return bool(_problem(normalise(name)))


NOTHING = "nothing but legal forms or marks"
DIGITS = "nothing but digits"


def _problem(core: str) -> str:
    """What is wrong with a normalised name, "" where nothing is."""
    letters = core.replace(" ", "")
    lists = word_lists()
    generic = {loose_word(w) for w in lists.generic | lists.weak}
    checks = {
        NOTHING: not letters,
        DIGITS: letters.isdigit(),
        f"only {len(letters)} letters": len(letters) < SHORT,
        "an everyday word": core in lists.common,
        "the name of a place": core in lists.places,
        "only words that many companies have": all(loose_word(w) in generic for w in core.split()),
    }
    return next((problem for problem, holds in checks.items() if holds), "")
