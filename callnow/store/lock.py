"""One run at a time: a lock that a crash releases by itself, and that tells who holds it."""

from __future__ import annotations

import fcntl
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path

from callnow.errors import StoreBusy
from callnow.store.connection import make_home

PATIENCE = 10  # looks, of 20 ms: whoever has just got the lock has not written its name yet


@contextmanager
def only_run(home: Path, what: str) -> Iterator[None]:
    """Holds the run lock of a home; raises StoreBusy naming who has it. The kernel lets go of it when we die."""
    make_home(home)
    with FileIO(home / "run.lock", "a+") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreBusy(
                f"{_holder(held)} runs here already", where=str(home), mend="nothing to do: it will finish by itself"
            ) from None
        with suppress(OSError):  # on a full disk the lock holds without a name
            held.truncate(0)
            held.write(f"{what} (process {os.getpid()})".encode())
        yield


def _holder(held: FileIO) -> str:
    """Who has the lock: not a name that somebody who died has left there."""
    for _ in range(PATIENCE):
        held.seek(0)
        who = held.read().decode("utf-8", "replace").strip()
        number = re.search(r"\(process (\d+)\)$", who)
        if number and _lives(int(number[1])):
            return who
        time.sleep(0.02)
    return "another process"


def _lives(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # another user's
        return True
    return True
