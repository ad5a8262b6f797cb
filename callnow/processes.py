"""Other processes of this machine."""

from __future__ import annotations

import os


def is_running(number: int) -> bool:
    """Whether there is a process of this number, on systems with a folder /proc and on others."""
    try:
        os.kill(number, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:  # another user's
        return True
    return True
