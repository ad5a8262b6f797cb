"""Calls on their way out that nobody is to hear of now: to who is not to be called, and those that were put off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from callnow.model import Delivery, Trigger
from callnow.settings import Settings
from callnow.store import Connection
from callnow.store.page import prospects_by_id
from callnow.store.people import rhythm_notes
from callnow.store.snoozes import reasons_put_off
from callnow.terms import TriggerState
from delivery.outbox import drop, put_off
from delivery.routes import routes_by_channel
from flows.calls.cards import not_to_call


def hold_back(
    con: Connection, due: Iterable[Delivery], triggers: Mapping[str, Trigger], settings: Settings, now: datetime
) -> list[Delivery]:
    """Those of `due` that are not to go out now, as they are to be kept; `triggers` are theirs, by id.

    Planned before somebody was paused, or had died, they are dropped, as pausing itself drops what waits. On a day
    without calls they wait for the next day, and where the call was put off, for the day it comes back.
    """
    from flows.people.died import ends_with_death  # noqa: PLC0415 - compares names, which who logs a call need not wait for

    calls = [(d, triggers[d.trigger_id]) for d in due if not d.withdraws and d.trigger_id in triggers]
    people = prospects_by_id(con, sorted({t.prospect_id for _, t in calls}))
    if not people:
        return []
    today, notes = settings.day_of(now), rhythm_notes(con, people)
    paused = {id for id, note in notes.items() if note.is_paused(today)}
    day_off = {id for id, note in notes.items() if today in note.no_contact}
    died = not_to_call(con, list(people.values()), today) - paused - day_off
    next_day = datetime.combine(today + timedelta(days=1), time.min, ZoneInfo(settings.watch.time_zone)).astimezone(UTC)
    snoozed = reasons_put_off(con, [t.prospect_id for _, t in calls if t.state is TriggerState.SNOOZED])
    routes = routes_by_channel(settings.channels)
    held = []
    for delivery, trigger in calls:
        until = max(snoozed.get(trigger.id, now), next_day if trigger.prospect_id in day_off else now)
        if trigger.prospect_id in paused or (trigger.prospect_id in died and ends_with_death(trigger)):
            held.append(drop(delivery))
        elif until > now and delivery.channel in routes:
            held.append(put_off(delivery, routes[delivery.channel], until))
    return held
