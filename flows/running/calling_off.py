"""Calendars of channels follow their calls: what ended or rests is cancelled in them, what waits again stands again.

A touch that is logged cancels the slots of its calls at once (flows/calls/touching.py); this is for all that ends, or
puts off, a call without one: news that is denied, a new employer, a merged record, a pause. So are the slots of
prospects who went to another recruiter, in a calendar that is not theirs.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime

from callnow.errors import CallnowError
from callnow.settings import Settings
from callnow.store import writing
from callnow.store.news import triggers_by_id
from callnow.store.page import prospects_by_id
from callnow.terms import WAITING, TriggerState
from delivery.channels import open_channels
from delivery.channels.calendar import CalendarFile
from delivery.message import Surroundings, message_for
from delivery.routes import Route, routes_by_channel
from flows.calls.cards import load_cards, not_to_call

log = logging.getLogger(__name__)


def call_off_ended(settings: Settings, around: Surroundings, now: datetime) -> None:
    """Cancels the slots ahead of calls that nobody is to make now, and has those stand again that are to be made again.

    A calendar that cannot be read or written is told of in the log: nothing else waits for it.
    """
    calendars = {name: channel for name, channel in settings.channels.items() if channel.kind == "calendar"}
    routes = routes_by_channel(calendars)
    for name, channel in open_channels(calendars, around).items():
        if isinstance(channel, CalendarFile):
            try:
                _bring_up(channel, routes[name], settings, now)
            except (CallnowError, ValueError) as error:
                log.warning("channel %s: calls that ended could not be called off: %s", channel.name, error)


def _bring_up(calendar: CalendarFile, route: Route, settings: Settings, now: datetime) -> None:
    shown = calendar.shown(now)
    if not shown:
        return
    with writing(settings) as con:
        triggers = triggers_by_id(con, list(shown))
        people = prospects_by_id(con, sorted({t.prospect_id for t in triggers}))
        today = settings.day_of(now)
        resting = not_to_call(con, list(people.values()), today)
        waiting = (t for t in triggers if t.state is TriggerState.OPEN and t.prospect_id not in resting)
        theirs = {t.id for t in waiting if route.is_for(t.owner)}
        waits = {t.id: t.id in theirs for t in triggers}
        changed = [t for t in triggers if shown[t.id] is not waits[t.id] and (not waits[t.id] or t.expires_at > now)]
        cards = load_cards(con, changed, now, today)
    if cards:
        ended = [card if waits[card.trigger_id] else replace(card, state=_ended(card.state)) for card in cards]
        calendar.send(message_for("", ended, "digest"))


def _ended(state: TriggerState) -> TriggerState:
    """The state of a call that nobody is to be reminded of now: one put off, or to somebody who is paused, is not."""
    return TriggerState.WITHDRAWN if state in WAITING else state
