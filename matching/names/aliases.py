"""Other names of companies: data/names/aliases.csv, former names, names of the parent, short names everyone knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator

from callnow.datafiles import read_data_file
from callnow.errors import Unusable
from matching.names.loose import loose_words
from matching.names.normalise import normalise
from matching.names.words import FOLDER


def _a_name(text: str) -> str:
    if not normalise(text):
        raise Unusable("alias and name are both needed", "alias,name,kind: IBM,International Business Machines,short")
    return text


_Name = Annotated[str, AfterValidator(_a_name)]


@dataclass(frozen=True, slots=True)
class Alias:
    """`alias` is another name of the company `name`: a "short" one, a "former" one, a "brand" it trades under, or the
    "parent" that is meant when only the parent is on the list."""

    alias: _Name
    name: _Name
    kind: Literal["short", "former", "brand", "parent"] = "short"


def read_aliases(path: Path = FOLDER / "aliases.csv") -> tuple[Alias, ...]:
    """The table of aliases; DataFileError names the line that cannot be used."""
    return read_data_file(path, tuple[Alias, ...])


def aliases_by_name(aliases: Iterable[Alias]) -> dict[str, tuple[str, ...]]:
    """For the loose form of each name, its other names; a name is an alias of its alias too."""
    table: dict[str, list[str]] = {}
    for a in aliases:
        for left, right in ((a.name, a.alias), (a.alias, a.name)):
            table.setdefault("".join(loose_words(normalise(left))), []).append(right)
    return {key: tuple(dict.fromkeys(others)) for key, others in table.items()}
