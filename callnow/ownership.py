"""Whose a home folder is: what one user writes there for themselves alone, another could neither read nor repair."""

from __future__ import annotations

import os
import pwd
from pathlib import Path

from callnow.errors import SettingError

ROOT_USER = 0
_ANOTHER = "name another folder with --home"


def check_owner(home: Path) -> None:
    """Raises SettingError where another user owns the home, or what lies in it.

    A folder of root's that we may write in is not a refusal: volumes of containers are handed out so.
    """
    try:
        files = [file for name in ("callnow.duckdb", "callnow.toml") if (file := home / name).exists()]
        owners = [file.stat().st_uid for file in files]
        if not files and home.exists():
            owner = home.stat().st_uid
            owners = [] if owner == ROOT_USER and os.access(home, os.W_OK | os.X_OK) else [owner]
    except PermissionError:
        raise SettingError(
            "the home folder cannot be looked into", where=str(home), hint=f"run as its owner, or {_ANOTHER}"
        ) from None
    other = next((owner for owner in owners if owner != os.geteuid()), None)
    if other is not None:
        who = user_name(other)
        raise SettingError(f"the home folder belongs to {who}", where=str(home), hint=f"run as {who}, or {_ANOTHER}")


def user_name(number: int) -> str:
    """The name of a user, or the number where it has none here."""
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"user {number}"
