"""Changing settings, for the command line and the page: read as typed, tried, and only then written to callnow.toml."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from callnow.changed_toml import CannotChange, Changes, Value, changed_toml
from callnow.errors import SettingError
from callnow.kept_settings import KeptSetting, kept_settings
from callnow.private_files import make_private_folder, replace_private
from callnow.settings import FILE_NAME, Settings, home_of, load_settings
from callnow.store import writing
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
from flows.checking import check_settings

BY_HAND = "write it into callnow.toml by hand"


def settings_as_kept(home: Path | None) -> list[KeptSetting]:
    """All settings with where each is kept. Raises SettingError where they cannot be read."""
    return kept_settings(load_settings(home), read_sources(home_of(home) / FILE_NAME))


def change_settings(home: Path | None, typed: Mapping[str, str]) -> list[WrongSetting]:
    """Writes these settings (name to what was typed; "" lets the default count), all or none.

    Returns what is wrong with them, in which case nothing was written. Raises StoreBusy where others take long.
    """
    file = home_of(home) / FILE_NAME
    sources = read_sources(file)
    kept = {setting.name: setting.names for setting in settings_as_kept(home)}  # a channel's name may hold a full stop
    names = {name: kept.get(name) or tuple(name.split(".")) for name in typed}
    if wrong := [refusal for name in typed if (refusal := _refusal(names[name], sources))]:
        return wrong
    changes = {names[name]: _read(names[name], text.strip()) for name, text in typed.items()}
    with only_change(file.parent):
        wrong = _change(file, changes)
    if not wrong:
        _note(load_settings(home), typed)
    return wrong


def _change(file: Path, changes: Changes) -> list[WrongSetting]:
    """Tries the file with these changes, and writes it where nothing is wrong with it."""
    before = file.read_text(encoding="utf-8-sig") if file.exists() else ""
    try:
        after = changed_toml(before, changes)
    except CannotChange as error:
        first = next(iter(changes))
        return [WrongSetting(".".join(first), f"cannot be changed here: {error}", str(file), None, BY_HAND)]
    wrong = _wrong_with(after, before, {parts[0] for parts in changes})
    if not wrong:
        _write(file, after)
    return wrong


def _refusal(names: Names, sources: Sources) -> WrongSetting | None:
    """Why a setting cannot be changed here at all."""
    field = setting_field(Settings, names)
    if field is None or names == ("home",):
        return sources.wrong(names, "no such setting", nearest_setting(names, Settings))
    if is_secret(field):
        return sources.wrong(names, "a secret, which is set by hand", f"{BY_HAND}, or set {variable_of(names)}")
    if get_origin(field.annotation) is dict or _is_table(field.annotation):
        return sources.wrong(names, "a table", f"name a setting in it, such as {'.'.join(names)}.A.ideal_weeks")
    if variable := sources.variable_holding(names):
        return sources.wrong(names, f"held by the variable {variable}", "take that away, or change it there")
    return None


def _is_table(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _read(names: Names, text: str) -> Value | None:
    """What was typed, as the setting's type has it; what does not fit stays text, which is then told as wrong."""
    field = setting_field(Settings, names)
    kind = field.annotation if field else str
    if not text:
        return None
    if get_origin(kind) is tuple:
        parts = [part.strip() for part in text.split(",") if part.strip()]
        return _days(parts) if date in get_args(kind) else parts
    return _number(text) if kind in (int, float) else text


def _number(text: str) -> int | float | str:
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number.is_integer() else number


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
            replace_private(Path(folder) / FILE_NAME, text.encode())
            return check_settings(Path(folder))
    except OSError as error:
        what = f"the settings cannot be tried: {error.strerror}"
        raise SettingError(what, where=tempfile.gettempdir(), hint="make room there, then try again") from None


def _write(file: Path, text: str) -> None:
    file = file.resolve()  # a link stays one: its owner keeps the file elsewhere
    try:
        make_private_folder(file.parent)
        replace_private(file, text.encode())
    except OSError as error:
        hint = "make room, or make the folder writable"
        raise SettingError(f"cannot be written: {error.strerror}", where=str(file), hint=hint) from None


def _note(settings: Settings, typed: Mapping[str, str]) -> None:
    if settings.database.exists():
        details = [f"{name}: {text.strip() or 'the default'}" for name, text in typed.items()]
        note_afterwards(writing(settings), Act.SET, details)
