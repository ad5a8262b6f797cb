"""The home that a page serves: known again as long as the page runs, so that it begins no other in its place."""

from __future__ import annotations

import os
from pathlib import Path

from callnow.paths import DATABASE, PUBLISHED
from callnow.store.files import make_home


class ServedHome:
    """The home of a page. Its folder is held open: a new one under its name is another folder, and told from it."""

    def __init__(self, folder: Path) -> None:
        make_home(folder)
        self.folder = folder
        self._held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        self._had_database = False

    def is_gone(self) -> bool:
        """Whether it was moved, deleted or unmounted, or all that was known in it was; what is put back is there
        again."""
        try:
            if not os.path.samestat(os.fstat(self._held), os.stat(self.folder)):
                return True
        except OSError:
            return True
        has_database = any((self.folder / name).exists() for name in (DATABASE, PUBLISHED))
        self._had_database = self._had_database or has_database
        return self._had_database and not has_database

    def close(self) -> None:
        """Lets go of it."""
        os.close(self._held)
