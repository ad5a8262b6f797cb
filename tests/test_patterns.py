"""No pattern tries every way to part a line of many like words: of some dozens it would find no end."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from datetime import date

import pytest

import callnow
import delivery
import matching
import sources
from matching.cadence.dated_notes import NoteDay, call_asked, entries_of
from matching.cadence.noted_promises import promise_in, unread_call
from matching.cadence.off_limits import refuses_calls

# What patterns for names, posts and sums run through: nothing in it ends one.
LINES = {
    "a line in capitals": "JOAN LIND SUCCEEDS MARA QUILL AS CHIEF EXECUTIVE OFFICER OF TESSALY HOLDINGS EFFECTIVE " * 8,
    "a long title": "Vice President of Global Telecommunications Infrastructure and Security Operations and Research "
    * 8,
    "plain words": "the new chief of staff and the head of the office of the board of the company of which it is " * 8,
    "one word": "a" * 300,
    "a word in capitals": "A" * 300,
    "words with hyphens": "vice-president-elect-in-waiting-" * 8,
    "initials": "J. R. R. T. A. B. " * 50,
    "figures": "1,200 to 1,400 of 12,000 in 2,026, " * 25,
    "commas": "Roe, Lind, Quill, Orr, Moll, " * 30,
    "blanks": "said " + " " * 200 + "x",
}

# Modules of which the named patterns see a whole note, a cell that is not cut, or a whole file.
OF_WHOLE_NOTES = (
    "callnow.refusals.",
    "matching.cadence.note_sentences.",
    "matching.cadence.dated_notes.",
    "matching.cadence.told_talks.",
    *(f"matching.cadence.asked_calls.{name}" for name in ("_LABEL", "_THEN", "_NO_COMMA")),
    "matching.cadence.calls_abroad._SPLIT",
    "sources.prospects.cells.",
    "sources.prospects.formulas.",
    "sources.prospects.table.",
    "sources.prospects.spelling.",
    "sources.prospects.titles_of_columns.",
    "sources.mail_bounds.",
)
LONG = 20_000  # characters
SIGNS = (
    "call, ",
    "do not call ",
    "call back in 2 weeks ",
    " ",
    "\n",
    "-",
    " - ",
    ",",
    ".",
    "(",
    "| ",
    ": until ",
    "2026-01-05: LM / ",
    "\n3 Nov 2025 - started",
    "5",
    "a",
    "A",
    "é",
)


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every compiled pattern that a module of these packages names, also in a tuple or a dict."""
    seen: set[int] = set()
    packages = (callnow, sources, matching, delivery)
    modules = (info.name for one in packages for info in pkgutil.walk_packages(one.__path__, f"{one.__name__}."))
    for module in modules:
        if module.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module)).items():
            held = value.values() if isinstance(value, dict) else value if isinstance(value, tuple | list) else (value,)
            for one in held:
                one = getattr(one, "__self__", one)  # noqa: PLW2901 - a pattern's bound search
                if isinstance(one, re.Pattern) and isinstance(one.pattern, str) and id(one) not in seen:
                    seen.add(id(one))
                    yield f"{module}.{name}", one


PATTERNS = tuple(patterns())


def test_the_patterns_are_found() -> None:
    """Most modules have some."""
    assert len(PATTERNS) > 300


@pytest.mark.parametrize("what", LINES)
def test_every_pattern_comes_to_an_end(what: str) -> None:
    """One that tried every way would take longer than any test may: the suite ends it (pytest-timeout)."""
    for name, pattern in PATTERNS:
        found = pattern.search(LINES[what])
        assert found is None or found.end() <= len(LINES[what]), name


@pytest.mark.parametrize("sign", SIGNS)
def test_patterns_that_see_a_whole_note_take_no_square_of_its_length(sign: str) -> None:
    """Those of which a note of any length is given whole: the suite ends what hangs."""
    line = "Talked" + sign * (LONG // len(sign)) + "x"
    for name, pattern in PATTERNS:
        if name.startswith(OF_WHOLE_NOTES):
            pattern.search(line)
            pattern.sub(" ", line)


@pytest.mark.parametrize("sign", SIGNS)
def test_a_note_of_any_length_is_read(sign: str) -> None:
    """For the call that it asks for, and for whether it bars calls."""
    note, today = "Talked" + sign * (LONG // len(sign)) + "x", date(2026, 3, 2)
    assert refuses_calls(note, today) == (sign == "do not call ")
    asked = promise_in(note, today)
    assert (asked and asked.due_on) == (date(2026, 3, 16) if "2 weeks" in sign else None)
    assert not unread_call(note, today)
    entries = entries_of(note, NoteDay(today), today)
    assert len(entries) > 1000 if "LM" in sign else len(entries) == 1
    assert len(entries) == 1 or call_asked(entries) is None
