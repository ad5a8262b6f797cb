"""Files that channels wrote, without some people: their own entries gone, their names blanked in those of others."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from callnow.errors import ChannelError
from callnow.paths import oddity
from callnow.private_files import clear_halves
from callnow.settings import ChannelSettings
from delivery.channels import channel_module, kinds
from delivery.files import place, read_if_there, write_whole
from delivery.spellings import LONGEST
from delivery.traces import Traces

PIECE = 4_000_000  # bytes of a file that are searched at once


def redact_channel(name: str, settings: ChannelSettings, home: Path, traces: Traces, now: datetime) -> list[Path]:
    """Takes people out of the file that a channel writes. Returns the files that were changed.

    Channels that send elsewhere have none. Raises ChannelError where a file cannot be read or written, a lasting one
    where it is not what this channel writes.
    """
    files = files_of_channel(settings, home)
    if not files:
        return []
    for file in files:
        clear_halves(file)
    if odd := oddity(files[0]):
        raise _foreign(files[0], f": {odd}", name)
    before = read_if_there(files[0], channel=name)
    if not before:
        return []
    try:
        contents = channel_module(settings.kind).redact(before, traces, now)
    except (ValueError, LookupError, TypeError, csv.Error):
        raise _foreign(files[0], "", name) from None
    changed = [
        (file, content)
        for file, content in zip(files, contents, strict=True)
        if read_if_there(file, channel=name) != content
    ]
    for file, content in changed:
        write_whole(file, content, channel=name)
    return [file for file, _ in changed]


def files_of_channel(settings: ChannelSettings, home: Path) -> list[Path]:
    """The files that a channel writes, first the one it remembers by; none where it sends elsewhere."""
    if settings.kind not in kinds() or settings.path is None:
        return []
    module, path = channel_module(settings.kind), place(settings.path, home)
    if not hasattr(module, "redact"):
        return []
    files: list[Path] = module.files(path) if hasattr(module, "files") else [path]
    return files


def _foreign(path: Path, why: str, channel: str) -> ChannelError:
    return ChannelError(
        f"{path} is not what this channel writes{why}, so nobody can be taken out of it",
        where=channel,
        hint="look through it yourself, or delete it",
        lasting=True,
    )


def files_that_tell(files: Iterable[Path], traces: Traces) -> list[Path]:
    """The files in which people can still be read, and those that cannot be looked into."""
    return [file for file in files if file.is_file() and _tells(file, traces)]


def _tells(file: Path, traces: Traces) -> bool:
    before = ""
    try:
        with file.open("rb") as opened:
            while piece := opened.read(PIECE):
                text = (before + piece.decode("utf-8", "replace")).replace("\r\n ", "")  # as calendars fold lines
                if traces.spellings.tell(text):
                    return True
                before = text[-LONGEST:]
    except OSError:
        return True
    return False
