"""When to call a prospect next, and why: a promised date first, then an event, then the rhythm of staying in touch.

A promise stands until a talk answers it: one shortly before its day, or later. It holds back the rhythm (who said "in
six months" is not called in two), but an event worth a call pulls any call forward and never pushes one back; once
the promised day has come, the promise is what the call is for. A call that was missed stays due, yellow past its day
and red past its latest. A call that reached nobody is not a contact: it changes nothing but that the next one comes
on the next open day.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from functools import lru_cache

from callnow.dates import day_in_words, names_day, names_stretch
from callnow.model import Prospect, Touch, Trigger
from callnow.terms import TALKS, Colour, ContactKind, Outcome, Tier, TriggerState
from callnow.waiting import WaitingTrigger
from matching.cadence.outcomes import outcome_of
from matching.cadence.own_reminders import is_own_reminder
from matching.cadence.workdays import Calendar, first_open, last_open

_ANSWERS_FROM = timedelta(days=7)  # a talk this long before a promised day keeps the promise
_PART_OF_WAIT = 3  # where that is less: a talk in the last third of the days from the promise to its day does
_TO_WRITE = re.compile(r"\b(?:e-?mail|text|write)\b", re.IGNORECASE)
_SATURDAY, _WEEKEND = 5, timedelta(days=3)
_PROMISE_GRACE = timedelta(days=3)
_EVENT_GRACE = timedelta(days=2)


class Cause(StrEnum):
    """Why a call is due."""

    PROMISE = "promise"
    EVENT = "event"
    RHYTHM = "rhythm"
    FIRST = "first"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a prospect should hear from us, at best and at the latest, in weeks."""

    ideal_weeks: float = 8
    latest_weeks: float = 12

    @property
    def ideal(self) -> timedelta:
        return timedelta(days=round(self.ideal_weeks * 7))

    @property
    def latest(self) -> timedelta:
        return timedelta(days=round(max(self.latest_weeks, self.ideal_weeks) * 7))


@dataclass(frozen=True, slots=True)
class Rules:
    """The rhythm of all, of a tag, of a tier (a tag counts before a tier), the open days, and the zone days are of."""

    rhythm: Rhythm = Rhythm()
    by_tier: Mapping[str, Rhythm] = field(default_factory=dict)
    by_tag: Mapping[str, Rhythm] = field(default_factory=dict)
    calendar: Calendar = field(default_factory=Calendar)
    zone: tzinfo = UTC


@dataclass(frozen=True, slots=True)
class NextCall:
    """The next call to one prospect. `due_on` is an open day; up to `latest_on` it is in time.

    `basis` names what it rests on (the touch, trigger or "import"), so that the same call is known again. `words` is
    the reason for people; `promised` quotes what was said, whatever the cause of this call; `noted` says that a promise
    is only the recruiter's own reminder. `promised_for` is its day, which stays though the call was put off since.
    """

    prospect_id: str
    due_on: date
    latest_on: date
    cause: Cause
    basis: str
    words: str
    promised: str = ""
    noted: bool = False
    promised_for: date | None = None

    def colour(self, today: date) -> Colour:
        if today <= self.due_on:
            return Colour.GREEN
        return Colour.YELLOW if today <= self.latest_on else Colour.RED


def rhythm_of(prospect: Prospect, rules: Rules) -> Rhythm:
    """The prospect's own rhythm: of the first of their tags that has one, else of their tier, else of all."""
    tagged = next((rules.by_tag[tag] for tag in prospect.tags if tag in rules.by_tag), None)
    return tagged or rules.by_tier.get(prospect.tier, rules.rhythm)


