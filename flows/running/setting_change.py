"""Changing settings, for the command line and the page: read as typed, tried, and only then written to callnow.toml."""

from __future__ import annotations

import codecs
import json
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from math import isfinite
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from callnow.changed_toml import CannotChange, Changes, Value, changed_toml
from callnow.errors import SettingError
from callnow.kept_settings import KeptSetting, kept_settings, members
from callnow.paths import SETTINGS
from callnow.private_files import MAKE_ROOM, make_private_folder, replace_private
from callnow.settings import HOME_IN_FILE, Settings, home_of, load_settings
from callnow.store.activity import note_afterwards
from callnow.store.lock import only_change
from callnow.terms import Act
from callnow.wrong_settings import (
    Names,
    Sources,
    WrongSetting,
    is_secret,
    nearest_setting,
    read_sources,
    setting_field,
    variable_of,
)
from flows.running.checking import check_settings
from flows.running.publishing import publishing

EXACT = 2**53  # beyond it not every whole number is a float, nor meant
BY_HAND = "write it into callnow.toml by hand"


def settings_as_kept(home: Path | None) -> list[KeptSetting]:
    """All settings with where each is kept. Raises SettingError where they cannot be read."""
    return kept_settings(load_settings(home), read_sources(home_of(home) / SETTINGS))


def change_settings(home: Path | None, typed: Mapping[str, str]) -> list[WrongSetting]:
    """Writes these settings (name to what was typed; "" lets the default count), all or none.

    Returns what is wrong with them, in which case nothing was written. Raises StoreBusy where others take long.
    """
    file = home_of(home) / SETTINGS
    kept, sources = settings_as_kept(home), read_sources(file)  # whether the home may be looked into is asked first
    names = {name: names_typed(name, kept) for name in typed}
    if wrong := [refusal for name in typed if (refusal := _refusal(names[name], sources))]:
        return wrong
    changes = {names[name]: _read(names[name], text.strip()) for name, text in typed.items()}
    with only_change(file.parent):
        wrong = _change(file, changes)
    if not wrong:
        _note(load_settings(home), typed)
    return wrong


def names_typed(name: str, kept: Iterable[KeptSetting]) -> Names:
    """The parts of a setting's name as it was typed: cadence.ideal_weeks, channels."a.b".host; one of `kept`, whose
    channel or tag may hold a full stop, also without the quotation marks."""
    if known := next((setting.names for setting in kept if setting.name == name), None):
        return known
    if '"' in name or "'" in name:
        with suppress(tomllib.TOMLDecodeError):
            parts: list[str] = []
            inner: Any = tomllib.loads(f"{name} = 0")
            while isinstance(inner, dict) and len(inner) == 1:
                [(part, inner)] = inner.items()
                parts.append(part)
            if inner == 0:
                return tuple(parts)
    return tuple(name.split("."))


def _change(file: Path, changes: Changes) -> list[WrongSetting]:
    """Tries the file with these changes, and writes it where nothing is wrong with it."""
    content = file.read_bytes() if file.exists() else b""  # as text, its lines would end otherwise
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    before = content.removeprefix(mark).decode()
    try:
        after = changed_toml(before, changes)
    except CannotChange as error:
        return [WrongSetting(".".join(error.names), f"cannot be changed here: {error}", str(file), None, BY_HAND)]
    wrong = _wrong_with(after, before, {parts[0] for parts in changes})
    if not wrong:
        _write(file, mark + after.encode())
    return wrong


def _refusal(names: Names, sources: Sources) -> WrongSetting | None:
    """Why a setting cannot be changed here at all."""
    field = setting_field(Settings, names)
    if names == ("home",):
        return sources.wrong(names, HOME_IN_FILE, "name it with --home, or in CALLNOW_HOME")
    if field is None:
        return sources.wrong(names, "no such setting", _in_quotes(names) or nearest_setting(names, Settings))
    if is_secret(field):
        return sources.wrong(names, "a secret, which is set by hand", f"{BY_HAND}, or set {variable_of(names)}")
    if get_origin(field.annotation) is dict or _is_table(field.annotation):
        return sources.wrong(names, "a table", f"name a setting in it, such as {'.'.join(_within(names, field))}")
    if variable := sources.variable_holding(names):
        return sources.wrong(names, f"held by the variable {variable}", "take that away, or change it there")
    return None


def _in_quotes(names: Names) -> str:
    """What to do about a name whose channel or tag holds a full stop: "" where that is not what is wrong with it."""
    for begin in range(1, len(names) - 2):
        named = ".".join(names[begin:-1])
        table = setting_field(Settings, names[:begin])
        if (
            table
            and get_origin(table.annotation) is dict
            and setting_field(Settings, (*names[:begin], named, names[-1]))
        ):
            whole = ".".join((*names[:begin], json.dumps(named, ensure_ascii=False), names[-1]))
            return f"what holds a full stop stands in quotation marks: callnow config set '{whole}' …"
    return ""


def _within(names: Names, field: FieldInfo) -> Names:
    """The first setting of a table, or of any entry of one whose entries people name."""
    kind: Any = field.annotation
    if get_origin(kind) is dict:
        names, kind = (*names, "NAME"), get_args(kind)[1]
    return (*names, next(iter(kind.model_fields))) if _is_table(kind) else names


def _is_table(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _read(names: Names, text: str) -> Value | None:
    """What was typed, as the setting's type has it; what does not fit stays text, which is then told as wrong."""
    field = setting_field(Settings, names)
    kind = field.annotation if field else str
    if not text:
        return None
    if get_origin(kind) is tuple:
        parts = members(text)
        return _days(parts) if date in get_args(kind) else parts
    return _number(text) if kind in (int, float) else text


def _number(text: str) -> int | float | str:
    try:
        number = float(text)
    except ValueError:
        return text
    if not isfinite(number):
        return text
    return int(number) if number.is_integer() and abs(number) < EXACT else number


def _days(parts: list[str]) -> list[date] | list[str]:
    try:
        return [date.fromisoformat(part) for part in parts]
    except ValueError:
        return parts


def _wrong_with(after: str, before: str, tables: set[str]) -> list[WrongSetting]:
    """What is wrong in these tables as they would be, and is not wrong now."""
    wrong = [one for one in _check(after) if one.setting.partition(".")[0] in tables]
    known = {(one.setting, one.what) for one in _check(before)} if wrong else set()
    return [one for one in wrong if (one.setting, one.what) not in known]


def _check(text: str) -> list[WrongSetting]:
    """What `callnow config check` would say of a home with this callnow.toml."""
    try:
        with tempfile.TemporaryDirectory(prefix="callnow-") as folder:
            replace_private(Path(folder) / SETTINGS, text.encode())
            return check_settings(Path(folder))
    except OSError as error:
        what = f"the settings cannot be tried: {error.strerror}"
        raise SettingError(what, where=tempfile.gettempdir(), hint="make room there, then try again") from None


def _write(file: Path, content: bytes) -> None:
    file = file.resolve()  # a link stays one: its owner keeps the file elsewhere
    try:
        make_private_folder(file.parent)
        replace_private(file, content)
    except OSError as error:
        raise SettingError(f"cannot be written: {error.strerror}", where=str(file), hint=MAKE_ROOM) from None


def _note(settings: Settings, typed: Mapping[str, str]) -> None:
    if settings.database.exists():
        details = [f"{name}: {text.strip() or 'the default'}" for name, text in typed.items()]
        note_afterwards(publishing(settings), Act.SET, details)
