"""A small disk of its own for a test, and filling it up to the last bytes."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator[Path]:
    """A disk of that size at `place`; the test is skipped where this user may not mount one."""
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("this user may not mount a small disk to fill it")
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


@contextmanager
def filled(disk: Path, kilobytes_left: int) -> Iterator[None]:
    """Takes all room of a disk but so much, until the end."""
    filler = disk / "filler"
    found = os.statvfs(disk)
    take = found.f_bavail * found.f_frsize - kilobytes_left * 1024
    assert take > 0
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, take)
    try:
        yield
    finally:
        filler.unlink()
