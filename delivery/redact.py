"""Files that channels wrote, without some people: their own entries gone, their names blanked in those of others."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from callnow.errors import ChannelError
from callnow.paths import oddity
from callnow.settings import ChannelSettings
from delivery.appointments import blank_events
from delivery.channels.csv import as_csv
from delivery.channels.feed import build_feeds
from delivery.files import clear_halves, place, read_if_there, write_whole
from delivery.spellings import LONGEST, Spellings

BLANK = "(forgotten)"
PIECE = 4_000_000  # bytes of a file that are searched at once


@dataclass(frozen=True)
class Traces:
    """What tells of people: their ids, those of their triggers, and how what they are called is spelled."""

    prospect_ids: frozenset[str] = frozenset()
    trigger_ids: frozenset[str] = frozenset()
    spellings: Spellings = field(default_factory=Spellings)

    def blank(self, text: str) -> str:
        """A text without the people."""
        return self.spellings.blank(text, BLANK)


def redact_channel(name: str, settings: ChannelSettings, home: Path, traces: Traces, now: datetime) -> list[Path]:
    """Takes people out of the file that a channel writes. Returns the files that were changed.

    Channels that send elsewhere have none. Raises ChannelError where a file cannot be read or written, a lasting one
    where it is not what this channel writes.
    """
    change = _CHANGES.get(settings.kind)
    if change is None or settings.path is None:
        return []
    path, *others = files_of_channel(settings, home)
    for file in (path, *others):
        clear_halves(file)
    if odd := oddity(path):
        raise _foreign(path, f": {odd}", name)
    before = read_if_there(path, channel=name)
    if not before:
        return []
    try:
        files = change(before, traces, now)
    except (ValueError, LookupError, TypeError, csv.Error):
        raise _foreign(path, "", name) from None
    changed = []
    for ending, content in files.items():
        file = path.with_suffix(ending) if ending else path
        if read_if_there(file, channel=name) != content:
            write_whole(file, content, channel=name)
            changed.append(file)
    return changed


def files_of_channel(settings: ChannelSettings, home: Path) -> list[Path]:
    """The files that a channel writes, first the one it remembers by; none where it sends elsewhere."""
    if settings.kind not in _CHANGES or settings.path is None:
        return []
    path = place(settings.path, home)
    if settings.kind != "feed":
        return [path]
    stem = path.with_suffix("") if path.suffix in (".json", ".atom", ".rss", ".xml") else path
    return [stem.with_name(stem.name + ending) for ending in (".json", ".atom", ".rss")]


def _foreign(path: Path, why: str, channel: str) -> ChannelError:
    return ChannelError(
        f"{path} is not what this channel writes{why}, so nobody can be taken out of it",
        where=channel,
        mend="look through it yourself, or delete it",
        lasting=True,
    )


def _json_lines(content: bytes, traces: Traces, now: datetime) -> Mapping[str, bytes]:
    whole = content[: content.rfind(b"\n") + 1] or content  # a line that a crash tore is not read back by the channel
    cards = (json.loads(line) for line in whole.decode().splitlines() if line.strip())
    kept = (card for card in cards if card["prospect_id"] not in traces.prospect_ids)
    lines = [json.dumps(_without(card, traces), ensure_ascii=False) + "\n" for card in kept]
    return {"": "".join(lines).encode()}


def _feed(content: bytes, traces: Traces, now: datetime) -> Mapping[str, bytes]:
    own = {f"urn:callnow:{id}" for id in traces.trigger_ids}
    kept = [entry for entry in json.loads(content)["items"] if entry["id"] not in own]
    return build_feeds([_without(entry, traces) for entry in kept])


def _table(content: bytes, traces: Traces, now: datetime) -> Mapping[str, bytes]:
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[1:]
    kept = [[traces.blank(cell) for cell in row] for row in rows if row[0] not in traces.trigger_ids]
    return {"": as_csv(kept).encode()}


def _calendar(content: bytes, traces: Traces, now: datetime) -> Mapping[str, bytes]:
    own = {f"{id}@callnow" for id in traces.trigger_ids}
    return {"": blank_events(content, lambda event: str(event["uid"]) in own, now, blank=traces.blank)}


_CHANGES: Mapping[str, Callable[[bytes, Traces, datetime], Mapping[str, bytes]]] = {
    "jsonl": _json_lines,
    "feed": _feed,
    "csv": _table,
    "calendar": _calendar,
}


def _without(value: Any, traces: Traces) -> Any:
    """A JSON value without the people: as parts of a list they are gone, in words they are blanked."""
    if isinstance(value, str):
        return traces.blank(value)
    if isinstance(value, list):
        return [_without(part, traces) for part in value if not _is_one_of(part, traces)]
    if isinstance(value, dict):
        return {key: _without(part, traces) for key, part in value.items()}
    return value


def _is_one_of(part: Any, traces: Traces) -> bool:
    return isinstance(part, dict) and part.get("prospect_id") in traces.prospect_ids


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
