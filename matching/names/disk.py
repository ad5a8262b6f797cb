"""The index on disk: a folder a content hash, a file an array, opened by mapping.

`index_for` is what the pipeline calls: the index of just these employers, from disk where it lies there, else built and
put there. Does not know the database, and never reads an index that another version of the normaliser wrote.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from callnow.model import Employer
from callnow.private_files import OWNER_ONLY_FOLDER, make_private_folder, open_private
from matching.names.aliases import Alias, read_aliases
from matching.names.build import build_index, content_hash
from matching.names.index import COLUMNS, EmployerIndex, Texts
from matching.names.tables import HashTable

KEPT = 2
"""Indexes left on disk: the newest, and the one before it, which a running process may still have open."""

TEXTS = ("cores", "words", "forms")
ARRAYS = ("owner", "kind", "marks", "share", "group", "mask", "word", "start", "first")
TABLES = ("whole", "order", "head", "ends", "word", "id", "ticker", "domain")


def index_for(employers: Sequence[Employer], folder: Path, aliases: Sequence[Alias] | None = None) -> EmployerIndex:
    """The index over these employers, from `folder` where it was built before."""
    table = read_aliases() if aliases is None else tuple(aliases)
    content = content_hash(employers, table)
    index = open_index(folder / content)
    if index is None:
        index = build_index(employers, table)
        save_index(index, folder)
    return index


def save_index(index: EmployerIndex, folder: Path) -> Path:
    """Writes the index into a folder of its own under `folder`, all or nothing; old ones are dropped."""
    make_private_folder(folder)
    with suppress(PermissionError):  # another user's
        folder.chmod(OWNER_ONLY_FOLDER)  # one of an older callnow was wider
    place = folder / index.content
    work = Path(tempfile.mkdtemp(prefix="new-", dir=folder))
    try:
        for name, array in _arrays(index):
            with open(work / f"{name}.npy", "wb", opener=open_private) as file:
                np.save(file, array, allow_pickle=False)
        if place.exists():
            shutil.rmtree(place)
        os.replace(work, place)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    done = sorted((p for p in folder.iterdir() if p.is_dir() and p != place), key=lambda p: p.stat().st_mtime)
    for old in done[: max(0, len(done) - (KEPT - 1))]:
        shutil.rmtree(old, ignore_errors=True)
    return place


def open_index(place: Path) -> EmployerIndex | None:
    """The index in `place`, its arrays mapped; None where there is none, or not a whole one."""

    def array(name: str) -> Any:
        return np.asarray(np.load(place / f"{name}.npy", mmap_mode="r", allow_pickle=False))

    def texts(name: str) -> Texts:
        return Texts(array(f"{name}.row"), array(f"{name}.ends"))

    def table(name: str) -> HashTable:
        return HashTable(*(array(f"{name}.{part}") for part in ("keys", "starts", "rows")))

    try:
        parts: dict[str, Any] = {t: texts(t) for t in TEXTS} | {a: array(a) for a in ARRAYS}
        columns, tables = {c: texts(f"column.{c}") for c in COLUMNS}, {t: table(f"table.{t}") for t in TABLES}
        return EmployerIndex(columns=columns, tables=tables, content=place.name, **parts)
    except (OSError, ValueError, EOFError):
        return None


def _arrays(index: EmployerIndex) -> Iterator[tuple[str, NDArray[np.generic]]]:
    named = {f"column.{c}": t for c, t in index.columns.items()} | {t: getattr(index, t) for t in TEXTS}
    for name, texts in named.items():
        yield f"{name}.row", texts.row
        yield f"{name}.ends", texts.ends
    for name, table in index.tables.items():
        yield f"table.{name}.keys", table.keys
        yield f"table.{name}.starts", table.starts
        yield f"table.{name}.rows", table.rows
    for name in ARRAYS:
        yield name, getattr(index, name)
