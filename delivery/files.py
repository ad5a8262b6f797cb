"""Files that receivers read while we write: always whole, never half."""

from __future__ import annotations

from pathlib import Path

from callnow.errors import ChannelError, SettingError
from callnow.paths import is_kept_for_itself, oddity
from callnow.private_files import make_private_folder, replace_private
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
    """Puts `content` at `path` in one step: a reader sees the old file or the new one, and it is its owner's alone.
    Raises ChannelError."""
    refuse_odd(path, channel)
    try:
        make_private_folder(path.parent)
        replace_private(path, content)
    except OSError as error:
        raise cannot(path, error, channel) from None


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
    """The error of a file that cannot be read or written, by what the system says."""
    what = f"cannot use {path}: {error.strerror or type(error).__name__}"
    return ChannelError(what, where=channel, hint="make room or give callnow the right to write there")


def not_ours(what: str, channel: str) -> ChannelError:
    """The error of a file in a channel's place that callnow did not write."""
    return ChannelError(what, where=channel, hint="name another file in callnow.toml, or move this one away")
