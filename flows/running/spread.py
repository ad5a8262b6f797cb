"""How a step's batches are spread: one after the other here, over a task runner in the Prefect flows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

B = TypeVar("B")
R = TypeVar("R")


class Spread(Protocol):
    """Applies a pure step to batches and gives what came of each, in order. Batches and results are picklable."""

    def __call__(self, step: Callable[[B], R], batches: Sequence[B], /) -> Iterable[R]: ...


def one_by_one(step: Callable[[B], R], batches: Sequence[B], /) -> Iterable[R]:
    """Here, now, in this process."""
    return map(step, batches)
