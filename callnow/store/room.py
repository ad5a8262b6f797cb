"""Whether a disk has room for what is to be written on it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from callnow.errors import StoreError
from callnow.store.files import FULL, ROOM

LOG_ROOM = 1 << 18  # bytes that the log of a short transaction takes at most
LOG_BYTES = 3  # that it takes at most for each character of what is written


def why_no_room(folder: Path, size: int = LOG_ROOM) -> str:
    """Why so many bytes find no place in a folder, in words; "" where they do. Nothing is left there."""
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(bytes(size))
    except OSError as error:
        return error.strerror or str(error)
    return ""


def is_full(folder: Path) -> bool:
    """Whether a disk, or its user's share of it, has no room for what a short transaction writes in that folder."""
    return bool(FULL.search(why_no_room(folder)))


def refuse_full(database: Path, characters: int) -> None:
    """Raises StoreError where the log of a transaction that was given so many characters may find no room.

    Asked before COMMIT: where DuckDB 1.5.5 finds none there, and a row was deleted and made anew under its key, as each
    is of which a list changes, taking that back ends the process.
    """
    if why := why_no_room(database.parent, LOG_ROOM + LOG_BYTES * characters):
        raise StoreError(f"its log cannot be written: {why}", where=str(database), hint=ROOM)
