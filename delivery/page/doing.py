"""What one click does to a call. Each is one short transaction; the answer is the list without it and the next card."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Annotated, Literal

from fastapi import APIRouter
from fastapi import Form as Field
from starlette.requests import Request
from starlette.responses import Response

from callnow.acting import acting_name
from callnow.contacts import LoggedContact, NewContact
from callnow.dates import day_in_words
from callnow.errors import UsageError
from callnow.model import Prospect, Touch, Trigger
from callnow.store import Connection, verdicts
from callnow.store.activity import activities_of
from callnow.store.calls import WantedCalls
from callnow.store.people import touches_of
from callnow.store.snoozes import reasons_put_off, snooze_person
from callnow.store.touches import promised_in_note, rhythm_note
from callnow.terms import TALKS, Act, Action, ContactKind, Outcome, TriggerState
from delivery.clean import clean_text
from delivery.page.clicks import (
    TALK_MEANWHILE,
    ClickReply,
    Clicks,
    Filters,
    SentForm,
    check_length,
    in_one_session,
    known_person,
    known_trigger,
    more_closed,
    name_of,
    reply_to,
)
from delivery.page.desk import Desk
from delivery.page.note import in_line, sentence
from delivery.page.opened import Form
from delivery.page.render import until_in_words
from delivery.words import contact_in_words, readable_number

Until = Literal["later", "tomorrow", "next_week"]
TRIED: dict[str, Action] = {
    Outcome.LEFT_MESSAGE: Action.VOICEMAIL,
    Outcome.BUSY: Action.BUSY,
    Outcome.WRONG_NUMBER: Action.WRONG_NUMBER,
}  # the click that noted a call which ended so; else nobody answered
MOST_ACTS = 20  # the last about a person, among which the talk is that answered a call


def doing(clicks: Clicks) -> APIRouter:
    """What is done to calls."""
    router = APIRouter()
    _talks(router, clicks)
    _waits(router, clicks)
    _verdicts(router, clicks)
    return router


def _talks(router: APIRouter, clicks: Clicks) -> None:
    """A call was made."""

    @router.post("/calls/{trigger_id}/called")
    @in_one_session(clicks.database)
    def called(request: Request, trigger_id: str, wanted: Filters, form: SentForm) -> Response:
        return _log_call(request, clicks, "", trigger_id, wanted, form)

    @router.post("/people/{prospect_id:person}/called")
    @in_one_session(clicks.database)
    def called_person(request: Request, prospect_id: str, wanted: Filters, form: SentForm) -> Response:
        return _log_call(request, clicks, prospect_id, "", wanted, form)

    @router.post("/when")
    def when(form: SentForm) -> Response:
        words, desk = form.when or form.promised, clicks.desk
        day = desk.read_day(words, desk.today()) if words else None
        noted = None if words else desk.read_note(form.note, desk.today())
        died = desk.says_death(Prospect("", form.called, "", ""), form.note)
        named = next((read for read in (day, noted) if isinstance(read, date)), None)
        called_on = _called_on(desk, named) if named else None
        return clicks.renderer.part("when.html.j2", day=day, noted=noted, called_on=called_on, form=form, died=died)

    @router.post("/calls/{trigger_id}/voicemail")
    @in_one_session(clicks.database)
    def voicemail(request: Request, trigger_id: str, wanted: Filters) -> Response:
        contact = NewContact(ContactKind.VOICEMAIL)
        return _nobody_reached(request, clicks, trigger_id, wanted, contact, Action.VOICEMAIL)

    @router.post("/calls/{trigger_id}/no-answer")
    @in_one_session(clicks.database)
    def no_answer(request: Request, trigger_id: str, wanted: Filters) -> Response:
        contact = NewContact(ContactKind.CALLED, Outcome.NO_ANSWER)
        return _nobody_reached(request, clicks, trigger_id, wanted, contact, Action.NO_ANSWER)


def _waits(router: APIRouter, clicks: Clicks) -> None:
    """A call must wait: all reasons to call that person come back together."""

    @router.post("/calls/{trigger_id}/snooze")
    @in_one_session(clicks.database)
    def snooze(
        request: Request, trigger_id: str, wanted: Filters, until: Annotated[Until, Field()] = "tomorrow"
    ) -> Response:
        back = _back(clicks.desk, until)
        with clicks.database.writing() as con:
            trigger = known_trigger(con, trigger_id)
            person = known_person(con, trigger.prospect_id)
            put_off = snooze_person(con, person.id, clicks.desk.now(), back)
            undo = clicks.keep(con, person.id, Action.PUT_OFF, put_off, until=back)
        back_on = clicks.desk.in_words(back)
        words = f"The call to {name_of(person)} is put off. It comes back {back_on}."
        return clicks.after(request, wanted, reply_to(undo, words, trigger))


def _verdicts(router: APIRouter, clicks: Clicks) -> None:
    """A call is not a reason to call, or rests on something wrong."""

    @router.post("/calls/{trigger_id}/dismiss")
    @in_one_session(clicks.database)
    def dismiss(request: Request, trigger_id: str, wanted: Filters) -> Response:
        with clicks.database.writing() as con:
            trigger = known_trigger(con, trigger_id)
            others = clicks.desk.told_with(con, trigger, clicks.desk.now())
            closed = clicks.closed(con, verdicts.dismiss(con, trigger.id, others))
            undo = clicks.keep(con, trigger.prospect_id, Action.DISMISSED, closed)
            words = f"The call to {name_of(known_person(con, trigger.prospect_id))} is dismissed."
        return clicks.after(request, wanted, reply_to(undo, words, trigger))

    @router.post("/calls/{trigger_id}/wrong-event")
    @in_one_session(clicks.database)
    def wrong_event(request: Request, trigger_id: str, wanted: Filters) -> Response:
        with clicks.database.writing() as con:
            trigger = known_trigger(con, trigger_id)
            closed = clicks.closed(con, verdicts.judge_wrong_event(con, trigger.id, clicks.desk.now()))
            undo = clicks.keep(con, trigger.prospect_id, Action.WRONG_EVENT, closed)
            clicks.no_longer_brought_up(con, closed)
            name = name_of(known_person(con, trigger.prospect_id))
            words = f"The call to {name} is marked as a wrong event{more_closed(con, closed, trigger)}."
        return clicks.after(request, wanted, reply_to(undo, words, trigger))


def _log_call(
    request: Request, clicks: Clicks, prospect_id: str, trigger_id: str, wanted: WantedCalls, form: Form
) -> Response:
    """Keeps a call as the form tells of it: one that was made for a trigger, or else to that person."""
    desk, due = clicks.desk, form.when or form.promised
    contact = NewContact(
        ContactKind.CALLED, form.outcome, form.note, form.promised, due, form.topic, reads_note=not form.no_promise
    )
    try:
        check_length(form.note)
        with clicks.database.writing() as con:
            about = known_trigger(con, trigger_id) if trigger_id else None
            person = known_person(con, about.prospect_id if about else prospect_id)
            called = (number for number in person.numbers if readable_number(number) == form.number)
            contact = replace(contact, number=next(called, ""))
            logged = clicks.log_contact(con, person, contact, trigger_id, form.talks)
            undo = _keep_contact(con, clicks, person.id, Action.CALLED, logged)
            words = _noted(person, logged) + _what_follows(con, desk, person, logged, about)
    except UsageError as error:
        words = in_line(error)
        meanwhile = error.where == TALK_MEANWHILE
        refused = replace(form, meanwhile=sentence(words)) if meanwhile else replace(form, refusal=words)
        return clicks.refuse(request, prospect_id, trigger_id, wanted, refused)
    return clicks.after(request, wanted, ClickReply(words, undo))


def _nobody_reached(
    request: Request,
    clicks: Clicks,
    trigger_id: str,
    wanted: WantedCalls,
    contact: NewContact,
    action: Action,
) -> Response:
    """Keeps a try that reached nobody: the call comes back, as the script of a voicemail promises."""
    with clicks.database.writing() as con:
        trigger = known_trigger(con, trigger_id)
        person = known_person(con, trigger.prospect_id)
        logged = clicks.log_contact(con, person, contact, trigger.id)
        undo = _keep_contact(con, clicks, person.id, action, logged)
        name = name_of(person)
        words = f"Voicemail for {name} noted." if action is Action.VOICEMAIL else f"Noted that {name} did not answer."
        words += _what_next(con, clicks.desk, logged, trigger)
    return clicks.after(request, wanted, reply_to(undo, words, trigger))


def _keep_contact(
    con: Connection, clicks: Clicks, prospect_id: str, action: Action, logged: LoggedContact
) -> dict[str, str]:
    """Keeps the click that made a contact; a call that reached nobody is none."""
    changed = [*logged.put_off, *(trigger.id for trigger in logged.closed)]
    touch_id = logged.touch.id if logged.new else ""
    if action is Action.CALLED and logged.touch.kind not in TALKS:
        action = TRIED.get(logged.touch.outcome.casefold(), Action.NO_ANSWER)
    return clicks.keep(con, prospect_id, action, changed, touch_id=touch_id, until=logged.again_at)


def _back(desk: Desk, until: Until) -> datetime:
    """When a call that is put off comes back; where it is too late for later today, tomorrow."""
    if until == "next_week":
        return desk.comes_back(desk.next_week())
    later = desk.later_today() if until == "later" else None
    return later or desk.comes_back(desk.tomorrow())


def _noted(person: Prospect, logged: LoggedContact) -> str:
    """What was kept of a call."""
    touch = logged.touch
    reached = touch.kind in TALKS
    call = f"Call {'with' if reached else 'to'} {name_of(person)}"
    outcome = "" if reached else f": {clean_text(touch.outcome, 80)}"
    return f"{call} {'noted' if logged.new else 'was noted already'}{outcome}."


def _what_follows(con: Connection, desk: Desk, person: Prospect, logged: LoggedContact, about: Trigger | None) -> str:
    """What follows from a call and what was noted of it: that nobody calls who has died, else what is next."""
    touch = logged.touch
    died = desk.says_death(person, f"{touch.outcome}\n{touch.note}")
    if died:
        return f" {name_of(person)} has died, by what is noted: no calls any more. Undo if that is not meant."
    asked = " The note tells a death: note “has died” alone if it is theirs." if died is None else ""
    return _what_next(con, desk, logged, about) + asked


def _what_next(con: Connection, desk: Desk, logged: LoggedContact, about: Trigger | None) -> str:
    """When the call comes back or that it waits on; where a click in another window came before, what became of it.

    `about` is the trigger that the call was made for, as it was before."""
    touch = logged.touch
    if logged.again_at:
        return f" The call comes back {desk.in_words(logged.again_at)}."
    if touch.due_on:
        source = ", as the note says" if promised_in_note(touch) else ""
        words = f" You speak again on {day_in_words(touch.due_on)}{source}."
        paused = rhythm_note(con, touch.prospect_id, desk.today()).paused_until
        if paused and paused > touch.due_on:
            words += f" They are paused {until_in_words(paused)}: no call comes before “End the pause” on their record."
        elif other := _called_on(desk, touch.due_on):
            words += f" No calls are made on that day: the call comes on {other:%A}, {day_in_words(other)}."
        if not paused and desk.bars_calls_before(touch.promised):
            words += " They asked for no call before: “Pause” on their record holds back news, too."
        return words
    if about is None or about.id in [trigger.id for trigger in logged.closed]:
        return ""
    if until := reasons_put_off(con, [touch.prospect_id]).get(about.id):
        return f" The call comes back {desk.in_words(until)}."
    if about.state is TriggerState.CALLED:
        return f" The call does not come back: {_answered_before(con, desk, touch)}."
    return " It stays on the list." if about.state is TriggerState.OPEN else ""


def _called_on(desk: Desk, day: date) -> date | None:
    """The day of a call that was promised for one without calls; None for a day that has some."""
    called_on = desk.next_working_day(day)
    return called_on if called_on > day else None


def _answered_before(con: Connection, desk: Desk, touch: Touch) -> str:
    """Which talk answered a call before this try, as whom and when."""
    talks = [known for known in touches_of(con, [touch.prospect_id]) if known.kind in TALKS and known.id != touch.id]
    if not talks:
        return "it was answered before"
    acts = (
        act for act in activities_of(con, touch.prospect_id, MOST_ACTS) if act["act"] in (Action.CALLED, Act.LOGGED)
    )
    by, at = next((act["done_by"] for act in acts), ""), talks[-1].at.astimezone(desk.zone)
    who = f" by {clean_text(by, 40)}" if by and by != acting_name() else ""
    when = f"at {at:%H:%M}" if at.date() == desk.today() else f"on {day_in_words(at.date())}"
    return f"it was answered {when}{who} ({clean_text(contact_in_words(talks[-1]), 60)})"
