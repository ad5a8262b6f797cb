"""What a click did, as the page says it at its foot, with what takes it back."""

from __future__ import annotations

import re
from dataclasses import dataclass

from callnow.acting import acting_recruiter
from callnow.errors import CallnowError, SettingErrors, StoreBusy, UsageError

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


def what_is_wrong(error: CallnowError) -> str:
    """What went wrong, with its place (file, line, setting, feed), as a sentence."""
    what, _ = _on_page(error)
    return f"{place}: {what}." if (place := _place_of(error)) else sentence(what)


def what_to_do(error: CallnowError) -> str:
    """What to do about it, as a sentence; of several at once, what each is, too."""
    if isinstance(error, SettingErrors):
        return " ".join(map(in_sentences, error.errors))
    _, to_do = _on_page(error)
    return f"What to do: {to_do}." if to_do else ""


def in_sentences(error: CallnowError) -> str:
    """What went wrong and what to do, as a sentence each."""
    return f"{what_is_wrong(error)} {what_to_do(error)}".strip()


def in_line(error: CallnowError) -> str:
    """What went wrong and what to do, beside a field."""
    return ": ".join(filter(None, (_place_of(error), *_on_page(error))))


def for_browser(words: str) -> str:
    """Words without what stands in brackets for a terminal: the number of a process, the command that does the same."""
    return re.sub(r" \((?:process \d+|`callnow [^`]*`)\)", "", words)


def _on_page(error: CallnowError) -> tuple[str, str]:
    """What went wrong and what to do, for whoever is in a browser: no numbers of processes, no commands of a terminal
    where the page does the same."""
    if type(error) is StoreBusy:
        return BUSY, "try again in a moment"
    return for_browser(error.what), for_browser(error.on_page or error.hint)


def _place_of(error: CallnowError) -> str:
    """Where something is wrong, for the operator: what a person typed stands beside the words, and a file of the home
    is none of a recruiter's."""
    return "" if isinstance(error, UsageError | StoreBusy) or acting_recruiter() else error.where
