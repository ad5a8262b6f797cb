"""What one run of the pipeline came to."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What one run of the pipeline did, in counts; `failures` are the errors of feeds and channels, as values.

    `waiting` feeds are left to the next run, for reasons that `waits` says; `articles` were asked for. `taken_back` are
    calls that were told before, `withdrawals` the messages sent that say so: one a channel, also of earlier runs.
    """

    feeds: int = 0
    unchanged: int = 0
    failed: int = 0
    items: int = 0
    new_items: int = 0
    events: int = 0
    matches: int = 0
    stories: int = 0
    triggers: int = 0
    call_now: int = 0
    taken_back: int = 0
    withdrawals: int = 0
    articles: int = 0
    waiting: int = 0
    waits: tuple[str, ...] = field(default=(), compare=False)
    failures: tuple[Exception, ...] = field(default=(), compare=False)
