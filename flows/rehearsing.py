"""A run that keeps and sends nothing: on a copy of the home that is thrown away."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from callnow.settings import ReaderSettings, Settings
from callnow.store.files import log_of


@contextmanager
def rehearsal(settings: Settings, wanted: bool) -> Iterator[Settings]:
    """The same settings, or where a rehearsal is `wanted` those of a copy that sends nothing and is thrown away."""
    if not wanted:
        yield settings
        return
    with TemporaryDirectory(prefix="callnow-rehearsal-") as folder:
        for file in (settings.database, log_of(settings.database)):
            if file.exists():
                shutil.copyfile(file, Path(folder) / file.name)
        alone = settings.store.model_copy(update={"lake": None})
        yield settings.model_copy(
            update={"home": Path(folder), "channels": {}, "store": alone, "reader": ReaderSettings()}
        )
