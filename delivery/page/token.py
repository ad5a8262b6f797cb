"""The page's key: one that the settings name, else one made at the first start and kept beside the database."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from callnow.errors import SettingError
from callnow.settings import Settings

FILE_NAME = "page.token"
SHORTEST = 16


def page_token(settings: Settings) -> str:
    """The token that opens the page. Raises SettingError where it is too short to keep anyone out."""
    given = settings.page.token
    token = given.get_secret_value() if given else _kept(settings.home / FILE_NAME)
    if len(token) < SHORTEST:
        where = "page.token" if given else str(settings.home / FILE_NAME)
        raise SettingError(
            f"shorter than {SHORTEST} characters", where=where, mend="leave it out: a long one is made and kept"
        )
    return token


def _kept(file: Path) -> str:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        file.chmod(0o600)
        return file.read_text(encoding="utf-8").strip()
    token = secrets.token_urlsafe(24)
    with os.fdopen(descriptor, "w", encoding="utf-8") as kept:
        kept.write(token + "\n")
    return token
