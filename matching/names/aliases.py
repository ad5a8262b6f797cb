"""Other names of companies: data/names/aliases.csv, former names, names of the parent, short names everyone knows."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from callnow.errors import DataFileError
from matching.names.loose import loose_words
from matching.names.normalise import normalise
from matching.names.words import FOLDER

KINDS = ("short", "former", "brand", "parent")


@dataclass(frozen=True, slots=True)
class Alias:
    """`alias` is another name of the company `name`: a "short" one, a "former" one, a "brand" it trades under, or the
    "parent" that is meant when only the parent is on the list."""

    alias: str
    name: str
    kind: str = "short"


def read_aliases(path: Path = FOLDER / "aliases.csv") -> tuple[Alias, ...]:
    """The table of aliases; DataFileError names the line that cannot be used."""
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            return tuple(_alias(row, path, line) for line, row in enumerate(csv.DictReader(lines), start=2))
    except FileNotFoundError:
        raise DataFileError("the file is missing", where=str(path), mend="bring it back from the repository") from None


def _alias(row: dict[str, str | None], path: Path, line: int) -> Alias:
    alias, name, kind = ((row.get(key) or "").strip() for key in ("alias", "name", "kind"))
    where = f"{path}, line {line}"
    if not normalise(alias) or not normalise(name):
        raise DataFileError(
            "alias and name are both needed",
            where=where,
            mend="alias,name,kind: IBM,International Business Machines,short",
        )
    if kind not in KINDS:
        raise DataFileError(f"unknown kind {kind!r}", where=where, mend=f"one of {', '.join(KINDS)}")
    return Alias(alias, name, kind)


def aliases_by_name(aliases: Iterable[Alias]) -> dict[str, tuple[str, ...]]:
    """For the loose form of each name, its other names; a name is an alias of its alias too."""
    table: dict[str, list[str]] = {}
    for a in aliases:
        for left, right in ((a.name, a.alias), (a.alias, a.name)):
            table.setdefault("".join(loose_words(normalise(left))), []).append(right)
    return {key: tuple(dict.fromkeys(others)) for key, others in table.items()}
