"""Names that were taken for the wrong employer: for this news only, or never again, which Names takes back."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from callnow.counting import counted
from callnow.fold import fold
from callnow.legal_forms import without_legal_form
from callnow.sentences import one_stop
from callnow.store import Connection, verdicts
from callnow.store import page as store
from callnow.store.judgements import is_never_matched, judgement_line
from callnow.terms import Action
from delivery.page.clicks import (
    NO_JUDGEMENT,
    ClickedJudgement,
    ClickReply,
    Clicks,
    Filters,
    NeverMatch,
    in_one_session,
    known_person,
    known_trigger,
    more_closed,
    name_of,
    people_called,
    reply_to,
    with_offer,
)


def judging(clicks: Clicks) -> APIRouter:
    """Wrong company, and never match."""
    router = APIRouter()
    desk, database = clicks.desk, clicks.database

    @router.post("/calls/{trigger_id}/wrong-company")
    @in_one_session(database)
    def wrong_company(request: Request, trigger_id: str, wanted: Filters) -> Response:
        with database.writing() as con:
            trigger = known_trigger(con, trigger_id)
            listed = store.listed_mention_of(con, trigger.id)
            closed = clicks.closed(con, verdicts.judge_wrong_company(con, trigger.id, desk.now()))
            undo = clicks.keep(con, trigger.prospect_id, Action.WRONG_COMPANY, closed)
            clicks.no_longer_brought_up(con, closed)
            name = name_of(known_person(con, trigger.prospect_id))
            more = more_closed(con, closed, trigger)
        about = listed.employer if listed else "this employer"
        words = one_stop(f"The call to {name} is off: this news is not about {about}{more}.")
        message = reply_to(undo, words, trigger)
        offer = NeverMatch(trigger.id, listed) if listed and not spelled_out(listed) else None
        return clicks.after(request, wanted, with_offer(message, offer))

    @router.post("/calls/{trigger_id}/never-match")
    @in_one_session(database)
    def never_match(request: Request, trigger_id: str, wanted: Filters) -> Response:
        with database.writing() as con:
            trigger = known_trigger(con, trigger_id)
            listed = store.listed_mention_of(con, trigger.id)
            judged = _judged(con, listed)
            closed = clicks.closed(con, verdicts.never_match(con, trigger.id, listed, desk.now())) if listed else []
            undo = clicks.keep(con, trigger.prospect_id, Action.NEVER_MATCH, closed, judged=judged)
            clicks.no_longer_brought_up(con, closed)
            people = people_called(con, closed)
            if undo:
                clicks.match_again(con)
        if listed is None:
            return clicks.after(
                request, wanted, ClickReply("No name in this news is matched to an employer.", bad=True)
            )
        if not undo:
            words = one_stop(f"“{listed.mention}” is never matched to {listed.employer} already: Names lists it")
            return clicks.after(request, wanted, ClickReply(words, bad=True))
        calls = f"{counted(len(people), 'call')} taken off the list. " if people else ""
        words = f"“{listed.mention}” is never matched to {listed.employer} from now on. {calls}Names lists it."
        return clicks.after(request, wanted, ClickReply(words, undo))

    return router


def _judged(con: Connection, listed: store.ListedMention | None) -> ClickedJudgement:
    """What never to match a name says that was not said yet, and what had been said."""
    if not listed or is_never_matched(con, listed.mention, listed.employer_id):
        return NO_JUDGEMENT
    before = judgement_line(con, listed.mention, listed.employer_id)
    return ClickedJudgement(listed.mention, listed.employer_id, before)


def spelled_out(listed: store.ListedMention) -> bool:
    """Whether the news writes the employer's own name: never to match that would silence all news of it."""
    mention, employer = (fold(without_legal_form(name)) for name in (listed.mention, listed.employer))
    return mention == employer
