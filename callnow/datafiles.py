"""Data files (TOML, JSON, CSV, word lists), read strictly as what their model says; a mistake is told with its line.

    read_data_file(DATA / "weights.toml", Weights)                  a Table or dataclass: the file's keys are its fields
    read_data_file(DATA / "roles.csv", tuple[RoleLine, ...])        a line is a row, the header names the fields
    read_data_file(DATA / "free_mail.txt", tuple[str, ...])         a line is a word; # begins a comment

What a model cannot say by types, its validators say: they raise Unusable.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, TypeAdapter, ValidationError, with_config
from pydantic_core import ErrorDetails

from callnow.complaints import keys_at, must_be, required_keys
from callnow.errors import DataFileError, Place, Unusable
from callnow.paths import DATA
from callnow.toml_lines import toml_lines

STRICT = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)
T = TypeVar("T")
_MISSING = ("missing", "missing_argument")  # pydantic's words for models and for dataclasses
_TOO_MANY = "more cells than columns"  # the key that cells without a column have


class Table(BaseModel):
    """A table of a data file: an unknown key is an error, and nothing is taken for what it is not ("yes" for true)."""

    model_config = STRICT


def _not_blank(text: str) -> str:
    if not text.strip():
        raise Unusable("empty", "write something there, or leave the whole entry out")
    return text


Text = Annotated[str, AfterValidator(_not_blank)]
"""A text that says something."""


@dataclass(frozen=True, slots=True)
class _Content:
    """What a file holds, and a function that gives the line of each place in it."""

    value: Any
    lines: Callable[[], Mapping[Place, int]]
    columns: tuple[str, ...] = field(default=())


def read_data_file(path: Path, model: type[T], *, suffix: str = "") -> T:
    """What `path` holds, as `model`. Raises DataFileError: file, line, key, what is wrong and what to do.

    `suffix` says what the file is (".csv") where its name may say something else: a file that a person names.
    """
    suffix = suffix or path.suffix
    content = _FORMATS[suffix](_text(path), path)
    if content.columns:
        _check_header(content.columns, get_args(model)[0], path)
    try:
        # As JSON, where strictness leaves lists free to become tuples and sets. Cells of a CSV are text.
        strict = None if suffix != ".csv" else False
        return _adapter(model).validate_json(json.dumps(content.value, default=str), strict=strict)
    except ValidationError as error:
        raise _first(error, content, model, path) from None


def _adapter(model: type[T]) -> TypeAdapter[T]:
    if isinstance(model, type) and is_dataclass(model):
        return TypeAdapter(with_config(STRICT)(model))
    own_rules = isinstance(model, type) and issubclass(model, BaseModel)
    return TypeAdapter(model, config=None if own_rules else STRICT)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise DataFileError("not UTF-8", where=f"{path}, line {line}", hint="save the file as UTF-8") from None
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        what = "the file is missing" if missing else f"cannot be read: {error.strerror}"
        hint = "bring it back: it comes with callnow" if path.is_relative_to(DATA) else "name a file that you may read"
        raise DataFileError(what, where=str(path), hint=hint) from None


def _toml(text: str, path: Path) -> _Content:
    try:
        return _Content(tomllib.loads(text), lambda: toml_lines(text))
    except tomllib.TOMLDecodeError as error:
        message, line = str(error), re.search(r"\(at line (\d+)", str(error))
        where = f"{path}, line {line[1] if line else len(text.splitlines())}"
        what = f"not TOML: {message.partition(' (at ')[0]}"
        raise DataFileError(what, where=where, hint="correct it there, or in the line before") from None


def _json(text: str, path: Path) -> _Content:
    try:
        return _Content(json.loads(text), dict)
    except json.JSONDecodeError as error:
        where = f"{path}, line {error.lineno}"
        raise DataFileError(f"not JSON: {error.msg}", where=where, hint="correct that line") from None


def _words(text: str, path: Path) -> _Content:
    numbered = [(n, line.strip()) for n, line in enumerate(text.splitlines(), 1) if not line.startswith("#")]
    kept = [(number, line) for number, line in numbered if line]
    return _Content([line for _, line in kept], lambda: {(k,): number for k, (number, _) in enumerate(kept)})


def _csv(text: str, path: Path) -> _Content:
    """Rows by column; cells are stripped, and those that a short line leaves out are absent."""
    rows: list[dict[str, str]] = []
    lines: dict[Place, int] = {}
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), restkey=_TOO_MANY)
        columns = tuple(name.strip() for name in reader.fieldnames or ())
        for row in reader:
            lines[len(rows),] = reader.line_num
            rows.append({name.strip(): cell.strip() for name, cell in row.items() if isinstance(cell, str)})
            if any(row.get(_TOO_MANY, ())):
                rows[-1][_TOO_MANY] = ""
    except csv.Error as error:
        raise DataFileError(f"not CSV: {error}", where=f"{path}, line {reader.line_num}", hint="correct it") from None
    return _Content(rows, lambda: lines, columns or ("",))


_FORMATS: Mapping[str, Callable[[str, Path], _Content]] = {
    ".toml": _toml,
    ".json": _json,
    ".csv": _csv,
    ".txt": _words,
}


def _check_header(columns: tuple[str, ...], row: Any, path: Path) -> None:
    known = keys_at(row, ())
    header = f"the first line is {','.join(known)}"
    if missing := [name for name in required_keys(row) if name not in columns]:
        raise DataFileError(f"no column {', '.join(missing)}", where=f"{path}, line 1", hint=header)
    strict = getattr(row, "model_config", STRICT)["extra"] == "forbid"
    if strict and (unknown := [name for name in columns if name not in known]):
        raise DataFileError(f"unknown column {unknown[0]!r}", where=f"{path}, line 1", hint=header)


def _first(error: ValidationError, content: _Content, model: Any, path: Path) -> DataFileError:
    """The first mistake in the order of the file; what is missing may only be misspelt, and comes last."""
    lines = content.lines()
    mistakes = [_Mistake(detail, lines, content.value, model) for detail in error.errors(include_url=False)]
    return min(mistakes, key=lambda detail: (detail.kind in _MISSING, detail.line or 0)).error(path)


class _Mistake:
    """One of pydantic's errors about a file, with its line."""

    def __init__(self, error: ErrorDetails, lines: Mapping[Place, int], value: Any, model: Any) -> None:
        self.kind, self.message, self.input = error["type"], error["msg"], error["input"]
        cause = error.get("ctx", {}).get("error")
        self.cause = cause if isinstance(cause, Unusable) else None
        below = self.cause.place if self.cause else ()
        # A wrong key of a free table has "[key]" behind it.
        self.place: Place = (*(part for part in error["loc"] if part != "[key]"), *below)
        self.lines, self.value, self.model = lines, value, model

    @property
    def line(self) -> int | None:
        return self._line_of(self.place)

    def _line_of(self, place: Place) -> int | None:
        return next((self.lines[place[:n]] for n in range(len(place), 0, -1) if place[:n] in self.lines), None)

    def error(self, path: Path) -> DataFileError:
        what, hint = self._what_and_hint()
        line = f"line {self.line}" if self.line else ""
        where = ", ".join(part for part in (str(path), line, "".join(self._names())) if part)
        return DataFileError(what, where=where, hint=hint)

    def _what_and_hint(self) -> tuple[str, str]:
        if self.cause:
            like = f" as on line {self._line_of(self.cause.like)}" if self.cause.like else ""
            return self.cause.what + like, self.cause.hint
        key = str(self.place[-1]) if self.place else ""
        if self.kind in ("extra_forbidden", "unexpected_keyword_argument"):
            if key == _TOO_MANY:
                return key, 'put a cell that holds a comma in quotes: "one, two"'
            known = keys_at(self.model, self.place[:-1])
            close = get_close_matches(key, known, n=1)
            return "unknown key", f"did you mean {close[0]!r}?" if close else f"use {', '.join(sorted(known))}"
        if self.kind in _MISSING:
            return "missing", f"give it: {key} = …"
        if self.kind == "tuple_type" and isinstance(self.input, dict):
            return "one table where several may stand", f"write [[{key}]] with two brackets"
        shown = f", not {self.input!r}" if isinstance(self.input, str | int | float) else ""
        return must_be(self.kind, self.message) + shown, "correct it there"

    def _names(self) -> Iterator[str]:
        """The place as a person would say it: feed 'Wire', url."""
        value, before = self.value, ""
        for part in self.place:
            try:
                value = value[part]
            except (LookupError, TypeError):
                value = None
            if isinstance(part, int):
                name = value.get("name") if isinstance(value, dict) else None
                yield "" if not before else f" {name!r}" if isinstance(name, str) else f" {part + 1}"
                before = ", " if before else ""
            else:
                yield f"{before}{part}"
                before = "."
