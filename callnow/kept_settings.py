"""Every setting with its value as one types it, and where it is kept: callnow.toml, a variable, or nowhere."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from callnow.settings import Settings
from callnow.wrong_settings import Names, Sources, is_secret

UNSHOWN = ("home",)  # it names the folder that the file lies in


@dataclass(frozen=True, slots=True)
class KeptSetting:
    """One setting. Of a secret `value` only says whether it is set.

    `line` is that of callnow.toml, or None; `variable` is the one that holds the setting, so that the file does not
    count, or "". Where neither is, the default counts.
    """

    names: Names
    value: str
    line: int | None
    variable: str
    secret: bool = False

    @property
    def name(self) -> str:
        """The name as people write it: cadence.ideal_weeks."""
        return ".".join(self.names)

    @property
    def where(self) -> str:
        """Where it is kept, in words."""
        if self.variable:
            return self.variable
        return f"callnow.toml, line {self.line}" if self.line else "the default"


def kept_settings(settings: Settings, sources: Sources) -> list[KeptSetting]:
    """All settings, in the order of the tables."""
    return [
        KeptSetting(names, as_typed(value), sources.lines.get(names), sources.variable_holding(names), secret)
        for names, value, secret in _walk(settings, ())
        if names[0] not in UNSHOWN
    ]


def as_typed(value: object) -> str:
    """A value as one types it: lists with commas, members that hold one in quotation marks; nothing for what is not
    set."""
    if isinstance(value, tuple):
        return ", ".join(_member(as_typed(one)) for one in value)
    if isinstance(value, float):
        return f"{value:g}"
    return "" if value is None else str(value)


def members(text: str) -> list[str]:
    """The members of a list as it was typed; those in quotation marks may hold a comma."""
    rows = csv.reader(io.StringIO(text, newline=""), skipinitialspace=True)
    return [member.strip() for row in rows for member in row if member.strip()]


def _member(text: str) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="").writerow([text])
    return written.getvalue()


def _walk(table: BaseModel, before: Names) -> Iterator[tuple[Names, Any, bool]]:
    for name, field in type(table).model_fields.items():
        value, names = getattr(table, name), (*before, name)
        if isinstance(value, BaseModel):
            yield from _walk(value, names)
        elif isinstance(value, dict):
            for key, inner in value.items():
                yield from _walk(inner, (*names, key))
        elif is_secret(field):
            yield names, "set" if value else "not set", True
        else:
            yield names, value, False
