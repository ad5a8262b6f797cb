"""The table of roles: data/roles.csv and data/role_fields.csv, strictly read.

data/roles.csv     form,title,function,rank,evidence: one surface form a line, in lower case. A form on several lines
                   ("cio") is ambiguous, and `evidence` holds the words, parted by ";", that speak for each reading.
data/role_fields.csv   field,function: the fields of work that titles are made with ("head of …", "… manager").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator

from callnow.datafiles import Table, Text, read_data_file
from callnow.errors import Unusable
from callnow.paths import DATA

INITIALS = re.compile(r"\w(?:\.\w)+")  # single letters parted by dots, as newspapers write "C.E.O."
WORD = re.compile(r"[^\W_]+(?:[-'’.&/][^\W_]+)*\.?|[^\w\s]")


def split_words(text: str) -> list[str]:
    """Words and marks of a title; hyphens, apostrophes, "&" and "/" stay inside a word ("e-commerce", "R&D")."""
    return WORD.findall(text)


FUNCTIONS = frozenset(
    split_words(
        "it security data finance hr product operations legal marketing sales general board investment clinical "
        "academic engineering communications strategy"
    )
)


def _known(function: str) -> str:
    if function not in FUNCTIONS:
        raise Unusable(f"there is no function {function!r}", f"use one of {', '.join(sorted(FUNCTIONS))}")
    return function


Function = Annotated[str, AfterValidator(_known)]
"""A function of data files: one of FUNCTIONS."""


class RoleLine(Table):
    """A line of data/roles.csv."""

    form: Text
    title: str
    function: Function
    rank: Literal["1", "2", "3", "4", "5"]
    evidence: str


class FieldLine(Table):
    """A line of data/role_fields.csv."""

    field: Text
    function: Function


@dataclass(frozen=True, slots=True)
class Role:
    """What a title means: "" and 0 where unknown."""

    title: str = ""
    function: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Meaning:
    """One meaning of a form, and the words that speak for it where the form has several."""

    role: Role
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleTable:
    """`forms` and `fields` by the tuple of their words; `longest_*` by first word, so that a look-up is bounded."""

    forms: dict[tuple[str, ...], tuple[Meaning, ...]]
    fields: dict[tuple[str, ...], str]
    longest_form: dict[str, int]
    longest_field: dict[str, int]


@cache
def role_table() -> RoleTable:
    """The tables of the repository, read once a process."""
    return load_roles(DATA / "roles.csv", DATA / "role_fields.csv")


def load_roles(roles: Path, fields: Path) -> RoleTable:
    """Read both tables; a line that cannot be used is a DataFileError with its number."""
    readings: dict[tuple[str, ...], list[Meaning]] = {}
    for line in read_data_file(roles, tuple[RoleLine, ...]):
        role = Role(line.title, line.function, int(line.rank))
        reading = Meaning(role, tuple(filter(None, line.evidence.split(";"))))
        known = readings.setdefault(key_of(line.form), [])
        if reading not in known:  # "sr. director" and "sr director" are one
            known.append(reading)
    named = {key_of(line.field): line.function for line in read_data_file(fields, tuple[FieldLine, ...])}
    forms = {words: tuple(meanings) for words, meanings in readings.items()}
    return RoleTable(forms, named, _longest(forms), _longest(named))


def _longest(table: Mapping[tuple[str, ...], object]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for words in table:
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


def key_of(form: str) -> tuple[str, ...]:
    """A listed form as the table files it: its words, plain."""
    return tuple(plain_word(word) for word in split_words(form))


def plain_word(token: str) -> str:
    """A token as the tables spell it: lower case, no possessive, no dots ("C.E.O."), no "co-" before it."""
    word = token.lower().removesuffix("'s").removesuffix("’s")
    word = word[:-1] if len(word) > 1 and word[-1] == "." else word
    word = word.replace(".", "") if INITIALS.fullmatch(word) else word
    return word[3:] if word.startswith("co-") and word not in {"co-founder", "co-owner", "co-head"} else word
