"""Why the lake could not be written last, for `callnow status`: a small file in the home, gone once it could."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from callnow.errors import CallnowError
from callnow.paths import LAKE_TROUBLE
from callnow.private_files import replace_private


@dataclass(frozen=True, slots=True)
class LakeTrouble:
    """What went wrong with the lake, and what to do about it."""

    what: str
    hint: str


@contextmanager
def noting_trouble(home: Path) -> Iterator[None]:
    """Notes the error that publishing to the lake ends in, or that there is none any more."""
    file = home / LAKE_TROUBLE
    try:
        yield
    except CallnowError as error:
        words = {"what": f"{error.where}: {error.what}", "hint": error.hint}
        with suppress(OSError):  # the home is full, too: the error itself is told all the same
            replace_private(file, json.dumps(words, ensure_ascii=False).encode())
        raise
    with suppress(OSError):
        file.unlink(missing_ok=True)


def lake_trouble(home: Path) -> LakeTrouble | None:
    """What the last publication to the lake ended in; None where it went well, or nothing is known."""
    try:
        return LakeTrouble(**json.loads((home / LAKE_TROUBLE).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
