"""What every table of callnow.toml refuses, and what several of them check."""

from __future__ import annotations

import re
from zoneinfo import available_timezones

from pydantic import BaseModel, ConfigDict, SecretStr, field_validator

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
HOUR = r"([01]\d|2[0-3]):[0-5]\d"


class Section(BaseModel):
    """A table of callnow.toml: an unknown key is an error, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @field_validator("*", mode="before")
    @classmethod
    def no_control_characters(cls, value: object) -> object:
        """No file, address or name holds any; lines may be several."""
        for text in value if isinstance(value, (list, tuple)) else (value,):
            shown = text.get_secret_value() if isinstance(text, SecretStr) else text
            if isinstance(shown, str) and (odd := _CONTROL.search(shown)):
                raise ValueError(f"{odd[0]!a} cannot stand in a setting: write it in plain letters, digits and signs")
        return value


def check_zone(name: str) -> str:
    """A time zone of the IANA database, or ""; the machine's own ("localtime") would be another on the next one."""
    if name and (name not in available_timezones() or name in {"localtime", "Factory"}):
        raise ValueError(f"no such time zone: {name!r}; use an IANA name such as America/New_York")
    return name
