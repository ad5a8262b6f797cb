"""The one way to log a contact, for the command line, a CSV of past contacts and the page: read it, keep it, answer.

`read_contact` makes a touch of what was told; `log_contact`, or for a file `log_contacts`, keeps it and closes what it
answers, inside the transaction of whoever calls.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from callnow.contacts import LoggedContact, NewContact
from callnow.dates import comes_back
from callnow.errors import UsageError
from callnow.model import Prospect, Touch, Trigger, stable_id
from callnow.settings import Settings
from callnow.store import Connection
from callnow.store.page import prospects_by_id
from callnow.store.snoozes import snooze_person
from callnow.store.touches import (
    SAME_TRY,
    also_answer,
    answer_triggers,
    closed_triggers_of,
    keep_touch_of_day,
    open_triggers_of,
    save_touches,
    touches_by_id,
)
from callnow.store.wrong_numbers import to_call
from callnow.terms import TALKS, WAITING, ContactKind, Outcome, Tier, TriggerKind, TriggerState
from flows.calls.planning import rules_of
from matching.cadence.dated_notes import NoteDay, call_asked, entries_of
from matching.cadence.expectations import Refusal, read_expectation
from matching.cadence.next_call import asks_to_write
from matching.cadence.outcomes import kind_after, outcome_of, outcome_told
from matching.cadence.workdays import first_open

CLOCKS_DIFFER = timedelta(minutes=5)  # between the page's clock and ours
LASTING_SIGN = "mail"  # a sign of a stale record that no talk answers: the address is still the wrong one
Span = tuple[datetime, datetime]


def read_contact(prospect: Prospect, contact: NewContact, at: datetime, now: datetime, settings: Settings) -> Touch:
    """The touch that `contact` describes. Raises UsageError for a moment or an expectation that cannot be."""
    if at > now + CLOCKS_DIFFER:
        raise UsageError(
            f"a touch in the future ({at:%Y-%m-%d %H:%M} UTC)", where="log", hint="log it once it was made"
        )
    outcome = outcome_told(contact.kind, contact.outcome, contact.note)
    kind = kind_after(contact.kind, outcome)
    promised, due_on = expectation_of(contact, settings.day_of(at))
    if kind is ContactKind.VOICEMAIL and due_on and due_on < settings.day_of(now):
        promised, due_on = "", None  # nobody was reached to whom it could be owed still
    moment = at.astimezone(UTC).replace(microsecond=0)
    return Touch(
        id=touch_id(prospect.id, moment, kind),
        prospect_id=prospect.id,
        at=moment,
        kind=kind,
        outcome=outcome,
        note=contact.note.strip(),
        promised=promised,
        due_on=due_on,
        topic=contact.topic.strip(),
        owner=contact.owner.strip() or prospect.owner,
        number=contact.number if outcome_of(outcome) is Outcome.WRONG_NUMBER else "",
    )


def log_contact(
    con: Connection,
    touch: Touch,
    *,
    same_within: Span | None = None,
    answers_news: bool | None = None,
    about: str = "",
    again_at: datetime | None = None,
) -> LoggedContact:
    """Keeps `touch` and closes the open triggers it answers; where it reached nobody, puts them off until `again_at`.

    `same_within` is the time within which the same words are the same contact, told again, and within which it may have
    been: it answers what was asked for by the end of that. Without it the id of the touch says which one it is. `about`
    is the id of the trigger that it was made for, which a talk answers in any case.
    """
    if same_within:
        kept, new = keep_touch_of_day(con, touch, *same_within)
    else:
        kept, new = touch, bool(save_touches(con, [touch])[0])
    kept = _with_wrong_number(con, kept)
    latest = same_within[1] if same_within else kept.at
    if again_at and answers_news is None:
        put_off = snooze_person(con, kept.prospect_id, latest, again_at)
        return LoggedContact(kept, new, (), put_off, again_at if put_off else None)
    waiting = _to_answer(con, [kept.prospect_id], latest)
    closed = _close_answered(con, kept, latest, waiting, answers_news, about)
    return LoggedContact(kept, new, closed, came_after=len(_after(kept, latest, waiting, closed)))


def _after(touch: Touch, latest: datetime, waiting: Iterable[Trigger], closed: Iterable[Trigger]) -> list[Trigger]:
    """Those of `waiting` that a talk left open, for they were asked for after it."""
    answered = {trigger.id for trigger in closed}
    return [
        trigger
        for trigger in waiting
        if touch.kind in TALKS
        and trigger.state is TriggerState.OPEN
        and trigger.decided_at > latest + CLOCKS_DIFFER
        and trigger.id not in answered
    ]


def _with_wrong_number(con: Connection, touch: Touch) -> Touch:
    """The touch, kept with the number that is offered by now where it says that a number is wrong, but not which."""
    if touch.number or outcome_of(touch.outcome) is not Outcome.WRONG_NUMBER:
        return touch
    (whom,) = to_call(con, prospects_by_id(con, [touch.prospect_id]).values())
    touch = replace(touch, number=whom.phone)
    save_touches(con, [touch])
    return touch


def log_contacts(
    con: Connection, touches: Sequence[Touch], again_at: Callable[[Touch], datetime | None]
) -> list[LoggedContact]:
    """Logs many at once, whose ids say which ones they are, as `log_contact` would one after the other."""
    if not touches:
        return []
    known = set(touches_by_id(con, [touch.id for touch in touches]))
    save_touches(con, touches)
    waiting: dict[str, list[Trigger]] = defaultdict(list)
    people, first = [touch.prospect_id for touch in touches], min(touch.at for touch in touches)
    for trigger in _to_answer(con, people, first):
        waiting[trigger.prospect_id].append(trigger)
    logged = []
    for touch in touches:
        new = touch.id not in known
        known.add(touch.id)
        if again := again_at(touch):
            put_off = snooze_person(con, touch.prospect_id, touch.at, again)
            logged.append(LoggedContact(touch, new, (), put_off, again if put_off else None))
            continue
        closed = _close_answered(con, touch, touch.at, waiting[touch.prospect_id])
        logged.append(LoggedContact(touch, new, closed))
        by_now = {trigger.id: trigger for trigger in closed}
        waiting[touch.prospect_id] = [by_now.get(trigger.id, trigger) for trigger in waiting[touch.prospect_id]]
    return logged


def next_try(touch: Touch, settings: Settings, now: datetime) -> datetime | None:
    """When the call comes back after `touch`, where it reached nobody: on the first open day from the one it names,
    else from the next one, as the plan has it.

    None where somebody was reached, where that morning has come, and for a wrong number: that is to be put right first.
    """
    if touch.kind is not ContactKind.VOICEMAIL or outcome_of(touch.outcome) is Outcome.WRONG_NUMBER:
        return None
    rules = rules_of(settings)
    wanted = touch.due_on or touch.at.astimezone(rules.zone).date() + timedelta(days=1)
    day = first_open(wanted, rules.calendar)
    again = comes_back(day, rules.zone) if day else None
    return again if again and again > now else None


def minutes_around(moment: datetime) -> Span:
    """Within which time the same words are the same contact, where nobody told the hour."""
    return moment - SAME_TRY, moment + SAME_TRY


def whole_day(moment: datetime, settings: Settings) -> Span:
    """The day of `moment`: within it the same words are the same contact, where only the day was told."""
    zone = rules_of(settings).zone
    day = moment.astimezone(zone).date()
    return datetime.combine(day, time.min, zone), datetime.combine(day, time.max, zone)


def touch_id(prospect_id: str, at: datetime, kind: ContactKind) -> str:
    """The id of a touch whose hour was said: one of a kind a second with a person, so that nothing is doubled."""
    return stable_id("touch", prospect_id, at.isoformat(), kind)


def expectation_of(contact: NewContact, said_on: date) -> tuple[str, date | None]:
    """The words to quote back and the day they name, as told or else as the note has them. Raises UsageError."""
    promised, due_on = expectation(contact.promised, contact.due, said_on)
    reads_note = contact.reads_note and not due_on
    noted = call_asked(entries_of(contact.note, NoteDay(said_on), said_on)) if reads_note else None
    if noted and noted.asked.due_on > said_on:  # what an older entry of its note asked for until then it answers
        return noted.asked.words, noted.asked.due_on
    return promised, due_on


def expectation(promised: str, due: str, said_on: date) -> tuple[str, date | None]:
    """The words to quote back and the day they name; ("", None) for none. Raises UsageError where no day is named."""
    promised, due = promised.strip(), due.strip()
    if not promised and not due:
        return "", None
    read = read_expectation(due or promised, said_on)
    if isinstance(read, Refusal):
        where = "--in or --on" if due else "--promised"
        hint = read.hint if due else f"say roughly when with --in or --on as well; {read.hint}"
        raise UsageError(f"“{read.words}” {read.why}", where=where, hint=hint)
    return promised or due, read.due_on


def _to_answer(con: Connection, people: Sequence[str], since: datetime) -> list[Trigger]:
    """The triggers that a contact with these people since then may answer: what waits, and what somebody closed."""
    return [*open_triggers_of(con, people), *closed_triggers_of(con, people, since)]


def _close_answered(
    con: Connection,
    touch: Touch,
    latest: datetime,
    waiting: Sequence[Trigger],
    answers_news: bool | None = None,
    about: str = "",
) -> tuple[Trigger, ...]:
    """Closes those of `waiting` that `touch`, which was by `latest`, answers; drops what was not sent of them, and
    returns them as closed. Of those that are closed already it is noted, for that may be taken back."""
    if touch.kind is ContactKind.VOICEMAIL and not answers_news:
        return ()
    news = touch.kind in TALKS if answers_news is None else answers_news
    answered = [
        trigger
        for trigger in waiting
        if (news and trigger.id == about)
        or (trigger.decided_at <= latest + CLOCKS_DIFFER and _answers(trigger, touch, news=news))
    ]
    closed = [t for t in answered if t.state in WAITING]
    if closed:
        answer_triggers(con, [t.id for t in closed], touch_id=touch.id)
    also_answer(con, [t.id for t in answered if t.state not in WAITING], touch.id)
    return tuple(replace(t, state=TriggerState.CALLED) for t in closed)


def _answers(trigger: Trigger, touch: Touch, *, news: bool) -> bool:
    if trigger.kind is TriggerKind.STALE:
        return news and not any(reason.name == LASTING_SIGN for reason in trigger.reasons)
    if trigger.state is TriggerState.SNOOZED:  # "try again tomorrow" holds until they talked
        return news
    if trigger.kind is TriggerKind.CADENCE and trigger.tier is Tier.CALL_NOW and touch.kind is ContactKind.EMAILED:
        return news or asks_to_write(trigger.why)
    return trigger.kind is TriggerKind.CADENCE or news
