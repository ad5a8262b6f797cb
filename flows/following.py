"""The morning's follow-ups: whom promise or rhythm makes due today, and whose record looks stale, as triggers."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from callnow.model import Story, Trigger
from callnow.settings import Settings
from callnow.store import only_run, writing
from callnow.store.news import renew_triggers, triggers_by_id
from callnow.store.outbox import all_deliveries, save_deliveries
from callnow.store.page import wake
from callnow.store.persons import moves_elsewhere
from callnow.store.touches import take_back_triggers
from callnow.terms import TriggerKind, TriggerState
from delivery.outbox import plan_deliveries
from delivery.routes import read_routes
from flows.calendars import write_calendars
from flows.forgetting import forget_after_retention
from flows.planning import NEWS_SINCE, Acquaintance, Plan, plan_calls, remember
from flows.publishing import publish_copy
from matching.cadence import NextCall
from matching.decide import Tables, shipped_tables
from matching.follow_ups import follow_up_id, follow_up_trigger, stale_trigger
from matching.persons import find_person, prospects_by_last_name
from matching.stale import find_signs
from matching.topics import rank_topics
from sources.prospects.wording import free_mail

log = logging.getLogger(__name__)

PEERS_SINCE = timedelta(days=30)
MOST_PEERS = 40  # stories of other employers that are weighed as topics for one call


def follow_up(settings: Settings, now: datetime) -> dict[str, int]:
    """Makes today's follow-ups and signs of staleness into triggers with their outbox rows. Returns counts by kind."""
    with only_run(settings.home, "the follow-ups"):
        forgotten = forget_after_retention(settings, now)
        for trouble in forgotten.troubles():
            log.warning("%s", trouble)
        with writing(settings.database, settings.store.lock_wait) as con:
            wake(con, now)
            known, moves = remember(con, now), moves_elsewhere(con, now - NEWS_SINCE)
        plan = plan_calls(settings, known, now)
        due, signs = due_triggers(plan, known, now), stale_triggers(plan, known, moves, now)
        with writing(settings.database, settings.store.lock_wait) as con:
            take_back_triggers(con, no_longer_owed(plan, known))
            new = renew_triggers(con, due + signs)
            told = [t for t in triggers_by_id(con, [t.id for t in due + signs]) if t.state is TriggerState.OPEN]
            functions = {p.id: p.function for p in known.prospects.values()}
            save_deliveries(
                con,
                plan_deliveries(
                    told, read_routes(settings.channels), now, already=all_deliveries(con), functions=functions
                ),
            )
        for failure in write_calendars(settings, plan, known, now):
            log.warning("%s", failure)
        publish_copy(settings)
        return {
            "due today": len(plan.due),
            "planned ahead": len(plan.planned) - len(plan.due),
            "triggers": len(due) + len(signs),
            "new": new,
            "forgotten": forgotten.removed.people,
        }


def due_triggers(plan: Plan, known: Acquaintance, now: datetime) -> list[Trigger]:
    """The triggers of today's calls that no news makes, each with the topics that make it worth a call."""
    if not plan.due:
        return []  # and the tables of events and words need not be read
    tables = shipped_tables()
    peers = _peers(known, now)
    made = (_due_trigger(planned.call, known, peers, tables, now) for planned in plan.due)
    return [trigger for trigger in made if trigger]


def _due_trigger(
    call: NextCall, known: Acquaintance, peers: Sequence[Story], tables: Tables, now: datetime
) -> Trigger | None:
    prospect = known.prospects[call.prospect_id]
    touches = known.touches.get(prospect.id, [])
    own = known.news.get(prospect.employer_id, [])
    others = [story for story in peers if story.employer_id != prospect.employer_id]
    topics = rank_topics(prospect, touches, own, others[:MOST_PEERS], tables, now)
    return follow_up_trigger(call, prospect, topics, touches, tables, now)


def _peers(known: Acquaintance, now: datetime) -> list[Story]:
    """The last weeks' stories of all employers on the list, newest first."""
    on_the_list = (s for employer, stories in known.news.items() if employer for s in stories)
    recent = (s for s in on_the_list if s.dated and s.first.published_at >= now - PEERS_SINCE)
    return sorted(recent, key=lambda s: (s.first.published_at, s.id), reverse=True)


def stale_triggers(plan: Plan, known: Acquaintance, moves: Sequence[Story], now: datetime) -> list[Trigger]:
    """A trigger for each sign that a prospect's record no longer holds; `moves` are news of people elsewhere."""
    tables, calls = shipped_tables(), plan.calls
    named = _named_in(known, moves)
    return [
        stale_trigger(sign, prospect, known.touches.get(prospect.id, []), tables, now)
        for prospect in known.prospects.values()
        for sign in find_signs(
            prospect,
            known.employers.get(prospect.employer_id),
            known.touches.get(prospect.id, []),
            known.news.get(prospect.employer_id, []),
            named[prospect.id],
            calls.get(prospect.id),
            now,
            free_mail=free_mail(),
        )
    ]


def _named_in(known: Acquaintance, moves: Sequence[Story]) -> dict[str, list[Story]]:
    """The stories that name a prospect in person, by prospect id."""
    by_last_name = prospects_by_last_name(known.prospects.values())
    named: dict[str, list[Story]] = defaultdict(list)
    for story in (*(story for stories in known.news.values() for story in stories), *moves):
        found = (find_person(report.event, by_last_name) for report in story.reports)
        for prospect_id in {match.prospect.id for match in found if match}:
            named[prospect_id].append(story)
    return named


def no_longer_owed(plan: Plan, known: Acquaintance) -> list[str]:
    """Open follow-ups of earlier mornings that are not the prospect's next call any more: paused, or overtaken.

    One that a later touch left open was left open by hand, as after a voicemail: it waits for a talk.
    """
    owed = {follow_up_id(call) for call in plan.calls.values() if call.due_on <= plan.today}
    waiting = (t for triggers in known.triggers.values() for t in triggers if t.kind is TriggerKind.CADENCE)
    return [
        trigger.id
        for trigger in waiting
        if trigger.id not in owed
        and not any(touch.at >= trigger.decided_at for touch in known.touches.get(trigger.prospect_id, ()))
    ]
