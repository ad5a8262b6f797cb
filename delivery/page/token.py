"""The page's key: one that the settings name, else one made at the first start and kept beside the database."""

from __future__ import annotations

import re
import secrets
from pathlib import Path

from callnow.errors import SettingError
from callnow.paths import oddity
from callnow.private_files import MAKE_ROOM, OWNER_ONLY, make_private_folder, replace_private
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
    """The key in that file, made where there is none, or nothing in it. Raises SettingError where it holds no key."""
    if odd := oddity(file):
        raise SettingError(odd, where=str(file), hint=MOVE)
    try:
        token = file.read_text(encoding="utf-8", errors="replace").strip() if file.exists() else ""
        if not re.fullmatch(r"[\w-]*", token, re.ASCII):
            raise SettingError("holds no key that was made here", where=str(file), hint=MOVE)
        if token:
            file.chmod(OWNER_ONLY)
            return token
        token = secrets.token_urlsafe(24)
        make_private_folder(file.parent)
        replace_private(file, f"{token}\n".encode())
    except OSError as error:
        raise SettingError(
            f"the page's key cannot be kept: {error.strerror}", where=str(file), hint=MAKE_ROOM
        ) from None
    return token
