"""Random names through normaliser and comparison: nothing crashes or hangs, and what is the same stays the same."""

from __future__ import annotations

from itertools import pairwise

import pytest

from callnow.fold import MAX_LENGTH, fold
from callnow.legal_forms import without_legal_form
from matching.comparing.companies import compare_companies
from matching.comparing.likeness import Likeness
from matching.comparing.persons import compare_persons
from matching.names.normalise import normalise, take_apart
from tests.matching.random_names import random_names


def _counts(many: int) -> list[object]:
    """A few, and as many as an hour has room for."""
    return [600, pytest.param(many, marks=[pytest.mark.slow, pytest.mark.timeout(3600)])]


@pytest.mark.parametrize("count", _counts(1_000_000))
def test_random_names(count: int) -> None:
    """Whatever stands there: a name that can be written down, no longer than what is looked at, and steady."""
    unsteady, left = [], 0
    for name in random_names(count, seed=20260302):
        taken = take_apart(name)
        once = taken.core
        once.encode()
        steady = normalise(once) == once and fold(fold(name)) == fold(name)
        if not steady or len(once) > MAX_LENGTH or any(normalise(one) != one for one in taken.others):
            unsteady.append(name)
        if name and not without_legal_form(name):
            unsteady.append(name)
        left += bool(once)
    assert [ascii(name) for name in unsteady[:5]] == []
    assert left > count * 0.6  # most of them are names to somebody


@pytest.mark.parametrize("count", _counts(100_000))
def test_random_names_are_compared(count: int) -> None:
    """Each is itself, if it names anybody, and two are alike or not whichever comes first."""
    wrong = []
    for name, other in pairwise(random_names(count, seed=20261126)):
        if compare_companies(name, name) not in (None, Likeness.SAME):
            wrong.append((name, name))
        if compare_persons(name, name) is Likeness.OTHER:
            wrong.append((name, name))
        if compare_persons(name, other) is not compare_persons(other, name):
            wrong.append((name, other))
        for near in (other, name.upper(), name[: len(name) // 2] + other):
            if compare_companies(name, near) is not compare_companies(near, name):
                wrong.append((name, near))
    assert [tuple(map(ascii, pair)) for pair in wrong[:5]] == []
