"""The table of roles: data/roles.csv and data/role_fields.csv, strictly read.

data/roles.csv     form,title,function,rank,evidence: one surface form a line, in lower case. A form on several lines
                   ("cio") is ambiguous, and `evidence` holds the words, parted by ";", that speak for each reading.
data/role_fields.csv   field,function: the fields of work that titles are made with ("head of …", "… manager").
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from callnow.errors import DataFileError
from callnow.paths import DATA

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


@dataclass(frozen=True, slots=True)
class Role:
    """What a title means: "" and 0 where unknown."""

    title: str = ""
    function: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of a form, and the words that speak for it where the form has several."""

    role: Role
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleTable:
    """`forms` and `fields` by the tuple of their words; `longest_*` by first word, so that a look-up is bounded."""

    forms: dict[tuple[str, ...], tuple[Reading, ...]]
    fields: dict[tuple[str, ...], str]
    longest_form: dict[str, int]
    longest_field: dict[str, int]


@cache
def role_table() -> RoleTable:
    """The tables of the repository, read once a process."""
    return load_roles(DATA / "roles.csv", DATA / "role_fields.csv")


def load_roles(roles: Path, fields: Path) -> RoleTable:
    """Read both tables; a line that cannot be used is a DataFileError with its number."""
    readings: dict[tuple[str, ...], list[Reading]] = {}
    for where, row in _rows(roles, ("form", "title", "function", "rank", "evidence")):
        _check_function(row["function"], where)
        if not row["rank"].isdecimal() or not 1 <= int(row["rank"]) <= 5:
            raise DataFileError(f"rank {row['rank']!r} is no rank", where=where, mend="use 1 (chiefs) to 5")
        reading = Reading(
            Role(row["title"], row["function"], int(row["rank"])), tuple(filter(None, row["evidence"].split(";")))
        )
        known = readings.setdefault(key_of(row["form"]), [])
        if reading not in known:  # "sr. director" and "sr director" are one
            known.append(reading)
    named: dict[tuple[str, ...], str] = {}
    for where, row in _rows(fields, ("field", "function")):
        _check_function(row["function"], where)
        named[key_of(row["field"])] = row["function"]
    forms = {words: tuple(found) for words, found in readings.items()}
    return RoleTable(forms, named, _longest(forms), _longest(named))


def _rows(path: Path, header: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != header:
            raise DataFileError("the header is another", where=f"{path.name}, line 1", mend=f"use {','.join(header)}")
        for row in reader:
            where = f"{path.name}, line {reader.line_num}"
            if None in row or any(value is None for value in row.values()) or not row[header[0]].strip():
                raise DataFileError("cells are missing or too many", where=where, mend=f"give {len(header)} cells")
            yield where, row


def _check_function(function: str, where: str) -> None:
    if function not in FUNCTIONS:
        raise DataFileError(
            f"function {function!r} is unknown", where=where, mend=f"use one of {', '.join(sorted(FUNCTIONS))}"
        )


def _longest(table: Mapping[tuple[str, ...], object]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for words in table:
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


def key_of(form: str) -> tuple[str, ...]:
    return tuple(plain_word(word) for word in split_words(form))


def plain_word(token: str) -> str:
    """A token as the tables spell it: lower case, no possessive, no last dot, no "co-" before it."""
    word = token.lower().removesuffix("'s").removesuffix("’s")
    word = word[:-1] if len(word) > 1 and word[-1] == "." else word
    return word[3:] if word.startswith("co-") and word not in {"co-founder", "co-owner", "co-head"} else word
