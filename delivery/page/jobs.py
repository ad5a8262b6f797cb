"""What a page waits for: each job in a thread of its own, its end kept until somebody has looked."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from callnow.errors import CallnowError

KEPT = 40  # jobs whose end is remembered
log = logging.getLogger(__name__)


@dataclass
class Job:
    """Something under way, or its end: `value`, or the error that says why there is none."""

    began: float = field(default_factory=time.monotonic)
    value: object = None
    error: CallnowError | None = None
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def seconds(self) -> int:
        """How long it has gone on."""
        return int(time.monotonic() - self.began)


class Jobs:
    """Jobs by name. One that is begun anew takes the place of the one before."""

    def __init__(self) -> None:
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, name: str, work: Callable[[], object]) -> Job:
        """Begins `work`, unless it is under way."""
        with self._lock:
            before = self._jobs.get(name)
            if before and not before.ended.is_set():
                return before
            job = self._jobs[name] = Job()
            self._jobs.move_to_end(name)
            while len(self._jobs) > KEPT:
                self._jobs.popitem(last=False)
        threading.Thread(target=_do, args=(job, work), name=name, daemon=True).start()
        return job

    def find(self, name: str) -> Job | None:
        """The job of that name, begun last."""
        return self._jobs.get(name)

    def is_under_way(self, name: str) -> bool:
        """Whether a job of that name has not ended."""
        job = self.find(name)
        return job is not None and not job.ended.is_set()

    def drop(self, name: str) -> None:
        """Remembers it no more."""
        with self._lock:
            self._jobs.pop(name, None)


def _do(job: Job, work: Callable[[], object]) -> None:
    try:
        job.value = work()
    except CallnowError as error:
        job.error = error
    except Exception:
        log.exception("a job of the page ended")
        what = "this was broken off: the process that did it ended"
        job.error = CallnowError(what, hint="nothing was kept; try again, with less at once where the list is large")
    finally:
        job.ended.set()
