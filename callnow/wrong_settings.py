"""Wrong settings: which, what is accepted, and the line of callnow.toml or the variable that says it."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import BaseModel, SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import EnvSettingsSource, TomlConfigSettingsSource

from callnow.complaints import must_be
from callnow.errors import SettingError
from callnow.paths import oddity
from callnow.toml_lines import toml_lines

PREFIX = "CALLNOW_"
Names = tuple[str, ...]  # a setting's name, part by part

# Kubernetes and Docker put the addresses of a service named callnow into the environment under names of their own.
_OF_CONTAINERS = re.compile(r"CALLNOW(_\w+)?_(SERVICE_(HOST|PORT)\w*|PORT(_\d+_\w+)?)")


@dataclass(frozen=True, slots=True)
class WrongSetting:
    """One setting that cannot be used. `where` is a file, with its line where that is known, or a variable."""

    setting: str
    what: str
    where: str
    line: int | None
    hint: str

    def error(self) -> SettingError:
        """The same as an error for a person."""
        return SettingError(self.what, where=f"{self.where}: {self.setting}", hint=self.hint)


class Sources:
    """Where each setting is set: by which line of callnow.toml, or by which variable, which wins over the file."""

    def __init__(self, file: Path, text: str, variables: Mapping[str, str]) -> None:
        """`text` is what `file` holds, as TOML."""
        self.file, self.values, self.lines = file, tomllib.loads(text), setting_lines(text)
        self.variables = {name.upper(): name for name in variables if name.upper().startswith(PREFIX)}

    def wrong(self, names: Names, what: str, hint: str) -> WrongSetting:
        """The wrong setting of that name."""
        where, line = self._find(names)
        return WrongSetting(".".join(names), what, where, line, hint)

    def variable_holding(self, names: Names) -> str:
        """The variable that sets this setting, by itself or in a table as JSON, so that the file does not count."""
        for length in range(len(names), 0, -1):
            spelled = self.variables.get(variable_of(names[:length]))
            if spelled and (length == len(names) or _holds(os.environ.get(spelled, ""), names[length:])):
                return spelled
        return ""

    def _find(self, names: Names) -> tuple[str, int | None]:
        for length in range(len(names), 0, -1):
            variable = variable_of(names[:length])
            if variable in self.variables:
                return self.variables[variable], None
            if line := self.lines.get(names[:length]):
                return f"{self.file} line {line}", line
            if inside := next((v for v in sorted(self.variables) if v.startswith(f"{variable}__")), ""):
                return self.variables[inside], None
        return str(self.file), None


def _holds(text: str, names: Names) -> bool:
    """Whether a table that a variable gives as JSON holds that setting."""
    try:
        value = json.loads(text)
    except ValueError:
        return False
    for name in names:
        if not isinstance(value, dict) or name not in value:
            return False
        value = value[name]
    return True


def read_sources(file: Path) -> Sources:
    """Where each setting is set. Raises SettingError where callnow.toml cannot be read or is not TOML."""
    if file.parent.is_dir() and (odd := oddity(file)):  # what is wrong with the home itself is told elsewhere
        raise SettingError(odd, where=str(file), hint="make it a file that you may read, or move it away")
    try:
        return Sources(file, file.read_text(encoding="utf-8-sig") if file.exists() else "", os.environ)
    except tomllib.TOMLDecodeError as error:
        at_end = "end of document" in str(error)
        hint = "correct its last lines" if at_end else "correct the line it names"
        raise SettingError(f"not valid TOML: {error}", where=str(file), hint=hint) from None
    except RecursionError:
        raise SettingError("nested too deep", where=str(file), hint="correct the tables and lists in it") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise SettingError("not UTF-8", where=f"{file} line {line}", hint="save the file as UTF-8") from None
    except OSError as error:
        raise SettingError(
            f"cannot be read: {error.strerror}", where=str(file), hint="make it a file that you may read"
        ) from None


class Environment(EnvSettingsSource):
    """The environment. A list or table that is not JSON stays text, which is then told like any other wrong value."""

    def decode_complex_value(self, field_name: str, field: FieldInfo, value: Any) -> Any:
        """The value that JSON stands for, else the text itself."""
        try:
            return super().decode_complex_value(field_name, field, value)
        except ValueError:
            return value


class OwnFile(TomlConfigSettingsSource):
    """callnow.toml, also as an editor saves it that begins a file with a byte order mark."""

    def _read_file(self, file_path: Path | Traversable) -> dict[str, Any]:
        return tomllib.loads(file_path.read_text(encoding="utf-8-sig"))


def setting_lines(text: str) -> dict[Names, int]:
    """The line on which each table and key of callnow.toml begins, where there are several of a name the first."""
    line_of: dict[Names, int] = {}
    for place, line in toml_lines(text).items():
        line_of.setdefault(tuple(part for part in place if isinstance(part, str)), line)
    return line_of


def wrong_values(error: ValidationError, sources: Sources, model: type[BaseModel]) -> list[WrongSetting]:
    """All that pydantic complains about, in words."""
    wrong: dict[tuple[Names, str], WrongSetting] = {}
    complaints = error.errors(include_url=False)
    for complaint in complaints:
        if complaint["type"] == "too_short" and any(complaint["loc"] == c["loc"][:-1] for c in complaints):
            continue  # of a list whose items were all wrong
        names = tuple(str(part) for part in complaint["loc"] if isinstance(part, str))
        what, hint = _complaint(complaint["type"], complaint["msg"], names, model, complaint["input"])
        wrong.setdefault((names, what), sources.wrong(names, what, hint))
    return list(wrong.values())


def unknown_variables(sources: Sources, model: type[BaseModel]) -> list[WrongSetting]:
    """Variables that begin like ours and set nothing: pydantic passes over those of no known table."""
    known = {variable_of(names): names for names in setting_names(model)}
    flat = {name.replace("__", "_"): name for name in known}
    unknown = []
    for variable, spelled in sources.variables.items():
        first = variable.removeprefix(PREFIX).partition("__")[0].lower()
        if first in model.model_fields or _OF_CONTAINERS.fullmatch(variable):
            continue
        close = get_close_matches(variable.replace("__", "_"), flat, n=1, cutoff=0.8)
        hint = f"did you mean {flat[close[0]]}?" if close else "take it away; `callnow config show` lists the settings"
        unknown.append(WrongSetting(spelled, "no such setting", "the environment", None, hint))
    return unknown


def is_secret(field: FieldInfo) -> bool:
    """Whether what a setting holds is told to nobody."""
    return SecretStr in (field.annotation, *get_args(field.annotation))


def variable_of(names: Names) -> str:
    """The variable that sets a setting."""
    return PREFIX + "__".join(names).upper()


def setting_names(model: type[BaseModel], before: Names = ()) -> Iterator[Names]:
    """The names of all settings there are; those of tables that a person names have NAME in their place."""
    for name, field in model.model_fields.items():
        inner = _tables(field.annotation)
        yield (*before, name)
        if inner:
            named = ("NAME",) if get_origin(field.annotation) is dict else ()
            yield from setting_names(inner, (*before, name, *named))


def _tables(kind: Any) -> type[BaseModel] | None:
    """The model of a table, or of the tables in a table of them; None for a plain value."""
    kind = get_args(kind)[1] if get_origin(kind) is dict else kind
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _level(model: type[BaseModel], names: Names) -> type[BaseModel] | None:
    """The model that the last of `names` is a field of."""
    level: type[BaseModel] | None = model
    named = False  # the part before named one of several tables
    for name in names[:-1]:
        if named:
            named = False
            continue
        field = level.model_fields.get(name) if level else None
        level = _tables(field.annotation) if field else None
        named = bool(field and get_origin(field.annotation) is dict)
    return None if named else level


def setting_field(model: type[BaseModel], names: Names) -> FieldInfo | None:
    """The field of a setting; None where there is no such setting."""
    level = _level(model, names)
    return level.model_fields.get(names[-1]) if level and names else None


def _complaint(kind: str, message: str, names: Names, model: type[BaseModel], value: Any) -> tuple[str, str]:
    """What is wrong, and what to do. What was given is told unless it may be a secret."""
    if kind == "extra_forbidden":
        return "no such setting", nearest_setting(names, model)
    field = setting_field(model, names)
    hint = _mend(field)
    if kind == "missing":
        return "missing", f"set it in callnow.toml, or in {variable_of(names)}"
    if kind == "value_error":
        return must_be(kind, message), hint
    examples = [*(field.examples or []), field.default] if field else []
    if kind == "string_pattern_mismatch" and examples:
        words = f"must be written like {examples[0]!r}"
    else:
        words = must_be(kind, message)
    plain = field is not None and not is_secret(field)
    shown = f", not {value!r}" if plain and isinstance(value, str | int | float) else ""
    return words + shown, hint


def _mend(field: FieldInfo | None) -> str:
    default = field.default if field else None
    if isinstance(default, str | int | float) and default != "":
        return f"correct it, or take it away: the default is {default}"
    return f"correct it: {field.description}" if field and field.description else "correct it, or take it away"


def nearest_setting(names: Names, model: type[BaseModel]) -> str:
    """The known name that was probably meant: one beside it, else one of another table."""
    level = _level(model, names)
    beside = list(level.model_fields) if level else []
    if close := get_close_matches(names[-1], beside, n=1):
        return f"did you mean {'.'.join((*names[:-1], close[0]))}?"
    elsewhere = [".".join(known) for known in setting_names(model) if known[-1] == names[-1]]
    if elsewhere:
        return f"did you mean {' or '.join(elsewhere[:2])}?"
    return f"known here: {', '.join(beside)}" if beside else "`callnow config show` lists the settings"
