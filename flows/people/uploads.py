"""Files of people that came over the page: kept in the home until they are imported, for a day at most."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import BaseModel

from callnow.errors import StoreError
from callnow.imports import HowToRead, Upload, UploadedFile
from callnow.paths import UPLOADS
from callnow.private_files import make_private_folder, open_private, replace_private
from delivery.clean import clean_text

KEPT_FOR = timedelta(days=1)
NAME_LENGTH = 60  # characters, of four bytes at most: file systems take 255
HOW = "how.json"
ID = re.compile(r"[\w-]{16}", re.ASCII)


class _Kept(BaseModel):
    """What is kept beside the files of an upload."""

    names: tuple[str, ...]
    how: HowToRead


def keep_upload(home: Path, files: Iterable[UploadedFile], how: HowToRead) -> Upload:
    """Keeps files for their owner alone, each in a folder of its own under what it was called. Raises StoreError where
    they cannot be kept; then nothing is."""
    id = secrets.token_urlsafe(12)
    folder = home / UPLOADS / id
    names: list[str] = []
    try:
        make_private_folder(folder)
        for number, file in enumerate(files):
            names.append(_plain_name(file.name) or f"list {number + 1}")
            path = _path(folder, number, names[-1])
            make_private_folder(path.parent)
            with open(path, "wb", opener=open_private) as kept:
                shutil.copyfileobj(file.body, kept)
        return _write_how(folder, Upload(id, tuple(names), (), how))
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise _no_room("the file cannot be kept", error, home) from None


def find_upload(home: Path, id: str) -> Upload | None:
    """The upload of that id; None where it was imported, thrown away, or is older than a day."""
    if not ID.fullmatch(id):
        return None
    folder = home / UPLOADS / id
    try:
        kept = _Kept.model_validate_json((folder / HOW).read_bytes())
    except (OSError, ValueError):  # also one that an earlier version kept
        return None
    return Upload(id, kept.names, _paths(folder, kept.names), kept.how)


def read_otherwise(home: Path, upload: Upload, how: HowToRead) -> Upload:
    """The same upload, to be read in another way from now on. Raises StoreError, and it is read as before."""
    folder = home / UPLOADS / upload.id
    try:
        sent = folder.stat().st_mtime
        upload = _write_how(folder, replace(upload, how=how))
        os.utime(folder, (sent, sent))  # it is kept for a day from when it was sent
        return upload
    except OSError as error:
        raise _no_room("how the file is to be read cannot be kept", error, home) from None


def remove_upload(home: Path, id: str) -> None:
    """Removes the files of an upload, unless that is done."""
    if ID.fullmatch(id):
        shutil.rmtree(home / UPLOADS / id, ignore_errors=True)


def remove_old_uploads(home: Path, now: datetime) -> None:
    """Removes what was uploaded more than a day ago, or by a clock that was a day ahead, and never imported."""
    for folder in (home / UPLOADS).glob("*"):
        with suppress(OSError):
            if abs(now.timestamp() - folder.stat().st_mtime) > KEPT_FOR.total_seconds():
                shutil.rmtree(folder, ignore_errors=True)


def remove_uploads(home: Path) -> None:
    """Removes all uploads: somebody is forgotten, and they may tell of them. Raises StoreError where one stays."""
    uploads = home / UPLOADS
    try:
        if uploads.is_symlink():  # the folder may be on another disk: what lies in it goes, and the link
            for upload in uploads.glob("*"):
                shutil.rmtree(upload) if upload.is_dir() and not upload.is_symlink() else upload.unlink()
            uploads.unlink()
        elif uploads.is_dir():
            shutil.rmtree(uploads)
        else:
            uploads.unlink(missing_ok=True)
    except OSError as error:
        what = f"lists that wait for their import cannot be removed: {error.strerror or error}"
        raise StoreError(what, where=str(uploads), hint="make the folder writable, or remove it") from None


def _no_room(what: str, error: OSError, home: Path) -> StoreError:
    hint = "make room on the disk, then try again"
    return StoreError(f"{what}: {error.strerror or error}", where=str(home / UPLOADS), hint=hint)


def _write_how(folder: Path, upload: Upload) -> Upload:
    replace_private(folder / HOW, json.dumps({"names": upload.names, "how": asdict(upload.how)}).encode())
    return replace(upload, paths=_paths(folder, upload.names))


def _paths(folder: Path, names: Sequence[str]) -> tuple[Path, ...]:
    return tuple(_path(folder, number, name) for number, name in enumerate(names))


def _path(folder: Path, number: int, name: str) -> Path:
    return folder / str(number) / name


def _plain_name(name: str) -> str:
    """What a file is called, without the folders in which it lay; "" where that names no file."""
    last = clean_text(name.replace("\\", "/").rpartition("/")[2], NAME_LENGTH)
    return "" if last in (".", "..") else last
