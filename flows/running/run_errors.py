"""What ends a run, in the log in words: Prefect writes a traceback of whatever it is, and writes it twice."""

from __future__ import annotations

import logging

from callnow.errors import CallnowError

LOGGERS = ("prefect.flow_runs", "prefect.engine")


class _InWords(logging.Filter):
    """Tells an error of ours once, and no traceback of it; surprises keep theirs."""

    told: BaseException | None = None

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if not isinstance(error, CallnowError):
            return True
        if error is self.told:
            return False
        self.told = error
        record.msg, record.args, record.exc_info = str(error), (), None
        return True


_IN_WORDS = _InWords()


def tell_in_words() -> None:
    """Has Prefect's loggers tell errors so, in this process."""
    for name in LOGGERS:
        logging.getLogger(name).addFilter(_IN_WORDS)
