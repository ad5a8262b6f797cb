"""What pydantic complains about, in words for the person who wrote the file or the setting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

_LIST = 'must be a list, such as ["one", "two"]'
_TABLE = "must be a table"
_DAY = "must be a day, such as 2026-12-25"
_WORDS = {
    "bool_type": "must be true or false",
    "dataclass_type": _TABLE,
    "date_from_datetime_parsing": _DAY,
    "date_type": _DAY,
    "dict_type": _TABLE,
    "float_type": "must be a number",
    "frozen_set_type": _LIST,
    "int_from_float": "must be a whole number",
    "int_parsing_size": "must be a smaller number",
    "int_type": "must be a whole number",
    "mapping_type": _TABLE,
    "missing": "missing",
    "model_type": _TABLE,
    "string_type": "must be a text, in quotes",
    "tuple_type": _LIST,
}


def must_be(kind: str, message: str) -> str:
    """What was expected, from an error's type and message: "must be a number"."""
    plain = message.removeprefix("Value error, ").replace("Input should be", "must be")
    return _WORDS.get(kind) or plain.partition(", unable")[0]


def keys_at(model: Any, place: Sequence[str | int]) -> tuple[str, ...]:
    """The keys that the table at `place` may have by its model; () where that cannot be told, as in a free table."""
    for part in place:
        known = _fields(model)
        if known:
            model = known.get(str(part))
        elif isinstance(part, int) or get_origin(model) in (dict, Mapping):
            model = (get_args(model) or (None,))[0 if isinstance(part, int) else -1]
        model = _bare(model)
    return tuple(_fields(model))


def _bare(kind: Any) -> Any:
    """A type without what is said about it, and without None."""
    while get_origin(kind) in (Annotated, Union, UnionType):
        kind = next(alternative for alternative in get_args(kind) if alternative is not type(None))
    return kind


def required_keys(model: type) -> tuple[str, ...]:
    """The keys of a table that have no default."""
    if issubclass(model, BaseModel):
        return tuple(field.alias or name for name, field in model.model_fields.items() if field.is_required())
    own = fields(model) if is_dataclass(model) else ()
    return tuple(
        declared.name for declared in own if declared.default is MISSING and declared.default_factory is MISSING
    )


def _fields(model: Any) -> dict[str, Any]:
    if isinstance(model, type) and issubclass(model, BaseModel):
        return {field.alias or name: field.annotation for name, field in model.model_fields.items()}
    if isinstance(model, type) and is_dataclass(model):
        return get_type_hints(model, include_extras=True)
    return {}
