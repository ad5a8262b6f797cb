"""Types of events: one file each in data/events/, named by the type, found by listing the folder.

A file says what recruiters read (label), how it counts (call_now, urgency, shelf life, functions it is near to), the
word classes the grammar reads it with (verbs, nouns, words), phrases that speak against it (exclusions) and examples
to detect and to refuse, which a contract test runs. Adding a type is adding a file and, where needed, a frame.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from callnow.errors import DataFileError
from callnow.paths import DATA
from matching.roles import FUNCTIONS

FOLDER = DATA / "events"
EVENT_SLOTS = frozenset(
    {"type", "company", "planning", "person", "role", "prior_company", "side", "counterparty"}
    | {"from", "to", "amount", "count"}
)
REQUIRED = frozenset({"label", "call_now", "urgency", "shelf_life_days", "functions"})
TABLES = frozenset({"verbs", "nouns", "words", "objects"})
KEYS = REQUIRED | TABLES | {"exclusions", "examples_detect", "examples_refuse"}


@dataclass(frozen=True, slots=True)
class Example:
    """A text written for the project, and the events it announces (slot name to text), none if it is to be refused."""

    title: str
    text: str
    events: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class EventType:
    """What one file says. `urgency` is 0–1, `functions` maps a role's function to its nearness to the event, 0–1.

    `verbs`, `nouns`, `words` and `objects` map a class to its members: verbs as base/past/participle, nouns in the
    singular, words as written in lower case, objects (what the verbs of the type act on) in the singular.
    """

    name: str
    label: str
    call_now: bool
    urgency: float
    shelf_life_days: int
    functions: Mapping[str, float]
    verbs: Mapping[str, tuple[str, ...]]
    nouns: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]
    objects: Mapping[str, tuple[str, ...]]
    exclusions: tuple[str, ...]
    examples_detect: tuple[Example, ...]
    examples_refuse: tuple[Example, ...]


@cache
def event_types() -> Mapping[str, EventType]:
    """Every type of data/events/ by name, read once a process."""
    return load_event_types(FOLDER)


def load_event_types(folder: Path) -> dict[str, EventType]:
    """Every .toml of `folder` as a type; what cannot be used is a DataFileError with file and key."""
    return {path.stem: load_event_type(path) for path in sorted(folder.glob("*.toml"))}


def load_event_type(path: Path) -> EventType:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataFileError(f"not TOML: {error}", where=path.name, mend="mend the line it names") from error
    if unknown := sorted(set(raw) - KEYS):
        raise DataFileError("unknown key", where=f"{path.name}, {unknown[0]}", mend=f"use {', '.join(sorted(KEYS))}")
    if missing := sorted(REQUIRED - set(raw)):
        raise DataFileError("missing key", where=f"{path.name}, {missing[0]}", mend="add it")
    return EventType(
        name=path.stem,
        label=_text(raw["label"], f"{path.name}, label"),
        call_now=_flag(raw["call_now"], f"{path.name}, call_now"),
        urgency=_share(raw["urgency"], f"{path.name}, urgency"),
        shelf_life_days=_days(raw["shelf_life_days"], f"{path.name}, shelf_life_days"),
        functions=_functions(raw["functions"], path.name),
        verbs=_classes(raw.get("verbs", {}), f"{path.name}, verbs"),
        nouns=_classes(raw.get("nouns", {}), f"{path.name}, nouns"),
        words=_classes(raw.get("words", {}), f"{path.name}, words"),
        objects=_classes(raw.get("objects", {}), f"{path.name}, objects"),
        exclusions=_phrases(raw.get("exclusions", []), f"{path.name}, exclusions"),
        examples_detect=_examples(raw.get("examples_detect", []), f"{path.name}, examples_detect", detect=True),
        examples_refuse=_examples(raw.get("examples_refuse", []), f"{path.name}, examples_refuse", detect=False),
    )


def _text(value: object, where: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise DataFileError("not a text", where=where, mend="write it in quotes")
    return value


def _flag(value: object, where: str) -> bool:
    if not isinstance(value, bool):
        raise DataFileError("not a yes or no", where=where, mend="write true or false")
    return value


def _share(value: object, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise DataFileError("not a share", where=where, mend="write a number from 0 to 1")
    return float(value)


def _days(value: object, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise DataFileError("not a number of days", where=where, mend="write a whole number from 1")
    return value


def _functions(value: object, file: str) -> dict[str, float]:
    for name in _table(value, f"{file}, functions"):
        if name not in FUNCTIONS:
            known = ", ".join(sorted(FUNCTIONS))
            raise DataFileError("unknown function", where=f"{file}, functions.{name}", mend=f"use one of {known}")
    return {name: _share(near, f"{file}, functions.{name}") for name, near in _table(value, file).items()}


def _table(value: object, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise DataFileError("not a table", where=where, mend="write [name] and key = value lines below it")
    return value


def _phrases(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() and v == v.lower() for v in value):
        raise DataFileError("not a list of phrases in lower case", where=where, mend='write ["one", "two"]')
    return tuple(value)


def _classes(value: object, where: str) -> dict[str, tuple[str, ...]]:
    return {name: _phrases(members, f"{where}.{name}") for name, members in _table(value, where).items()}


def _examples(value: object, where: str, *, detect: bool) -> tuple[Example, ...]:
    if not isinstance(value, list):
        raise DataFileError("not a list of examples", where=where, mend="write [[…]] blocks")
    examples = []
    for number, raw in enumerate(value, start=1):
        place = f"{where} {number}"
        block = _table(raw, place)
        wanted = {"title", "text", "events"} if detect else {"title", "text"}
        if set(block) != wanted or not all(isinstance(block[k], str) for k in ("title", "text")):
            raise DataFileError("not an example", where=place, mend=f"give {', '.join(sorted(wanted))} and no more")
        events = tuple(_event(event, place) for event in block.get("events", []))
        if detect and not events:
            raise DataFileError("an example without events", where=place, mend="give at least one event")
        examples.append(Example(block["title"], block["text"], events))
    return tuple(examples)


def _event(value: object, where: str) -> dict[str, str]:
    event = _table(value, where)
    if not {"type", "company"} <= set(event) <= EVENT_SLOTS or not all(isinstance(v, str) for v in event.values()):
        slots = ", ".join(sorted(EVENT_SLOTS))
        raise DataFileError("not an event", where=where, mend=f"give type, company and any of {slots}, as text")
    return event
