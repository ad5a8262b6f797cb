"""The lines of a TOML document on which its tables and keys begin, so that a mistake can be told with its line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from callnow.errors import Place


def toml_lines(text: str) -> dict[Place, int]:
    """The line on which each table and key begins; what is found before a mistake where the text is not TOML.

    A statement is the fewest lines that are TOML by themselves, so that a list or a text may go over several.
    """
    first_lines: dict[Place, int] = {}
    repeated: dict[Place, int] = {}  # how many [[tables]] of a name there are so far
    table: Place = ()
    statement: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not statement and not line.partition("#")[0].strip():
            continue
        statement.append(line)
        try:
            read = tomllib.loads("\n".join(statement))
        except tomllib.TOMLDecodeError:
            continue
        begins, head = number - len(statement) + 1, statement[0].lstrip()
        statement = []
        if head.startswith("["):
            table = _header(read, repeated, another=head.startswith("[["))
            places = [table[:length] for length in range(1, len(table) + 1)]
        else:
            places = [(*table, *place) for place in _places(read)]
        for place in places:
            first_lines.setdefault(place, begins)
    return first_lines


def _header(read: Mapping[str, Any], repeated: dict[Place, int], *, another: bool) -> Place:
    """The place of the table that a [header] opens; `another` says that it is one more of several."""
    names = []
    while read:
        name, value = next(iter(read.items()))
        names.append(name)
        read = value[0] if isinstance(value, list) else value
    place: Place = ()
    for number, name in enumerate(names, 1):
        place = (*place, name)
        if another and number == len(names):
            repeated[place] = repeated.get(place, 0) + 1
        if place in repeated:
            place = (*place, repeated[place] - 1)
    return place


def _places(value: Any) -> Iterator[Place]:
    """The keys of an inline table, and those of tables in a list."""
    if isinstance(value, list):
        for number, member in enumerate(value):
            yield from ((number, *place) for place in _places(member))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield (key,)
            yield from ((key, *place) for place in _places(inner))
