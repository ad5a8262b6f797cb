"""Random names through the normaliser: nothing crashes or hangs, and once is enough."""

from __future__ import annotations

import pytest

from callnow.fold import MAX_LENGTH, fold
from matching.names.normalise import normalise, take_apart
from tests.matching.random_names import random_names


@pytest.mark.parametrize(
    "count", [10_000, pytest.param(1_000_000, marks=[pytest.mark.slow, pytest.mark.timeout(3600)])]
)
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
        left += bool(once)
    assert [ascii(name) for name in unsteady[:5]] == []
    assert left > count * 0.6  # most of them are names to somebody
