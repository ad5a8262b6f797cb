"""The order of the pipeline, once, on one screen.

    fetch → parse → Announcement → detect → CompanyEvent → resolve → Match
          → join → Story → decide → Trigger → deliver → Delivery

`watch` is what `callnow run` and the Prefect flow call; `backfill` reads the same news as if each item were read on the
day it was published, records the triggers and sends nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import datetime
from functools import reduce
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Protocol

from callnow.errors import ChannelError, ReadingFailed
from callnow.model import Announcement, RunSummary, Story, stable_id
from callnow.settings import ReaderSettings, Settings
from callnow.store import only_run, writing
from callnow.store.lake import check_lake
from callnow.store.news import Understood, end_run, keep_texts, keep_understood, start_run, stories_of, unread
from callnow.store.outbox import all_deliveries
from callnow.store.page import wake
from callnow.terms import DeliveryState, MatchVerdict, RunKind
from flows.articles import fetch_articles, wanting
from flows.clock import RunClock, put_plans_back
from flows.declaring import declare_catalogue
from flows.delivering import check_channels, deliver_due
from flows.fetching import FetchCounts, due_feeds, fetch_news, why_none_is_due
from flows.knowledge import load_knowledge
from flows.publishing import publish_all, publish_copy, try_publishing
from flows.second_opinion import SecondOpinion
from flows.spread import Spread, one_by_one
from flows.turns import take_turns
from flows.understanding import (
    Detected,
    Knowledge,
    Read,
    companies_of,
    concerning,
    conclude,
    detect_batch,
    detect_batch_closely,
    resolve_batch,
)

BATCH = 2000  # announcements understood in one transaction …
CHUNK = 250  # … and detected in one task
MEANWHILE = 60.0  # seconds of reading feeds after which what has come is understood and told


class Progress(Protocol):
    """Hears how far a step is: its name, how much is done, and of how much where that is known."""

    def __call__(self, step: str, done: int, total: int | None = None) -> None: ...


def in_silence(step: str, done: int, total: int | None = None) -> None:
    """Nobody watches."""


def to_nobody(words: str) -> None:
    """Nobody listens."""


def watch(
    settings: Settings,
    now: datetime,
    *,
    spread: Spread = one_by_one,
    everything: bool = False,
    progress: Progress = in_silence,
    say: Callable[[str], None] = to_nobody,
) -> RunSummary:
    """One whole run at `now`: feeds to calls to make. Failures of feeds and channels are values in the summary.

    What comes while other feeds still wait for their turn is understood and told each minute. `say` hears what keeps
    the run waiting for long; without `everything` a host's feeds that do not fit before the next run are left to it.

    Raises StoreBusy where another run is under way, naming it, and SettingError where a channel cannot be opened or
    what the lake needs is not installed.
    """
    check_channels(settings)
    check_lake(settings.store, settings.home)
    with only_run(settings.home, "a run"):
        run_id = _begin(settings, RunKind.WATCH, now)
        summary, second, last, unread_items = RunSummary(), SecondOpinion(settings, now), monotonic(), 0
        clock = RunClock(now)

        def tell(summary: RunSummary) -> RunSummary:
            told = understand(settings, clock(), summary, lambda story: now, spread, second=second, progress=progress)
            return deliver(settings, clock(), told, progress=progress)

        for counts in fetch(settings, now, spread, whole=everything, progress=progress, say=say):
            summary, unread_items = _with_counts(summary, counts), unread_items + counts.new_items
            if unread_items and monotonic() - last > MEANWHILE:
                summary = tell(summary)
                try_publishing(settings)  # what it cannot do is said at the end, when it is tried again
                last, unread_items = monotonic(), 0
        return _finish(settings, run_id, now, tell(summary))


def backfill(
    settings: Settings,
    now: datetime,
    since: datetime,
    *,
    spread: Spread = one_by_one,
    progress: Progress = in_silence,
) -> RunSummary:
    """Reads the feeds, deciding each story as of its day, from `since` on; triggers are recorded, nothing is sent.

    What is older is kept as left out: no later run takes it up, but for a backfill that reaches so far.
    """
    check_lake(settings.store, settings.home)
    with only_run(settings.home, "a backfill"):
        run_id = _begin(settings, RunKind.BACKFILL, now)
        fetched = fetch(settings, now, spread, whole=True, since=since, progress=progress)
        summary = reduce(_with_counts, fetched, RunSummary())
        summary = understand(
            settings, now, summary, lambda s: s.first.published_at, spread, since=since, silent=True, progress=progress
        )
        return _finish(settings, run_id, now, summary)


def fetch(
    settings: Settings,
    now: datetime,
    spread: Spread,
    *,
    whole: bool,
    since: datetime | None = None,
    progress: Progress,
    say: Callable[[str], None] = to_nobody,
) -> Iterator[FetchCounts]:
    """fetch → parse: visits the feeds that are due and keeps what is new; counts come as batches are kept.

    What is older than `since` is kept as left out.
    """
    with writing(settings) as con:
        declare_catalogue(con)
    due, turns = take_turns(due_feeds(settings, now, everything=whole), settings, whole=whole)
    for one in filter(None, (turn.beforehand for turn in turns)):
        say(one)
    done = 0
    for counts in fetch_news(settings, due, now, spread, since):
        yield counts
        done += counts.feeds
        progress("feeds read", done, len(due))
    waits = [turn.afterwards for turn in turns] if due else [why_none_is_due(settings, now)]
    yield FetchCounts(waiting=sum(turn.left for turn in turns), waits=tuple(filter(None, waits)))


def understand(
    settings: Settings,
    now: datetime,
    summary: RunSummary,
    decided_at: Callable[[Story], datetime],
    spread: Spread,
    *,
    since: datetime | None = None,
    silent: bool = False,
    second: SecondOpinion | None = None,
    progress: Progress,
) -> RunSummary:
    """detect → resolve → join → decide over everything not read yet, a batch a transaction.

    What is known of people is read anew at each call: a long run must not go by what was said before it. `second` is
    the run's one, where it calls several times.
    """
    knowledge: Knowledge | None = None
    done = 0
    second = second or SecondOpinion(settings, now, quiet=silent)
    if not silent and second.waiting():
        knowledge = load_knowledge(settings)
        second.ask_again(knowledge)
    while True:
        with writing(settings) as con:
            announcements = unread(con, BATCH, since)
        if not announcements:
            unsaid = [one for one in second.failures if one not in summary.failures]
            return replace(summary, failures=(*unsaid, *summary.failures))
        knowledge = knowledge or load_knowledge(settings)  # not before there is news: it reads everybody
        read, failures = read_batch(announcements, knowledge, spread)
        wanted = wanting(read, knowledge, settings.fetch.article_budget - summary.articles)
        articles = fetch_articles(settings, wanted, now)
        summary = replace(summary, articles=summary.articles + len(wanted))  # in vain is asked for, too
        again, failed_again = read_batch(articles, knowledge, spread)
        fuller = {one.announcement.id: one for one in again}
        read = second.weigh([fuller.get(one.announcement.id, one) for one in read])
        with writing(settings) as con:
            told, planned = stories_of(con, companies_of(read)), all_deliveries(con)
        concluded = conclude(read, told, planned, knowledge, decided_at, now=now, silent=silent)
        with writing(settings) as con:
            keep_texts(con, articles)
            new = keep_understood(con, concluded, now)
        summary = replace(_counted(summary, concluded, new), failures=summary.failures + failures + failed_again)
        done += len(announcements)
        progress("items understood", done)


def read_batch(
    announcements: Sequence[Announcement], knowledge: Knowledge, spread: Spread
) -> tuple[list[Read], tuple[ReadingFailed, ...]]:
    """detect → resolve over a batch, detection spread over tasks; with the texts that detection stumbled over.

    What the grammar finds, or the employers named, tell which texts may concern somebody; those are read closely.
    """
    found = _detect(detect_batch, announcements, spread)
    read = resolve_batch(announcements, found, knowledge)
    near = concerning(read, knowledge)
    closely = _detect(detect_batch_closely, near, spread)
    read_again = zip(resolve_batch(near, closely, knowledge), closely, strict=True)
    again = {
        one.announcement.id: replace(one, closely=not isinstance(events, ReadingFailed)) for one, events in read_again
    }
    failures = tuple(one for one in (*found, *closely) if isinstance(one, ReadingFailed))
    return [again.get(one.announcement.id, one) for one in read], failures


def _detect(
    step: Callable[[Sequence[Announcement]], list[Detected]], announcements: Sequence[Announcement], spread: Spread
) -> list[Detected]:
    chunks = [announcements[n : n + CHUNK] for n in range(0, len(announcements), CHUNK)]
    return [events for chunk in spread(step, chunks) for events in chunk]


def deliver(settings: Settings, now: datetime, summary: RunSummary, *, progress: Progress) -> RunSummary:
    """deliver: drains the outbox; a channel's refusal becomes a failure in the summary, once a channel."""
    refused: dict[str, ChannelError] = {}
    for done, outcome in enumerate(deliver_due(settings, now), 1):
        progress("messages sent", done)
        if outcome.state is not DeliveryState.SENT:
            refused[outcome.channel] = ChannelError(
                outcome.last_error.removeprefix(f"{outcome.channel}: "), where=outcome.channel
            )
    before = [one for one in summary.failures if not (isinstance(one, ChannelError) and one.where in refused)]
    return replace(summary, failures=(*before, *refused.values()))


