"""What a click did, as the page says it at its foot, with what takes it back."""

from __future__ import annotations

from dataclasses import dataclass

from callnow.errors import CallnowError


@dataclass(frozen=True, slots=True)
class ClickNote:
    """Words, and the form that takes the click back: where it is sent, and its fields; neither where nothing does."""

    words: str
    undo_at: str = ""
    undo: tuple[tuple[str, str], ...] = ()
    bad: bool = False


def sentence(words: str) -> str:
    """Words as a sentence: with a capital and a full stop."""
    return f"{words[:1].upper()}{words[1:]}."


def in_sentences(error: CallnowError) -> str:
    """What went wrong and what to do, as a sentence each."""
    what = sentence(error.what)
    return f"{what} What to do: {error.hint}." if error.hint else what


def in_line(error: CallnowError) -> str:
    """What went wrong and what to do, beside a field."""
    return f"{error.what}: {error.hint}"
