"""The morning list: whom promise or rhythm makes due today, and whose record looks stale, as triggers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from callnow.model import Employer, Prospect, Story, Touch, Trigger
from callnow.settings import CadenceSettings, RhythmSettings, Settings
from callnow.store import Connection, only_run, publish, writing
from callnow.store.news import open_triggers, recent_stories, renew_triggers
from callnow.store.outbox import all_deliveries, save_deliveries
from callnow.store.people import RhythmNote, all_employers, all_prospects, rhythm_notes, touches_of
from delivery.outbox import plan_deliveries
from delivery.routes import read_routes
from matching.cadence import NextCall, Rhythm, Rules, next_call
from matching.decide import Tables, shipped_tables
from matching.follow_ups import follow_up_trigger, stale_trigger
from matching.levelling import PlannedCall, level
from matching.stale import find_signs
from matching.topics import rank_topics
from matching.workdays import Calendar
from sources.prospects.wording import free_mail

SIGNS_SINCE = timedelta(days=365)
PEERS_SINCE = timedelta(days=30)
MOST_STORIES = 5000
MOST_PEERS = 40  # stories of other employers that are weighed as topics for one call


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """All that is remembered of the people, and the news of the year, at one moment."""

    prospects: tuple[Prospect, ...]
    employers: dict[str, Employer]
    touches: dict[str, list[Touch]]
    notes: dict[str, RhythmNote]
    triggers: dict[str, list[Trigger]]
    news: dict[str, list[Story]]


def follow_up(settings: Settings, now: datetime) -> dict[str, int]:
    """Makes today's follow-ups and signs of staleness into triggers with their outbox rows. Returns counts by kind."""
    with only_run(settings.home, "the follow-ups"):
        with writing(settings.database, settings.store.lock_wait) as con:
            known = remember(con, now)
        tables = shipped_tables()
        calls = plan_calls(settings, known, now)
        due = due_today(settings, calls, now)
        triggers = [
            *(t for planned in due if (t := _follow_up(planned.call, known, tables, now))),
            *_stale(known, {c.prospect_id: c for c in calls}, tables, now),
        ]
        with writing(settings.database, settings.store.lock_wait) as con:
            new = renew_triggers(con, triggers)
            planned = plan_deliveries(triggers, read_routes(settings.channels), now, already=all_deliveries(con))
            save_deliveries(con, planned)
        publish(settings.database, settings.published, settings.store.lock_wait)
        return {"due today": len(due), "planned ahead": len(calls) - len(due), "triggers": len(triggers), "new": new}


def remember(con: Connection, now: datetime) -> Acquaintance:
    """What is remembered of everybody, in one transaction."""
    prospects = all_prospects(con)
    touches: dict[str, list[Touch]] = defaultdict(list)
    for touch in touches_of(con, [p.id for p in prospects]):
        touches[touch.prospect_id].append(touch)
    waiting: dict[str, list[Trigger]] = defaultdict(list)
    for trigger in open_triggers(con, now):
        waiting[trigger.prospect_id].append(trigger)
    news: dict[str, list[Story]] = defaultdict(list)
    for story in recent_stories(con, now - SIGNS_SINCE, MOST_STORIES):
        news[story.employer_id].append(story)
    employers = {e.id: e for e in all_employers(con)}
    return Acquaintance(tuple(prospects), employers, dict(touches), rhythm_notes(con), dict(waiting), dict(news))


def plan_calls(settings: Settings, known: Acquaintance, now: datetime) -> list[NextCall]:
    """The next call to each prospect, where there is one."""
    rules = rules_of(settings)
    today = now.astimezone(rules.zone).date()
    calls = []
    for prospect in known.prospects:
        note = known.notes.get(prospect.id) or RhythmNote(prospect.id, today)
        call = next_call(
            prospect,
            known.touches.get(prospect.id, ()),
            known.triggers.get(prospect.id, ()),
            today,
            rules,
            known_since=note.known_since,
            no_contact=frozenset(note.no_contact),
            paused_until=note.paused_until,
        )
        if call:
            calls.append(call)
    return calls


def due_today(settings: Settings, calls: Sequence[NextCall], now: datetime) -> list[PlannedCall]:
    """The calls that fall on today once the load is levelled, the most pressing first."""
    rules = rules_of(settings)
    today = now.astimezone(rules.zone).date()
    cap = settings.cadence.calls_a_day
    return [planned for planned in level(calls, today, cap, rules.calendar) if planned.day <= today]


def rules_of(settings: Settings) -> Rules:
    """The cadence of callnow.toml in the words of matching."""
    cadence: CadenceSettings = settings.cadence

    def rhythm(of: RhythmSettings) -> Rhythm:
        return Rhythm(of.ideal_weeks, of.latest_weeks)

    return Rules(
        rhythm=rhythm(cadence),
        by_tier={name: rhythm(of) for name, of in cadence.tiers.items()},
        by_tag={name: rhythm(of) for name, of in cadence.tags.items()},
        calendar=Calendar(closed=frozenset(cadence.closed)),
        zone=ZoneInfo(settings.watch.time_zone),
    )


def _follow_up(call: NextCall, known: Acquaintance, tables: Tables, now: datetime) -> Trigger | None:
    prospect = next(p for p in known.prospects if p.id == call.prospect_id)
    touches = known.touches.get(prospect.id, [])
    own = known.news.get(prospect.employer_id, [])
    peers = [
        story
        for employer, stories in known.news.items()
        if employer != prospect.employer_id
        for story in stories
        if story.first.published_at >= now - PEERS_SINCE
    ]
    topics = rank_topics(prospect, touches, own, peers[:MOST_PEERS], tables, now)
    return follow_up_trigger(call, prospect, topics, touches, tables, now)


def _stale(known: Acquaintance, calls: dict[str, NextCall], tables: Tables, now: datetime) -> list[Trigger]:
    return [
        stale_trigger(sign, prospect, known.touches.get(prospect.id, []), tables, now)
        for prospect in known.prospects
        for sign in find_signs(
            prospect,
            known.employers.get(prospect.employer_id),
            known.touches.get(prospect.id, []),
            known.news.get(prospect.employer_id, []),
            [],
            calls.get(prospect.id),
            now,
            free_mail=free_mail(),
        )
    ]
