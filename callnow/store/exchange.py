"""Putting a recovered database in the place of a damaged one, so that a kill at any step loses nothing.

The damaged files are copied aside first. Then a mark takes the place of the log: beside it no command opens a database,
and it says where the damaged files lie and what was counted. Under it the database is replaced in one rename, and when
all is told the mark goes. A recovery that finds a mark begins anew from what that names.
"""

from __future__ import annotations

import filecmp
import glob
import json
import os
import shutil
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from callnow.private_files import OWNER_ONLY
from callnow.store.copies import clear_away
from callnow.store.files import BROKEN_OFF, counter_of, log_of
from callnow.store.writes import Noted, parse_noted


@dataclass(frozen=True, slots=True)
class Aside:
    """The names of the damaged database and of its log where they were put aside, "" where there was none; and the
    counter of writes as it was then, "" where nothing was counted."""

    file: str
    log: str
    counter: str

    @property
    def names(self) -> tuple[str, ...]:
        """The names of what was put aside."""
        return tuple(name for name in (self.file, self.log) if name)

    @property
    def noted(self) -> Noted | None:
        """What was counted, None where nothing was."""
        return parse_noted(self.counter.encode()) if self.counter else None


def put_aside_before(database: Path) -> Aside | None:
    """What a recovery that was broken off had put aside, None where there was none."""
    try:
        with log_of(database).open("rb") as log:
            if log.read(len(BROKEN_OFF)) != BROKEN_OFF:
                return None
            aside = Aside(**json.loads(log.read()))
            _ = aside.noted
            return aside
    except (OSError, ValueError, TypeError):
        return None


def damaged_files(database: Path, before: Aside | None) -> tuple[Path, Path]:
    """Where the damaged database and its log lie, be they there or not: in their places, or where they were put aside
    before."""
    if before is None:
        return database, log_of(database)
    file, log = (
        database.with_name(Path(name).name) if name else Path(os.devnull) for name in (before.file, before.log)
    )
    return (file if file.exists() else database), log  # a person may have taken it away


def exchange(
    database: Path, good: Path, folder: Path, before: Aside | None, noted: Noted | None, now: datetime
) -> Aside:
    """Puts the damaged files aside, unless that was done before, and `good` in their place; `folder` is for halves.

    Nobody opens it until `end_exchange`. Raises OSError.
    """
    aside = before or _put_aside(database, folder, noted, now)
    good.chmod(OWNER_ONLY)
    target = database.resolve()  # where a link stands in its place, what it leads to is replaced
    clear_away(target)
    fresh = target.with_suffix(f".{os.getpid()}.new")
    shutil.move(good, fresh)
    os.replace(fresh, target)
    return aside


def end_exchange(database: Path) -> None:
    """Takes the mark away: from now on the database may be opened."""
    log_of(database).unlink(missing_ok=True)


def move_aside(file: Path, now: datetime) -> str:
    """Gives a file that nothing can be read from another name. Returns that."""
    aside = _name_aside(file, now)
    os.replace(file, aside)
    return aside.name


def _put_aside(database: Path, folder: Path, noted: Noted | None, now: datetime) -> Aside:
    """The damaged files aside, and the mark in place of the log."""
    counter = counter_of(database).read_text() if noted else ""
    file, log = (_copied_aside(one, folder, now) for one in (database, log_of(database)))
    aside = Aside(file, log, counter)
    mark = folder / "mark"
    mark.write_bytes(BROKEN_OFF + json.dumps(asdict(aside)).encode())
    _keep(mark)
    os.replace(mark, log_of(database))
    return aside


def _copied_aside(file: Path, folder: Path, now: datetime) -> str:
    """The name of a copy of a file; one that a recovery made which was broken off is taken again. What is no file is
    moved. "" where there is nothing."""
    if not file.is_file():
        return move_aside(file, now) if os.path.lexists(file) else ""
    for earlier in sorted(file.parent.glob(f"{glob.escape(file.name)}{_DAMAGED}*")):
        if filecmp.cmp(file, earlier, shallow=False):
            return earlier.name
    part, aside = folder / "aside", _name_aside(file, now)
    shutil.copyfile(file, part)
    _keep(part)
    os.replace(part, aside)
    return aside.name


_DAMAGED = ".damaged-"


def _name_aside(file: Path, now: datetime) -> Path:
    """A name that no file has."""
    name = f"{file.name}{_DAMAGED}{now:%Y%m%dT%H%M%S}"
    names = (file.with_name(f"{name}-{n}" if n else name) for n in count())
    return next(one for one in names if not os.path.lexists(one))


def _keep(file: Path) -> None:
    """Its owner's alone, and on the disk before it takes its name."""
    file.chmod(OWNER_ONLY)
    with file.open("rb") as opened:
        os.fsync(opened.fileno())
