"""Where the files that ship lie, where a home lies unless somebody names one, and what is odd in place of its files."""

from __future__ import annotations

import os
import stat
from importlib.resources import files
from pathlib import Path

import platformdirs

from callnow.errors import NoHome

ROOT = Path(__file__).resolve().parent.parent
"""The folder that holds the packages: the checkout, or site-packages."""

_PACKAGED = Path(str(files("callnow") / "data"))
IN_CHECKOUT = not _PACKAGED.is_dir()
"""Whether this is the checkout and no installed wheel: a wheel carries data/ inside the package callnow."""

DATABASE, PUBLISHED = "callnow.duckdb", "news.duckdb"
"""The files of a home: the working database, and the copy of it that others read."""

LOG, COUNTER = ".wal", ".writes"
"""What the names of DuckDB's log and of the counter of writes add to that of their database."""

SETTINGS = "callnow.toml"
"""The file of a home that holds its settings."""

FORGETTING = "forgetting.json"
"""The file of a home that says who is still to be forgotten (callnow.journal); most of the time there is none."""

UPLOADS = "uploads"
"""The folder of a home in which files of people wait for their import."""

LISTED = "sec_companies.json"
"""The file of a home with the SEC's list of companies (flows.news.listing)."""

LAKE_TROUBLE = "lake_trouble.json"
"""The file of a home that says why the lake could not be written last; while all is well there is none."""

SCHEDULE_LOG = "prefect/schedule.log"
"""What the schedule says that `callnow` without a command starts."""

LOCKS = RUN, SERVE, PAGE, PUBLISH, CHANGE = "run.lock", "serve.lock", "page.lock", "publish.lock", "change.lock"
"""The files of a home that are locked for what goes on once at a time (callnow.store.lock)."""

_KEPT = (
    DATABASE, PUBLISHED, FORGETTING, UPLOADS, *LOCKS, SETTINGS, "page.token", "page.keys", "page.ticket", "index",
    "prefect", LISTED,
)  # fmt: skip

DATA = ROOT / "data" if IN_CHECKOUT else _PACKAGED


def default_home() -> Path:
    """data/var in a checkout; the platform's folder for a user's data where callnow was installed."""
    return DATA / "var" if IN_CHECKOUT else platformdirs.user_data_path("callnow", appauthor=False)


def is_kept_for_itself(file: Path, home: Path) -> bool:
    """Whether a file is one that callnow keeps in its home for itself, or lies in such a folder; others that begin
    with the name of one, and a point, belong to it."""
    whole, folder = file.resolve(), home.resolve()
    if not whole.is_relative_to(folder):
        return False
    first = f"{whole.relative_to(folder).parts[0]}." if whole != folder else ""
    return any(first.startswith(f"{name}.") for name in _KEPT)


def files_kept(home: Path) -> list[Path]:
    """The files and folders that callnow keeps in a home for itself and reads again, as far as they are there. Raises
    PermissionError where the home cannot be looked into."""
    return [file for name in (*_KEPT, DATABASE + LOG, DATABASE + COUNTER) if (file := home / name).exists()]


def refuse_no_home(home: Path) -> None:
    """Raises NoHome where nothing was ever kept in that folder, as where its name was mistyped."""
    if not files_kept(home):
        hint = "name the home with --home; `callnow import` begins one"
        raise NoHome("there is no home of callnow", where=str(home), hint=hint)


def readable(name: str) -> str:
    """The name of a file, or a word of the command line, as text that can be kept: it is the same, but bytes that are
    not UTF-8 as in "M\\xfcller"."""
    return os.fsencode(name).decode(errors="backslashreplace")


def oddity(file: Path) -> str:
    """What stands in place of a file, in words; "" for a file, and where nothing is there.

    Asked before anything is opened: whoever opens a pipe waits for its other end for ever.
    """
    try:
        kind = file.stat().st_mode
    except FileNotFoundError:
        return "a link that leads nowhere is in its place" if file.is_symlink() else ""
    except OSError as error:
        return error.strerror or str(error)
    if stat.S_ISDIR(kind):
        return "a folder is in its place"
    return "" if stat.S_ISREG(kind) else "a pipe or device is in its place"


def identity(file: Path) -> tuple[int, int] | None:
    """What tells a file from another that was put in its place; None where there is none."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns


def written_since_published(home: Path) -> bool:
    """Whether the database or its log was written after its published copy: where not, the copy lacks nothing."""
    copy = identity(home / PUBLISHED)
    written = filter(None, (identity(home / name) for name in (DATABASE, DATABASE + LOG)))
    return copy is not None and any(at > copy[1] for _, at in written)


def why_unwritable(folder: Path) -> str:
    """Why nothing can be written in a folder, be it there or still to be made, in words; "" where it can."""
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    if not nearest.is_dir():
        return f"{nearest} is a file, not a folder"
    return "" if os.access(nearest, os.W_OK | os.X_OK) else f"{nearest} cannot be written"