def next_call(
    prospect: Prospect,
    touches: Sequence[Touch],
    events: Sequence[Trigger | WaitingTrigger],
    today: date,
    rules: Rules,
    *,
    known_since: date,
    no_contact: frozenset[date] = frozenset(),
    paused_until: date | None = None,
    not_before: date | None = None,
) -> NextCall | None:
    """The next call to `prospect` and its reason; None while paused for good (`paused_until` date.max).

    `touches` are all with this prospect, in any order; one of a day after `today` is not counted. `events` are the
    prospect's triggers: an open one of tier call_now that nobody answered yet makes the call due on its day.
    `known_since` is when the prospect was imported, `no_contact` their own days without calls; by hand the call was put
    off until `not_before`. A due day may lie in the past: then the call was missed and is still owed.
    """
    calendar = rules.calendar.also_closed(no_contact, paused_until)
    over = end_of(today, rules.zone)
    tried = sorted((t for t in touches if t.at < over), key=lambda t: t.at)
    past = [t for t in tried if _counts(t)]
    promise, retry = _standing(past, rules, rhythm_of(prospect, rules))
    if promise and retry and _earlier(retry, promise):
        promise, retry = retry, None
    if promise:
        base = _by_promise(prospect, promise, rules, calendar)
    else:
        base = _by_rhythm(prospect, past, rules, calendar, known_since)
    event = _by_event(prospect, past, events, today, rules, calendar, promise)
    promised = base is not None and base.cause is Cause.PROMISE and base.due_on <= today
    call = event if base is None or (event and event.due_on < base.due_on and not promised) else base
    again = _day(tried[-1], rules) + timedelta(days=1) if tried and _comes_back(tried[-1]) else None
    until = max(filter(None, (again, not_before, retry.due_on if retry else None)), default=None)
    return _put_off(call, until, calendar)


def _counts(touch: Touch) -> bool:
    """Whether a touch is a contact: a call that reached nobody is none, unless it named the day of the next one."""
    return touch.kind is not ContactKind.VOICEMAIL or touch.due_on is not None


def _comes_back(touch: Touch) -> bool:
    """Whether a call that reached nobody is tried again another day; a wrong number is put right on the same."""
    return not _counts(touch) and outcome_of(touch.outcome) is not Outcome.WRONG_NUMBER


def _put_off(call: NextCall | None, until: date | None, calendar: Calendar) -> NextCall | None:
    """The same call on the first open day from `until` on, where it would be earlier."""
    if call is None or until is None or until <= call.due_on:
        return call
    due = first_open(until, calendar)
    return replace(call, due_on=due, latest_on=max(call.latest_on, due)) if due else None


def promise_to(prospect: Prospect, touches: Sequence[Touch], rules: Rules) -> Touch | None:
    """The touch with a prospect (of all, in any order) whose promised day nothing has answered or replaced yet."""
    past = sorted((t for t in touches if _counts(t)), key=lambda t: t.at)
    return _standing(past, rules, rhythm_of(prospect, rules))[0]


def _standing(past: Sequence[Touch], rules: Rules, rhythm: Rhythm) -> tuple[Touch | None, Touch | None]:
    """The touch (oldest first) whose promised day nothing has answered or replaced yet, and a later one, of which no
    talk came, with another day: of a call that reached nobody, or an earlier day that was named in a message."""
    promise: Touch | None = None
    retry: Touch | None = None
    for touch in past:
        if touch.due_on and promise and _beside(touch, promise):
            retry = touch
        elif touch.due_on:
            promise, retry = touch, None
        else:
            promise = promise if promise and not _keeps(touch, promise, rules, rhythm) else None
            retry = retry if retry and promise and not _keeps(touch, retry, rules, rhythm) else None
    return promise, retry


def _beside(touch: Touch, promise: Touch) -> bool:
    """Whether the day of a touch stands beside a promise that it does not replace."""
    if _reached_nobody(promise):
        return False
    return _reached_nobody(touch) or (touch.kind is ContactKind.EMAILED and _earlier(touch, promise))


def _earlier(one: Touch, other: Touch) -> bool:
    return bool(one.due_on and other.due_on and one.due_on < other.due_on)


def _reached_nobody(touch: Touch) -> bool:
    return touch.kind is ContactKind.VOICEMAIL


