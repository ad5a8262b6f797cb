"""Homes that take long to make: each is made once in a process, then copied."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Hashable
from pathlib import Path
from tempfile import TemporaryDirectory

from callnow.paths import DATABASE
from flows.demo.sample import PROSPECTS

_FOLDER = TemporaryDirectory(prefix="callnow-homes-")
_MADE: dict[Hashable, Path] = {}
SETTINGS = "callnow.toml"


def make_once(home: Path, what: Hashable, make: Callable[[], object]) -> None:
    """Does `make`, which fills `home`; for the same code, `what` and settings the next new home is a copy of that one.

    `what` tells apart what the same code makes: with a server, its address. A home that has a database already is not
    a new one: there `make` is always done.
    """
    if (home / DATABASE).exists():
        make()
        return
    settings = home / SETTINGS
    key = (make.__code__, what, settings.read_text(encoding="utf-8") if settings.exists() else "")
    if kept := _MADE.get(key):
        shutil.copytree(kept, home, dirs_exist_ok=True)
        return
    make()
    kept = Path(_FOLDER.name) / str(len(_MADE))
    shutil.copytree(home, kept)
    _MADE[key] = kept


def sample_people(folder: Path, *names: str) -> Path:
    """A table in `folder` of those of the sample's prospects whose line begins with one of these."""
    heading, *lines = PROSPECTS.read_text(encoding="utf-8").splitlines()
    table = folder / "prospects.csv"
    table.write_text("\n".join([heading, *(line for line in lines if line.startswith(names))]))
    return table
