"""A run that keeps and sends nothing: on a copy of the home that is thrown away."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from callnow.errors import StoreError
from callnow.processes import is_running
from callnow.settings import ReaderSettings, Settings
from callnow.store.connection import kept_from_writers
from callnow.store.files import snapshot

PREFIX = "callnow-rehearsal-"


@contextmanager
def rehearsal(settings: Settings, wanted: bool) -> Iterator[Settings]:
    """The same settings, or where a rehearsal is `wanted` those of a copy that sends nothing and is thrown away."""
    if not wanted:
        yield settings
        return
    clear_rehearsals()
    with ExitStack() as until_the_end:
        folder = Path(until_the_end.enter_context(TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-")))
        database = settings.database
        if database.exists():
            with kept_from_writers(database, settings.store.lock_wait):
                try:
                    until_the_end.enter_context(snapshot(database, folder / database.name))
                except OSError as error:
                    raise _no_copy(folder, error) from None
        alone = settings.store.model_copy(update={"lake": None})
        yield settings.model_copy(update={"home": folder, "channels": {}, "store": alone, "reader": ReaderSettings()})


def _no_copy(folder: Path, error: OSError) -> StoreError:
    what = f"no copy to try it in can be made: {error.strerror or error}"
    hint = "make room there, or name another folder in the variable TMPDIR"
    return StoreError(what, where=str(folder.parent), hint=hint)


def clear_rehearsals() -> None:
    """Removes the copies of processes that were killed: they hold personal data, and nobody else removes them."""
    try:
        temporary = Path(gettempdir())
    except OSError:  # none can be written, as on a full disk
        return
    for folder in temporary.glob(f"{PREFIX}*"):
        maker = re.match(r"\d+", folder.name.removeprefix(PREFIX))
        if maker and not is_running(int(maker[0])):
            shutil.rmtree(folder, ignore_errors=True)