def _keeps(touch: Touch, promise: Touch, rules: Rules, rhythm: Rhythm) -> bool:
    """Whether a later touch is the promised call: on another day than the promise, unless that was promised for its own
    day, and near its day or after it. A talk is what any call to somebody who was not reached was for."""
    if _reached_nobody(promise) and touch.kind in TALKS:
        return True
    made, day = _day(promise, rules), _day(touch, rules)
    wanted = promise.due_on or made
    window = min(_ANSWERS_FROM, rhythm.ideal, timedelta(days=max(0, (wanted - made).days // _PART_OF_WAIT)))
    written = touch.kind is ContactKind.EMAILED and not asks_to_write(promise.promised)
    return day >= wanted - window and (day > made or wanted == made) and not written


def asks_to_write(words: str) -> bool:
    """Whether what was promised is a message, which an e-mail keeps; an e-mail keeps no promise to call."""
    return _TO_WRITE.search(words) is not None


def is_noted(promise: Touch) -> bool:
    """Whether a promise is the recruiter's own reminder: nobody was reached to promise it to, or its words say so."""
    return promise.kind is ContactKind.VOICEMAIL or is_own_reminder(promise.promised)


def _by_promise(prospect: Prospect, promise: Touch, rules: Rules, calendar: Calendar) -> NextCall | None:
    wanted = promise.due_on or _day(promise, rules)
    due = first_open(wanted, calendar)
    if due is None:
        return None
    said = f" (“{promise.promised}”)" if promise.promised else ""
    noted = is_noted(promise)
    asked = "A call is noted" if noted else "You promised to call"
    words = f"{asked} {_when(promise.promised, wanted, due, noted=noted)}{said}."
    latest = last_open(wanted + _PROMISE_GRACE, calendar, not_before=due)
    return NextCall(prospect.id, due, latest, Cause.PROMISE, promise.id, words, promise.promised, noted, wanted)


def _when(words: str, wanted: date, due: date, *, noted: bool) -> str:
    """The promised day as its words name it: a day, or with "first week of December" the day from which on. Words that
    name no day of their own mean the working day after a weekend."""
    if not names_day(words) and wanted.weekday() >= _SATURDAY and due - wanted <= _WEEKEND:
        wanted = due
    if names_stretch(words):
        return f"from {in_words(wanted)} on"
    return f"{'for' if noted else 'on'} {in_words(wanted)}"


def _by_rhythm(
    prospect: Prospect, past: Sequence[Touch], rules: Rules, calendar: Calendar, known_since: date
) -> NextCall | None:
    rhythm = rhythm_of(prospect, rules)
    if not past:
        due = first_open(known_since, calendar)
        words = f"On the list since {in_words(known_since)} and never called."
        cause, basis, latest = Cause.FIRST, "import", known_since + rhythm.latest
    else:
        last = past[-1]
        day = _day(last, rules)
        # a talk from before the import can be long overdue, but nothing was due here before the prospect was
        due = first_open(max(day + rhythm.ideal, known_since), calendar)
        words = f"Last contact on {in_words(day)} ({last.kind}); every {rhythm.ideal_weeks:g} weeks is the aim."
        cause, basis, latest = Cause.RHYTHM, last.id, day + rhythm.latest
    if due is None:
        return None
    return NextCall(prospect.id, due, last_open(latest, calendar, not_before=due), cause, basis, words)


def _by_event(
    prospect: Prospect,
    past: Sequence[Touch],
    events: Sequence[Trigger | WaitingTrigger],
    today: date,
    rules: Rules,
    calendar: Calendar,
    promise: Touch | None,
) -> NextCall | None:
    last = past[-1].at if past else None
    waiting = [
        (trigger.decided_at.astimezone(rules.zone).date(), -trigger.score, trigger)
        for trigger in events
        if trigger.tier is Tier.CALL_NOW
        and trigger.state is TriggerState.OPEN
        and (last is None or trigger.decided_at > last)
        and trigger.expires_at.astimezone(rules.zone).date() >= today
    ]
    if not waiting:
        return None
    day, _, trigger = min(waiting, key=lambda w: w[:2])
    due = first_open(day, calendar)
    if due is None:
        return None
    latest = last_open(day + _EVENT_GRACE, calendar, not_before=due)
    promised = promise.promised if promise else ""
    return NextCall(prospect.id, due, latest, Cause.EVENT, trigger.id, trigger.why, promised)


def _day(touch: Touch, rules: Rules) -> date:
    return touch.at.astimezone(rules.zone).date()


@lru_cache(maxsize=64)
def end_of(day: date, zone: tzinfo) -> datetime:
    """When this day is over in `zone`, in UTC: with it thousands of times are compared, and none is converted."""
    return datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)


@lru_cache(maxsize=4096)
def in_words(day: date) -> str:
    """Tuesday, 3 March 2026"""
    return f"{day:%A}, {day_in_words(day)}"
