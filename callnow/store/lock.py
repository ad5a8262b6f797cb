"""One run at a time: a lock that a crash releases by itself, and that tells who holds it."""

from __future__ import annotations

import fcntl
import os
import re
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from io import FileIO
from pathlib import Path

from callnow.errors import RunUnderWay, StoreBusy, StoreError
from callnow.paths import CHANGE, PUBLISH, RUN, oddity
from callnow.private_files import open_private
from callnow.processes import is_running
from callnow.store.files import make_home, no_locks

PATIENCE = 10  # looks: whoever has just got the lock has not written its name yet
MOMENT = 0.02  # seconds between two looks
CHANGE_WAIT = 30.0  # seconds for another's change, which may look up the addresses of channels
ENDS_SOON = 5.0  # seconds for whoever else runs in a home: forgetting, follow-ups and corrections take no longer
GIVES_WAY = 0.3  # seconds that whoever asks for the database leaves to those who wait for it

A_RUN = "a run"
A_RECOVERY = "a recovery"
_UNNAMED = "another process"
FOLLOW_UPS = "the making of follow-ups"
ALSO_DONE_BY = {A_RUN: (A_RUN,), FOLLOW_UPS: (FOLLOW_UPS,), "a delivery": ("a delivery", A_RUN)}
"""Who else does what is wanted; of all others (forgetting, say) each is about something of its own."""


@contextmanager
def only_run(home: Path, what: str, lock: str = RUN, wait: float | None = None) -> Iterator[None]:
    """Holds a lock of a home; raises RunUnderWay naming who has it. The kernel lets go of it when we die.

    `what` is told to whoever finds it held: "a run", or for SERVE and PAGE the command with "at" and its address. Where
    something else runs in the home than what is wanted, its end is awaited for ENDS_SOON, or so many seconds.
    """
    make_home(home)
    until = time.monotonic() + (ENDS_SOON if wait is None else wait)
    with _opened(home / lock) as held:
        while not _take_for(home, held):
            who = _holder(held)
            time.sleep(MOMENT)
            in_vain = lock != RUN or is_done_by(who, what) or time.monotonic() > until
            if in_vain and not _take_for(home, held):  # it was not `running` that looked
                raise RunUnderWay(f"{who} runs here already", where=str(home), hint=_what_to_do(who, what, lock))
            if in_vain:
                break
        with suppress(OSError):  # on a full disk the lock holds without a name
            held.truncate(0)
            held.write(f"{what} (process {os.getpid()})".encode())
        yield


def is_done_by(who: str, what: str) -> bool:
    """Whether who runs in a home does what is wanted there: then there is nothing to do."""
    return who.startswith(tuple(f"{work} (process " for work in ALSO_DONE_BY.get(what, ())))


def _what_to_do(who: str, what: str, lock: str) -> str:
    if lock != RUN:
        return "stop that one first, or use another home"
    if is_done_by(who, what):
        return "nothing to do: it does the same, and will finish by itself"
    return "what you asked for was not done: ask again when that has ended"


def running(home: Path, lock: str = RUN) -> str:
    """Who holds a lock of a home at this moment; "" where nobody does. Nothing is made or kept."""
    if oddity(home / lock):
        return ""
    try:
        with FileIO(home / lock, "r") as held:
            return "" if _take(held, fcntl.LOCK_SH) else _holder(held)
    except OSError:
        return ""


def is_recovering(home: Path) -> bool:
    """Whether a recovery is at work in a home, or somebody who left no name."""
    return running(home).startswith((A_RECOVERY, _UNNAMED))


@contextmanager
def only_publisher(home: Path, wait: float) -> Iterator[None]:
    """Holds the lock of who replaces the published copy of a home; others wait for it, at most so many seconds.

    Raises StoreBusy where that is not enough, and StoreError where it cannot be locked.
    """
    with _in_turn(home, PUBLISH, wait, "another process publishes here"):
        yield


@contextmanager
def only_change(home: Path) -> Iterator[None]:
    """Holds the lock of who changes a file of a home that people change (settings, keys): from reading it until it is
    written, so that nobody writes what another read before. A home that is missing is made; raises as only_publisher.
    """
    make_home(home)
    with _in_turn(home, CHANGE, CHANGE_WAIT, "the settings are being changed by another"):
        yield


@contextmanager
def _in_turn(home: Path, lock: str, wait: float, held_by: str) -> Iterator[None]:
    until = time.monotonic() + wait
    with _opened(home / lock) as held:
        while not _take_for(home, held):
            if time.monotonic() > until:
                hint = "wait for it to end, then try again"
                raise StoreBusy(held_by, where=str(home / lock), hint=hint)
            time.sleep(MOMENT)
        yield


@contextmanager
def shown_to_wait(beside: Path) -> Iterator[None]:
    """Shows to others, by a lock on this file, that somebody waits for the database; nothing where there is no file."""
    with ExitStack() as held:
        with suppress(OSError):
            if not oddity(beside):  # opening a pipe would wait for whoever writes into it
                fcntl.flock(held.enter_context(FileIO(beside, "r")), fcntl.LOCK_SH)  # others hold it for a look alone
        yield


def give_way(beside: Path) -> None:
    """Waits while others are shown to wait for the database, at most GIVES_WAY."""
    until = time.monotonic() + GIVES_WAY
    while time.monotonic() < until and awaited(beside):
        time.sleep(MOMENT)


def awaited(beside: Path) -> bool:
    """Whether somebody is shown to wait for the database beside this file."""
    if oddity(beside):
        return False
    try:
        with FileIO(beside, "r") as held:
            return not _take(held, fcntl.LOCK_EX)
    except OSError:
        return False


def _opened(lock: Path) -> FileIO:
    """The file of a lock. Raises StoreError where something else is in its place."""
    why = oddity(lock)
    if not why:
        try:
            return FileIO(lock, "a+", opener=open_private)
        except OSError as error:
            why = error.strerror or str(error)
    raise StoreError(f"cannot be locked: {why}", where=str(lock), hint="move it away; it is made anew")


def _take_for(home: Path, held: FileIO) -> bool:
    """Takes a lock of a home for this process alone. Raises StoreError where nothing can be locked there."""
    try:
        return _take(held, fcntl.LOCK_EX)
    except OSError as error:
        raise no_locks(home, error) from None


def _take(held: FileIO, kind: int) -> bool:
    try:
        fcntl.flock(held, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(held: FileIO) -> str:
    """Who has the lock: not a name that somebody who died has left there."""
    for _ in range(PATIENCE):
        held.seek(0)
        who = held.read().decode("utf-8", "replace").strip()
        number = re.search(r"\(process (\d+)\)$", who)
        if number and is_running(int(number[1])):
            return who
        time.sleep(MOMENT)
    return _UNNAMED
