"""A process in which no file can be locked, as on a network file system without locks.

A filter of the kernel's (seccomp) answers flock and the locking commands of fcntl with an error, for Python and DuckDB
alike.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.killing import callnow

NO_FILTER = 77  # the exit code where this system has no such filters
NUMBERS = {"x86_64": (73, 72), "aarch64": (32, 25)}  # of the system calls flock and fcntl
LOCKING = (6, 7, 37, 38)  # F_SETLK, F_SETLKW, F_OFD_SETLK, F_OFD_SETLKW
CALL, COMMAND = 0, 24  # where a filter finds the number of a system call, and the second of its arguments
ALLOW, REFUSE = 0x7FFF0000, 0x00050000
LOAD, JUMP_IF, RETURN = 0x20, 0x15, 0x06
NO_NEW_PRIVILEGES, SET_FILTER, FILTER = 38, 22, 2  # of prctl


def refuse_locks(error: int) -> None:
    """From now on, whoever locks a file in this process or its children gets this errno. Raises OSError."""
    flock, fcntl = NUMBERS[platform.machine()]
    lines = [
        (LOAD, 0, 0, CALL),
        (JUMP_IF, 3 + len(LOCKING), 0, flock),
        (JUMP_IF, 0, 1 + len(LOCKING), fcntl),
        (LOAD, 0, 0, COMMAND),
        *((JUMP_IF, len(LOCKING) - n, 0, command) for n, command in enumerate(LOCKING)),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, REFUSE | error),
    ]
    program = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *line) for line in lines))
    filters = struct.pack("HxxxxxxP", len(lines), ctypes.addressof(program))
    libc = ctypes.CDLL(None, use_errno=True)
    for words in ((NO_NEW_PRIVILEGES, 1, 0, 0, 0), (SET_FILTER, FILTER, ctypes.c_char_p(filters), 0, 0)):
        if libc.prctl(*words):
            number = ctypes.get_errno()
            raise OSError(number, errno.errorcode.get(number, ""))


def unlockable_callnow(error: int, words: Sequence[str], said: Path) -> None:
    """`callnow` where every lock is refused with this errno; what it prints goes to the file `said`."""
    try:
        refuse_locks(error)
    except OSError:
        sys.exit(NO_FILTER)
    callnow(words, said)
