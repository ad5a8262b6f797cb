"""What a recovery came to, and how people are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from callnow.counting import counted
from callnow.paths import PUBLISHED
from callnow.store.writes import in_words

_LARGEST = ("announcement", "trigger", "prospect", "touch")  # what is counted for people


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a recovery came to. `damage` is "" where there was none, and then nothing else is said.

    `moved_aside` names the damaged files, `origin` says what stands in their place, with `rows` by table. `lost` tells
    how many writes of which day are missing, None where nobody counted; they came after `newest`. `counter` names an
    unreadable counter of writes that was moved aside, `copy` says why the published copy is written anew, "" where it
    was whole.
    """

    database: Path
    damage: str = ""
    moved_aside: tuple[str, ...] = ()
    origin: str = ""
    rows: Mapping[str, int] = field(default_factory=dict)
    newest: datetime | None = None
    lost: Mapping[date, int] | None = None
    counter: str = ""
    copy: str = ""

    def __str__(self) -> str:
        anew = f" Its counter of writes could not be read, and begins anew: {self.counter}." if self.counter else ""
        if self.copy:
            anew += f" Its copy {PUBLISHED} was no good ({self.copy}), and is written anew."
        if not self.damage:
            return f"{self.database}: nothing to repair. Every value was read and written anew with its indexes.{anew}"
        moved = ""
        if self.moved_aside:
            moved = (
                f"; moved aside as {', '.join(self.moved_aside)} (delete it once all is well: it holds personal data)"
            )
        return (
            f"{self.database} was damaged ({self.damage}){moved}. "
            f"In its place: {self.origin}, with {_counted(self.rows)}. {self._missing()}{anew}"
        )

    def _missing(self) -> str:
        if self.lost is not None and not self.lost:
            return "Missing: nothing; each write that was counted is there."
        since = f"after {self.newest:%Y-%m-%d %H:%M} UTC" if self.newest else "after the import"
        count = in_words(self.lost) if self.lost else "nobody counted how many writes"
        return (
            f"Missing: what was read, logged or judged {since} and is not counted here ({count}); "
            "the next run reads the feeds again."
        )


def _counted(rows: Mapping[str, int]) -> str:
    return ", ".join(counted(rows[name], name) for name in _LARGEST if rows.get(name)) or "no rows"
