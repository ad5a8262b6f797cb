"""The second half of the way: what the news means, whom it concerns, whether to ring.

Pure but for its tables: detect → resolve → join → decide over one batch of announcements.
"""

from __future__ import annotations

import traceback
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from callnow.errors import ReadingFailed
from callnow.model import Announcement, CompanyEvent, Delivery, Match, Prospect, Report, Story, Touch, Trigger
from callnow.store.news import Understood
from delivery.outbox import plan_deliveries
from delivery.routes import Route
from matching.decide import Tables, decide
from matching.detect import detect
from matching.names.index import EmployerIndex
from matching.names.judgements import Judgements
from matching.names.resolve import resolve_all
from matching.stories import family, join


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What deciding knows beside the news: employers, prospects at each, what was said to them, tables, routes."""

    index: EmployerIndex
    judgements: Judgements
    prospects: dict[str, list[Prospect]]
    touches: dict[str, list[Touch]]
    tables: Tables
    routes: tuple[Route, ...]

    @property
    def functions(self) -> dict[str, str]:
        """The function of each prospect, by id."""
        return {p.id: p.function for group in self.prospects.values() for p in group}


@dataclass(frozen=True, slots=True)
class Read:
    """One announcement with the events found in it and the employers they were resolved to."""

    announcement: Announcement
    events: tuple[tuple[CompanyEvent, Match], ...]


Detected = list[CompanyEvent] | ReadingFailed


def detect_batch(announcements: Sequence[Announcement]) -> list[Detected]:
    """detect, for a batch: a pure step that may run on another machine.

    A text that the grammar stumbles over is a failure of that one announcement, told in the run's summary: it must
    neither stop the others nor be met again at every run.
    """
    return [_detect_one(announcement) for announcement in announcements]


def _detect_one(announcement: Announcement) -> Detected:
    try:
        return detect(announcement)
    except Exception as error:  # noqa: BLE001 - recorded with its place, see detect_batch
        frame = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{announcement.source}: {announcement.title[:80]!r}"
        what = f"cannot be understood: {type(error).__name__} in {Path(frame.filename).name}:{frame.lineno}"
        return ReadingFailed(what, where=where, mend="a fault in callnow: please report it with the text")


def resolve_batch(announcements: Sequence[Announcement], found: Sequence[Detected], knowledge: Knowledge) -> list[Read]:
    """resolve, for a batch: each event with the employer its company is."""
    events_of = [[] if isinstance(one, ReadingFailed) else one for one in found]
    matches = resolve_all((event for events in events_of for event in events), knowledge.index, knowledge.judgements)
    return [
        Read(announcement, tuple((event, next(matches)) for event in events))
        for announcement, events in zip(announcements, events_of, strict=True)
    ]


def companies_of(batch: Sequence[Read]) -> list[str]:
    """The keys (Story.company) whose stories must be known before this batch is joined."""
    return sorted({match.employer_id for read in batch for _, match in read.events if match.employer_id})


def conclude(
    batch: Sequence[Read],
    told: Sequence[Story],
    planned: Sequence[Delivery],
    knowledge: Knowledge,
    decided_at: Callable[[Story], datetime],
    *,
    now: datetime,
    silent: bool = False,
) -> Understood:
    """join → decide → plan, for a batch in the order it was published.

    `told` are the stories known of its companies, `planned` the deliveries planned today, `decided_at` the moment for
    which a story is decided: now, or in a backfill the day it was published. With `silent` nothing is planned.
    """
    stories = {story.id: story for story in told}
    by_company: dict[tuple[str, str], list[str]] = defaultdict(list)
    for story in told:
        by_company[story.company, family(story.type)].append(story.id)
    changed: dict[str, Story] = {}
    for read in sorted(batch, key=lambda r: (r.announcement.published_at, r.announcement.id)):
        for event, match in read.events:
            if match.verdict != "match":
                continue
            key = (match.employer_id, family(event.type))
            story = join(
                _report(event, read.announcement),
                match.employer_id,
                match.employer_id,
                [stories[i] for i in by_company[key]],
            )
            if story.id not in stories:
                by_company[key].append(story.id)
            stories[story.id] = changed[story.id] = story
    known = {story.id for story in told}
    matches = {match.event_id: match for read in batch for _, match in read.events}
    triggers: list[Trigger] = []
    for story in changed.values():
        if story.id not in known:
            triggers += decide(
                story,
                knowledge.prospects.get(story.employer_id, []),
                knowledge.tables,
                decided_at(story),
                match_score=matches[story.first.event.id].score,
                history=knowledge.touches,
            )
    deliveries = (
        []
        if silent
        else plan_deliveries(triggers, knowledge.routes, now, already=planned, functions=knowledge.functions)
    )
    return Understood(
        announcements=tuple(read.announcement.id for read in batch),
        events=tuple(event for read in batch for event, _ in read.events),
        matches=tuple(match for read in batch for _, match in read.events if match.verdict != "none"),
        stories=tuple(changed.values()),
        triggers=tuple(triggers),
        deliveries=tuple(deliveries),
    )


def _report(event: CompanyEvent, announcement: Announcement) -> Report:
    return Report(event, announcement.title, announcement.url, announcement.source, announcement.published_at)
