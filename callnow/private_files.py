"""Files that are their owner's alone, whatever the umask: they hold personal data."""

from __future__ import annotations

import os
import stat
from contextlib import suppress

OWNER_ONLY = 0o600


def open_private(path: str, flags: int) -> int:
    """An opener for `open` and `FileIO`: the file is made for its owner alone, and one that was wider is narrowed."""
    descriptor = os.open(path, flags | os.O_CLOEXEC, OWNER_ONLY)
    with suppress(PermissionError):  # another user's file
        if flags & (os.O_WRONLY | os.O_RDWR) and stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.fchmod(descriptor, OWNER_ONLY)
    return descriptor
