"""A file with one JSON object a line, for whatever reads it: each card once, by its trigger id.

A call that is told again, because it is surer now, is another line; so is one that is taken back, whose `withdrawal`
says why, and one told once more because it holds after all. The last line of a trigger counts.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from callnow.private_files import make_private_folder, open_private
from callnow.settings import ChannelSettings
from delivery.card import card_as_dict
from delivery.files import cannot, file_of, not_ours, refuse_odd
from delivery.message import Channel, Message, Surroundings
from delivery.traces import Traces
from delivery.withdrawal import WITHDRAWN, tier_of

NEEDS = ("path",)
BEGINNING = b'{"trigger_id": "'  # of each line


@dataclass
class JsonLines:
    """Appends what the file does not hold yet, so that a repeat after a crash adds nothing."""

    name: str
    path: Path
    _known: dict[str, str] = field(default_factory=dict)  # by trigger, as what its last line tells it
    _size: int = -1
    gathers: ClassVar[bool] = True

    def send(self, message: Message) -> None:
        refuse_odd(self.path, self.name)
        try:
            make_private_folder(self.path.parent)
            with open(self.path, "a+b", opener=open_private) as file:
                self._catch_up(file.seek(0, os.SEEK_END))
                new = [card for card in message.cards if self._known.get(card.trigger_id) != tier_of(card)]
                lines = [json.dumps(card_as_dict(card), ensure_ascii=False) + "\n" for card in new]
                file.write("".join(lines).encode())
                file.flush()
                os.fsync(file.fileno())
                self._size = file.tell()
        except OSError as error:
            raise cannot(self.path, error, self.name) from None
        self._known.update((card.trigger_id, tier_of(card)) for card in new)

    def _catch_up(self, size: int) -> None:
        """Reads which cards the file holds, if it is not as we left it; ends a line that a crash tore."""
        if size == self._size:
            return
        content = self.path.read_bytes()
        end = content.rfind(b"\n") + 1
        whole, torn = content[:end], content[end:]
        try:
            cards = (json.loads(line) for line in whole.splitlines() if line.strip())
            self._known = {card["trigger_id"]: _told_as(card) for card in cards}
            if not torn.startswith(BEGINNING[: len(torn)]):
                raise ValueError(torn)
        except (ValueError, KeyError, TypeError):
            raise not_ours(f"{self.path} holds lines that callnow did not write", self.name) from None
        if torn:
            os.truncate(self.path, end)


def _told_as(card: dict[str, Any]) -> str:
    """As what a line tells its trigger."""
    return WITHDRAWN if card.get("withdrawal") else str(card["tier"])


def redact(content: bytes, traces: Traces, now: datetime) -> list[bytes]:
    """The file without some people."""
    whole = content[: content.rfind(b"\n") + 1] or content  # a line that a crash tore is not read back by the channel
    cards = (json.loads(line) for line in whole.decode().splitlines() if line.strip())
    kept = (card for card in cards if card["prospect_id"] not in traces.prospect_ids)
    return ["".join(json.dumps(traces.without(card), ensure_ascii=False) + "\n" for card in kept).encode()]


def make(name: str, settings: ChannelSettings, surroundings: Surroundings) -> Channel:
    """The channel of these settings: a file of JSON lines."""
    return JsonLines(name, file_of(name, settings, surroundings.home))
