"""The order of the pipeline, once, on one screen.

    fetch → parse → Announcement → detect → CompanyEvent → resolve → Match
          → join → Story → decide → Trigger → deliver → Delivery

`watch` is what `callnow run` and the Prefect flow call; `backfill` reads the same news as if each item were read on the
day it was published, records the triggers and sends nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import reduce
from time import monotonic

from callnow.model import Announcement, Delivery, Story
from callnow.progress import FEEDS_READ
from callnow.run_summary import RunSummary
from callnow.settings import Settings
from callnow.store import only_run, writing
from callnow.store.lake import check_lake
from callnow.store.lock import A_RUN
from callnow.store.news import keep_texts, keep_understood, stories_of, unread
from callnow.store.outbox import planned_deliveries
from callnow.store.owed_rematch import rematch_owed
from callnow.store.people import prospects_at
from flows.news.articles import fetch_articles, wanting
from flows.news.declaring import declare_catalogue
from flows.news.detecting import read_batch
from flows.news.fetching import FetchCounts, due_feeds, fetch_news, why_none_is_due
from flows.news.knowledge import Knowledge, load_knowledge
from flows.news.listing import look_up
from flows.news.rematching import match_again
from flows.news.searches import watches_filings
from flows.news.turns import take_turns
from flows.news.understanding import companies_of, conclude
from flows.people.died import end_calls_to, people_who_died
from flows.running.clock import RunClock
from flows.running.delivering import check_channels, deliver_due
from flows.running.publishing import try_publishing
from flows.running.runs import (
    Progress,
    Run,
    begin_run,
    finish_run,
    in_silence,
    with_delivered,
    with_failures,
    with_fetched,
    with_understood,
)
from flows.running.spread import Spread, one_by_one

BATCH = 2000  # announcements understood in one transaction
MEANWHILE = 60.0  # seconds of reading feeds after which what has come is understood and told


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
    with only_run(settings.home, A_RUN):
        run, clock = begin_run(settings, now, spread, progress), RunClock(now)
        summary = understand(run, now, RunSummary(), quiet=True)  # what a backfill that was broken off has left
        last, unread_items = monotonic(), 0
        for fetched in fetch(run, whole=everything, say=say):
            summary, unread_items = with_fetched(summary, fetched), unread_items + fetched.new_items
            if unread_items and monotonic() - last > MEANWHILE:
                summary = understand_and_tell(run, clock, summary)
                try_publishing(settings)  # what it cannot do is said at the end, when it is tried again
                last, unread_items = monotonic(), 0
        summary = understand_and_tell(run, clock, summary)
        return finish_run(run, match_what_is_owed(run, summary))


def backfill(
    settings: Settings,
    now: datetime,
    since: datetime,
    *,
    progress: Progress = in_silence,
) -> RunSummary:
    """Reads the feeds, deciding each story as of its day, from `since` on; triggers are recorded, nothing is sent.

    What is older is kept as left out: no later run takes it up, but for a backfill that reaches so far. What a run that
    was broken off has left comes first, and is sent by the next one.
    """
    check_lake(settings.store, settings.home)
    with only_run(settings.home, "a backfill"):
        run = begin_run(settings, now, progress=progress, since=since)
        summary = understand(run, now, RunSummary(), quiet=False)
        summary = reduce(with_fetched, fetch(run, whole=True), summary)
        return finish_run(run, match_what_is_owed(run, understand(run, now, summary, quiet=True)))


def fetch(run: Run, *, whole: bool, say: Callable[[str], None] = to_nobody) -> Iterator[FetchCounts]:
    """fetch → parse: visits the feeds that are due and keeps what is new; counts come as batches are kept."""
    with writing(run.settings) as con:
        declare_catalogue(con)
        filings = watches_filings(con)
    if filings and (error := look_up(run.settings, run.now).error):
        yield FetchCounts(failures=(error,))
    due, turns = take_turns(due_feeds(run.settings, run.now, everything=whole), run.settings, whole=whole)
    for words in filter(None, (turn.beforehand for turn in turns)):
        say(words)
    done, items = 0, 0
    for counts in fetch_news(run.settings, due, run.now, run.spread, run.since):
        yield counts
        done, items = done + counts.feeds, items + counts.new_items
        run.progress(FEEDS_READ, done, len(due))
        run.progress("new items", items)
    waits = [turn.afterwards for turn in turns] if due else [why_none_is_due(run.settings, run.now)]
    yield FetchCounts(waiting=sum(turn.left for turn in turns), waits=tuple(filter(None, waits)))


def understand_and_tell(run: Run, clock: RunClock, summary: RunSummary) -> RunSummary:
    """Understands what has come, then sends what is due by the clock as it is afterwards."""
    understood = understand(run, clock(), summary, quiet=False)
    return deliver(run, clock(), understood)  # an earlier moment would find what was just planned not due yet


def understand(run: Run, now: datetime, summary: RunSummary, *, quiet: bool) -> RunSummary:
    """detect → resolve → join → decide over everything not read yet, a batch a transaction: over what a backfill
    brought (`quiet`), each story decided as of its day and nothing planned to be sent, or over the rest.

    What is known of people is read anew at each call: a long run must not go by what was said before it.
    """
    knowledge: Knowledge | None = None
    if not (quiet or run.since) and run.second.waiting():
        knowledge = load_knowledge(run.settings)
        run.second.ask_again(knowledge)
    done = 0
    while announcements := _unread(run, quiet):
        knowledge = knowledge or load_knowledge(run.settings)  # not before there is news: it reads everybody
        summary = understand_batch(run, now, summary, announcements, knowledge, quiet=quiet)
        done += len(announcements)
        run.progress("items understood", done)
        run.progress("calls found", summary.triggers)
    return with_failures(summary, run.second.failures)


def _unread(run: Run, quiet: bool) -> list[Announcement]:
    with writing(run.settings) as con:
        return unread(con, BATCH, quiet=quiet, since=run.since)


def understand_batch(
    run: Run,
    now: datetime,
    summary: RunSummary,
    announcements: Sequence[Announcement],
    knowledge: Knowledge,
    *,
    quiet: bool,
) -> RunSummary:
    """detect → resolve → join → decide for one batch, and what follows kept."""
    read, failures = read_batch(announcements, knowledge, run.spread)
    wanted = wanting(read, knowledge, run.settings.fetch.article_budget - summary.articles)
    articles, unreadable = fetch_articles(run.settings, wanted, now)
    again, failed_again = read_batch(articles, knowledge, run.spread)
    fuller = {item.announcement.id: item for item in again}
    read = run.second.weigh([fuller.get(item.announcement.id, item) for item in read], quiet=quiet)
    with writing(run.settings) as con:
        known_stories = stories_of(con, companies_of(read))
        planned = planned_deliveries(con, now, stories=[story.id for story in known_stories])

    def decided_at(story: Story) -> datetime:
        return story.first.published_at if quiet else run.now

    concluded = conclude(read, known_stories, planned, knowledge, decided_at, now=now, silent=quiet)
    with writing(run.settings) as con:
        keep_texts(con, articles)
        kept = keep_understood(con, concluded, now)
        there = prospects_at(con, sorted({story.employer_id for story in concluded.stories}))
        end_calls_to(con, people_who_died(con, there))
    return replace(
        with_understood(summary, concluded, kept),
        articles=summary.articles + len(wanted),  # in vain is asked for, too
        failures=summary.failures + failures + unreadable + failed_again,
    )


def match_what_is_owed(run: Run, summary: RunSummary) -> RunSummary:
    """Matches what was read before again, where a page that asked for it was killed before."""
    with writing(run.settings) as con:
        owed = rematch_owed(con)
    if not owed:
        return summary
    done = match_again(run.settings, run.now, run.second)
    return with_failures(replace(summary, triggers=summary.triggers + done.triggers), done.failures)


def deliver(run: Run, now: datetime, summary: RunSummary) -> RunSummary:
    """deliver: drains the outbox; a channel's refusal becomes a failure in the summary, once a channel."""

    def outcomes() -> Iterator[Delivery]:
        for done, outcome in enumerate(deliver_due(run.settings, now), 1):
            run.progress("messages sent", done)
            yield outcome

    return with_delivered(summary, outcomes())
