"""Files that receivers read while we write: always whole, never half."""

from __future__ import annotations

import glob
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from callnow.errors import ChannelError, SettingError
from callnow.paths import is_kept_for_itself, oddity
from callnow.private_files import make_private_folder
from callnow.settings import ChannelSettings


def place(path: Path | None, home: Path) -> Path:
    """Where a path of callnow.toml lies: relative ones start at the home folder."""
    return home / (path or Path()).expanduser()


def file_of(name: str, settings: ChannelSettings, home: Path) -> Path:
    """The file that the channel `name` writes. Raises SettingError where callnow keeps it for itself."""
    path = place(settings.path, home)
    if is_kept_for_itself(path, home):
        what = f"{path} is a file that callnow keeps for itself"
        raise SettingError(what, where=f"channels.{name.partition('/')[0]}.path", hint="name another file")
    return path


def refuse_odd(path: Path, channel: str) -> None:
    """Raises ChannelError where something else than a file is there: a device is read for ever, a pipe replaced."""
    if path.exists() and (odd := oddity(path)):
        raise ChannelError(f"cannot use {path}: {odd}", where=channel, hint="name a file, or move it away")


def write_whole(path: Path, content: bytes, *, channel: str) -> None:
    """Puts `content` at `path` in one step: a reader sees the old file or the new one,
    and it is its owner's alone, as tempfile makes it. Raises ChannelError."""
    refuse_odd(path, channel)
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
    refuse_odd(path, channel)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise cannot(path, error, channel) from None


def cannot(path: Path, error: OSError, channel: str) -> ChannelError:
    what = f"cannot use {path}: {error.strerror or type(error).__name__}"
    return ChannelError(what, where=channel, hint="make room or give callnow the right to write there")
