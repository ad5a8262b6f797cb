"""What exports call things: data/prospect_columns.toml and data/free_mail.txt, read once."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from callnow.errors import DataFileError
from callnow.paths import DATA

#: The words a column may mean; `first_name` and `last_name` together stand for `name`.
FIELDS = (
    "prospect_id", "name", "first_name", "last_name", "title", "employer", "phone", "email", "city", "country",
    "time_zone", "owner", "tier", "tags", "notes", "domain", "ticker", "url",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wording:
    """Column names (normalised) to (field, preference), and the spellings of values; all keys are `plain`."""

    columns: Mapping[str, tuple[str, int]]
    nothing: frozenset[str]
    no_employer: frozenset[str]
    shared_mailboxes: frozenset[str]
    countries: Mapping[str, str]
    time_zones: Mapping[str, str]


def plain(text: str) -> str:
    """`text` without case, accents and punctuation: how column names and fixed values are compared."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", " ", bare.casefold()).strip()


def load_wording(path: Path) -> Wording:
    """The wording in `path`; raises DataFileError where a table is missing, unknown or names one column twice."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataFileError(
            f"cannot be read: {error}", where=str(path), mend="restore the file or mend that line"
        ) from error
    wanted = {"columns", "values", "countries", "time_zones"}
    if set(data) != wanted:
        odd = ", ".join(sorted(set(data) ^ wanted))
        raise DataFileError(f"missing or unknown table: {odd}", where=str(path), mend=f"have exactly {sorted(wanted)}")
    columns: dict[str, tuple[str, int]] = {}
    for field, names in data["columns"].items():
        if field not in FIELDS:
            raise DataFileError(
                f"unknown word {field!r}", where=f"{path} [columns]", mend=f"use one of {', '.join(FIELDS)}"
            )
        for preference, name in enumerate(names):
            taken = columns.setdefault(plain(name), (field, preference))
            if taken[0] != field:
                raise DataFileError(
                    f"{name!r} stands under {taken[0]} and {field}", where=f"{path} [columns]", mend="keep it under one"
                )
    values = data["values"]
    return Wording(
        columns=columns,
        nothing=frozenset(v.casefold() for v in values["nothing"]),
        no_employer=frozenset(plain(v) for v in values["no_employer"]),
        shared_mailboxes=frozenset(values["shared_mailboxes"]),
        countries=data["countries"],
        time_zones=data["time_zones"],
    )


@cache
def wording() -> Wording:
    """The wording that ships with the project."""
    return load_wording(DATA / "prospect_columns.toml")


@cache
def _free_mail() -> tuple[frozenset[str], tuple[str, ...]]:
    lines = (DATA / "free_mail.txt").read_text(encoding="utf-8").splitlines()
    domains = [line.strip().lower() for line in lines if line.strip() and not line.startswith("#")]
    return frozenset(d for d in domains if d[0] != "."), tuple(d for d in domains if d[0] == ".")


def free_mail() -> frozenset[str]:
    """The domains of free mail; an entry that begins with a dot stands for every domain that ends so."""
    exact, endings = _free_mail()
    return exact | frozenset(endings)


def is_free_mail(domain: str) -> bool:
    """Whether an address at `domain` (lower case) says nothing about the employer."""
    exact, endings = _free_mail()
    return domain in exact or f".{domain}".endswith(endings)
