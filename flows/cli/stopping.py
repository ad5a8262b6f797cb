"""Ctrl-C, SIGTERM or SIGHUP during a run: one sentence and exit code 130, 143 or 129, whatever is under way."""

from __future__ import annotations

import atexit
import logging
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from callnow.__main__ import stop

PATIENCE = 5.0  # seconds in which what is under way may end by itself
HEARD = {
    signal.SIGINT: signal.default_int_handler,
    signal.SIGTERM: signal.SIG_DFL,
    signal.SIGHUP: signal.SIG_DFL,
}
"""The signals that stop a run, each with how it is dealt with where whoever started us left it alone."""


def end_when_hung_up() -> None:
    """Has SIGHUP, as of a terminal that is closed, end this process as SIGTERM does; not under nohup."""
    if signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:
        signal.signal(signal.SIGHUP, lambda number, frame: os.kill(os.getpid(), signal.SIGTERM))


def end_at_once(number: int) -> None:
    """Ends this process for a signal with what works behind it, whatever is under way: of what that breaks off nothing
    is said."""
    logging.disable()
    atexit._run_exitfuncs()
    stop(number)


@contextmanager
def stopped_in_words() -> Iterator[None]:
    """Has these signals end the process in a sentence: at once where one comes again, and by itself where a library
    loses it, as in a callback, or fails otherwise for it."""
    came: list[int] = []
    ending = threading.Timer(PATIENCE, lambda: stop(came[0]))
    ending.daemon = True

    def interrupt(number: int, frame: FrameType | None) -> None:
        came.append(number)
        if len(came) > 1:
            stop(came[0])
        ending.start()
        raise KeyboardInterrupt

    before = {number: signal.getsignal(number) for number in HEARD}
    heard = [number for number, left_alone in HEARD.items() if before[number] is left_alone]
    for number in heard:
        signal.signal(number, interrupt)
    try:
        yield
    except BaseException:
        if came:
            stop(came[0])
        raise
    finally:
        ending.cancel()
        for number in heard:
            signal.signal(number, before[number])
