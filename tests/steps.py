"""The named steps of a run, or of another command: before and after each transaction, each message, each half of
publishing, each file that takes another's place, is synced or deleted."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import callnow.store.connection as store
from callnow.paths import PUBLISHED
from callnow.store import copies
from delivery import outbox

QUIET = {"connection", "contextlib", "steps"}  # where a transaction ends, not what it was for


def count_steps(last: int | str, log: Path, end: signal.Signals = signal.SIGKILL, *, files: bool = False) -> None:
    """From now on, writes each step of this process into `log`; sends itself `end` at step `last`.

    That is a number (from 1) or a name; with `files`, syncing and deleting files are steps, too.
    """
    count = 0

    def reach(moment: str, what: str) -> None:
        nonlocal count
        count += 1
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{moment} {what}\n")
        if last in (count, f"{moment} {what}"):
            os.kill(os.getpid(), end)

    open_, send, replace, sync, unlink = store._open, outbox._send, os.replace, os.fsync, os.unlink
    store._open = lambda *given, **how: _Watched(open_(*given, **how), reach)  # type: ignore[assignment,return-value]
    outbox._send = _around(send, reach, lambda given: f"sending to {given[1]}")
    copies.rebuild_into = _around(copies.rebuild_into, reach, lambda _: "copying to publish")
    os.replace = _around(replace, reach, lambda given: _replacing(Path(given[1]).name))
    if files:
        os.fsync = _around(sync, reach, lambda given: "syncing a file")
        os.unlink = _around(unlink, reach, lambda given: f"deleting {Path(given[0]).suffix}")


def _replacing(name: str) -> str:
    return "the published copy takes its place" if name == PUBLISHED else f"{name} takes its place"


def _around(does: Callable[..., Any], reach: Callable[[str, str], None], what: Callable[[Any], str]) -> Any:
    def watched(*given: Any, **named: Any) -> Any:
        reach("before", what(given))
        result = does(*given, **named)
        reach("after", what(given))
        return result

    return watched


class _Watched:
    """A connection that tells when it commits."""

    def __init__(self, con: Any, reach: Callable[[str, str], None]) -> None:
        self._con, self._reach = con, reach

    def __getattr__(self, name: str) -> Any:
        return getattr(self._con, name)

    def execute(self, sql: str, *given: Any) -> Any:
        if sql != "COMMIT":
            return self._con.execute(sql, *given)
        what = f"the transaction of {_purpose()}"
        return _around(self._con.execute, self._reach, lambda _: what)(sql, *given)


def _purpose() -> str:
    """The function whose transaction this is."""
    frame = sys._getframe(1)
    while Path(frame.f_code.co_filename).stem in QUIET and frame.f_back:
        frame = frame.f_back
    return frame.f_code.co_name.lstrip("_")
