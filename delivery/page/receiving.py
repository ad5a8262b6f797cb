"""Files that a browser sends: taken in while they arrive, and refused as soon as they are too much."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator
from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from callnow.errors import UsageError
from callnow.imports import UploadedFile

MOST_MEGABYTES = 128
MOST_BYTES = MOST_MEGABYTES * 1024 * 1024  # a list of a million people is of about this size
MOST_FILES = 20
MOST_PASTED = 16 * 1024 * 1024
LINGER = 10.0  # seconds in which the rest is thrown away: a browser that cannot end its sending hears no answer
TOO_MUCH = f"more than {MOST_MEGABYTES} MB"


class TooLarge(UsageError):
    """What was sent is more than is taken; nothing of it was kept."""


@dataclass(frozen=True)
class Received:
    """What came: files that are closed by `close`, and the fields of the form."""

    form: FormData

    @property
    def files(self) -> list[UploadedFile]:
        """The files that were chosen."""
        sent = [upload for _, upload in self.form.multi_items() if isinstance(upload, UploadFile) and upload.filename]
        return [UploadedFile(upload.filename or "", upload.file) for upload in sent]

    def text(self, name: str) -> str:
        """A field; "" where it was not sent."""
        value = self.form.get(name, "")
        return value if isinstance(value, str) else ""


async def receive(request: Request) -> Received:
    """The form of a request with its files, on disk once they are large. Raises TooLarge, and UsageError where it is
    no such form or was broken off."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise UsageError("no file was sent", where="import", hint="choose a file, then try again")
    parser = MultiPartParser(
        request.headers, _bounded(request), max_files=MOST_FILES, max_fields=MOST_FILES, max_part_size=MOST_PASTED
    )
    try:
        return Received(await parser.parse())
    except MultiPartException as error:
        raise UsageError(f"the upload cannot be read: {error.message}", where="import", hint="try again") from None
    except ClientDisconnect:
        raise UsageError("the upload was broken off", where="import", hint="try again") from None


async def _bounded(request: Request) -> AsyncGenerator[bytes, None]:
    """What arrives, up to MOST_BYTES; the rest is thrown away as it comes."""
    arrived, refused_at = 0, 0.0
    if int(request.headers.get("content-length") or 0) > MOST_BYTES:
        refused_at = time.monotonic()
    async for chunk in request.stream():
        arrived += len(chunk)
        if arrived > MOST_BYTES:
            refused_at = refused_at or time.monotonic()
        if not refused_at:
            yield chunk
        elif time.monotonic() - refused_at > LINGER:
            break
    if refused_at:
        raise TooLarge(f"this is {TOO_MUCH}", where="import", hint="split the list into several files")
