"""Ctrl-C during a run: one sentence and exit code 130, whatever is under way."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from callnow.__main__ import stop

PATIENCE = 5.0  # seconds in which what is under way may end by itself


@contextmanager
def stopped_in_words() -> Iterator[None]:
    """Has Ctrl-C end the process in a sentence: at once where it is pressed again, and by itself where a library loses
    it, as in a callback, or fails otherwise for it."""
    pressed = threading.Event()
    ending = threading.Timer(PATIENCE, stop)
    ending.daemon = True

    def interrupt(number: int, frame: FrameType | None) -> None:
        if pressed.is_set():
            stop()
        pressed.set()
        ending.start()
        raise KeyboardInterrupt

    before = signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler:  # whoever started us has it ignored
        yield
        return
    signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    except BaseException:
        if pressed.is_set():
            stop()
        raise
    finally:
        ending.cancel()
        signal.signal(signal.SIGINT, before)
