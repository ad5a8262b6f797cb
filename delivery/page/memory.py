"""How the page reads and writes: the published copy for reading, short transactions for clicks.

Reading the working database would make every glance wait while a run writes, and a run wait for every glance. So the
page reads the published copy, which nobody locks. A click writes to the working database and is published after the
answer has gone out, since copying a large database takes seconds; until then this process reads what it wrote itself.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import date

from callnow.errors import CallnowError, StoreBusy
from callnow.model import Trigger
from callnow.settings import Settings
from callnow.store import Connection, reading, writing

LONGEST_WAIT = 5.0  # seconds a click waits for a run's transaction
log = logging.getLogger(__name__)


class Memory:
    """One connection at a time (DuckDB keeps a replaced file open as long as anyone has it), one publisher behind."""

    def __init__(self, settings: Settings, settle: Callable[[Sequence[Trigger]], object]) -> None:
        self._settings, self._settle = settings, settle
        self._closed: list[Trigger] = []
        self._day: date | None = None
        self._wait = min(LONGEST_WAIT, settings.store.lock_wait)
        self._lock = threading.Lock()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="page-publish")
        self._written = self._published = 0

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """What is known, with every click of this page in it. Raises StoreError where nothing is known yet."""
        with self._lock, ExitStack() as open_:
            yield self._freshest(open_)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One short transaction, published soon after. Raises StoreBusy where a run holds the database for long."""
        with self._lock:
            with writing(self._settings.database, self._wait) as con:
                yield con
            self._written += 1
        self._worker.submit(self._publish)

    def closed(self, triggers: Sequence[Trigger]) -> None:
        """To be called while writing: these were closed, which calendars hear of when it is published."""
        self._closed.extend(triggers)

    def once_a_day(self, today: date, job: Callable[[], object]) -> None:
        """Does `job` behind the answer when a day begins; the first day is the starter's."""
        if self._day not in (None, today):
            self.later(job)
        self._day = today

    def later(self, job: Callable[[], object]) -> None:
        """Does `job` behind the answer, after what is still to be published; its expected failures are logged."""
        self._worker.submit(_try, job)

    def close(self) -> None:
        """Waits until everything is published."""
        self._worker.shutdown(wait=True)

    def _freshest(self, open_: ExitStack) -> Connection:
        if self._published < self._written:
            try:
                return open_.enter_context(writing(self._settings.database, self._wait))
            except StoreBusy:
                log.info("a run writes: showing what was published before the last click")
        return open_.enter_context(reading(self._settings.published))

    def _publish(self) -> None:
        upto = self._written
        if self._published >= upto:  # an earlier turn took this click along
            return
        closed = list(self._closed)
        if _try(lambda: self._settle(closed)):
            self._published = upto
            del self._closed[: len(closed)]


def _try(job: Callable[[], object]) -> bool:
    try:
        job()
    except CallnowError as error:
        log.warning("%s", error)
        return False
    return True
