"""The recruiters' keys to the page: one each, made here, shown once, and kept as hashes beside the database.

A key opens the page by a session, which the browser keeps, and the calendar by a word in its address; both follow from
the key. The file holds the hashes of these two, so that who reads it can open nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter

from callnow.errors import SettingError, UsageError
from callnow.private_files import MAKE_ROOM, read_entries, replace_private
from callnow.store.lock import only_change

FILE_NAME = "page.keys"
LONGEST_NAME = 200


class RecruiterKey(BaseModel):
    """One recruiter's key: the hashes of its session and its calendar word, and since when it is refused, if it is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    owner: str
    session: str
    calendar: str
    added_at: datetime
    revoked_at: datetime | None = None


_KEYS = TypeAdapter(tuple[RecruiterKey, ...])


def session_of(token: str) -> str:
    """What the cookie holds: it follows from the key, which the browser thus never keeps."""
    return hmac.new(token.encode(), b"callnow page session", hashlib.sha256).hexdigest()


def calendar_word_of(token: str) -> str:
    """The key in a calendar's address. Calendar programs hold no cookie, and this one opens the calendar alone."""
    return hmac.new(token.encode(), b"callnow page calendar", hashlib.sha256).hexdigest()[:32]


def cookie_of(token: str) -> str:
    """The name of the cookie of the page with this token, the operator's; all who come in have it."""
    return "callnow-" + hmac.new(token.encode(), b"callnow page cookie", hashlib.sha256).hexdigest()[:8]


def hash_of(word: str) -> str:
    """What is kept of a session or a calendar word; both are random and long, so that a plain hash is enough."""
    return hashlib.sha256(word.encode("utf-8", "replace")).hexdigest()


def read_keys(home: Path) -> tuple[RecruiterKey, ...]:
    """All keys that were ever made, oldest first. Raises SettingError where the file cannot be read."""
    file = home / FILE_NAME
    hint = "move it away, and make the keys anew with `callnow page keys add`"
    return read_entries(
        file,
        _KEYS,
        lambda why: SettingError(f"the recruiters' keys cannot be read: {why}", where=str(file), hint=hint),
    )


def live_keys(home: Path) -> tuple[RecruiterKey, ...]:
    """The keys that open the page."""
    return tuple(key for key in read_keys(home) if not key.revoked_at)


def as_listed(owner: str, owners: Iterable[str]) -> str:
    """A recruiter's name as the people on the list have it, in whatever case it was typed; else as it is."""
    name = " ".join(owner.split())
    known = list(owners)
    return name if name in known else next((one for one in known if one.casefold() == name.casefold()), name)


def add_key(home: Path, owner: str, now: datetime) -> str:
    """Makes a recruiter's key, and returns it: it is kept nowhere. Raises UsageError where there is one already."""
    name = " ".join(owner.split())
    if not name or len(name) > LONGEST_NAME:
        raise UsageError("no name of a recruiter", where="page keys add", hint="name them as in the column `owner`")
    token = secrets.token_urlsafe(24)
    made = RecruiterKey(
        owner=name,
        session=hash_of(session_of(token)),
        calendar=hash_of(calendar_word_of(token)),
        added_at=now.astimezone(UTC),
    )
    with only_change(home):
        if any(key.owner == name for key in live_keys(home)):
            hint = f"`callnow page keys revoke {json.dumps(name, ensure_ascii=False)}` first, where it was lost"
            raise UsageError(f"{name} has a key already", where="page keys add", hint=hint)
        _write(home, (*read_keys(home), made))
    return token


def revoke_key(home: Path, owner: str, now: datetime) -> str:
    """Ends a recruiter's key, named in any case: the next request with it is refused. Returns the recruiter's name, and
    raises UsageError where there is none."""
    moment = now.astimezone(UTC)
    with only_change(home):
        name = as_listed(owner, (key.owner for key in live_keys(home)))
        if all(key.owner != name for key in live_keys(home)):
            raise UsageError(
                f"{name or 'nobody'} has no key", where="page keys revoke", hint="`callnow page keys` lists them"
            )
        _write(
            home,
            [
                key.model_copy(update={"revoked_at": moment}) if key.owner == name and not key.revoked_at else key
                for key in read_keys(home)
            ],
        )
    return name


def _write(home: Path, keys: Sequence[RecruiterKey]) -> None:
    content = json.dumps(_KEYS.dump_python(tuple(keys), mode="json"), ensure_ascii=False, indent=1)
    try:
        replace_private(home / FILE_NAME, content.encode())
    except OSError as error:
        raise SettingError(
            f"cannot be written: {error.strerror}", where=str(home / FILE_NAME), hint=MAKE_ROOM
        ) from None


@dataclass
class KeyRing:
    """The keys of a home as they are now: the file is read again when it has changed."""

    home: Path
    _state: tuple[int, ...] = ()
    _keys: tuple[RecruiterKey, ...] = field(default=())

    def keys(self) -> tuple[RecruiterKey, ...]:
        """All keys; none where there is no file."""
        try:
            file_state = (self.home / FILE_NAME).stat()
        except FileNotFoundError:
            self._state, self._keys = (), ()
            return ()
        state = (file_state.st_mtime_ns, file_state.st_ino, file_state.st_size)
        if state != self._state:
            self._keys, self._state = read_keys(self.home), state
        return self._keys

    def by_session(self, session: str) -> RecruiterKey | None:
        """The key whose session this is, also one that was revoked."""
        kept = hash_of(session)
        return next((key for key in self.keys() if hmac.compare_digest(key.session, kept)), None)

    def by_calendar(self, word: str) -> RecruiterKey | None:
        """The key whose word in a calendar's address this is, also one that was revoked."""
        kept = hash_of(word)
        return next((key for key in self.keys() if hmac.compare_digest(key.calendar, kept)), None)
