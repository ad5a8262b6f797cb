"""What can be looked at: the list, a card, a person, the past, the news in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from callnow.acting import acting_recruiter
from callnow.store import Connection
from callnow.store import page as store
from callnow.store.activity import activities
from callnow.store.calls import WantedCalls
from callnow.store.clicks import clicks_since
from callnow.store.news import triggers_by_id
from delivery.page.board import Board, load_board
from delivery.page.database import Database
from delivery.page.desk import Desk
from delivery.page.lengths import Words
from delivery.page.live import reading_today
from delivery.page.opened import PAST, Opened, open_call, open_person
from delivery.page.pulse import load_pulse
from delivery.page.render import Renderer, is_htmx

TURNS = ("filters", "page-before", "page-after")  # ids of what asks for another list or another page of it


def asked(
    owner: Words = "",
    tier: Words = "",
    type: Words = "",
    q: Words = "",
    page: Annotated[int, Query(ge=1, le=9999)] = 1,
    story: Words = "",
) -> WantedCalls:
    """What an address asks for: the filters of the list, and which page of it."""
    return WantedCalls(owner, tier, type, q, page, story)


Asked = Annotated[WantedCalls, Depends(asked)]


def looking(desk: Desk, database: Database, renderer: Renderer) -> APIRouter:
    """The pages that change nothing, but that a call put off until now comes back."""
    router = APIRouter()

    @router.get("/")
    def calls(request: Request, wanted: Asked) -> HTMLResponse:
        with reading_today(desk, database) as con:
            board = load_board(con, desk, wanted)
            opened = card_after(con, desk, board)
            return renderer.page(request, "calls.html.j2", board=board, opened=opened, owners=store.owners(con))

    @router.get("/calendar/{key}/calls.ics")
    def calendar(key: str, owner: Words = "") -> Response:
        """The planned calls, for programs that subscribe; the gate has looked at the key."""
        return Response(desk.calendar(acting_recruiter() or owner), media_type="text/calendar; charset=utf-8")

    @router.get("/list")
    def list_alone(request: Request, wanted: Asked) -> Response:
        with reading_today(desk, database) as con:
            board = load_board(con, desk, wanted)
        if not is_htmx(request):
            return RedirectResponse(f"/{board.query}", 303)
        answer = renderer.part("list.html.j2", board=board)
        if request.headers.get("hx-trigger") in TURNS:  # not where the list renewed itself beside an open card
            answer.headers["HX-Replace-Url"] = f"/{board.query}"
        return answer

    _add_calls_and_people(router, desk, database, renderer)
    _add_summaries(router, desk, database, renderer)
    return router


def _add_calls_and_people(router: APIRouter, desk: Desk, database: Database, renderer: Renderer) -> None:
    """Adds the pages of one call and of one person."""

    @router.get("/calls/{trigger_id}")
    def call(request: Request, trigger_id: str, wanted: Asked) -> HTMLResponse:
        with database.reading() as con:
            triggers = triggers_by_id(con, [trigger_id])
            opened = open_call(con, desk, triggers[0]) if triggers else None
            return _opened(request, database, renderer, con, desk, wanted, opened)

    @router.get("/calls/{trigger_id}/moment")
    def moment(trigger_id: str) -> HTMLResponse:
        with database.reading() as con:
            cards = desk.load_cards(con, triggers_by_id(con, [trigger_id]), desk.now(), None)
        return renderer.part("moment.html.j2", card=cards[0] if cards else None)

    @router.get("/people/{prospect_id:person}")
    def person(request: Request, prospect_id: str, wanted: Asked) -> HTMLResponse:
        with database.reading() as con:
            known = store.prospect_by_id(con, prospect_id)
            opened = open_person(con, desk, known) if known else None
            return _opened(request, database, renderer, con, desk, wanted, opened)


def _add_summaries(router: APIRouter, desk: Desk, database: Database, renderer: Renderer) -> None:
    """Adds the pages of the past and of the news in numbers."""

    @router.get("/history")
    def history(request: Request, owner: Words = "") -> HTMLResponse:
        return show_history(request, desk, database, renderer, owner)

    @router.get("/news")
    def news(request: Request) -> HTMLResponse:
        with database.reading() as con:
            return renderer.page(request, "news.html.j2", pulse=load_pulse(con, desk))


def show_history(
    request: Request, desk: Desk, database: Database, renderer: Renderer, owner: str = "", said: str = ""
) -> HTMLResponse:
    """The past, of one recruiter or of all, with what is to be said of a click on it."""
    with database.reading() as con:
        return renderer.page(
            request,
            "history.html.j2",
            touches=store.past_touches(con, owner, PAST * 2),
            triggers=store.past_triggers(con, owner, PAST * 2),
            clicks=clicks_since(con, desk.begins(desk.today()), owner),
            acts=activities(con, PAST * 2, owner),
            owners=store.owners(con),
            owner=owner,
            said=said,
        )


def card_after(con: Connection, desk: Desk, board: Board, wanted_ids: Sequence[str] = ()) -> Opened | None:
    """The card that wide screens show beside the list: the first of these ids that is on it, else the best call."""
    if not board.calls:
        return None
    shown = next((id for id in wanted_ids if id in board.calls), next(iter(board.calls)))
    return open_call(con, desk, board.calls[shown], first=True, told=board.told)


def _opened(
    request: Request,
    database: Database,
    renderer: Renderer,
    con: Connection,
    desk: Desk,
    wanted: WantedCalls,
    opened: Opened | None,
) -> HTMLResponse:
    """The card alone where htmx asks; else the page with list and card. A card that is gone says so."""
    if opened is None and database.is_behind:
        raise HTTPException(404)
    status = 200 if opened or is_htmx(request) else 404
    if is_htmx(request):
        return renderer.part("card.html.j2" if opened else "gone.html.j2", status, opened=opened, query="")
    board = load_board(con, desk, wanted)
    shown = {"board": board, "opened": opened, "owners": store.owners(con), "gone": opened is None}
    return renderer.page(request, "calls.html.j2", status, **shown)
