"""A run of the pipeline: what its steps share, how it begins and ends in the store, and what it counts."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta
from typing import Protocol

from callnow.errors import ChannelError
from callnow.model import Delivery, stable_id
from callnow.run_summary import RunSummary
from callnow.settings import Settings
from callnow.store import writing
from callnow.store.news import Kept, Understood
from callnow.store.runs import end_run, start_run
from callnow.store.snoozes import wake
from callnow.terms import DeliveryState, MatchVerdict, RunKind
from flows.calls.calendars import refresh_calendars
from flows.news.fetching import FetchCounts
from flows.news.second_reader import SecondReader
from flows.running.clock import put_plans_back
from flows.running.publishing import publish_all
from flows.running.spread import Spread, one_by_one


class Progress(Protocol):
    """Hears how far a step is: its name, how much is done, and of how much where that is known."""

    def __call__(self, step: str, done: int, total: int | None = None) -> None: ...


def in_silence(step: str, done: int, total: int | None = None) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Run:
    """What the steps of one run share. One with `since` is a backfill: it sends nothing, and leaves out older news.

    `second` is the run's one second reader: it tells a fault once.
    """

    settings: Settings
    now: datetime
    second: SecondReader
    spread: Spread = one_by_one
    progress: Progress = in_silence
    since: datetime | None = None
    begun: float = field(default_factory=time.monotonic)

    @property
    def kind(self) -> RunKind:
        """What the store calls it."""
        return RunKind.BACKFILL if self.since else RunKind.WATCH

    @property
    def id(self) -> str:
        """The same for whoever begins it anew at the same moment."""
        return stable_id("run", self.kind, self.now.isoformat())

    def ended_at(self) -> datetime:
        """The moment by the clock of the run, which may have been told another time than the machine's."""
        return self.now + timedelta(seconds=time.monotonic() - self.begun)


def begin_run(
    settings: Settings,
    now: datetime,
    spread: Spread = one_by_one,
    progress: Progress = in_silence,
    *,
    since: datetime | None = None,
) -> Run:
    """A run that the store knows of; what a wrong clock had planned is put back first."""
    run = Run(settings, now, SecondReader(settings, now), spread, progress, since)
    with writing(settings) as con:
        put_plans_back(con, now)
        start_run(con, run.id, run.kind, now)
        wake(con, now, settings.watch.time_zone)
    return run


def finish_run(run: Run, summary: RunSummary) -> RunSummary:
    """Keeps the counts of a run, publishes what it did and brings the calendars up to it.

    What could not be published or written is a failure in the summary.
    """
    with writing(run.settings) as con:
        end_run(con, run.id, run.ended_at(), counts(summary))
    failures = publish_all(run.settings)
    if summary.matches:  # news of employers on the list: calls may have come up, or be off
        failures += tuple(refresh_calendars(run.settings, run.now))
    return replace(summary, failures=failures + summary.failures)


def counts(summary: RunSummary) -> dict[str, int]:
    """The counts of a run by name, for tables and JSON."""
    return {f.name: getattr(summary, f.name) for f in fields(summary) if f.name not in ("failures", "waits")}


def with_fetched(summary: RunSummary, fetched: FetchCounts) -> RunSummary:
    """The summary with what a batch of visits brought."""
    names = FetchCounts.__dataclass_fields__
    return replace(summary, **{name: getattr(summary, name) + getattr(fetched, name) for name in names})


def with_understood(summary: RunSummary, understood: Understood, kept: Kept) -> RunSummary:
    """The summary with what a batch of announcements came to, and what keeping it changed."""
    return replace(
        summary,
        events=summary.events + len(understood.events),
        matches=summary.matches + sum(match.verdict is MatchVerdict.MATCH for match in understood.matches),
        stories=summary.stories + len(understood.stories),
        triggers=summary.triggers + kept.new,
        call_now=summary.call_now + sum(trigger.tier == "call_now" for trigger in understood.triggers),
        taken_back=summary.taken_back + kept.taken_back,
    )


def with_failures(summary: RunSummary, failures: Iterable[Exception]) -> RunSummary:
    """The summary with the failures that it does not hold yet before those it does."""
    unsaid = [failure for failure in failures if failure not in summary.failures]
    return replace(summary, failures=(*unsaid, *summary.failures))


def with_delivered(summary: RunSummary, outcomes: Iterable[Delivery]) -> RunSummary:
    """The summary with the withdrawals that were sent, in which a channel's refusals are one failure, the last."""
    refused: dict[str, ChannelError] = {}
    withdrawals = summary.withdrawals
    for outcome in outcomes:
        withdrawals += bool(outcome.withdraws) and outcome.state is DeliveryState.SENT
        if outcome.state is not DeliveryState.SENT:
            reason = outcome.last_error.removeprefix(f"{outcome.channel}: ")
            refused[outcome.channel] = ChannelError(reason, where=outcome.channel)
    before = [
        failure for failure in summary.failures if not (isinstance(failure, ChannelError) and failure.where in refused)
    ]
    return replace(summary, withdrawals=withdrawals, failures=(*before, *refused.values()))
