"""What exports call things: data/prospect_columns.toml and data/free_mail.txt, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from pydantic import field_validator

from callnow.datafiles import Table, read_data_file
from callnow.errors import Unusable
from callnow.fold import fold
from callnow.paths import DATA

Field = Literal[
    "prospect_id", "name", "first_name", "middle_name", "last_name_prefix", "last_name",
    "second_last_name", "name_suffix", "other_names", "title", "employer", "phone",
    "mobile", "home_phone", "phone_label", "extension", "email", "last_contact", "promised", "next_call",
    "city", "state", "country", "time_zone", "owner", "tier", "tags", "notes", "domain", "ticker", "url", "status",
    "do_not_call", "barred",
]  # fmt: skip
FIELDS: tuple[str, ...] = get_args(Field)
"""The words a column may mean; `first_name`, `middle_name`, `last_name_prefix` ("van der"), `last_name`,
`second_last_name` and `name_suffix` ("Jr.") stand for `name`."""

IGNORE = "ignore"
"""What a mapping says of a column that is to be left out, whatever its name."""


@dataclass(frozen=True, slots=True)
class ColumnWording:
    """Column names (normalised) to (field, preference), and the spellings of values; all keys are folded."""

    columns: Mapping[str, tuple[str, int]]
    nothing: frozenset[str]
    unticked: frozenset[str]
    no_employer: frozenset[str]
    shared_mailboxes: frozenset[str]
    countries: Mapping[str, str]
    time_zones: Mapping[str, str]
    phone_labels: Mapping[str, frozenset[str]]
    titles: frozenset[str]
    salutations: frozenset[str]


class _Values(Table):
    nothing: frozenset[str]
    unticked: frozenset[str]
    no_employer: frozenset[str]
    shared_mailboxes: frozenset[str]
    titles: frozenset[str]
    salutations: frozenset[str]


class ProspectColumns(Table):
    """data/prospect_columns.toml."""

    columns: dict[Field, tuple[str, ...]]
    values: _Values
    countries: dict[str, str]
    time_zones: dict[str, str]
    phone_labels: dict[Literal["mobile", "work", "home", "fax", "other", "dead"], frozenset[str]]

    @field_validator("columns")
    @classmethod
    def every_name_once(cls, columns: dict[Field, tuple[str, ...]]) -> dict[Field, tuple[str, ...]]:
        """No column means two words."""
        taken: dict[str, str] = {}
        for field, names in columns.items():
            for name in names:
                if (other := taken.setdefault(fold(name), field)) != field:
                    raise Unusable(f"{name!r} stands under {other} and {field}", "keep it under one", key=field)
        return columns


def load_wording(path: Path) -> ColumnWording:
    """The wording in `path`; raises DataFileError where a table is missing, unknown or names one column twice."""
    data = read_data_file(path, ProspectColumns)
    columns: dict[str, tuple[str, int]] = {}
    for field, names in data.columns.items():
        for preference, name in enumerate(names):
            columns.setdefault(fold(name), (field, preference))
    return ColumnWording(
        columns=columns,
        nothing=frozenset(v.casefold() for v in data.values.nothing),
        unticked=frozenset(v.casefold() for v in data.values.unticked),
        no_employer=frozenset(fold(v) for v in data.values.no_employer),
        shared_mailboxes=data.values.shared_mailboxes,
        countries={fold(name): code for name, code in data.countries.items()},
        time_zones={fold(name): zone for name, zone in data.time_zones.items()},
        phone_labels={kind: frozenset(map(fold, words)) for kind, words in data.phone_labels.items()},
        titles=data.values.titles,
        salutations=frozenset(map(fold, data.values.salutations)),
    )


@cache
def wording() -> ColumnWording:
    """The wording that ships with the project."""
    return load_wording(DATA / "prospect_columns.toml")


@cache
def _free_mail() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    domains = [line.lower() for line in read_data_file(DATA / "free_mail.txt", tuple[str, ...])]
    endings = tuple(d for d in domains if d.startswith("."))
    beginnings = tuple(d for d in domains if d.endswith("."))
    return frozenset(domains).difference(endings, beginnings), endings, beginnings


def is_free_mail(domain: str) -> bool:
    """Whether an address at `domain` (lower case) says nothing about the employer."""
    exact, endings, beginnings = _free_mail()
    return domain in exact or f".{domain}".endswith(endings) or domain.startswith(beginnings)
