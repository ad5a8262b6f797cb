"""Forgetting people on the page: asked about first, then done behind the page's other work, for good."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from typing import Annotated

from fastapi import APIRouter, HTTPException
from fastapi import Form as Field
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from callnow.acting import acting_recruiter
from callnow.errors import StoreBusy
from callnow.model import Prospect
from callnow.removal import Removal
from callnow.store import page as store
from delivery.page.clicks import Clicks, known_person
from delivery.page.person_ids import join_ids, split_ids

Ids = Annotated[str, Field(max_length=1_000_000)]
NAMED = 40  # people whose names are shown before they are forgotten
PATIENCE = 60.0  # seconds until the answer says that it is done later: a run may be under way


def forgetting(clicks: Clicks) -> APIRouter:
    """The question, and the forgetting once it was answered."""
    router = APIRouter()
    database = clicks.database

    @router.get("/people/{prospect_id:person}/forget")
    def ask(request: Request, prospect_id: str) -> HTMLResponse:
        with database.reading() as con:
            return ask_first(request, clicks, [known_person(con, prospect_id)])

    @router.post("/people/forget")
    def forget(request: Request, ids: Ids = "", sure: Annotated[bool, Field()] = False) -> Response:
        with database.reading() as con:  # of a recruiter, their own people alone
            people = list(store.prospects_by_id(con, split_ids(ids)).values())
        if not people:
            raise HTTPException(404)
        if not sure:
            return ask_first(request, clicks, people, "Tick that you are sure: this cannot be taken back.")
        gone = _forget(clicks, [p.id for p in people])
        if gone is None or gone.troubles():
            return clicks.renderer.page(request, "forgotten.html.j2", gone=gone, count=len(people))
        stays = f"&stays={gone.shared}" if gone.shared else ""
        return RedirectResponse(f"/people?done=forgotten&n={len(gone.people)}{stays}", 303)

    return router


def ask_first(request: Request, clicks: Clicks, people: Sequence[Prospect], refusal: str = "") -> HTMLResponse:
    """Asks whether these are to be forgotten."""
    ordered = sorted(people, key=lambda p: (p.name.lower(), p.id))
    return clicks.renderer.page(
        request,
        "forget_people.html.j2",
        422 if refusal else 200,
        people=ordered[:NAMED],
        count=len(ordered),
        ids=join_ids(p.id for p in ordered),
        refusal=refusal,
    )


def _forget(clicks: Clicks, ids: Sequence[str]) -> Removal | None:
    """Forgets people once what was clicked before is published, which else might bring them back into the copy, and
    once no run is in the way. Returns None where that takes longer than somebody waits."""
    done: Future[Removal] = Future()
    recruiter = acting_recruiter()

    def job() -> None:
        try:
            done.set_result(clicks.desk.people.forget(ids, recruiter))
        except StoreBusy:
            raise  # it is tried again
        except Exception as error:  # noqa: BLE001 - whoever waits for the answer is told, whatever it is
            done.set_exception(error)

    clicks.database.later(job)
    try:
        return done.result(PATIENCE)
    except NotYet:
        return None
