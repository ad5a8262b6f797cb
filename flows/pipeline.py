"""The order of the pipeline, once, on one screen.

    fetch → parse → Announcement → detect → CompanyEvent → resolve → Match
          → join → Story → decide → Trigger → deliver → Delivery

`watch` is what `callnow run` and the Prefect flow call; `backfill` reads the same news as if each item were read on the
day it was published, records the triggers and sends nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import datetime

from callnow.errors import ChannelError
from callnow.model import Prospect, RunSummary, Story, Touch, stable_id
from callnow.settings import Settings
from callnow.store import only_run, publish, writing
from callnow.store.judgements import all_judgements
from callnow.store.news import Understood, end_run, keep_understood, start_run, stories_of, unread
from callnow.store.outbox import all_deliveries
from callnow.store.people import all_employers, all_prospects, touches_of
from delivery.routes import read_routes
from flows.delivering import deliver_due
from flows.fetching import FetchCounts, Spread, due_feeds, fetch_news
from flows.understanding import Knowledge, companies_of, conclude, read_announcement
from matching.names.index import open_index
from matching.names.judgements import Judgements
from matching.weights import load_weights

BATCH = 500  # announcements understood in one transaction
Progress = Callable[[str, int], None]


def watch(
    settings: Settings,
    now: datetime,
    *,
    spread: Spread = map,
    everything: bool = False,
    progress: Progress = lambda step, done: None,
) -> RunSummary:
    """One whole run at `now`: feeds to calls to make. Failures of feeds and channels are values in the summary.

    Raises StoreBusy where another run is under way, naming it.
    """
    with only_run(settings.home, "a run"):
        run_id = _begin(settings, "watch", now)
        summary = fetch(settings, now, spread, everything=everything, progress=progress)
        summary = understand(settings, now, summary, lambda story: now, progress=progress)
        publish(settings.database, settings.published, settings.store.lock_wait)
        summary = deliver(settings, now, summary, progress=progress)
        return _finish(settings, run_id, now, summary)


def backfill(
    settings: Settings,
    now: datetime,
    since: datetime,
    *,
    spread: Spread = map,
    progress: Progress = lambda step, done: None,
) -> RunSummary:
    """Reads the feeds, deciding each story as of its day, from `since` on; triggers are recorded, nothing is sent."""
    with only_run(settings.home, "a backfill"):
        run_id = _begin(settings, "backfill", now)
        summary = fetch(settings, now, spread, everything=True, progress=progress)
        summary = understand(
            settings, now, summary, lambda story: story.first.published_at, since=since, silent=True, progress=progress
        )
        return _finish(settings, run_id, now, summary)


def fetch(settings: Settings, now: datetime, spread: Spread, *, everything: bool, progress: Progress) -> RunSummary:
    """fetch → parse: visits the feeds that are due and keeps what is new."""
    total = FetchCounts()
    for counts in fetch_news(settings, due_feeds(settings, now, everything=everything), now, spread):
        total = total + counts
        progress("feeds", total.feeds)
    return RunSummary(**{name: getattr(total, name) for name in FetchCounts.__dataclass_fields__})


def understand(
    settings: Settings,
    now: datetime,
    summary: RunSummary,
    decided_at: Callable[[Story], datetime],
    *,
    since: datetime | None = None,
    silent: bool = False,
    progress: Progress,
) -> RunSummary:
    """detect → resolve → join → decide over everything not read yet, a batch a transaction."""
    knowledge = load_knowledge(settings)
    while True:
        with writing(settings.database, settings.store.lock_wait) as con:
            announcements = unread(con, BATCH, since)
        if not announcements:
            return summary
        read = [read_announcement(announcement, knowledge) for announcement in announcements]
        with writing(settings.database, settings.store.lock_wait) as con:
            told, planned = stories_of(con, companies_of(read)), all_deliveries(con)
        found = conclude(read, told, planned, knowledge, decided_at, now=now, silent=silent)
        with writing(settings.database, settings.store.lock_wait) as con:
            new = keep_understood(con, found, now)
        summary = _counted(summary, found, new)
        progress("items", len(announcements))


def deliver(settings: Settings, now: datetime, summary: RunSummary, *, progress: Progress) -> RunSummary:
    """deliver: drains the outbox; a channel's refusal becomes a failure in the summary, once a channel."""
    refused: dict[str, ChannelError] = {}
    for outcome in deliver_due(settings, now):
        progress("deliveries", 1)
        if outcome.state != "sent":
            refused[outcome.channel] = ChannelError(outcome.last_error, where=outcome.channel)
    return replace(summary, failures=summary.failures + tuple(refused.values()))


def load_knowledge(settings: Settings) -> Knowledge:
    """What deciding knows beside the news, read in one short transaction."""
    with writing(settings.database, settings.store.lock_wait) as con:
        employers, prospects, judged = all_employers(con), all_prospects(con), all_judgements(con)
        touches = touches_of(con, [p.id for p in prospects])
    at_employer: dict[str, list[Prospect]] = defaultdict(list)
    for prospect in prospects:
        at_employer[prospect.employer_id].append(prospect)
    said: dict[str, list[Touch]] = defaultdict(list)
    for touch in touches:
        said[touch.prospect_id].append(touch)
    return Knowledge(
        index=open_index(employers, settings.home / "index"),
        judgements=Judgements.from_rows(judged),
        prospects=dict(at_employer),
        touches=dict(said),
        weights=load_weights(),
        routes=read_routes(settings.channels),
    )


def _begin(settings: Settings, kind: str, now: datetime) -> str:
    run_id = stable_id("run", kind, now.isoformat())
    with writing(settings.database, settings.store.lock_wait) as con:
        start_run(con, run_id, kind, now)
    return run_id


def _finish(settings: Settings, run_id: str, now: datetime, summary: RunSummary) -> RunSummary:
    counts = {name: value for name, value in asdict(replace(summary, failures=())).items() if name != "failures"}
    with writing(settings.database, settings.store.lock_wait) as con:
        end_run(con, run_id, now, counts)
    publish(settings.database, settings.published, settings.store.lock_wait)
    return summary


def _counted(summary: RunSummary, found: Understood, new: int) -> RunSummary:
    return replace(
        summary,
        events=summary.events + len(found.events),
        matches=summary.matches + sum(match.verdict == "match" for match in found.matches),
        stories=summary.stories + len(found.stories),
        triggers=summary.triggers + new,
        call_now=summary.call_now + sum(trigger.tier == "call_now" for trigger in found.triggers),
    )
