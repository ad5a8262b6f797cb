"""Run now: the news is read in another process, and how far it is can be watched."""

from __future__ import annotations

from contextlib import suppress

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from callnow.errors import RunUnderWay
from delivery.page.clicks import ClickReply, Clicks
from delivery.page.render import is_htmx


def running(clicks: Clicks) -> APIRouter:
    """Begins a run, and tells how far it is; makes the morning's list."""
    router = APIRouter()
    run, renderer = clicks.desk.run, clicks.renderer

    def shown(request: Request) -> HTMLResponse:
        if is_htmx(request):
            return renderer.part("run.html.j2", run=run.progress(), brief=False)
        return renderer.page(request, "reading.html.j2", run=run.progress())

    @router.get("/run")
    def how_far(request: Request) -> HTMLResponse:
        return shown(request)

    @router.post("/run")
    def begin(request: Request) -> Response:
        with suppress(RunUnderWay):  # which is shown just as ours
            run.start()
        return shown(request) if is_htmx(request) else RedirectResponse("/run", 303)

    @router.post("/list/morning")
    def make_list(request: Request) -> Response:
        clicks.database.later(clicks.desk.follow_up)
        if not is_htmx(request):
            return RedirectResponse("/", 303)
        said = ClickReply("This morning's list is being made: whoever is due appears here.")
        return renderer.part("said.html.j2", said=said, oob=True)

    return router
