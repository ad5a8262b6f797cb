"""What ends a run, in the log in words: Prefect writes a traceback of whatever it is, and writes it twice."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from callnow.errors import CallnowError
from callnow.store.room import is_full

LOGGERS = ("prefect.flow_runs", "prefect.engine")
NO_ROOM = "no room is left on the disk of Prefect's files"
# Prefect takes 127 for a shell's exit code; a run's process, which no shell starts, ends so where it gets no memory.
OF_MEMORY = {
    "Command not found.": "It ended itself, as where it gets no more memory.",
    "Verify that the entrypoint command or script is installed in the execution environment."
    " Check your PATH and container image contents.": "Close other programs, or raise the limit of `callnow serve`.",
}


class _InWords(logging.Filter):
    """Tells an error of ours once, and no traceback of it; and once, without one, that Prefect fails for a disk that is
    full, until there is room. Surprises keep theirs."""

    told: BaseException | None = None
    full = False

    def filter(self, record: logging.LogRecord) -> bool:
        if not record.args:
            record.msg = in_our_words(str(record.msg))
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, CallnowError):
            words, again, self.told = str(error), error is self.told, error
        elif error and _is_prefects_disk_full():
            words, again, self.full = f"{record.getMessage()}: {NO_ROOM}", self.full, True
        else:
            self.full = self.full and not error
            return True
        record.msg, record.args, record.exc_info = words, (), None
        return not again


def _is_prefects_disk_full() -> bool:
    return "PREFECT_HOME" in os.environ and is_full(Path(os.environ["PREFECT_HOME"]))


_IN_WORDS = _InWords()


def tell_in_words() -> None:
    """Has Prefect's loggers tell errors so, in the process of a run."""
    for name in LOGGERS:
        logging.getLogger(name).addFilter(_IN_WORDS)


def tell_all_in_words() -> None:
    """Has whatever is logged tell errors so, in the process that begins runs."""
    for handler in logging.getLogger().handlers:
        handler.addFilter(_IN_WORDS)


def in_our_words(message: str) -> str:
    """What Prefect says of a process that ended itself, with the cause and the remedy that are likely here."""
    for theirs, ours in OF_MEMORY.items():
        message = message.replace(theirs, ours)
    return message
