"""Files that receivers read while we write: always whole, never half."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from callnow.errors import ChannelError


def place(path: Path | None, home: Path) -> Path:
    """Where a path of callnow.toml lies: relative ones start at the home folder."""
    return home / (path or Path()).expanduser()


def write_whole(path: Path, content: bytes, *, channel: str) -> None:
    """Puts `content` at `path` in one step: a reader sees the old file or the new one,
    and it is its owner's alone, as tempfile makes it. Raises ChannelError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as part:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
        Path(part.name).replace(path)
    except OSError as error:
        raise cannot(path, error, channel) from None


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
