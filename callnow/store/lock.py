"""One run at a time: a lock that a crash releases by itself, and that tells who holds it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from callnow.errors import StoreBusy
from callnow.store.connection import make_home


@contextmanager
def only_run(home: Path, what: str) -> Iterator[None]:
    """Holds the run lock of a home; raises StoreBusy naming who has it. The kernel lets go of it when we die."""
    make_home(home)
    file = home / "run.lock"
    with file.open("a+", encoding="utf-8") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            held.seek(0)
            who = held.read().strip() or "another process"
            raise StoreBusy(
                f"{who} runs here already", where=str(home), mend="nothing to do: it will finish by itself"
            ) from None
        held.truncate(0)
        held.write(f"{what} (process {os.getpid()})")
        held.flush()
        yield
