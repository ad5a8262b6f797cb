"""Types of events: one file each in data/events/, named by the type, found by listing the folder.

A file is an EventType: what recruiters read (label), how it counts (call_now, urgency, shelf life, functions it is near
to), whether it is about a person, by which slots two reports of it are one event, what it says of a prospect's record,
the word classes the grammar reads it with (verbs, nouns, words, objects) and examples to detect and to refuse, which a
contract test runs. Adding a type is adding a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from callnow.datafiles import Table, Text, read_data_file
from callnow.errors import DataFileError, Unusable
from callnow.model import OTHER_NAMES, SLOTS
from callnow.paths import DATA
from matching.role_table import Function
from matching.triggers.weights import Share

FOLDER = DATA / "events"
FIELD_OF = {name: field for field, name in OTHER_NAMES.items()}
"""The field of CompanyEvent that a data file calls otherwise."""
EVENT_SLOTS = frozenset(OTHER_NAMES.get(name, name) for name in ("type", "company", "certainty", "side", *SLOTS))
DEALS = frozenset({"acquisition", "merger"})
"""Types of deals that two companies have with each other."""
Compared = Literal["person", "company", "place", "amount", "count"]


class PersonNews(StrEnum):
    """What an event says of its person and company."""

    JOINS = "joins"
    RISES = "rises"
    LEAVES = "leaves"
    SERVES = "serves"  # on a board, beside the post that somebody has


class RecordNews(StrEnum):
    """What an event of the employer says of a prospect's record: the rules of matching/cadence/stale.py."""

    RENAMED = "renamed"
    TARGET_ACQUIRED = "target acquired"  # where the employer is the target
    MERGED = "merged"
    BANKRUPT = "bankrupt"
    SITE_CLOSED = "site closed"  # where it is the prospect's town


def _phrase(text: str) -> str:
    if not text.strip() or text != text.lower():
        raise Unusable("not a phrase in lower case", 'write ["one", "two"]')
    return text


def _slot(name: str) -> str:
    if name not in EVENT_SLOTS:
        raise Unusable("no slot of an event", f"use any of {', '.join(sorted(EVENT_SLOTS))}")
    return name


def _slots(event: dict[str, str]) -> dict[str, str]:
    if not {"type", "company"} <= set(event) <= EVENT_SLOTS:
        known = ", ".join(sorted(EVENT_SLOTS))
        raise Unusable("not an event", f"give type, company and any of {known}, as text")
    return event


WordClasses = dict[str, tuple[Annotated[str, AfterValidator(_phrase)], ...]]


class RefusedExample(Table):
    """A text written for the project that announces no event of the type."""

    title: str
    text: str


class Example(RefusedExample):
    """A text written for the project, and the events it announces (slot name to text)."""

    events: tuple[Annotated[dict[str, str], AfterValidator(_slots)], ...] = Field(min_length=1)


class EventType(Table):
    """What one file says.

    `urgency` is 0 to 1, `functions` maps a role's function to its nearness to the event, 0 to 1. `identity` names the
    slots that say which event of the type it is, and as what each is compared; reports that agree on them within
    `same_within_days` are one event. `first_slot_decides` says that the first of them does so alone. Reports that say
    nothing of them are one event within `silent_days`, 0 where they never are without a like headline. `told_as`
    is a type that wires may call the same event by: what holds of that one's identity then holds of this. `filed_as` is
    a type that a register may file the same event as: a closing is filed as the layoffs that it brings.

    `verbs`, `nouns`, `words` and `objects` map a class to its members: verbs as base/past/participle, nouns in the
    singular, words as written in lower case, objects (what the verbs of the type act on) in the singular.
    """

    label: Text
    call_now: bool
    urgency: Share
    shelf_life_days: int = Field(ge=1)
    functions: dict[Function, Share]
    about_people: PersonNews | None = None
    two_sided: bool = False
    told_as: str = ""
    filed_as: str = ""
    identity: dict[Annotated[str, AfterValidator(_slot)], Compared] = Field(default_factory=dict)
    first_slot_decides: bool = False
    same_within_days: int = Field(default=45, ge=1)
    silent_days: int = Field(default=0, ge=0)
    stale: RecordNews | None = None
    verbs: WordClasses = Field(default_factory=dict)
    nouns: WordClasses = Field(default_factory=dict)
    words: WordClasses = Field(default_factory=dict)
    objects: WordClasses = Field(default_factory=dict)
    examples_detect: tuple[Example, ...] = ()
    examples_refuse: tuple[RefusedExample, ...] = ()


@cache
def event_types() -> Mapping[str, EventType]:
    """Every type of data/events/ by name, read once a process."""
    return load_event_types(FOLDER)


def what_it_takes(name: str, certain_from: float) -> str:
    """What an event of this type takes to be certain, in words."""
    if certain_from > 1:
        return "nothing makes a call of it"
    return f"{'a call' if event_types()[name].call_now else 'certainty'} takes {certain_from:.4g}"


def load_event_types(folder: Path) -> dict[str, EventType]:
    """Every .toml of `folder` as a type; what cannot be used is a DataFileError with file, line and key."""
    types = {path.stem: read_data_file(path, EventType) for path in sorted(folder.glob("*.toml"))}
    for name, kind in types.items():
        if kind.told_as and (kind.told_as not in types or types[kind.told_as].told_as):
            what = f"{kind.told_as!r} is not a type that others are told as"
            raise DataFileError(what, where=f"{folder / name}.toml, told_as", hint="name a type without told_as")
        if kind.filed_as and kind.filed_as not in types:
            what = f"{kind.filed_as!r} is not a type"
            raise DataFileError(what, where=f"{folder / name}.toml, filed_as", hint="name a file of the folder")
    return types


_GONE = EventType(label="gone", call_now=False, urgency=0, shelf_life_days=1, functions={})


def type_of(name: str) -> EventType:
    """The type of that name; one that has nothing of its own where events are stored whose file is gone."""
    return event_types().get(name, _GONE)


def is_about_people(name: str) -> bool:
    """Whether events of this type say that somebody comes, rises or leaves."""
    return type_of(name).about_people is not None


def is_leaving(name: str) -> bool:
    """Whether events of this type say that somebody leaves."""
    return type_of(name).about_people is PersonNews.LEAVES


def is_taking_post(name: str) -> bool:
    """Whether events of this type say that somebody takes a post, from outside or by promotion."""
    return type_of(name).about_people in {PersonNews.JOINS, PersonNews.RISES}


def comes_or_goes(name: str) -> bool:
    """Whether somebody takes a post, or leaves one."""
    return is_taking_post(name) or is_leaving(name)


def family(name: str) -> str:
    """The type that stands for all types by which one event may go (hired for promoted, acquisition for merger)."""
    return type_of(name).told_as or name


def filed_family(name: str) -> str:
    """The family by which a register may file what is of this type: layoffs for a closing."""
    return type_of(name).filed_as or family(name)
