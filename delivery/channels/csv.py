"""A CSV file that any spreadsheet opens: one row a card, each trigger once, no cell that calculates.

A call that is told again, because it is surer now or a part of it is taken back, takes the place of its row, at the end
where what is new stands. So does one that is taken back: its tier is then "withdrawn", and `why` says why nobody is to
call any more.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from callnow.numbers import readable_line
from callnow.settings import ChannelSettings
from delivery.card import Card
from delivery.clean import csv_cell
from delivery.files import file_of, not_ours, read_if_there, write_whole
from delivery.message import Channel, Message, Surroundings
from delivery.traces import Traces
from delivery.withdrawal import tier_of

NEEDS = ("path",)
COLUMNS = (
    *("trigger_id", "decided_at", "tier", "score", "owner", "name", "title", "employer", "phone", "email", "city"),
    *("event", "why", "opener", "promised", "sentence", "headline", "link", "source", "published_at"),
)
TIER, WHY = COLUMNS.index("tier"), COLUMNS.index("why")
BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads UTF-8 as Latin-1


@dataclass(frozen=True)
class CsvFile:
    """One file, written whole each time."""

    name: str
    path: Path
    gathers: ClassVar[bool] = True

    def send(self, message: Message) -> None:
        rows = self._rows()
        known = {row[0]: _told(row) for row in rows}
        told = {card.trigger_id: card_row(card) for card in message.cards}
        new = {id: row for id, row in told.items() if known.get(id) != _told(row)}
        if new:
            kept = [row for row in rows if row[0] not in new]
            write_whole(self.path, as_csv([*kept, *new.values()]).encode(), channel=self.name)

    def _rows(self) -> list[list[str]]:
        content = read_if_there(self.path, channel=self.name)
        try:
            rows = read_rows(content)
        except (UnicodeDecodeError, csv.Error):
            rows = [["not a CSV file"]]
        if rows and tuple(rows[0]) != COLUMNS:
            raise not_ours(f"{self.path} has other columns than callnow writes", self.name)
        return rows[1:]


def _told(row: Sequence[str]) -> list[str]:
    """What a row tells: another tier or another reason is told anew."""
    return [cell for place in (TIER, WHY) for cell in row[place : place + 1]]


def read_rows(content: bytes) -> list[list[str]]:
    """The rows of a CSV, without blank lines, which an editor may leave at its end."""
    return [row for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")) if row]


def card_row(card: Card) -> list[str]:
    """A card's cells in the order of COLUMNS, each safe to open in a spreadsheet."""
    published = card.published_at.isoformat() if card.published_at else ""
    why = f"{card.why} {card.withdrawal.told_before}" if card.withdrawal else card.why
    cells = (
        *(card.trigger_id, card.decided_at.isoformat(), tier_of(card), f"{card.score:.1f}", card.owner, card.name),
        *(card.title, card.employer, readable_line(card.tel.removeprefix("tel:")), card.email, card.city),
        *(card.event, why, card.opener, card.promised, card.sentence, card.headline, card.link, card.source),
        published,
    )
    return [csv_cell(cell) for cell in cells]


def as_csv(rows: Iterable[Sequence[str]], columns: Sequence[str] = COLUMNS) -> str:
    """Rows as CSV under a header row, with a mark that tells Excel its encoding."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([columns, *rows])
    return BYTE_ORDER_MARK + text.getvalue()


def redact(content: bytes, traces: Traces, now: datetime) -> list[bytes]:
    """The file without some people."""
    rows = read_rows(content)[1:]
    kept = [[traces.blank(cell) for cell in row] for row in rows if row[0] not in traces.trigger_ids]
    return [as_csv(kept).encode()]


def make(name: str, settings: ChannelSettings, surroundings: Surroundings) -> Channel:
    """The channel of these settings: a CSV file."""
    return CsvFile(name, file_of(name, settings, surroundings.home))
