"""How the page reads and writes: the published copy for reading, short transactions for clicks.

Reading the working database would make every glance wait while a run writes, and a run wait for every glance. So the
page reads the published copy, which nobody locks. A click writes to the working database; copying that takes seconds
where it is large, so it is published once nobody has asked for anything for a moment. Until then this process reads
what it wrote itself. Reading and writing go one at a time, for DuckDB shares a file between threads that open and close
it; publishing and the other jobs are done by another process, beside them.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from multiprocessing import active_children

from callnow.acting import acting_recruiter
from callnow.errors import CallnowError, NotPublished, NotYours, StoreBusy, StoreError
from callnow.model import Trigger
from callnow.settings import Settings
from callnow.store import Connection, held_open, reading, writing
from callnow.store.restricted import names_others, restrict, state_of_others

LONGEST_WAIT = 5.0  # seconds a click waits for a run's transaction …
LONGEST_FOR_OWN = 20.0  # … and for one of what works behind this page, which the last click asked for
QUIET = 2.0  # seconds without a request before what was clicked is published …
LATEST = 30.0  # … which is done at the latest after so many
AGAIN = 2.0  # seconds until the next try where a run was in the way …
LATER = 30.0  # … and where there was no room for the copy
log = logging.getLogger(__name__)


class Database:
    """The database as the page sees it, and one worker behind for what may take longer than a click."""

    def __init__(
        self,
        settings: Settings,
        settle: Callable[[Sequence[Trigger]], object],
        home_is_gone: Callable[[], bool] = lambda: False,
    ) -> None:
        self._settings, self._settle, self._home_is_gone = settings, settle, home_is_gone
        self._wait = min(LONGEST_WAIT, settings.store.lock_wait)
        self._lock = threading.RLock()  # the worker's jobs write through us too
        self._asked = time.monotonic()
        self._written, self._published = 0, 0  # clicks
        self._is_behind = False
        self._closed: list[Trigger] = []
        self._jobs: list[Callable[[], object]] = []
        self._day: date | None = None
        self._session: ExitStack | None = None  # of the click that has the lock, until it has opened the database …
        self._held: Connection | None = None  # … and what holds it open from then, until the answer reads by it
        self._owed, self._ending = threading.Event(), threading.Event()
        self._worker = threading.Thread(target=self._work, name="page-worker", daemon=True)
        self._worker.start()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """What is known, with every click of this page in it; for a recruiter, of their own people alone.

        Raises StoreError where nothing is known yet.
        """
        self._asked = time.monotonic()
        with self._lock, ExitStack() as open_:
            con = self._freshest(open_)
            if owner := acting_recruiter():
                restrict(con, owner)
            yield con

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One short transaction, published soon after. Raises StoreBusy where a run holds the database for long.

        Raises NotYours, and keeps nothing, where a recruiter's request changed what is of another's people.
        """
        self._asked = time.monotonic()
        with self._lock:
            with self._opened() as con, _keeping_to(acting_recruiter(), con):
                self._is_behind = False
                yield con
            self._written += 1
        self._owed.set()

    @contextmanager
    def session(self) -> Iterator[None]:
        """Keeps the database open from when it is first opened inside until the end: what is written and read for the
        answer needs not open it again, which takes longer than a short transaction."""
        with self._lock, ExitStack() as kept:
            self._session = kept
            try:
                yield
            finally:
                self._session = self._held = None

    def is_of_others(self, owner: str, words: Sequence[str]) -> bool:
        """Whether one of these words is the id of a person, call or contact of another than this recruiter."""
        with self._lock, ExitStack() as open_:
            return names_others(self._freshest(open_), owner, words)

    def closed(self, triggers: Sequence[Trigger]) -> None:
        """To be called while writing: these were closed, which calendars hear of when it is published."""
        self._closed.extend(triggers)

    @property
    def clicks(self) -> int:
        """How many transactions were written here."""
        return self._written

    @property
    def is_behind(self) -> bool:
        """Whether what was read last lacks the last clicks, for a run held the database."""
        return self._is_behind

    def later(self, job: Callable[[], object]) -> None:
        """Does `job` behind the answer, after what is still to be published, and again where a run was in the way.

        One that is owed already is done once: what ten clicks on names ask for, one rematch does.
        """
        with self._lock:
            if job not in self._jobs[1:]:  # the first one may be under way
                self._jobs.append(job)
        self._owed.set()

    def once_a_day(self, today: date, job: Callable[[], object]) -> None:
        """Does `job` behind the answer when a day begins; the first day is the starter's."""
        if self._day not in (None, today):
            self.later(job)
        self._day = today

    def close(self) -> None:
        """Waits until everything is published."""
        self._ending.set()
        self._owed.set()
        self._worker.join()

    def _freshest(self, open_: ExitStack) -> Connection:
        self._is_behind = False
        if self._held:  # nobody else can have written meanwhile; one reading's: it may hide the people of others
            con, self._held = self._held, None
            return con
        if self._written > self._published:
            try:
                return open_.enter_context(self._opened())
            except StoreBusy:
                log.info("a run writes: showing what was published before the last click")
                self._is_behind = True
        return _alone(open_.enter_context(reading(self._settings)))

    @contextmanager
    def _opened(self) -> Iterator[Connection]:
        """A transaction on the database, which a session then keeps open. Publishing folds its log, behind."""
        if self._home_is_gone():
            raise StoreError("the home is gone", where=str(self._settings.home), hint="put it back")
        with ExitStack() as open_:
            con = self._open(open_)
            if self._session:
                self._held = self._session.enter_context(held_open(self._settings))
                self._session = None
            yield _alone(con)

    def _open(self, open_: ExitStack) -> Connection:
        until = time.monotonic() + LONGEST_FOR_OWN
        while True:
            try:
                return open_.enter_context(writing(self._settings, self._wait, checkpoint=False, gives_way=False))
            except StoreBusy as busy:
                if time.monotonic() > until or busy.holder not in {child.pid for child in active_children()}:
                    raise

    def _work(self) -> None:
        while not self._ending.is_set():
            self._owed.wait()
            self._wait_for_quiet()
            self._owed.clear()
            if (wait := self._catch_up()) and not self._ending.wait(wait):
                self._owed.set()
        self._catch_up()

    def _wait_for_quiet(self) -> None:
        latest = time.monotonic() + LATEST
        while (left := min(self._asked + QUIET, latest) - time.monotonic()) > 0:
            if self._ending.wait(left):
                return

    def _catch_up(self) -> float:
        """Publishes what was written and does the jobs. Returns 0, or where something is owed the seconds to wait.

        The lock is not held meanwhile: clicks are let in, and stay owed where they came too late for the copy. A home
        that is gone is waited for: what was clicked lies in it.
        """
        if self._home_is_gone():
            return LATER
        if wait := self._publish():
            return wait  # until then this process reads the database itself, with every click in it
        while self._jobs:
            if wait := _try(self._jobs[0]):
                return wait
            del self._jobs[0]
        return AGAIN if self._written > self._published else 0

    def _publish(self) -> float:
        with self._lock:
            written, closed = self._written, tuple(self._closed)
        if written == self._published:
            return 0
        if wait := _try(lambda: self._settle(closed), broken=LATER):
            return wait
        with self._lock:
            self._published = written
            del self._closed[: len(closed)]
        return 0


def _alone(con: Connection) -> Connection:
    """The connection, which works with one thread: more would finish no sooner what asks this little, and take from
    others."""
    con.execute("SET threads = 1")
    return con


@contextmanager
def _keeping_to(owner: str, con: Connection) -> Iterator[None]:
    """Raises NotYours where what is done inside changes what is of people that are not this recruiter's."""
    before = state_of_others(con, owner) if owner else ()
    yield
    if owner and state_of_others(con, owner) != before:
        raise NotYours(
            "that would change a person who is not yours", hint=f"leave {owner} as the recruiter, or ask the operator"
        )


def _try(job: Callable[[], object], broken: float = 0) -> float:
    """Does a job. Returns after how many seconds to try it again, or 0; what that does not help is logged and left.

    `broken` is that number where nobody foresaw what happened, such as the kill of the process that did it.
    """
    try:
        job()
    except StoreBusy as busy:
        log.info("%s", busy)
        return AGAIN
    except NotPublished as error:
        log.warning("%s", error)
        return AGAIN if isinstance(error.__cause__, StoreBusy) else LATER
    except CallnowError as error:
        log.warning("%s", error)
    except Exception:
        log.exception("something was not done behind the page; `callnow run` publishes what was clicked")
        return broken
    return 0
