"""Messages that lie on this machine: .eml files in a folder, a Maildir, an mbox file. Nothing is changed there."""

from __future__ import annotations

import mailbox
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path

from callnow.errors import FetchFailed
from callnow.paths import oddity
from callnow.terms import FailureKind
from sources.readers.mail import SIZE_LIMIT

Message = Callable[[], bytes]  # reads it
_HEADER = re.compile(rb"[!-9;-~]{1,80}:")
READ_OF_MAILDIR = ("cur", "new")  # what is still being delivered lies in "tmp"


@contextmanager
def messages_on_disk(place: Path) -> Iterator[Sequence[Message]]:
    """The messages of a file, or of a folder and the folders in it, the newest first."""
    try:
        if place.is_dir():
            files = sorted(_files_of(place), key=lambda f: (f.lstat().st_mtime, f), reverse=True)
            yield [partial(_beginning, file) for file in files]
        elif place.is_file():
            with _of_file(place) as messages:
                yield messages
        else:
            hint = "check the path in the feed's address"
            raise FetchFailed(f"there is no folder or file {place}", hint=hint, kind=FailureKind.FOLDER)
    except OSError as error:
        what, hint = f"{place} cannot be read: {error.strerror}", "let the user that runs callnow read what lies there"
        raise FetchFailed(what, hint=hint, kind=FailureKind.FOLDER) from error


def _files_of(folder: Path) -> set[Path]:
    """Its .eml files, and the messages of each Maildir but for the hidden ones, such as .Trash and .Sent."""
    kept = chain(*(folder.rglob(f"{name}/*") for name in READ_OF_MAILDIR))
    seen = (f for f in kept if f.is_file() and not any(part.startswith(".") for part in f.relative_to(folder).parts))
    return {*folder.rglob("*.eml"), *seen}


@contextmanager
def _of_file(file: Path) -> Iterator[Sequence[Message]]:
    """The messages of an mbox, the last first; any other file is one message."""
    with file.open("rb") as opened:
        start = opened.read(200)
    if start and not start.startswith(b"From "):
        if not _HEADER.match(start):
            hint = "give a folder of .eml files, a Maildir or an mbox file"
            raise FetchFailed(f"{file} is no e-mail message and no mbox", hint=hint, kind=FailureKind.FOLDER)
        yield [partial(_beginning, file)]
        return
    box = mailbox.mbox(file, create=False)
    try:
        yield [partial(_of_mbox, box, key) for key in reversed(box.keys())]
    finally:
        box.close()


def _of_mbox(box: mailbox.mbox, key: str) -> bytes:
    return box.get_bytes(key)[:SIZE_LIMIT]


def _beginning(file: Path) -> bytes:
    """What is read of a message; nothing of one that a mail program moved meanwhile: the next visit finds it.

    Raises FetchFailed where it cannot be read, or something else lies in its place.
    """
    try:
        why = oddity(file)
        if not why:
            with file.open("rb") as opened:
                return opened.read(SIZE_LIMIT)
    except FileNotFoundError:
        return b""
    except OSError as error:
        why = f"it cannot be read: {error.strerror}"
    hint = "take it out of the folder, or let the user that runs callnow read it"
    raise FetchFailed(f"{file.name}: {why}", hint=hint, kind=FailureKind.FOLDER)