def deliver_waiting(settings: Settings, now: datetime) -> dict[str, int]:
    """Drains the outbox by itself: counts of deliveries by the state they came to."""
    with only_run(settings.home, "a delivery"):
        counted: dict[str, int] = {}
        for outcome in deliver_due(settings, now):
            counted[outcome.state] = counted.get(outcome.state, 0) + 1
        if counted:
            publish_copy(settings)
        return counted


@contextmanager
def rehearsal(settings: Settings, wanted: bool) -> Iterator[Settings]:
    """The same settings, or where a rehearsal is `wanted` those of a copy that sends nothing and is thrown away."""
    if not wanted:
        yield settings
        return
    with TemporaryDirectory(prefix="callnow-rehearsal-") as folder:
        for file in (settings.database, settings.database.with_name(settings.database.name + ".wal")):
            if file.exists():
                shutil.copyfile(file, Path(folder) / file.name)
        alone = settings.store.model_copy(update={"lake": None})
        yield settings.model_copy(
            update={"home": Path(folder), "channels": {}, "store": alone, "reader": ReaderSettings()}
        )


def counts(summary: RunSummary) -> dict[str, int]:
    """The counts of a run by name, for tables and JSON."""
    return {f.name: getattr(summary, f.name) for f in fields(summary) if f.name not in ("failures", "waits")}


def _begin(settings: Settings, kind: RunKind, now: datetime) -> str:
    run_id = stable_id("run", kind, now.isoformat())
    with writing(settings) as con:
        put_plans_back(con, now)
        start_run(con, run_id, kind, now)
        wake(con, now)
    return run_id


def _finish(settings: Settings, run_id: str, now: datetime, summary: RunSummary) -> RunSummary:
    with writing(settings) as con:
        end_run(con, run_id, now, counts(summary))
    return replace(summary, failures=publish_all(settings) + summary.failures)


def _with_counts(summary: RunSummary, counts: FetchCounts) -> RunSummary:
    names = FetchCounts.__dataclass_fields__
    return replace(summary, **{name: getattr(summary, name) + getattr(counts, name) for name in names})


def _counted(summary: RunSummary, found: Understood, new: int) -> RunSummary:
    return replace(
        summary,
        events=summary.events + len(found.events),
        matches=summary.matches + sum(match.verdict is MatchVerdict.MATCH for match in found.matches),
        stories=summary.stories + len(found.stories),
        triggers=summary.triggers + new,
        call_now=summary.call_now + sum(trigger.tier == "call_now" for trigger in found.triggers),
    )
