"""The remembered past against changed employers, prospects, aliases and judgements, in short transactions."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from callnow.errors import ReadingFailed, SourceError
from callnow.model import Announcement, CompanyEvent, Match, Story, Trigger
from callnow.settings import Settings
from callnow.store import Connection, fold_long_log, only_run, writing
from callnow.store.history import (
    announcements_of,
    drop_events,
    events_since,
    keep_close_reading,
    known_triggers,
    leads_of_open_news,
    matches_since,
    not_read_closely,
    update_events,
)
from callnow.store.news import Understood, keep_understood, stories_of, story_beginnings
from callnow.store.owed_rematch import rematch_done, rematch_owed
from callnow.store.touches import bring_back
from callnow.terms import Certainty
from flows.news.detect_steps import detect_batch_closely
from flows.news.knowledge import Knowledge, load_knowledge
from flows.news.second_reader import SecondReader, differences, uncertain
from flows.news.understanding import (
    MatchedEvent,
    ReadAnnouncement,
    companies_of,
    conclude,
    decide_story,
    in_hindsight,
    naming,
    read_event,
)
from flows.news.withdrawing import withdraw
from flows.running.publishing import publish_copy
from matching.detection.detect import MARKED
from matching.names.resolve import resolve_all
from matching.stories.told import certainty_of

MOST_STORIES = 1_000_000
STORIES_KEPT = 100  # stories in one transaction: between two of them, what is clicked on the page is kept
EVENTS_DECIDED = 10  # events in one transaction that decides on them, which takes longer
TEXTS_READ = 200  # texts read closely at once, and kept in one transaction
EVENTS_LISTED = 250  # events read in one
TEXTS_LISTED = 5_000  # announcements looked through at once for employers they name

Changed = tuple[Announcement, CompanyEvent]
History = list[Changed]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rematched:
    """What a pass changed: events read again, those that changed employer, triggers withdrawn, triggers that
    are new or open again.

    `failures` holds the texts that could not be read, and the first fault of the second reader, if there was one.
    """

    events: int
    changed: int
    withdrawn: int
    triggers: int
    failures: tuple[ReadingFailed | SourceError, ...] = ()


def rematch(settings: Settings, now: datetime) -> Rematched:
    """Resolves every event of the remembered past again and decides what that changes; nothing is sent."""
    with only_run(settings.home, "a rematch"):
        done = match_again(settings, now)
        publish_copy(settings)
        return done


def match_again(settings: Settings, now: datetime, second: SecondReader | None = None) -> Rematched:
    """The same for who has the home to itself already, and publishes; with the second reader of a run, where it is part
    of one. What asked for it is no longer noted then."""
    second = second or SecondReader(settings, now)
    with _uncollected():
        with _transaction(settings) as con:
            note = rematch_owed(con)
        knowledge = load_knowledge(settings)
        since = now - timedelta(days=knowledge.tables.weights.tiers["remembered_days"])
        with _transaction(settings) as con:
            before = matches_since(con, since)
        history, matches, failures = _with_close_reading(settings, since, _history(settings, since), before, knowledge)
        changed = [(a, e) for a, e in history if matches[e.id].employer_id != before.get(e.id, "")]
        gc.freeze()
        with _transaction(settings) as con:
            leading = leads_of_open_news(con)
        # Also those that were no employer's before: a call may have been opened again since that was said.
        left = [e.id for _, e in changed if before.get(e.id)]
        left += [e.id for _, e in history if e.id in leading and not (matches[e.id].employer_id or before.get(e.id))]
        judged = _judged_otherwise(changed, before, knowledge)
        withdrawn = sum(
            _withdraw(settings, part, knowledge, now, tells=tells)
            for tells in (True, False)
            for part in _parts([id for id in left if (id in judged) is tells], EVENTS_DECIDED)
        )
        new = sum(_keep_changed(settings, part, matches, knowledge, second) for part in _parts(changed, EVENTS_DECIDED))
        new += _keep_owed(settings, since, matches, knowledge, now)
        with _transaction(settings) as con:
            rematch_done(con, note)
        return Rematched(len(history), len(changed), withdrawn, new, (*failures, *second.failures))


@contextmanager
def _uncollected() -> Iterator[None]:
    """What was frozen inside is collected again from the end on. The whole history is in memory, and each walk of the
    collector over it took as long as two short transactions, mostly within one."""
    try:
        yield
    finally:
        gc.unfreeze()


@contextmanager
def _transaction(settings: Settings) -> Iterator[Connection]:
    """A short transaction, for the page waits for its end; a log that grew long is folded apart from it."""
    with writing(settings, checkpoint=False) as con:
        yield con
    fold_long_log(settings)


def _history(settings: Settings, since: datetime) -> History:
    """Every event published since, oldest first."""
    history: History = []
    after = ""
    while True:
        with _transaction(settings) as con:
            page = events_since(con, since, EVENTS_LISTED, after)
        history += page
        if len(page) < EVENTS_LISTED:
            return history
        since, after = page[-1][0].published_at, page[-1][1].id


def _parts(whole: Sequence[T], size: int = STORIES_KEPT) -> Iterator[Sequence[T]]:
    return (whole[start : start + size] for start in range(0, len(whole), size))


def _judged_otherwise(changed: Sequence[Changed], before: dict[str, str], knowledge: Knowledge) -> set[str]:
    """The events (ids) whose company is not the employer it was matched to, as a person said: who was told to call is
    told not to. What else changes, a new version may have changed in bulk, and nobody is told."""
    return {e.id for _, e in changed if before.get(e.id) in knowledge.judgements.against((e.company, *e.also_called))}


def _withdraw(settings: Settings, events: Sequence[str], knowledge: Knowledge, now: datetime, *, tells: bool) -> int:
    """Takes some events out of the stories of their former employers. Returns how many triggers were withdrawn."""
    with _transaction(settings) as con:
        return withdraw(con, events, knowledge, now, tells=tells)


def _keep_changed(
    settings: Settings, changed: Sequence[Changed], found: dict[str, Match], knowledge: Knowledge, second: SecondReader
) -> int:
    """Keeps what some events come to at their new employers. Returns how many triggers are new or open again.

    Broken off between two parts, the next rematch finds the rest changed still.
    """
    now = second.now
    before = [ReadAnnouncement(a, (read_event(e, found[e.id], knowledge),)) for a, e in changed]
    reads = _weigh(settings, before, second)
    surer, gone = differences(_events(before), _events(reads))
    with _transaction(settings) as con:
        stories = stories_of(con, companies_of(reads))
    concluded = conclude(reads, stories, (), knowledge, lambda story: now, now=now, silent=True)
    likely = [story.id for story in concluded.stories if certainty_of(story) is not Certainty.DENIED]
    quiet = _quiet(concluded, now)
    with _transaction(settings) as con:
        drop_events(con, gone)
        update_events(con, [read.event for read in surer])
        back = bring_back(con, [e.id for _, e in changed], likely)
        return back + keep_understood(con, quiet, now, withdraws=False).new


def _weigh(settings: Settings, reads: list[ReadAnnouncement], second: SecondReader) -> list[ReadAnnouncement]:
    """The reads with what the second reader says; it is asked with the texts, which the history leaves out."""
    unsure = {read.announcement.id for read in reads if any(map(uncertain, read.events))} if second.on else ()
    if not unsure:
        return reads
    with _transaction(settings) as con:
        whole = {text.id: text for text in announcements_of(con, sorted(unsure))}
    wholes = [replace(read, announcement=whole.get(read.announcement.id, read.announcement)) for read in reads]
    return second.weigh(wholes, quiet=True)


def _events(reads: Iterable[ReadAnnouncement]) -> list[MatchedEvent]:
    return [one for read in reads for one in read.events]


def _keep_owed(
    settings: Settings, since: datetime, found: dict[str, Match], knowledge: Knowledge, now: datetime
) -> int:
    """Keeps the triggers for prospects who were not there when a story was told. Returns how many."""
    with _transaction(settings) as con:
        ids = [beginning.id for beginning in story_beginnings(con, since, MOST_STORIES)]
        known = known_triggers(con)
    new = 0
    for part in _parts(ids):
        with _transaction(settings) as con:
            stories = stories_of(con, ids=part)
        if owed := _owed(stories, known, found, knowledge, now):
            with _transaction(settings) as con:
                new += keep_understood(con, Understood((), triggers=tuple(owed)), now).new
    return new


def _with_close_reading(
    settings: Settings, since: datetime, history: History, before: dict[str, str], knowledge: Knowledge
) -> tuple[History, dict[str, Match], list[ReadingFailed]]:
    """The history with its matches; texts that concern an employer of the list only now are read closely first.

    A text that cannot be read is told of, and keeps what was read of it fast.
    """
    matches = _matches(history, knowledge)
    to_read = {a.id for a, e in history if matches[e.id].employer_id and not before.get(e.id) and not e.certain_from}
    matched = {a.id for a, e in history if before.get(e.id)}  # their events are known by stories, so they stay
    to_read |= _naming_somebody(settings, since, knowledge) - matched
    read: dict[str, list[Changed]] = {}
    failures: list[ReadingFailed] = []
    for part in _parts(sorted(to_read), TEXTS_READ):
        with _transaction(settings) as con:
            texts = announcements_of(con, part)
        detected = list(zip(texts, detect_batch_closely(texts), strict=True))
        failures += [events for _, events in detected if isinstance(events, ReadingFailed)]
        new = {
            text.id: [(text, event) for event in events]
            for text, events in detected
            if not isinstance(events, ReadingFailed)
        }
        with _transaction(settings) as con:
            keep_close_reading(con, list(new), [event for changed in new.values() for _, event in changed])
        read |= new
    if not read:
        return history, matches, failures
    history = [(a, e) for a, e in history if a.id not in read] + [one for changed in read.values() for one in changed]
    return history, _matches(history, knowledge), failures


def _naming_somebody(settings: Settings, since: datetime, knowledge: Knowledge) -> set[str]:
    """The ids of announcements that were read only fast and name an employer of the list."""
    to_read: set[str] = set()
    after = ""
    while True:
        with _transaction(settings) as con:
            texts = not_read_closely(con, since, MARKED, TEXTS_LISTED, after)
        to_read.update(item.id for item in naming(texts, knowledge))
        if len(texts) < TEXTS_LISTED:
            return to_read
        after = texts[-1].id


def _matches(history: History, knowledge: Knowledge) -> dict[str, Match]:
    events = [event for _, event in history]
    return {m.event_id: m for m in resolve_all(events, knowledge.index, knowledge.judgements)}


def _quiet(concluded: Understood, now: datetime) -> Understood:
    """The same, with older news as worth knowing; the announcements were understood long ago."""
    stories = {story.id: story for story in concluded.stories}
    triggers, amended = (
        tuple(in_hindsight(t, stories[t.story_id], now) for t in decided)
        for decided in (concluded.triggers, concluded.amended)
    )
    return replace(concluded, announcements=(), triggers=triggers, amended=amended)


def _owed(
    stories: Iterable[Story], known: set[str], found: dict[str, Match], knowledge: Knowledge, now: datetime
) -> list[Trigger]:
    """Triggers for prospects who were not there when a story was told."""
    return [
        in_hindsight(trigger, story, now)
        for story in stories
        if story.employer_id in knowledge.prospects and story.first.event.id in found
        for trigger in decide_story(story, found[story.first.event.id], knowledge, now)
        if trigger.id not in known
    ]
