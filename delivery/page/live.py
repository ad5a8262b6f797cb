"""Live updates: whoever has the list open hears when it changed, as server-sent events.

One watcher serves all open pages, and looks only while there is one: a stream costs no thread and no connection to the
database. What is sent is the number of writes that the list rests on, so that a page which has that state already, or
had it before a sleep, needs not ask for it again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from contextvars import Context
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from callnow.errors import CallnowError, StoreBusy
from callnow.paths import identity
from callnow.store import Connection
from callnow.store.snoozes import first_due_back, wake
from delivery.page.board import version_of
from delivery.page.database import Database
from delivery.page.desk import Desk

EVERY = 1.0  # seconds between two looks at the published copy
SILENCE = 20.0  # seconds after which something is sent, so that a connection that died is found dead
RETRY = 3000  # milliseconds after which a browser that lost the connection tries again
MOST_DRAWN = 99
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#0f766e"/>'
    '<path fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"'
    ' d="M10.2 8.5h3l1.6 4-2 1.6a12 12 0 0 0 5.1 5.1l1.6-2 4 1.6v3a2 2 0 0 1-2.2 2A14.8 14.8 0 0 1 8.2 10.7a2 2 0 0 1'
    ' 2-2.2z"/>{badge}</svg>'
)
BADGE = (
    '<circle cx="22" cy="10" r="10" fill="#b3261e"/><text x="22" y="14.5" fill="#fff" font-family="sans-serif"'
    ' font-size="13" font-weight="700" text-anchor="middle">{count}</text>'
)
log = logging.getLogger(__name__)


class Watcher:
    """Knows the state of the list, and wakes all streams when it changes or the server ends."""

    def __init__(self, desk: Desk, database: Database, ending: Callable[[], bool]) -> None:
        self._desk, self._database, self._ending = desk, database, ending
        self._streams = 0
        self._task: asyncio.Task[None] | None = None
        self._changed = asyncio.Event()
        self._marks: tuple[object, ...] = ()
        self._due: datetime | None = None
        self._day: date | None = None
        self._version = ""

    async def stream(self) -> AsyncIterator[str]:
        """The events of one open page, until it leaves or the server ends."""
        self._streams += 1
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._watch(), context=Context())  # it watches for all, not for who asked
        try:
            yield f"retry: {RETRY}\n\n"
            sent = ""
            while not self._ending():
                if self._version and self._version != sent:
                    sent = self._version
                    yield f"event: calls\ndata: {sent}\n\n"
                try:
                    await asyncio.wait_for(self._changed.wait(), SILENCE)
                except TimeoutError:
                    yield ":\n\n"
        finally:
            self._streams -= 1

    async def _watch(self) -> None:
        while self._streams and not self._ending():
            try:
                if self._looks_changed() and await run_in_threadpool(self._look):
                    self._wake_streams()
            except CallnowError as error:  # nothing was read yet, or a run is in the way: the next look will tell
                log.info("%s", error)
            await asyncio.sleep(EVERY)
        self._wake_streams()

    def _wake_streams(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    def _looks_changed(self) -> bool:
        """Whether there is a reason to ask the database: another copy, a click, a call due back, a new day."""
        marks = (identity(self._desk.settings.published), self._database.clicks)
        if marks != self._marks or self._day != self._desk.today():
            self._marks, self._day = marks, self._desk.today()
            return True
        return self._due is not None and self._due <= self._desk.now()

    def _look(self) -> bool:
        """Brings back what is due, as opening the list does, and notes the state. Returns whether it is another one."""
        before = self._version
        with reading_today(self._desk, self._database) as con:
            self._version, self._due = version_of(con, self._desk.today()), first_due_back(con)
        return self._version != before


def live(desk: Desk, database: Database, ending: Callable[[], bool]) -> APIRouter:
    """The stream that open pages listen to."""
    router = APIRouter()
    watcher = Watcher(desk, database, ending)

    @router.get("/live")
    async def events() -> StreamingResponse:
        return StreamingResponse(watcher.stream(), media_type="text/event-stream")

    @router.get("/icon.svg")
    def icon(calls: Annotated[int, Query(ge=0, le=99999)] = 0) -> Response:
        """The page's icon with the number of calls to make now, for the tab."""
        few = calls if calls <= MOST_DRAWN else f"{MOST_DRAWN}+"
        return Response(ICON.format(badge=BADGE.format(count=few) if calls else ""), media_type="image/svg+xml")

    return router


@contextmanager
def reading_today(desk: Desk, database: Database) -> Iterator[Connection]:
    """What is known, once the calls are open again that were put off until now; a new day's follow-ups are made behind.

    While a run holds the database, these calls stay away: the next look brings them.
    """
    database.once_a_day(desk.today(), desk.follow_up)
    with ExitStack() as open_:
        con = open_.enter_context(database.reading())
        due = first_due_back(con)
        if due and due <= desk.now():
            open_.close()
            with suppress(StoreBusy), database.writing() as con:
                wake(con, desk.now(), desk.settings.watch.time_zone)
            con = open_.enter_context(database.reading())
        yield con
