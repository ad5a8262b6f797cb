"""The page's key: one that the settings name, else one made at the first start and kept beside the database."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from callnow.errors import SettingError
from callnow.paths import oddity
from callnow.settings import Settings

FILE_NAME = "page.token"
SHORTEST = 16
MOVE = "move it away: a key is made and kept"


def page_token(settings: Settings) -> str:
    """The token that opens the page. Raises SettingError where it is too short to keep anyone out."""
    given = settings.page.token
    token = given.get_secret_value() if given else _kept(settings.home / FILE_NAME)
    if len(token) < SHORTEST:
        where = "page.token" if given else str(settings.home / FILE_NAME)
        raise SettingError(
            f"shorter than {SHORTEST} characters", where=where, hint="leave it out: a long one is made and kept"
        )
    return token


def _kept(file: Path) -> str:
    """The key in that file, which is made where there is none. Raises SettingError where it holds no key."""
    if odd := oddity(file):
        raise SettingError(odd, where=str(file), hint=MOVE)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        file.chmod(0o600)
        token = file.read_text(encoding="utf-8", errors="replace").strip()
        if not re.fullmatch(r"[\w-]*", token, re.ASCII):
            raise SettingError("holds no key that was made here", where=str(file), hint=MOVE) from None
        return token
    token = secrets.token_urlsafe(24)
    with os.fdopen(descriptor, "w", encoding="utf-8") as kept:
        kept.write(token + "\n")
    return token
