"""Files that channels wrote, without some people: their own entries gone, their names blanked in those of others."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import phonenumbers

from callnow.errors import ChannelError
from callnow.model import Prospect
from callnow.settings import ChannelSettings
from delivery.appointments import blank_events
from delivery.channels.csv import as_csv
from delivery.channels.feed import build_feeds
from delivery.files import place, write_whole

BLANK = "(forgotten)"
SHORTEST = 4  # letters of a word that is blanked in texts; shorter ones would hit others


@dataclass(frozen=True)
class Traces:
    """What tells of people: their ids, those of their triggers, and the words (names, numbers, addresses)."""

    prospect_ids: frozenset[str]
    trigger_ids: frozenset[str]
    words: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.words, key=len, reverse=True)
        return re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in longest_first), re.IGNORECASE)

    def blank(self, text: str) -> str:
        return self.pattern.sub(BLANK, text) if self.words else text


def words_of(prospect: Prospect) -> frozenset[str]:
    """How a prospect's name, number and address may stand in a text."""
    words = {prospect.name, " ".join(prospect.name.split()), prospect.email, prospect.url}
    if prospect.phone:
        words |= _spellings(prospect.phone)
    return frozenset(word for word in words if len(word) >= SHORTEST)


def _spellings(phone: str) -> set[str]:
    try:
        number = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        return {phone}
    forms = phonenumbers.PhoneNumberFormat
    spelled = {phonenumbers.format_number(number, form) for form in (forms.E164, forms.INTERNATIONAL, forms.NATIONAL)}
    return {phone, phone.lstrip("+"), *spelled}


def redact_channel(name: str, settings: ChannelSettings, home: Path, traces: Traces, now: datetime) -> list[Path]:
    """Takes people out of the file that a channel writes. Returns the files that were changed.

    Channels that send elsewhere have none. Raises ChannelError where a file cannot be read as what it should be.
    """
    change = _CHANGES.get(settings.kind)
    if change is None or settings.path is None:
        return []
    path = place(settings.path, home)
    if settings.kind == "feed":
        path = path.with_suffix("") if path.suffix in (".json", ".atom", ".rss", ".xml") else path
        path = path.with_name(path.name + ".json")
    if not path.exists():
        return []
    try:
        files = change(path.read_bytes(), traces, now)
    except (ValueError, KeyError, TypeError, csv.Error):
        raise ChannelError(
            f"{path} is not what this channel writes, so nobody can be taken out of it",
            where=name,
            mend="look through it yourself, or delete it",
        ) from None
    changed = []
    for ending, content in files.items():
        file = path.with_suffix(ending) if ending else path
        if not file.exists() or file.read_bytes() != content:
            write_whole(file, content, channel=name)
            changed.append(file)
    return changed


def _json_lines(content: bytes, traces: Traces, now: datetime) -> Mapping[str, bytes]:
    cards = (json.loads(line) for line in content.decode().splitlines() if line.strip())
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


def files_that_tell(files: Iterable[Path], words: Iterable[str]) -> list[Path]:
    """The files that still hold one of `words`, byte by byte."""
    sought = [word.encode() for word in words]
    return [file for file in files if file.is_file() and any(word in file.read_bytes() for word in sought)]
