"""Calls that no news asks for, as triggers: a promise or the rhythm that is due, a record that looks stale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from callnow.dates import stretch_named
from callnow.model import Feature, Prospect, Touch, Trigger, stable_id
from callnow.terms import Colour, Tier, TriggerKind
from callnow.waiting import WaitingTrigger
from matching.cadence.next_call import Cause, NextCall, is_noted
from matching.cadence.stale import Sign
from matching.triggers.decide import Tables
from matching.triggers.slots import day_said, prospect_slots, short_day
from matching.triggers.speech import day_promised, promised_to_you
from matching.triggers.topics import Topic, note_line
from matching.triggers.wording import Slots, word

FOLLOW_UP, STALE = "follow_up", "record_stale"
_LATE = _WEEK = timedelta(days=7)
_KEPT = timedelta(days=730)  # a missed call is owed until it is made; each morning's run renews this


def follow_up_trigger(
    call: NextCall,
    prospect: Prospect,
    topics: Sequence[Topic],
    touches: Sequence[Touch],
    tables: Tables,
    now: datetime,
    question: str = "",
) -> Trigger | None:
    """The trigger of kind "cadence" for a call that is due; None where news made it due, which has its own trigger.

    `question` is what to ask of somebody for whom no topic can be said.

    A promise is worth a call now, the rhythm worth knowing (it is told with the morning's list, not each on its own).
    The id depends on what the call rests on, so each morning finds the same trigger until a touch answers it.
    """
    if call.cause is Cause.EVENT:
        return None
    ranked = follow_up_ranked(call, prospect, tables, now)
    slots: Slots = {
        **prospect_slots(prospect, touches, now),
        **_of_promise(call.promised, noted=call.noted),
        "late": _is_late(call, now.date()),
        "owed": _owed(call, now.date()),
        "type": FOLLOW_UP,
        "topic": "",  # the topics hold it
        "reason": call.words,
        "topics": tuple(topic.line for topic in topics if not _quotes(topic, call.promised)),
        "bring": next((topic.spoken for topic in topics if topic.spoken), ""),
        "message": next((topic.message for topic in topics if topic.message), ""),
        "proposed": question,
    }
    made = _trigger(prospect, tables, slots, _urgency(call, tables, now.date()), now, stable_id(call.basis, call.cause))
    colour = call.colour(now.date())
    return replace(made, kind=ranked.kind, tier=ranked.tier, expires_at=ranked.expires_at, colour=colour)


def follow_up_ranked(call: NextCall, prospect: Prospect, tables: Tables, now: datetime) -> WaitingTrigger:
    """As much of a call's trigger as it takes to rank it: no word of it, which takes most of the time."""
    return WaitingTrigger(
        id=follow_up_id(call),
        prospect_id=prospect.id,
        tier=Tier.CALL_NOW if call.cause is Cause.PROMISE else Tier.WORTH_KNOWING,
        score=_score(_urgency(call, tables, now.date())),
        why="",
        decided_at=now,
        expires_at=datetime.combine(call.due_on, time(), UTC) + _KEPT,
        owner=prospect.owner,
        kind=TriggerKind.CADENCE,
    )


def _is_late(call: NextCall, today: date) -> bool:
    """Whether a promised call comes after its latest day, or so long after the day that was promised; one that was
    promised for a week or a month is in time until that is over."""
    if call.cause is not Cause.PROMISE:
        return False
    if stretch := stretch_named(call.promised):
        return today - (call.promised_for or call.due_on) > stretch
    put_off = call.promised_for is not None and today - call.promised_for > _LATE
    return put_off or call.colour(today) is Colour.RED


def _owed(call: NextCall, today: date) -> str:
    """When a promised call was due, as it is said."""
    day = call.promised_for or call.due_on
    one_week = stretch_named(call.promised) == _WEEK
    return f"in the week of {short_day(day)}" if one_week else day_said(day, today)


def _quotes(topic: Topic, promised: str) -> bool:
    """Whether a note says only what was promised, which the call's reason quotes."""
    return bool(promised) and topic.line.casefold() == note_line(promised).casefold()


def follow_up_anew(trigger: Trigger, prospect: Prospect, touches: Sequence[Touch], tables: Tables) -> Trigger:
    """A follow-up of earlier in the words for the record as it is now, with nothing to bring: the next morning has."""
    slots: Slots = {
        **prospect_slots(prospect, touches, trigger.decided_at),
        "type": trigger.type,
        "topic": "",
        "reason": trigger.why,
        "check": next(iter(trigger.talking_points), ""),
    }
    promises = (t for t in touches if t.due_on and trigger.tier is Tier.CALL_NOW)
    promise = max(promises, key=lambda t: t.at, default=None)
    told = _of_promise(promise.promised, noted=is_noted(promise)) if promise else _of_promise("", noted=False)
    words = word(tables.wording, {**slots, **told}, prospect.function)
    return replace(
        trigger,
        employer_id=prospect.employer_id,
        opener=words.opener,
        voicemail=words.voicemail,
        talking_points=words.talking_points,
    )


def _of_promise(promised: str, *, noted: bool) -> Slots:
    """What was promised, as each opener says it; of what is only `noted` nothing is quoted."""
    return {
        "promised": promised,
        "promised_day": "" if noted else day_promised(promised),
        "promised_words": "" if noted else promised_to_you(promised),
        "noted": noted,
    }


def follow_up_id(call: NextCall) -> str:
    """The id of the call's trigger: the same every morning, until a touch, a promise or news makes it another call."""
    return stable_id(call.prospect_id, FOLLOW_UP, stable_id(call.basis, call.cause))


def stale_id(prospect_id: str, sign: Sign) -> str:
    """The id of the trigger for a sign about a prospect."""
    return stable_id(prospect_id, STALE, stable_id(sign.kind, sign.basis))


def stale_trigger(sign: Sign, prospect: Prospect, touches: Sequence[Touch], tables: Tables, now: datetime) -> Trigger:
    """The trigger of kind "stale" for one sign, worth knowing; its id is the sign's, so it is told once."""
    slots: Slots = {
        **prospect_slots(prospect, touches, now),
        "type": STALE,
        "reason": sign.words,
        "check": sign.check,
    }
    reason = Feature(sign.kind, tables.weights.stale[sign.kind] / 100, 1.0, sign.words)
    made = _trigger(prospect, tables, slots, reason, now, stable_id(sign.kind, sign.basis))
    return replace(made, kind=TriggerKind.STALE, story_id=sign.story_id, event_id=sign.event_id)


def _trigger(prospect: Prospect, tables: Tables, slots: Slots, reason: Feature, now: datetime, basis: str) -> Trigger:
    words = word(tables.wording, slots, prospect.function)
    return Trigger(
        id=stable_id(prospect.id, slots["type"], basis),
        prospect_id=prospect.id,
        employer_id=prospect.employer_id,
        story_id="",
        event_id="",
        type=slots["type"],
        tier=Tier.WORTH_KNOWING,
        score=_score(reason),
        why=words.why,
        opener=words.opener,
        decided_at=now,
        expires_at=now + _KEPT,
        reasons=(reason,),
        owner=prospect.owner,
        voicemail=words.voicemail,
        talking_points=words.talking_points,
    )


def _score(reason: Feature) -> float:
    return round(100 * reason.points, 1)


def _urgency(call: NextCall, tables: Tables, today: date) -> Feature:
    """How pressing the call is on `today`, on the scale of the score of news."""
    table, colour = tables.weights.follow_up, call.colour(today)
    if call.cause is Cause.PROMISE:
        points = min(100.0, table["promise"] * (1 if colour is not Colour.RED else 1.1))
    elif colour is Colour.RED:
        points = table["overdue"]
    else:
        start = table["first"] if call.cause is Cause.FIRST else table["ideal"]
        gone = max(0, (today - call.due_on).days) / max(1, (call.latest_on - call.due_on).days)
        points = start + (table["latest"] - start) * gone
    return Feature(call.cause, points / 100, 1.0, call.words)
