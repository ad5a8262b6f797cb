"""Files and folders that are their owner's alone, whatever the umask: they hold personal data."""

from __future__ import annotations

import glob
import os
import stat
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from callnow.errors import CallnowError
from callnow.paths import oddity
from callnow.processes import is_running

T = TypeVar("T")
OWNER_ONLY, OWNER_ONLY_FOLDER = 0o600, 0o700
MAKE_ROOM = "make room, or make the folder writable"  # to be told where a file cannot be written


def open_private(path: str, flags: int) -> int:
    """An opener for `open` and `FileIO`: the file is made for its owner alone, and one that was wider is narrowed."""
    descriptor = os.open(path, flags | os.O_CLOEXEC, OWNER_ONLY)
    with suppress(PermissionError):  # another user's file
        if flags & (os.O_WRONLY | os.O_RDWR) and stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.fchmod(descriptor, OWNER_ONLY)
    return descriptor


def make_private_folder(folder: Path) -> None:
    """Makes a folder, and those above it that are missing, for its owner alone. Raises OSError.

    One that is there stays as it is: its owner may mean others to read there.
    """
    for one in (*reversed(folder.parents), folder):
        if not one.is_dir():
            one.mkdir(mode=OWNER_ONLY_FOLDER, exist_ok=True)


def replace_private(file: Path, content: bytes) -> None:
    """Puts `content` in place of what a file held, whole or not at all, for its owner alone. Raises OSError."""
    clear_halves(file)
    half = None
    try:
        with tempfile.NamedTemporaryFile(
            dir=file.parent, prefix=f"{_half_of(file)}{os.getpid()}.", delete=False
        ) as part:
            half = Path(part.name)
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
        half.replace(file)
    except OSError:
        if half:
            half.unlink(missing_ok=True)
        raise


def clear_halves(file: Path) -> None:
    """Removes what writers that were killed have left beside a file: it may tell of people, and nobody else would."""
    for half in file.parent.glob(f"{glob.escape(_half_of(file))}*"):
        writer = half.name.removeprefix(_half_of(file)).partition(".")[0]
        if writer.isdigit() and not is_running(int(writer)):
            with suppress(OSError):
                half.unlink(missing_ok=True)


def _half_of(file: Path) -> str:
    return f".{file.name}."


def read_entries(
    file: Path, kind: TypeAdapter[tuple[T, ...]], unreadable: Callable[[str], CallnowError]
) -> tuple[T, ...]:
    """What callnow wrote into a JSON file of its own, or nothing where there is none. Raises `unreadable` with why."""
    why = oddity(file)
    if not why:
        try:
            return kind.validate_json(file.read_bytes())
        except FileNotFoundError:
            return ()
        except ValidationError:
            why = "it is not as callnow writes it"
        except OSError as error:
            why = error.strerror or str(error)
    raise unreadable(why)
