"""The morning's follow-ups: whom promise or rhythm makes due today, and whose record looks stale, as triggers."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from callnow.model import Prospect, Story, Trigger
from callnow.settings import Settings
from callnow.store import Connection, only_run, writing
from callnow.store.lock import FOLLOW_UPS
from callnow.store.news import renew_triggers, triggers_by_id
from callnow.store.outbox import planned_deliveries, save_deliveries
from callnow.store.persons import moves_elsewhere
from callnow.store.runs import note_morning
from callnow.store.snoozes import wake
from callnow.store.touches import keep_signs, stories_told, take_back_triggers
from callnow.terms import TriggerState
from delivery.outbox import plan_deliveries
from delivery.routes import read_routes
from flows.calls.ahead import calls_ahead
from flows.calls.calendars import write_calendars
from flows.calls.due import NEWS_SINCE, News, due_triggers, news_for_calls, no_longer_owed, owed_calls, year_of_news
from flows.calls.pausing import catch_up
from flows.calls.planning import Acquaintance, Plan, changed_since, plan_calls, remember
from flows.people.died import end_calls_to
from flows.people.forgetting import forget_after_retention
from flows.people.former_ids import trigger_id
from flows.people.keeping import settle_people
from flows.running.publishing import publish_copy
from matching.cadence.follow_ups import stale_id, stale_trigger
from matching.cadence.stale import SILENCE, Sign, find_signs
from matching.people.persons import ProspectsByLastName, find_person
from matching.triggers.decide import Tables, shipped_tables
from sources.prospects.wording import is_free_mail

log = logging.getLogger(__name__)


def follow_up(settings: Settings, now: datetime) -> dict[str, int]:
    """Makes today's follow-ups and signs of staleness into triggers with their outbox rows. Returns counts by kind."""
    today = settings.day_of(now)
    with only_run(settings.home, FOLLOW_UPS):
        catch_up(settings, now, today)
        forgotten = forget_after_retention(settings, now)
        for trouble in forgotten.troubles():
            log.warning("%s", trouble)
        with writing(settings) as con:
            wake(con, now, settings.watch.time_zone)
            settle_people(con, today)
            known, news, moves = remember(con, now), year_of_news(con, now), moves_elsewhere(con, now - NEWS_SINCE)
            told = stories_told(con, now)
        plan = plan_calls(settings, known, now)
        here = settings.local(now)
        due = due_triggers(owed_calls(plan), known, news, here)
        signs = stale_triggers(plan, known, news, moves, here, told=told, due=[t.prospect_id for t in due])
        with writing(settings) as con:
            keep_signs(con, [t.id for t in signs])
            concerned = {*known.triggers, *known.died, *(t.prospect_id for t in due + signs)} & known.prospects.keys()
            if changed := changed_since(con, concerned, known, now):  # the next morning decides on them
                known = remember(con, now)
                plan = plan_calls(settings, known, now)
                due, signs = ([t for t in made if t.prospect_id not in changed] for made in (due, signs))
            take_back_triggers(con, no_longer_owed(plan, known))
            end_calls_to(con, known.died)
            new = renew_triggers(con, due + signs)
            _plan_to_tell(con, [t.id for t in due + signs], known, settings, now)
            calls = calls_ahead(con, plan, known, now)
            note_morning(con, today)
        for failure in write_calendars(settings, calls, now):
            log.warning("%s", failure)
        publish_copy(settings)
        return {
            "due today": len(plan.due),
            "planned ahead": len(plan.planned) - len(plan.due),
            "triggers": len(due) + len(signs),
            "new": new,
            "forgotten": forgotten.removed.people,
        }


def _plan_to_tell(con: Connection, triggers: list[str], known: Acquaintance, settings: Settings, now: datetime) -> None:
    """Makes the outbox rows of those of these triggers (ids) that are open."""
    open_calls = [t for t in triggers_by_id(con, triggers) if t.state is TriggerState.OPEN]
    functions = {p.id: p.function for p in known.prospects.values()}
    already = planned_deliveries(con, now, triggers=[t.id for t in open_calls])
    routes = read_routes(settings.channels)
    save_deliveries(con, plan_deliveries(open_calls, routes, now, already=already, functions=functions))


def decide_anew(settings: Settings, people: Collection[str], now: datetime) -> None:
    """Decides the follow-ups of these people (ids) by what is known of them now: a list told of contacts or promises.

    One that is owed no longer is taken back; one that is owed is made, and told with the next morning's.
    """
    with writing(settings) as con:
        known = remember(con, now)
        plan = plan_calls(settings, known, now)
        waiting = {trigger.id for id in people for trigger in known.triggers.get(id, ())}
        take_back_triggers(con, [id for id in no_longer_owed(plan, known) if id in waiting])
        owed = owed_calls(plan)
        due = due_triggers(owed, known, news_for_calls(con, owed, known, now), settings.local(now))
        renew_triggers(con, [trigger for trigger in due if trigger.prospect_id in people])


def stale_triggers(
    plan: Plan,
    known: Acquaintance,
    news: News,
    moves: Sequence[Story],
    now: datetime,
    *,
    told: Collection[tuple[str, str]] = (),
    due: Collection[str] = (),
) -> list[Trigger]:
    """A trigger for each sign that a prospect's record no longer holds; `moves` are news of people elsewhere.

    Who has died has none. What says the same already makes none, either: news that waits for the same person, or was
    dismissed (`told`: prospect and story), and for a long silence the follow-up of today (`due`: prospects).
    """
    tables, calls = shipped_tables(), plan.calls
    named = _named_in(known, news, moves)
    return [
        _stale_trigger(sign, prospect, known, tables, now)
        for prospect in known.prospects.values()
        for sign in find_signs(
            prospect,
            known.employers.get(prospect.employer_id),
            known.touches.get(prospect.id, []),
            news.get(prospect.employer_id, []),
            named[prospect.id],
            calls.get(prospect.id),
            now,
            is_free_mail=is_free_mail,
        )
        if prospect.id not in known.died
        and (prospect.id, sign.story_id) not in told
        and not (sign.kind == SILENCE and prospect.id in due)
    ]


def _stale_trigger(sign: Sign, prospect: Prospect, known: Acquaintance, tables: Tables, now: datetime) -> Trigger:
    made = stale_trigger(sign, prospect, known.touches.get(prospect.id, []), tables, now)
    return replace(made, id=trigger_id(prospect, known.merged_triggers, lambda id: stale_id(id, sign)))


def _named_in(known: Acquaintance, news: News, moves: Sequence[Story]) -> dict[str, list[Story]]:
    """The stories that name a prospect in person, by prospect id."""
    people = ProspectsByLastName(known.prospects.values())
    named: dict[str, list[Story]] = defaultdict(list)
    for story in (*(story for stories in news.values() for story in stories), *moves):
        matches = (find_person(report.event, people, (story.employer_id,)) for report in story.reports)
        for prospect_id in {match.prospect.id for match in matches if match}:
            named[prospect_id].append(story)
    return named
