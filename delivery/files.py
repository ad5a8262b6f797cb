"""Files that receivers read while we write: always whole, never half."""

from __future__ import annotations

import glob
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from callnow.errors import ChannelError
from callnow.private_files import make_private_folder


def place(path: Path | None, home: Path) -> Path:
    """Where a path of callnow.toml lies: relative ones start at the home folder."""
    return home / (path or Path()).expanduser()


def write_whole(path: Path, content: bytes, *, channel: str) -> None:
    """Puts `content` at `path` in one step: a reader sees the old file or the new one,
    and it is its owner's alone, as tempfile makes it. Raises ChannelError."""
    half = None
    try:
        make_private_folder(path.parent)
        clear_halves(path)
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=f"{_half_of(path)}{os.getpid()}.", delete=False
        ) as part:
            half = Path(part.name)
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
        half.replace(path)
    except OSError as error:
        if half:
            half.unlink(missing_ok=True)
        raise cannot(path, error, channel) from None


def clear_halves(path: Path) -> None:
    """Removes what writers that were killed have left beside a file: it may tell of people, and nobody else would."""
    for half in path.parent.glob(f"{glob.escape(_half_of(path))}*"):
        writer = half.name.removeprefix(_half_of(path)).partition(".")[0]
        if writer.isdigit() and not Path("/proc", writer).exists():
            with suppress(OSError):
                half.unlink(missing_ok=True)


def _half_of(path: Path) -> str:
    return f".{path.name}."


def read_if_there(path: Path, *, channel: str) -> bytes:
    """The file's bytes, b"" where there is none. Raises ChannelError."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise cannot(path, error, channel) from None


def cannot(path: Path, error: OSError, channel: str) -> ChannelError:
    what = f"cannot use {path}: {error.strerror or type(error).__name__}"
    return ChannelError(what, where=channel, mend="make room or give callnow the right to write there")
