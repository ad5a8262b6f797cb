"""The child process of the pool in `sources.workers`: reads bodies sent over a socket until the line closes.

    python -m sources.worker FILE_DESCRIPTOR SECONDS BYTES

It sends one word when it is ready, then an answer for each body. SECONDS of processor time a body and BYTES of address
space are set with the system, which ends what exceeds them; the parent holds it to SECONDS on the clock.
"""

from __future__ import annotations

import gc
import importlib
import itertools
import math
import resource
import signal
import sys
import time
import traceback
from multiprocessing.connection import Connection
from pathlib import Path

from callnow.errors import ParseFailed
from sources.charset import with_declared_charset
from sources.kinds import read_items


def main(descriptor: int, seconds: float, memory: int) -> None:
    """Parse what the parent sends over a pipe, with a limit of seconds and of bytes of memory, until it hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to end
    memory = _within(resource.RLIMIT_AS, memory)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    line = Connection(descriptor)
    for slow in ("sources.feed_quick", "sources.feed_xml", "sources.readers.feed"):  # most bodies are feeds
        importlib.import_module(slow)
    gc.freeze()
    gc.disable()  # what one body makes is gone with its last reference; what is not is collected now and then
    line.send("ready")
    for count in itertools.count(1):
        try:
            body, feed, url, fetched_at, content_type = line.recv()
        except EOFError:
            return
        limit = _within(resource.RLIMIT_CPU, math.ceil(time.process_time() + seconds))
        resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))
        if count % 50 == 0:
            gc.collect()
        try:
            answer = read_items(with_declared_charset(body, content_type), feed, url, fetched_at)
        except ParseFailed as error:
            line.send(error)
        except MemoryError:
            line.send(ParseFailed(f"reading it needs more than {memory // 2**20} MB"))
        except Exception as error:  # noqa: BLE001  untrusted input meets parsers here: it may fail one feed, not the run
            line.send(_surprise(error))
        else:
            line.send(answer)


def _within(kind: int, limit: int) -> int:
    """`limit`, or what the system sets as the highest of this kind: nobody may go beyond it."""
    highest = resource.getrlimit(kind)[1]
    return limit if highest == resource.RLIM_INFINITY else min(limit, highest)


def _surprise(error: Exception) -> ParseFailed:
    """An error no reader foresaw, with the place in our code that met it."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if Path(f.filename).parent.name == "sources" or "/sources/" in f.filename]
    place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "its reader"
    return ParseFailed(
        f"{place} met an unforeseen {type(error).__name__}", hint="please report it with the feed's address"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))
