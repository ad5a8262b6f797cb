"""The application: the gate before everything, the routes, and what is shown where something is wrong."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import Depends, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from callnow.acting import acting_recruiter
from callnow.errors import CallnowError, NotYours, UsageError
from delivery.page.clicks import ClickReply, Clicks
from delivery.page.database import Database
from delivery.page.desk import Desk
from delivery.page.doing import doing
from delivery.page.employers import employers
from delivery.page.feeds import feeds
from delivery.page.figures import figures
from delivery.page.first import first
from delivery.page.gate import Gate
from delivery.page.home import ServedHome
from delivery.page.importing import importing
from delivery.page.judging import judging
from delivery.page.live import live
from delivery.page.looking import looking
from delivery.page.names import names
from delivery.page.note import what_is_wrong, what_to_do
from delivery.page.owning import own_only
from delivery.page.persons import persons
from delivery.page.render import Renderer, is_htmx
from delivery.page.running import running
from delivery.page.settings import settings
from delivery.page.taking_back import taking_back
from delivery.page.undoing import undoing

STATIC = Path(__file__).parent / "static"
log = logging.getLogger(__name__)


def build_app(desk: Desk, gate: Gate) -> FastAPI:
    """The page for one desk behind one gate."""
    home = ServedHome(desk.settings.home)
    database = Database(desk.settings, desk.settle, home.is_gone)
    renderer = Renderer(desk, lambda: database.is_behind)
    clicks = Clicks(desk, database, renderer)

    @asynccontextmanager
    async def alive(app: FastAPI) -> AsyncIterator[None]:
        yield
        desk.run.end()
        database.close()
        home.close()

    app = FastAPI(
        title="callnow",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=alive,
        dependencies=[Depends(desk.settings_desk.follow), Depends(own_only(database))],
    )
    app.mount("/static", StaticFiles(directory=STATIC))
    app.include_router(persons(clicks))  # before what takes /people/… for an id
    app.include_router(employers(clicks))
    app.include_router(looking(desk, database, renderer))
    app.include_router(live(desk, database, lambda: app.state.ending()))  # noqa: PLW0108 - it is replaced below
    app.state.ending = lambda: False  # whoever serves it says when it ends: open streams keep a server waiting
    app.include_router(doing(clicks))
    app.include_router(undoing(clicks))
    app.include_router(judging(clicks))
    app.include_router(settings(clicks))
    app.include_router(figures(clicks))
    app.include_router(first(clicks))
    app.include_router(taking_back(clicks))  # before the paths of uploads, which are like it
    app.include_router(importing(clicks))
    app.include_router(running(clicks))
    app.include_router(feeds(clicks))
    app.include_router(names(clicks))

    @app.middleware("http")
    async def admit(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
        return await gate.admit(request, answer, home_is_gone=home.is_gone())

    _answer_errors(app, desk, database, renderer)
    return app


def _answer_errors(app: FastAPI, desk: Desk, database: Database, renderer: Renderer) -> None:
    """Says in words what is wrong, and what to do, where an answer cannot be given."""

    def trouble(request: Request, status: int, what: str, hint: str) -> Response:
        """Said in place where htmx asked (it swaps only what succeeded), else as a page."""
        if not is_htmx(request):
            return renderer.page(request, "trouble.html.j2", status, what=what, hint=hint)
        answer = renderer.part("said.html.j2", said=ClickReply(f"{what} {hint}".strip(), bad=True), oob=True)
        answer.headers["HX-Reswap"] = "none"
        return answer

    @app.exception_handler(CallnowError)
    async def tell(request: Request, error: CallnowError) -> Response:
        nothing_yet = request.method == "GET" and not desk.settings.published.exists()
        if nothing_yet and not is_htmx(request) and request.url.path != "/start" and not acting_recruiter():
            return RedirectResponse("/start", 303)
        status = 403 if isinstance(error, NotYours) else 422 if isinstance(error, UsageError) else 503
        return trouble(request, status, what_is_wrong(error), what_to_do(error))

    @app.exception_handler(OSError)
    async def refused(request: Request, error: OSError) -> Response:
        log.warning("%s %s: %s", request.method, request.url.path, error)
        what = f"The system refused it: {error.strerror or type(error).__name__}."
        return trouble(request, 503, what, "Make room on the disk, or make the home writable, then try again.")

    @app.exception_handler(RequestValidationError)
    async def too_much(request: Request, error: RequestValidationError) -> Response:
        return trouble(request, 422, "That could not be read.", "A field is missing, or longer than it may be.")

    @app.exception_handler(HTTPException)
    async def missing(request: Request, error: HTTPException) -> Response:
        what, hint = "There is nothing here.", "It may have been forgotten or never been."
        if error.status_code != 404 or not database.is_behind:
            return trouble(request, error.status_code, what, hint)
        what = "What you saved is kept, and cannot be shown yet."
        return trouble(request, 503, what, "The database is being written: reload in a moment.")
