"""What a click did, as the page says it at its foot, with what takes it back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """Words, and the form that takes the click back: where it is sent, and its fields; neither where nothing does."""

    words: str
    undo_at: str = ""
    undo: tuple[tuple[str, str], ...] = ()
    bad: bool = False
