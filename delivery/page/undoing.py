"""Taking back: a click, or what became of calls that were closed; the answer says what was taken back, or why not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter
from fastapi import Form as Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from callnow.errors import UsageError
from callnow.model import Trigger
from callnow.store import Connection, verdicts
from callnow.store.clicks import Click, click_by_id, undo_click
from callnow.store.judgements import judgement_line
from callnow.store.news import triggers_by_id
from callnow.store.page import prospects_by_id
from callnow.store.snoozes import end_snoozes
from callnow.store.touches import reopen_triggers
from callnow.terms import TriggerState
from delivery.clean import clean_text
from delivery.page.clicks import ClickReply, Clicks, Filters, in_one_session, name_of
from delivery.page.lengths import ShortLine
from delivery.page.looking import show_history
from delivery.page.render import is_htmx

EARLIER = "open the call again, under Answered reasons of History"
Ids = Annotated[list[str] | None, Field(max_length=100)]


def undoing(clicks: Clicks) -> APIRouter:
    """A click is taken back, or calls that were answered are opened again."""
    router, database, desk = APIRouter(), clicks.database, clicks.desk

    @router.post("/undo")
    @in_one_session(database)
    def undo(
        request: Request, wanted: Filters, click: ShortLine = "", triggers: Ids = None, leads_to: ShortLine = ""
    ) -> Response:
        with database.writing() as con:
            clicked = click_by_id(con, click) if click else None
            if click and clicked is None:
                raise UsageError(
                    "that click is of an earlier day, or its person was forgotten", where="undo", hint=EARLIER
                )
            asked = triggers or []
            opened = undo_click(con, clicked, desk.now()) if clicked else _open_again(con, asked)
            what = _names(con, [clicked.prospect_id], f"{clicked.action}: ") if clicked else _names_of(con, opened)
            remark = _click_stays(con, clicked, opened, what) if clicked else _calls_stay(con, asked, opened)
            too_old = _too_old(triggers_by_id(con, opened), clicks)
            if clicked and clicked.mention:
                clicks.match_again(con, lambda: _rematch_and_reopen(clicks, opened))
        words = (remark or f"Taken back{what}.") + too_old
        if leads_to == "history" and not is_htmx(request):
            if not remark and not too_old:  # that it was taken back is seen there
                return RedirectResponse("/history", 303)
            return show_history(request, clicks.desk, database, clicks.renderer, said=words)
        bad = bool(clicked.undone_at) if clicked else not opened
        return clicks.after(request, wanted, ClickReply(words, bad=bad), opened)

    return router


def _open_again(con: Connection, ids: Sequence[str]) -> list[str]:
    """Opens those of these calls that are not open and may be. Returns their ids."""
    closed = [trigger.id for trigger in triggers_by_id(con, ids) if trigger.state is not TriggerState.OPEN]
    end_snoozes(con, closed)
    return verdicts.reopen(con, closed)


def _calls_stay(con: Connection, asked: Sequence[str], opened: Sequence[str]) -> str:
    """Why calls were not opened again, "" where they were."""
    if opened:
        return ""
    if all(trigger.state is TriggerState.OPEN for trigger in triggers_by_id(con, asked)):
        return "That call is open already."
    return "The name in its news is never matched to its employer: take that back on Names, and it waits again."


def _click_stays(con: Connection, clicked: Click, opened: Sequence[str], names: str) -> str:
    """What of a click taking it back left as it is, "" where nothing: later clicks or a run may have changed it."""
    if clicked.undone_at:
        return f"That was taken back already{names}."
    if clicked.mention and judgement_line(con, clicked.mention, clicked.employer_id) != clicked.judged_before:
        mention = clean_text(clicked.mention, 80)
        return f"Of “{mention}” something else was said since, which stays{names}: Names lists it."
    changed = triggers_by_id(con, clicked.trigger_ids)
    if {t.state for t in changed if t.prospect_id == clicked.prospect_id} == {TriggerState.CALLED}:
        return f"Taken back{names}; their call stays off the list: a talk was noted meanwhile."
    if changed and not opened:
        states = {trigger.state for trigger in changed}
        if states & {TriggerState.WRONG_EVENT, TriggerState.WRONG_COMPANY}:
            return f"Taken back{names}; its news is called wrong, so the call stays as it is, off the list."
        return f"Taken back{names}; the call itself was changed since, and stays as it is."
    return ""


def _names_of(con: Connection, opened: Sequence[str]) -> str:
    return _names(con, [trigger.prospect_id for trigger in triggers_by_id(con, opened)])


def _names(con: Connection, people: Sequence[str], before: str = "") -> str:
    """Of whom something was taken back, in brackets; "" where nobody knows any more."""
    names = ", ".join(name_of(person) for person in prospects_by_id(con, people).values())
    return f" ({before}{names})" if names else ""


def _too_old(opened: Sequence[Trigger], clicks: Clicks) -> str:
    """That calls are not on the list although they are open."""
    if not opened or any(trigger.expires_at > clicks.desk.now() for trigger in opened):
        return ""
    return " It is too old by now to be on the list."


def _rematch_and_reopen(clicks: Clicks, ids: Sequence[str]) -> None:
    """Reads the past again without the judgement; a reading still under way may have withdrawn these meanwhile."""
    clicks.desk.rematch()
    with clicks.database.writing() as con:
        reopen_triggers(con, verdicts.not_wrong(con, ids), TriggerState.WITHDRAWN)
