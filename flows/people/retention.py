"""Who is forgotten because nobody was in touch with them for long, and how many a shorter time would take."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from callnow.errors import CallnowError
from callnow.model import Prospect
from callnow.settings import Settings
from callnow.store import Connection, looking
from callnow.store.forget import last_heard_of
from callnow.store.people import all_prospects
from delivery.page.settings_desk import NOBODY, WouldForget
from flows.calls.planning import rules_of
from matching.cadence.workdays import first_open


def past_retention(con: Connection, days: int, today: date, zone: str) -> list[Prospect]:
    """Those whose last contact lies more than so many days back; 0 days: nobody."""
    if not days:
        return []
    last = last_heard_of(con, zone)
    return [p for p in all_prospects(con) if p.id in last and (today - last[p.id]).days > days]


def would_forget(settings: Settings, typed: str, now: datetime) -> WouldForget:
    """How many the next follow-ups would forget after so many days as were typed; nobody where that is no number."""
    try:
        days = int(float(typed.strip() or 0))
        with looking(settings) as con:
            people = len(all_prospects(con))
            gone = past_retention(con, max(days, 0), _next_follow_ups(settings, now), settings.watch.time_zone)
    except (ValueError, OverflowError, CallnowError):  # no number, or nobody there yet
        return NOBODY
    return WouldForget(len(gone), people)


def _next_follow_ups(settings: Settings, now: datetime) -> date:
    tomorrow = settings.day_of(now) + timedelta(days=1)
    return first_open(tomorrow, rules_of(settings).calendar) or tomorrow
