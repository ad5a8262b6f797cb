"""What the columns of a register mean: the table `register` of a feed, and the states of data/warn_columns.toml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError

from callnow.datafiles import Table, Text, read_data_file
from callnow.errors import Unusable
from callnow.paths import DATA
from callnow.terms import Certainty

NOT_AN_EVENT = ""
"""The event of a value that means none."""


def _several(value: Any) -> Any:
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else value


def _event_type(name: str) -> str:
    known = sorted(path.stem for path in (DATA / "events").glob("*.toml"))
    if name not in (*known, NOT_AN_EVENT):
        raise Unusable(f"{name!r} is not a type of event", f"use one of {', '.join(known)}")
    return name


Columns = Annotated[tuple[Text, ...], BeforeValidator(_several)]
"""One name of a column, or several: of a row, the first that is not empty counts."""
EventType = Annotated[str, AfterValidator(_event_type)]
REGISTER_SLOTS = (
    "employer", "also_called", "number", "filed_on", "effective_on", "count", "person", "role", "site", "state", "link",
    "words", "event_from", "amends",
)  # fmt: skip
"""What a mapping names columns for."""


class RegisterMapping(Table):
    """Which columns of a register say what.

    A column is called by the name in its header; in JSON by the way to it ("company.name"), in Atom and RSS by the name
    of the element ("title", "link@href"). `items` is the way to the list in JSON. `event` is what every row is; with
    `event_from`, `events` maps words of that column to types ("" for none), the first that fits, and `event` is what a
    row is where none does. `certainty` is how sure a row is, else it is announced. `merged` says that an empty employer
    is that of the row above, and rows of one notice are one filing. `takes_effect_later` says that nothing holds from a
    day before it was filed, `only_dated` that a row without a day of filing is none. `constant` gives slots the same
    value in each row. `optional` are slots whose columns may be missing.
    """

    name: str = ""
    items: str = ""
    event: EventType = NOT_AN_EVENT
    events: dict[str, EventType] = Field(default_factory=dict)
    certainty: Certainty | None = None
    merged: bool = False
    takes_effect_later: bool = False
    only_dated: bool = False
    constant: dict[str, str] = Field(default_factory=dict)
    optional: tuple[str, ...] = ()
    employer: Columns = ()
    also_called: Columns = ()
    number: Columns = ()
    filed_on: Columns = ()
    effective_on: Columns = ()
    count: Columns = ()
    person: Columns = ()
    role: Columns = ()
    site: Columns = ()
    state: Columns = ()
    link: Columns = ()
    words: Columns = ()
    event_from: Columns = ()
    amends: Columns = ()

    def columns(self) -> dict[str, tuple[str, ...]]:
        """The names of columns by what they say, those that are named."""
        return {slot: names for slot in REGISTER_SLOTS if (names := getattr(self, slot))}


class State(RegisterMapping):
    """A state of the United States that publishes notices under the WARN Act."""

    state_name: Text


class WarnColumns(Table):
    """data/warn_columns.toml: by words of the column that tells a closing from a layoff, and by state (two letters)."""

    events: dict[str, EventType]
    states: dict[str, State]


@cache
def warn_columns() -> WarnColumns:
    """The columns of the states' lists of notices."""
    return read_data_file(DATA / "warn_columns.toml", WarnColumns)


def mapping_of(declared: Mapping[str, Any], company: str = "", *, dateless: bool = False) -> RegisterMapping:
    """The mapping that a feed's block declares. Raises Unusable, of its key `register`, where it cannot be one.

    `company` is whom every row is about, for a register of one company that does not name it; one that is `dateless`
    needs no day of filing.
    """
    mapping = _read(declared)
    if not (mapping.employer or mapping.constant.get("employer") or company):
        raise Unusable("no column for the employer", 'name it: employer = "Company"', key="register")
    if not (mapping.event or (mapping.event_from and mapping.events)):
        hint = 'write event = "layoffs", or event_from = "Type" and events = { "closing" = "office_closed" }'
        raise Unusable("nothing says which event a row is", hint, key="register")
    if not (mapping.filed_on or mapping.constant.get("filed_on") or dateless):
        raise Unusable("no column for the day of filing", 'name it: filed_on = "Date received"', key="register")
    return mapping


def warn_mapping(declared: Mapping[str, Any], state: str = "") -> RegisterMapping:
    """The mapping of a list of WARN notices: that of its state, with what the block declares in its place."""
    options = dict(declared)
    state = str(options.pop("state_code", state)).upper()
    table = warn_columns()
    if state and state not in table.states:
        hint = f"use one of {', '.join(sorted(table.states))}, or name the columns without a state"
        raise Unusable(f"the columns of {state!r} are not known", hint, key="register")
    known: dict[str, Any] = {}
    if state:
        own = table.states[state]
        known = own.model_dump(exclude_defaults=True, exclude={"state_name"})
        known["name"] = f"WARN notices, {own.state_name}"
        known["constant"] = {"state": state} | own.constant
    common: dict[str, Any] = {"name": "WARN notices", "event": "layoffs", "events": table.events, "merged": True}
    common["takes_effect_later"] = True
    if isinstance(options.get("constant"), Mapping):
        options["constant"] = {**known.get("constant", {}), **options["constant"]}
    return mapping_of({**common, **known, **options}, dateless=bool(state))


def _read(declared: Mapping[str, Any]) -> RegisterMapping:
    import json  # noqa: PLC0415 - as callnow.datafiles does: strictness leaves lists free to become tuples

    try:
        mapping = RegisterMapping.model_validate_json(json.dumps(declared, default=str))
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "register"
        cause = first.get("ctx", {}).get("error")
        if isinstance(cause, Unusable):
            raise Unusable(f"{key}: {cause.what}", cause.hint, key="register") from None
        known = ", ".join(sorted(RegisterMapping.model_fields))
        what = "is nothing that a mapping says" if first["type"] == "extra_forbidden" else first["msg"].lower()
        raise Unusable(f"{key}: {what}", f"a mapping says {known}", key="register") from None
    for slot in (*mapping.constant, *mapping.optional):
        if slot not in REGISTER_SLOTS:
            raise Unusable(
                f"{slot!r} is nothing that a column says", f"use {', '.join(REGISTER_SLOTS)}", key="register"
            )
    return mapping
