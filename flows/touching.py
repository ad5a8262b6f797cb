"""Logging what was said, and pausing: each in one transaction, published at once, so that no list asks again."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from callnow.errors import ChannelError, NotPublished, StoreError, UsageError
from callnow.model import Prospect, Touch, Trigger, stable_id
from callnow.settings import Settings
from callnow.store import Connection, looking, reading, writing
from callnow.store.people import RhythmNote, all_prospects
from callnow.store.touches import (
    SAME_TRY,
    answer_triggers,
    keep_said,
    open_triggers_of,
    pause,
    save_touches,
    take_back_triggers,
)
from delivery.card import Card
from delivery.channels import make_channel
from delivery.message import message_for
from flows.calendars import write_calendars
from flows.cards import load_cards
from flows.delivering import surroundings
from flows.finding import find_one
from flows.planning import Plan, plan_calls, remember, rules_of
from flows.publishing import try_publishing
from matching.cadence import NextCall
from matching.expectations import Refusal, read_expectation
from matching.names.fold import fold
from matching.slots import SPOKEN

log = logging.getLogger(__name__)

KINDS = ("called", "voicemail", "emailed", "met")
NOBODY_REACHED = frozenset(
    {"no answer", "not reached", "nobody there", "unanswered", "busy", "engaged", "wrong number"}
)
CLOCKS_DIFFER = timedelta(minutes=5)  # between the page's clock and ours
LASTING_SIGN = "mail"  # a sign of a stale record that no talk answers: the address is still the wrong one


@dataclass(frozen=True, slots=True)
class Said:
    """What is to be logged, as it was given.

    `promised` are the words to be quoted back, `due` those that name the day ("6 weeks", "2027-03-14"); where only one
    of them is given it stands for both. `answers_news` says whether open news is closed: by default a talk closes it
    (called, met), and a message left does not.
    """

    kind: str
    outcome: str = ""
    note: str = ""
    promised: str = ""
    due: str = ""
    topic: str = ""
    owner: str = ""
    answers_news: bool | None = None


@dataclass(frozen=True, slots=True)
class Logged:
    """A touch that was kept, the triggers it closed, and the next call to the prospect (None: paused for good).

    `new` is False where the same was logged before; `unpublished` is set where all is kept, and only the copy could not
    be published.
    """

    prospect: Prospect
    touch: Touch
    closed: int
    next_call: NextCall | None
    new: bool = True
    unpublished: NotPublished | None = None


def log_touch(
    settings: Settings, whom: str, said: Said, now: datetime, *, at: datetime | None = None, hour_said: bool = True
) -> Logged:
    """Keeps one touch with `whom` (name, id or e-mail), `at` a moment that is not in the future; now by default.

    Raises UsageError with what is accepted, StoreError where it cannot be kept; then nothing was written.
    """
    with writing(settings.database, settings.store.lock_wait) as con:
        prospect = find_one(whom, all_prospects(con))
        touch = touch_of(prospect, said, at or now, now, settings)
        if at and hour_said:
            new = bool(save_touches(con, [touch])[0])
        else:
            since, until = _span_of_one(touch, at, settings)
            touch, new = keep_said(con, touch, since, until)
        closed = close_answered(con, touch, said.answers_news)
    settled = after_touches(settings, closed, now)
    next_call = settled.plan.calls.get(prospect.id)
    return Logged(prospect, touch, len(closed), next_call, new, settled.unpublished)


def _span_of_one(touch: Touch, at: datetime | None, settings: Settings) -> tuple[datetime, datetime]:
    """Within which time the same words are the same touch: some minutes, or the day where a day was said."""
    if at is None:
        return touch.at - SAME_TRY, touch.at + SAME_TRY
    zone = rules_of(settings).zone
    day = touch.at.astimezone(zone).date()
    return datetime.combine(day, time.min, zone), datetime.combine(day, time.max, zone)


def touch_of(prospect: Prospect, said: Said, at: datetime, now: datetime, settings: Settings) -> Touch:
    """The touch that `said` describes. Raises UsageError for a kind, a time or an expectation that cannot be."""
    if said.kind not in KINDS:
        raise UsageError(f"no such kind of touch: {said.kind!r}", where="log", mend=f"one of: {', '.join(KINDS)}")
    if at > now + CLOCKS_DIFFER:
        raise UsageError(
            f"a touch in the future ({at:%Y-%m-%d %H:%M} UTC)", where="log", mend="log it once it was made"
        )
    # A call that reached nobody is no talk: it counts as a message left, and the news it was about stays open.
    kind = "voicemail" if said.kind == "called" and fold(said.outcome) in NOBODY_REACHED else said.kind
    promised, due_on = expectation(said.promised, said.due, at.astimezone(rules_of(settings).zone).date())
    moment = at.astimezone(UTC).replace(microsecond=0)
    return Touch(
        id=touch_id(prospect.id, moment, kind),
        prospect_id=prospect.id,
        at=moment,
        kind=kind,
        outcome=said.outcome.strip(),
        note=said.note.strip(),
        promised=promised,
        due_on=due_on,
        topic=said.topic.strip(),
        owner=said.owner.strip() or prospect.owner,
    )


def touch_id(prospect_id: str, at: datetime, kind: str) -> str:
    """The id of a touch whose hour was said: one of a kind a second with a person, so that nothing is doubled."""
    return stable_id("touch", prospect_id, at.isoformat(), kind)


def expectation(promised: str, due: str, said_on: date) -> tuple[str, date | None]:
    """The words to quote back and the day they name; ("", None) for none. Raises UsageError where no day is named."""
    promised, due = promised.strip(), due.strip()
    if not promised and not due:
        return "", None
    read = read_expectation(due or promised, said_on)
    if isinstance(read, Refusal):
        where = "--in or --on" if due else "--promised"
        mend = read.mend if due else f"say roughly when with --in or --on as well; {read.mend}"
        raise UsageError(f"“{read.words}” {read.why}", where=where, mend=mend)
    return promised or due, read.due_on


def close_answered(con: Connection, touch: Touch, answers_news: bool | None = None) -> list[Trigger]:
    """Closes the open triggers that `touch` answers, drops what was not sent of them, and returns them as closed."""
    news = touch.kind in SPOKEN if answers_news is None else answers_news
    answered = [
        trigger
        for trigger in open_triggers_of(con, touch.prospect_id)
        if trigger.decided_at <= touch.at + CLOCKS_DIFFER and _answers(trigger, news)
    ]
    answer_triggers(con, [t.id for t in answered])
    return [replace(t, state="called") for t in answered]


def _answers(trigger: Trigger, news: bool) -> bool:
    if trigger.state == "snoozed":  # "try again tomorrow" holds until they talked
        return news
    if trigger.kind == "stale":
        return news and not any(reason.name == LASTING_SIGN for reason in trigger.reasons)
    return trigger.kind == "cadence" or news


def pause_prospect(
    settings: Settings, whom: str, now: datetime, *, until: str = "", no_contact: Iterable[str] = ()
) -> tuple[Prospect, RhythmNote]:
    """Notes that `whom` is not rung before the day that `until` names, nor on the days of `no_contact`.

    Follow-ups that wait are taken back; they are owed again when the pause ends. Raises UsageError, and NotPublished.
    """
    today = now.astimezone(rules_of(settings).zone).date()
    first_day = _day(until, today, "--until or --for") if until else None
    days = [_day(words, today, "--no-contact") for words in no_contact]
    if first_day is None and not days:
        raise UsageError("no day given", where="pause", mend='such as --for "3 months", --until 2027-03-14')
    with writing(settings.database, settings.store.lock_wait) as con:
        prospect = find_one(whom, all_prospects(con))
        note = pause(con, prospect.id, today, until=first_day, no_contact=days)
        off = [t for t in open_triggers_of(con, prospect.id) if t.kind == "cadence"]
        if (note.paused_until or today) > today or today in note.no_contact:
            take_back_triggers(con, [t.id for t in off])
        else:
            off = []
    if unpublished := after_touches(settings, [replace(t, state="dismissed") for t in off], now).unpublished:
        raise unpublished
    return prospect, note


def _day(words: str, today: date, where: str) -> date:
    read = read_expectation(words, today)
    if isinstance(read, Refusal):
        raise UsageError(f"“{read.words}” {read.why}", where=where, mend=read.mend)
    return read.due_on


@dataclass(frozen=True, slots=True)
class Settled:
    """The plan of calls after what was logged; `unpublished` says why the copy could not be published, if so."""

    plan: Plan
    unpublished: NotPublished | None


def after_touches(settings: Settings, closed: Sequence[Trigger], now: datetime) -> Settled:
    """Publishes what was logged, which is kept whatever happens here, and brings the calendars up to it."""
    unpublished = try_publishing(settings)
    try:
        with looking(settings.database, settings.published) if unpublished else reading(settings.published) as con:
            known = remember(con, now)
            cards = load_cards(con, closed, now)
    except StoreError as error:
        raise unpublished or error from None
    plan = plan_calls(settings, known, now)
    for failure in write_calendars(settings, plan, known, now):
        log.warning("%s", failure)
    if cards:
        _cancel_slots(settings, cards)
    return Settled(plan, unpublished)


def _cancel_slots(settings: Settings, cards: Sequence[Card]) -> None:
    """Cancels calls that were made in the calendars that channels write."""
    message = message_for("answered", cards, "digest")
    for name, channel in settings.channels.items():
        if channel.kind == "calendar":
            try:
                make_channel(name, channel, surroundings(settings)).send(message)
            except ChannelError as error:  # the touch is kept; the slot is cancelled with the next that is sent
                log.warning("%s", error)
