"""Whose a home folder is: what one user writes there for themselves alone, another could neither read nor repair."""

from __future__ import annotations

import os
import pwd
import shlex
from pathlib import Path

from callnow.errors import SettingError
from callnow.paths import DATABASE, SETTINGS, files_kept

ROOT_USER = 0
_ANOTHER = "name another folder with --home"


def check_owner(home: Path) -> None:
    """Raises SettingError where another user owns the home, or what lies in it.

    A folder of root's that we may write in is not a refusal: volumes of containers are handed out so. Nor is a file of
    another's that we may read, but for the database and callnow.toml, which are written in place.
    """
    us = os.geteuid()
    try:
        if not home.exists():
            return
        files, owner = files_kept(home), home.stat().st_uid
        theirs = [file for file in files if _must_be_ours(file) and file.stat().st_uid != us]
    except PermissionError:
        raise SettingError(
            "the home folder cannot be looked into", where=str(home), hint=f"run as its owner, or {_ANOTHER}"
        ) from None
    if not files and owner != us and not (owner == ROOT_USER and os.access(home, os.W_OK | os.X_OK)):
        theirs = [home]
    if not theirs:
        return
    file = theirs[0]
    who = user_name(file.stat().st_uid)
    if owner == us != ROOT_USER:  # put there by another, as by root from a backup: to run as they do would leave more
        hint = f"make all of it yours: `sudo chown -R {user_name(us)} {shlex.quote(str(home))}`"
        raise SettingError(f"{file.name} belongs to {who}, and the home folder is yours", where=str(file), hint=hint)
    raise SettingError(f"the home folder belongs to {who}", where=str(home), hint=f"run as {who}, or {_ANOTHER}")


def _must_be_ours(file: Path) -> bool:
    return file.name in (DATABASE, SETTINGS) or not os.access(file, os.R_OK)


def user_name(number: int) -> str:
    """The name of a user, or the number where it has none here."""
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"user {number}"
