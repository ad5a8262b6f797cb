"""Taking back the last import on the page: what it was is shown first."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi import Form as Field
from starlette.requests import Request
from starlette.responses import HTMLResponse

from callnow.errors import CallnowError
from callnow.store.import_steps import last_import
from delivery.page.clicks import Clicks
from delivery.page.note import in_sentences


def taking_back(clicks: Clicks) -> APIRouter:
    """The question, and what came of it."""
    router = APIRouter()

    def ask(request: Request, status: int = 200, refusal: str = "") -> HTMLResponse:
        with clicks.database.reading() as con:
            last = last_import(con)
        at = f"{last.done_at.astimezone(clicks.desk.zone):%Y-%m-%d %H:%M}" if last else ""
        return clicks.renderer.page(request, "take_back.html.j2", status, last=last, at=at, done=None, refusal=refusal)

    @router.get("/import/back")
    def asked(request: Request) -> HTMLResponse:
        return ask(request)

    @router.post("/import/back")
    def answered(request: Request, number: Annotated[int, Field()] = 0) -> HTMLResponse:
        try:
            done = clicks.desk.imports.take_back(number)
        except CallnowError as error:
            return ask(request, 422, in_sentences(error))
        return clicks.renderer.page(request, "take_back.html.j2", last=None, at="", done=done, refusal="")

    return router
