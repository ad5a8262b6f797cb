"""What one click does. Each is one short transaction; the answer is the list without that call and the next card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, HTTPException
from fastapi import Form as Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from callnow.contacts import LoggedContact, NewContact
from callnow.errors import UsageError
from callnow.model import Prospect, Trigger
from callnow.store import Connection
from callnow.store import page as store
from callnow.store.news import triggers_by_id
from callnow.store.page import Mention, Wanted
from callnow.terms import TALKS, ContactKind
from delivery.card import day_in_words
from delivery.clean import clean_text
from delivery.page.desk import Desk
from delivery.page.looking import first_card
from delivery.page.memory import Memory
from delivery.page.render import Renderer, is_htmx
from delivery.page.views import Form, load_board, open_call, open_person, query_of

Line = Annotated[str, Field(max_length=200)]
Text = Annotated[str, Field(max_length=4000)]


@dataclass(frozen=True, slots=True)
class Said:
    """What a click did, in words, what takes it back (fields of POST /undo; empty: nothing does), and what it offers
    to do besides."""

    words: str
    undo: dict[str, str] = field(default_factory=dict)
    bad: bool = False
    offer: NeverMatch | None = None


@dataclass(frozen=True, slots=True)
class NeverMatch:
    """The step that may follow "Wrong company": never to take the name in the news for this employer."""

    trigger_id: str
    behind: Mention


def filters(
    owner: Line = "", tier: Line = "", type: Line = "", q: Line = "", page: Annotated[int, Field(ge=1, le=9999)] = 1
) -> Wanted:
    """The filters of the list and its page, sent along with each click, so that its answer shows the same list."""
    return Wanted(owner, tier, type, q, page)


def filled(outcome: Line = "", note: Text = "", promised: Line = "", when: Line = "", topic: Line = "") -> Form:
    """The call form as it was sent."""
    return Form(outcome.strip(), note.strip(), " ".join(promised.split()), " ".join(when.split()), topic.strip())


Filters = Annotated[Wanted, Depends(filters)]
Filled = Annotated[Form, Depends(filled)]


@dataclass(frozen=True)
class Clicks:
    """What all clicks share: the answer after one, the logging of a call, the refusal of what cannot be read."""

    desk: Desk
    memory: Memory
    renderer: Renderer

    def after(self, request: Request, wanted: Wanted, said: Said) -> Response:
        """The list as it is now, the next card, and what was done; without script, the page anew."""
        if not is_htmx(request):
            return RedirectResponse(f"/{query_of(wanted)}", 303)
        with self.memory.reading() as con:
            board = load_board(con, self.desk, wanted)
            opened = first_card(con, self.desk, board)
        answer = self.renderer.part("done.html.j2", board=board, opened=opened, said=said)
        answer.headers["HX-Push-Url"] = f"/{query_of(wanted)}"
        return answer

    def log_call(self, request: Request, prospect_id: str, trigger_id: str, wanted: Wanted, form: Form) -> Response:
        due = form.when or form.promised
        contact = NewContact(ContactKind.CALLED, form.outcome, form.note, form.promised, due, form.topic)
        try:
            with self.memory.writing() as con:
                person = _person(con, prospect_id)
                logged = self.log_contact(con, person, contact, trigger_id)
        except UsageError as error:
            refused = replace(form, refusal=f"{error.what}: {error.hint}")
            return self.refuse(request, prospect_id, trigger_id, wanted, refused)
        closed = [trigger.id for trigger in logged.closed]
        words = _noted(person.name, logged, stays=bool(trigger_id) and trigger_id not in closed)
        return self.after(request, wanted, Said(words, taken_back_by(closed, logged.touch.id if logged.new else "")))

    def log_contact(
        self, con: Connection, person: Prospect, contact: NewContact, trigger_id: str = ""
    ) -> LoggedContact:
        """Keeps a contact and closes what it answers, which the memory knows of then.

        A click that comes twice, because its answer was lost or it was pressed twice, is one contact.
        """
        logged = self.desk.log_contact(con, person, contact, trigger_id)
        self.memory.closed(logged.closed)
        return logged

    def closed(self, con: Connection, ids: Sequence[str]) -> list[str]:
        """The same ids, once the memory knows of them."""
        self.memory.closed(triggers_by_id(con, ids))
        return list(ids)

    def rematch_and_reopen(self, ids: Sequence[str]) -> None:
        """Reads the past again without the judgement; one still under way may have withdrawn these meanwhile."""
        self.desk.rematch()
        with self.memory.writing() as con:
            store.reopen(con, ids)

    def refuse(self, request: Request, prospect_id: str, trigger_id: str, wanted: Wanted, form: Form) -> Response:
        """The form as it was filled in, with what is accepted beside what is not."""
        with self.memory.reading() as con:
            known, found = store.prospect_by_id(con, prospect_id), triggers_by_id(con, [trigger_id])
            if known is None:
                raise HTTPException(404)
            opened = open_call(con, self.desk, found[0], form) if found else open_person(con, self.desk, known, form)
            if is_htmx(request):
                answer = self.renderer.part("form.html.j2", opened=opened)
                answer.headers.update({"HX-Retarget": "#call-form", "HX-Reswap": "outerHTML"})
                return answer
            board = load_board(con, self.desk, wanted)
            return self.renderer.page(request, "calls.html.j2", 422, board=board, opened=opened)


def doing(desk: Desk, memory: Memory, renderer: Renderer) -> APIRouter:
    """Every POST."""
    router = APIRouter()
    clicks = Clicks(desk, memory, renderer)
    _talks(router, clicks)
    _verdicts(router, clicks)
    return router


def _talks(router: APIRouter, clicks: Clicks) -> None:
    """A call was made, a voicemail was left, or both must wait."""
    desk, memory, after = clicks.desk, clicks.memory, clicks.after

    @router.post("/calls/{trigger_id}/called")
    def called(request: Request, trigger_id: str, wanted: Filters, form: Filled) -> Response:
        with memory.reading() as con:
            trigger = known_trigger(con, trigger_id)
        return clicks.log_call(request, trigger.prospect_id, trigger.id, wanted, form)

    @router.post("/people/{prospect_id}/called")
    def called_person(request: Request, prospect_id: str, wanted: Filters, form: Filled) -> Response:
        return clicks.log_call(request, prospect_id, "", wanted, form)

    @router.post("/calls/{trigger_id}/voicemail")
    def voicemail(request: Request, trigger_id: str, wanted: Filters) -> Response:
        """Noted as a touch; the script says that we try again, so the call comes back on the next working day."""
        back = desk.tomorrow()
        with memory.writing() as con:
            trigger = known_trigger(con, trigger_id)
            put_off = store.snooze(con, trigger.id, desk.begins(back))
            person = _person(con, trigger.prospect_id)
            logged = clicks.log_contact(con, person, NewContact(ContactKind.VOICEMAIL))
        closed = [*put_off, *(answered.id for answered in logged.closed)]
        made = logged.touch.id if logged.new else ""
        return after(request, wanted, told(closed, f"Voicemail noted. The call comes back {_on(back, desk)}.", made))

    @router.post("/calls/{trigger_id}/snooze")
    def snooze(
        request: Request, trigger_id: str, wanted: Filters, until: Annotated[Literal["tomorrow", "next_week"], Field()]
    ) -> Response:
        back = desk.tomorrow() if until == "tomorrow" else desk.next_week()
        with memory.writing() as con:
            closed = store.snooze(con, known_trigger(con, trigger_id).id, desk.begins(back))
        return after(request, wanted, told(closed, f"Put off. It comes back {_on(back, desk)}."))


def _verdicts(router: APIRouter, clicks: Clicks) -> None:
    """A call is not a reason to call, rests on something wrong, or a click is taken back."""
    desk, memory, after = clicks.desk, clicks.memory, clicks.after

    @router.post("/calls/{trigger_id}/dismiss")
    def dismiss(request: Request, trigger_id: str, wanted: Filters) -> Response:
        with memory.writing() as con:
            closed = clicks.closed(con, store.dismiss(con, known_trigger(con, trigger_id).id))
        return after(request, wanted, told(closed, "Dismissed."))

    @router.post("/calls/{trigger_id}/wrong-event")
    def wrong_event(request: Request, trigger_id: str, wanted: Filters) -> Response:
        with memory.writing() as con:
            closed = clicks.closed(con, store.judge_wrong_event(con, known_trigger(con, trigger_id).id, desk.now()))
        return after(request, wanted, told(closed, f"Marked as a wrong event{others(closed)}."))

    @router.post("/undo")
    def undo(
        request: Request,
        wanted: Filters,
        triggers: Text = "",
        touch: Line = "",
        mention: Line = "",
        employer: Line = "",
        before: Line = "",
    ) -> Response:
        with memory.writing() as con:
            store.reopen(con, triggers.split(), touch, mention, employer, before)
        if mention:
            memory.later(lambda: clicks.rematch_and_reopen(triggers.split()))
        return after(request, wanted, Said("Taken back."))


def _noted(name: str, logged: LoggedContact, *, stays: bool) -> str:
    """What was kept of a call, and that it waits on where nobody was reached."""
    touch = logged.touch
    reached = touch.kind in TALKS
    call = f"Call {'with' if reached else 'to'} {clean_text(name, 80)}"
    outcome = "" if reached else f": {clean_text(touch.outcome, 80)}"
    words = f"{call} {'noted' if logged.new else 'was noted already'}{outcome}."
    if touch.due_on:
        words += f" You speak again on {day_in_words(touch.due_on)}."
    return f"{words} It stays on the list." if stays else words


def _person(con: Connection, prospect_id: str) -> Prospect:
    person = store.prospect_by_id(con, prospect_id)
    if person is None:
        raise HTTPException(404)
    return person


def known_trigger(con: Connection, trigger_id: str) -> Trigger:
    """The trigger of that id; there is nothing here (404) where there is none."""
    found = triggers_by_id(con, [trigger_id])
    if not found:
        raise HTTPException(404)
    return found[0]


def told(closed: Sequence[str], words: str, touch: str = "") -> Said:
    """What a click did and what takes it back; where it closed nothing and noted nothing, that it came too late."""
    if not closed and not touch:
        return Said("That call was answered already.", bad=True)
    return Said(words, taken_back_by(closed, touch))


def taken_back_by(closed: Sequence[str], touch: str = "") -> dict[str, str]:
    """The fields of POST /undo that take a click back."""
    return {"triggers": " ".join(closed), "touch": touch}


def others(closed: Sequence[str]) -> str:
    """How many calls besides the one that was clicked left the list."""
    more = len(closed) - 1
    return f"; {more} more {'call' if more == 1 else 'calls'} taken off the list with it" if more > 0 else ""


def _on(day: date, desk: Desk) -> str:
    return "tomorrow" if (day - desk.today()).days == 1 else f"on {day:%A}"
