"""What takes seconds, done in a process of its own: the page's own stays free to answer."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import cache, partial
from typing import ParamSpec

from callnow.errors import CallnowError

P = ParamSpec("P")
NICE = 5  # below the page, where processors are scarce


def do_behind(job: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
    """Does `job`, a function of a module, in the process behind this one, and waits for it. Raises what it raises."""
    try:
        error, cause = _process().submit(_outcome, partial(job, *args, **kwargs)).result()
    except BrokenProcessPool:  # it was killed; the next job gets another
        _process.cache_clear()
        raise
    if error:
        raise error from cause


@cache
def _process() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """Ctrl-C is for the page, which waits for what is owed; where the page was killed, nobody is left to work for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(OSError):
        os.nice(NICE)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _outcome(job: Callable[[], object]) -> tuple[CallnowError | None, BaseException | None]:
    """What went wrong, with its cause, which an exception loses between processes."""
    try:
        job()
    except CallnowError as error:
        return error, error.__cause__ if isinstance(error.__cause__, CallnowError) else None
    return None, None
