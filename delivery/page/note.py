"""What a click did, as the page says it at its foot, with what takes it back."""

from __future__ import annotations

import re
from dataclasses import dataclass

from callnow.errors import CallnowError, StoreBusy

BUSY = "callnow is still writing something else, so this was not done"


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


def on_page(error: CallnowError) -> tuple[str, str]:
    """What went wrong and what to do, for whoever is in a browser: no numbers of processes, no commands of a terminal
    where the page does the same."""
    if type(error) is StoreBusy:
        return BUSY, "try again in a moment"
    return for_browser(error.what), for_browser(error.on_page or error.hint)


def for_browser(words: str) -> str:
    """Words without what stands in brackets for a terminal: the number of a process, the command that does the same."""
    return re.sub(r" \((?:process \d+|`callnow [^`]*`)\)", "", words)


def in_sentences(error: CallnowError) -> str:
    """What went wrong and what to do, as a sentence each."""
    what, to_do = on_page(error)
    return f"{sentence(what)} What to do: {to_do}." if to_do else sentence(what)


def in_line(error: CallnowError) -> str:
    """What went wrong and what to do, beside a field."""
    return ": ".join(on_page(error))
