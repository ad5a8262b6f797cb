"""How far a run is that the page has begun, and how it ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FEEDS_READ = "feeds read"
"""The first step of a run."""


@dataclass(frozen=True, slots=True)
class Step:
    """How much of a step is done, and of how much where that is known."""

    name: str
    done: int
    total: int | None = None


@dataclass(frozen=True, slots=True)
class RunProgress:
    """A run of this home: `under_way` names who runs it, "" where nobody does.

    The rest is of the run that this page began last: its steps, its seconds, and once it has ended its counts (none
    where it failed), what went wrong, in lines, and its exit code.
    """

    under_way: str = ""
    ours: bool = False
    steps: tuple[Step, ...] = ()
    seconds: float = 0.0
    ended: bool = False
    exit_code: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    trouble: tuple[str, ...] = ()
    trouble_count: int = 0

    @property
    def feeds(self) -> Step | None:
        """How many of the feeds are read; None before the first is."""
        return next((step for step in self.steps if step.name == FEEDS_READ), None)
