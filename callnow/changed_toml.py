"""One file of settings with some of them changed: comments, order and everything else stay as they are."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from typing import Any

import tomlkit
from tomlkit.container import Container
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Table

Value = str | int | float | bool | list[str] | list[date]
Changes = Mapping[tuple[str, ...], Value | None]


class CannotChange(ValueError):
    """The file is written in a way that a setting of it cannot be changed without touching others."""


def changed_toml(text: str, changes: Changes) -> str:
    """The text with these settings changed; None takes one out. Raises CannotChange."""
    try:
        document = tomlkit.parse(text)
        for names, value in changes.items():
            _change(document, names, value)
        made = tomlkit.dumps(document)
        as_meant = _without_empty(tomllib.loads(made)) == _without_empty(_meant(tomllib.loads(text), changes))
    except (TOMLKitError, ValueError, TypeError, AttributeError) as error:
        raise CannotChange(str(error)) from error
    if not as_meant:
        raise CannotChange("other settings would change with it")
    return made


def _change(document: Container, names: tuple[str, ...], value: Value | None) -> None:
    table: Any = document
    for place, name in enumerate(names[:-1]):
        if name not in table:
            if value is None:
                return
            table[name] = tomlkit.table(is_super_table=place < len(names) - 2)
        table = table[name]
    if value is not None:
        table[names[-1]] = value
    elif names[-1] in table:
        del table[names[-1]]
        _drop_empty(document, names[:-1])


def _drop_empty(document: Container, names: tuple[str, ...]) -> None:
    """Takes away a table that nothing is left in, not even a comment."""
    for length in range(len(names), 0, -1):
        outer: Any = document
        for name in names[: length - 1]:
            outer = outer[name]
        inner = outer[names[length - 1]]
        if not isinstance(inner, Table) or inner.as_string().strip():
            return
        del outer[names[length - 1]]


def _meant(values: dict[str, Any], changes: Changes) -> dict[str, Any]:
    """What a file of these values says once they are changed."""
    meant = deepcopy(values)
    for names, value in changes.items():
        table = meant
        for name in names[:-1]:
            table = table.setdefault(name, {})
        if value is None:
            table.pop(names[-1], None)
        else:
            table[names[-1]] = value
    return meant


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    """The same without tables that hold nothing: they say nothing."""
    whole = {name: _without_empty(value) if isinstance(value, dict) else value for name, value in values.items()}
    return {name: value for name, value in whole.items() if value != {}}
