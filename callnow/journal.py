"""The journal of forgetting: who is still to be forgotten, noted on the disk before anything of them is removed.

Whatever breaks a forgetting off, the next command reads here what is owed and goes on with it. So the journal holds the
very words that are to go, for its owner alone, and is deleted with the last of them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter

from callnow.errors import StoreError
from callnow.paths import FORGETTING
from callnow.private_files import clear_halves, read_entries, replace_private


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Person(_Entry):
    """Somebody to forget, by what a second try may call them."""

    id: str
    name: str
    employer: str
    email: str
    former_ids: tuple[str, ...] = ()


class PersonWords(_Entry):
    """What tells of people, as it was written down: names, numbers (E.164), addresses, pages."""

    names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()


class Forgetting(_Entry):
    """One forgetting that was begun. `triggers` are ids, which tell whose an entry of a file is.

    `stored` says that database and copy know nothing of the people any more, so that only files may be left.
    """

    id: str
    day: date
    reason: str
    people: tuple[Person, ...]
    words: PersonWords
    triggers: tuple[str, ...] = ()
    stored: bool = False


_JOURNAL = TypeAdapter(tuple[Forgetting, ...])


def read_journal(home: Path) -> tuple[Forgetting, ...]:
    """What is owed, oldest first; nothing where there is no journal. Raises StoreError where it cannot be read."""
    file = home / FORGETTING
    hint = "move it away, then `callnow forget` anew whom you were forgetting"
    return read_entries(
        file,
        _JOURNAL,
        lambda why: StoreError(f"who is still to be forgotten cannot be read: {why}", where=str(file), hint=hint),
    )


def write_journal(home: Path, owed: Sequence[Forgetting]) -> None:
    """Puts what is owed in place of what was, and on the disk. Raises StoreError, and what was stays."""
    file = home / FORGETTING
    try:
        if owed:
            content = json.dumps(_JOURNAL.dump_python(tuple(owed), mode="json"), ensure_ascii=False, indent=1)
            replace_private(file, content.encode())
        else:
            clear_halves(file)
            file.unlink(missing_ok=True)
        _sync_folder(home)
    except OSError as error:
        why = error.strerror or str(error)
        raise StoreError(
            f"cannot be written: {why}", where=str(file), hint="make room, or make the folder writable, then try again"
        ) from None


def _sync_folder(folder: Path) -> None:
    """Makes a name that was given or taken away last through a power loss."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network file systems sync no folder
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
