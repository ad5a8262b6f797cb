"""What takes seconds, done in processes of its own: the page's own stays free to answer."""

from __future__ import annotations

import atexit
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import cache, partial
from typing import ParamSpec, TypeVar, cast

from callnow.errors import CallnowError

P = ParamSpec("P")
R = TypeVar("R")
AT_ONCE = 2  # whoever imports does not wait for what was read before to be matched again
_ENDS = threading.Event()  # set where this process ends: nobody may begin others behind it then
NICE = 5  # below the page, where processors are scarce


def do_behind(job: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Does `job`, a function of a module, in a process behind this one, and waits for it. Returns and raises what it
    does."""
    if _ENDS.is_set():
        raise BrokenProcessPool("this process ends")
    try:
        done, error, cause = _processes().submit(_outcome, partial(job, *args, **kwargs)).result()
    except BrokenProcessPool:  # one was killed; the next job gets others
        _processes.cache_clear()
        raise
    if error:
        raise error from cause
    return cast("R", done)


@cache
def _processes() -> ProcessPoolExecutor:
    atexit.register(_end_processes)  # what is registered last is done first: multiprocessing waits for them for ever
    return ProcessPoolExecutor(AT_ONCE, multiprocessing.get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """Ctrl-C is for the page, which waits for what is owed; where the page was killed, nobody is left to work for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(OSError):
        os.nice(NICE)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_processes() -> None:
    """Ends what still works or waits behind this process, where that did not end by itself, as after Ctrl-C."""
    _ENDS.set()
    for child in multiprocessing.active_children():
        child.kill()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _outcome(job: Callable[[], R]) -> tuple[R | None, CallnowError | None, BaseException | None]:
    """What came of a job, or what went wrong with its cause, which an exception loses between processes."""
    try:
        return job(), None, None
    except CallnowError as error:
        return None, error, error.__cause__ if isinstance(error.__cause__, CallnowError) else None
