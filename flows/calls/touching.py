"""Logging what was said, and pausing: each in one transaction, published at once, so that no list asks again."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from callnow.contacts import NewContact
from callnow.errors import ChannelError, NotPublished, StoreError, UsageError
from callnow.model import Prospect, Touch, Trigger
from callnow.settings import Settings
from callnow.store import looking, reading, writing
from callnow.store.activity import note_activity
from callnow.store.people import RhythmNote, all_prospects
from callnow.store.snoozes import reasons_put_off
from callnow.store.touches import rhythm_note
from callnow.store.wrong_numbers import to_call
from callnow.terms import Act
from delivery.card import Card
from delivery.channels import make_channel
from delivery.message import message_for
from flows.calls.ahead import calls_ahead
from flows.calls.calendars import write_calendars
from flows.calls.cards import load_cards
from flows.calls.contacts import log_contact, minutes_around, next_try, read_contact, whole_day
from flows.calls.pausing import FOR_GOOD, day_named, longer_pause, pause_in, pause_people, read_pause, resume_people
from flows.calls.planning import Acquaintance, Plan, plan_calls, remember, rules_of, why_no_call
from flows.people.finding import find_one, owner_or_new
from flows.running.delivering import surroundings
from flows.running.publishing import try_publishing
from matching.cadence.next_call import NextCall
from matching.cadence.refused_calls import forbids_calls_before

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Logged:
    """A touch that was kept, the triggers it closed, and the next call to the prospect (None: `no_call` says why).

    `again_at` is when the calls come back that it put off, because it reached nobody; None where it put off none.
    `back_on` is the first day on which what is put off to this prospect, then or before, comes back. `new` is False
    where the same was logged before; `came_after` counts reasons that came after a talk and stay open; `paused_until`
    is the first day on which they are called again, or FOR_GOOD, where the note says that they are not to be called.
    `unpublished` is set where all is kept, and only the copy could not be published.
    """

    prospect: Prospect
    touch: Touch
    closed: int
    next_call: NextCall | None
    new: bool = True
    unpublished: NotPublished | None = None
    again_at: datetime | None = None
    back_on: date | None = None
    no_call: str = ""
    came_after: int = 0
    paused_until: date | None = None


def log_touch(
    settings: Settings,
    whom: str,
    contact: NewContact,
    now: datetime,
    *,
    at: datetime | None = None,
    has_hour: bool = True,
) -> Logged:
    """Keeps one touch with `whom` (name, id or e-mail), `at` a moment that is not in the future; now by default.

    Raises UsageError with what is accepted, StoreError where it cannot be kept; then nothing was written.
    """
    with writing(settings) as con:
        prospect = find_one(whom, all_prospects(con))
        contact = replace(contact, owner=owner_or_new(con, contact.owner))
        touch = read_contact(prospect, contact, at or now, now, settings)
        of_day = None if has_hour else whole_day(touch.at, settings)
        same_within = minutes_around(touch.at) if at is None else of_day
        again_at, answers = next_try(touch, settings, now), contact.answers_news
        logged = log_contact(con, touch, same_within=same_within, answers_news=answers, again_at=again_at)
        today = settings.day_of(now)
        asked = _pause_by_note(touch, today) if contact.reads_note else None
        until = longer_pause(con, prospect.id, asked) if asked else None
        closed = [*logged.closed, *(pause_people(con, [prospect.id], today, until=until) if until else ())]
        if logged.new:
            note_activity(con, Act.LOGGED, prospect.id, detail=logged.touch.kind)
        (prospect,) = to_call(con, [prospect])
        back_at = min(reasons_put_off(con, [prospect.id]).values(), default=None)
    settled = after_touches(settings, closed, now)
    next_call = settled.plan.calls.get(prospect.id)
    return Logged(
        prospect,
        logged.touch,
        len(logged.closed),
        next_call,
        logged.new,
        settled.unpublished,
        logged.again_at,
        back_at.astimezone(rules_of(settings).zone).date() if back_at else None,
        "" if next_call else why_no_call(prospect.id, settled.known),
        logged.came_after,
        until,
    )


def _pause_by_note(touch: Touch, today: date) -> date | None:
    """The first day after the pause that a note asks for; none for good where a day for a call is named with it. A day
    before which somebody asked not to be called is such a day, too: news is no reason to call before it."""
    until = pause_in(touch.note, today)
    if not touch.due_on or (until and until != FOR_GOOD):
        return until
    return touch.due_on if touch.due_on > today and forbids_calls_before(touch.promised) else None


def pause_prospect(
    settings: Settings, whom: str, now: datetime, *, until: str = "", no_contact: Iterable[str] = ()
) -> tuple[Prospect, RhythmNote]:
    """Notes that `whom` is not called before the day that `until` names, nor on the days of `no_contact`.

    Follow-ups that wait are taken back; they are owed again when the pause ends. Raises UsageError, and NotPublished.
    """
    today = settings.day_of(now)
    first_day = read_pause(until, today, "--until or --for") if until else None
    days = [day_named(words, today, "--no-contact") for words in no_contact]
    if first_day is None and not days:
        raise UsageError("no day given", where="pause", hint='such as --for "3 months", --until 2027-03-14')
    with writing(settings) as con:
        prospect = find_one(whom, all_prospects(con))
        closed = pause_people(con, [prospect.id], today, until=first_day, no_contact=days)
        note = rhythm_note(con, prospect.id, today)
    if unpublished := after_touches(settings, closed, now).unpublished:
        raise unpublished
    return prospect, note


def resume_prospect(settings: Settings, whom: str, now: datetime) -> tuple[Prospect, bool]:
    """Ends the pause of `whom`, decides the news of meanwhile, and makes the follow-up that is owed. Returns them, and
    whether they were paused."""
    from flows.calls.following import follow_up  # noqa: PLC0415 - reads news, which who logs a talk need not wait for

    today = settings.day_of(now)
    with writing(settings) as con:
        prospect = find_one(whom, all_prospects(con))
        was_paused = bool(resume_people(con, [prospect.id], today))
    if was_paused:
        follow_up(settings, now)
    return prospect, was_paused


@dataclass(frozen=True, slots=True)
class Settled:
    """What is known and planned after what was logged; `unpublished` says why no copy could be published, if so."""

    known: Acquaintance
    plan: Plan
    unpublished: NotPublished | None


def after_touches(settings: Settings, closed: Sequence[Trigger], now: datetime) -> Settled:
    """Publishes what was logged, which is kept whatever happens here, and brings the calendars up to it."""
    unpublished = try_publishing(settings)
    try:
        with looking(settings) if unpublished else reading(settings) as con:
            known = remember(con, now)
            cards = load_cards(con, closed, now, settings.day_of(now))
            plan = plan_calls(settings, known, now)
            calls = calls_ahead(con, plan, known, now)
    except StoreError as error:
        raise unpublished or error from None
    for failure in write_calendars(settings, calls, now):
        log.warning("%s", failure)
    if cards:
        _cancel_slots(settings, cards)
    return Settled(known, plan, unpublished)


def _cancel_slots(settings: Settings, cards: Sequence[Card]) -> None:
    """Cancels calls that were made in the calendars that channels write."""
    message = message_for("answered", cards, "digest")
    for name, channel in settings.channels.items():
        if channel.kind == "calendar":
            try:
                make_channel(name, channel, surroundings(settings)).send(message)
            except ChannelError as error:  # the touch is kept; the slot is cancelled with the next that is sent
                log.warning("%s", error)
