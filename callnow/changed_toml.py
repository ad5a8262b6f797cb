"""One file of settings with some of them changed: comments, order and everything else stay as they are."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from math import isnan
from typing import Any

import tomlkit
from tomlkit.container import Container
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Table

Value = str | int | float | bool | list[str] | list[date]
Changes = Mapping[tuple[str, ...], Value | None]


class CannotChange(ValueError):
    """The file is written in a way that the setting of these `names` cannot be changed without touching others."""

    def __init__(self, names: tuple[str, ...], why: str) -> None:
        super().__init__(why)
        self.names = names


def changed_toml(text: str, changes: Changes) -> str:
    """The text with these settings changed, its lines ending as they do; None takes one out. Raises CannotChange."""
    lines = text.replace("\r\n", "\n")
    all_crlf = text.count("\r\n") == lines.count("\n") > 0
    made = lines if all_crlf else text
    for names, value in changes.items():
        made = _with_change(made, names, value)
    return made.replace("\n", "\r\n") if all_crlf else made


def _with_change(text: str, names: tuple[str, ...], value: Value | None) -> str:
    try:
        document = tomlkit.parse(text)
        _change(document, names, value)
        made = tomlkit.dumps(document)
        as_meant = _without_empty(_loaded(made)) == _without_empty(_meant(_loaded(text), names, value))
    except (TOMLKitError, ValueError, TypeError, AttributeError) as error:
        raise CannotChange(names, str(error)) from error
    if not as_meant:
        raise CannotChange(names, "other settings would change with it")
    return made


_NAN = float("nan")


def _loaded(text: str) -> dict[str, Any]:
    """What a text says as TOML; all that is not a number is one object, for nan equals nothing but itself."""

    def number(written: str) -> float:
        read = float(written)
        return _NAN if isnan(read) else read

    return tomllib.loads(text, parse_float=number)


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


def _meant(values: dict[str, Any], names: tuple[str, ...], value: Value | None) -> dict[str, Any]:
    """What a file of these values says once this one is changed."""
    meant = deepcopy(values)
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
