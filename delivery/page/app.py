"""The application: the gate before everything, the routes, and what is shown where something is wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import Depends, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from callnow.errors import CallnowError, NotYours
from delivery.page.clicks import Clicks, Said
from delivery.page.desk import Desk
from delivery.page.doing import doing
from delivery.page.gate import Gate
from delivery.page.judging import judging
from delivery.page.looking import looking
from delivery.page.memory import Memory
from delivery.page.owning import own_only
from delivery.page.persons import persons
from delivery.page.render import Renderer, is_htmx

STATIC = Path(__file__).parent / "static"


def build_app(desk: Desk, gate: Gate) -> FastAPI:
    """The page for one desk behind one gate."""
    memory, renderer = Memory(desk.settings, desk.settle), Renderer(desk)

    @asynccontextmanager
    async def alive(app: FastAPI) -> AsyncIterator[None]:
        yield
        memory.close()

    app = FastAPI(
        title="callnow",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=alive,
        dependencies=[Depends(own_only(memory))],
    )
    app.mount("/static", StaticFiles(directory=STATIC))
    app.include_router(persons(Clicks(desk, memory, renderer)))  # before what takes /people/… for an id
    app.include_router(looking(desk, memory, renderer))
    app.include_router(doing(desk, memory, renderer))
    app.include_router(judging(Clicks(desk, memory, renderer)))

    @app.middleware("http")
    async def admit(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
        return await gate.admit(request, answer)

    def trouble(request: Request, status: int, what: str, hint: str) -> Response:
        """Said in place where htmx asked (it swaps only what succeeded), else as a page."""
        if not is_htmx(request):
            return renderer.page(request, "trouble.html.j2", status, what=what, hint=hint)
        answer = renderer.part("said.html.j2", said=Said(f"{what} {hint}".strip(), bad=True), oob=True)
        answer.headers["HX-Reswap"] = "none"
        return answer

    @app.exception_handler(CallnowError)
    async def tell(request: Request, error: CallnowError) -> Response:
        if not desk.settings.published.exists() and not is_htmx(request):
            return renderer.page(request, "first.html.j2", home=str(desk.settings.home))
        status = 403 if isinstance(error, NotYours) else 503
        return trouble(request, status, f"{error.what[:1].upper()}{error.what[1:]}.", f"What to do: {error.hint}.")

    @app.exception_handler(RequestValidationError)
    async def too_much(request: Request, error: RequestValidationError) -> Response:
        return trouble(request, 422, "That could not be read.", "A field is missing, or longer than it may be.")

    @app.exception_handler(HTTPException)
    async def missing(request: Request, error: HTTPException) -> Response:
        return trouble(
            request, error.status_code, "There is nothing here.", "It may have been forgotten or never been."
        )

    return app
