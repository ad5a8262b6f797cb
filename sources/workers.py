"""A pool of child processes that read untrusted input, within bounds of time and memory; it outlives their death.

A feed of 50 KB can keep a parser busy for hours or fill the machine. So parsing happens in children: each is killed
`parse_seconds` on the clock after it was given a body, whatever it does by then, and the system ends it at as many
seconds of processor time (also where this process is gone) and at `parse_memory` bytes of address space. A child that
dies is replaced when the next body comes; the body that killed it is a ParseFailed.
"""

from __future__ import annotations

import asyncio
import os
import queue
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from multiprocessing.connection import Connection
from threading import Event, Timer
from types import TracebackType

from callnow.errors import ParseFailed
from callnow.model import Announcement
from callnow.paths import ROOT
from sources.feed import Feed, SourceSettings

HINT = "look at what its address gives; it is tried again later"
# Nothing secret: what a reader does not know, no feed can make it tell.
KEPT_ENVIRONMENT = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "TZ") if name in os.environ}
STARTING = 60.0  # seconds that a child may take until it can read: it imports, on a machine that may be busy


class ParsePool:
    """Up to `settings.workers` children, started when first needed; to be used as a context manager.

    Safe to share between threads and event loops: a pool of a whole run spares starting children for each batch.
    """

    def __init__(self, settings: SourceSettings) -> None:
        self._settings = settings
        self._free: queue.LifoQueue[_Child | None] = queue.LifoQueue()  # a busy child before a new one
        for _ in range(settings.workers):
            self._free.put(None)
        self._threads = ThreadPoolExecutor(settings.workers, thread_name_prefix="parse")

    def __enter__(self) -> ParsePool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End every child; bodies being read are given up."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        while not self._free.empty():
            if child := self._free.get():
                child.end()

    async def parse(
        self, body: bytes, feed: Feed, url: str, fetched_at: datetime, content_type: str = ""
    ) -> list[Announcement]:
        """The announcements in `body`, read in a child by the reader of the feed's kind. Raises ParseFailed."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self.parse_now, body, feed, url, fetched_at, content_type)

    def parse_now(
        self, body: bytes, feed: Feed, url: str, fetched_at: datetime, content_type: str = ""
    ) -> list[Announcement]:
        """The same, waiting for it."""
        child = self._free.get()
        try:
            if child is not None and not child.lives():
                child.end()
                child = None
            child = child or _Child(self._settings)
            return child.parse(body, feed, url, fetched_at, content_type)
        finally:
            self._free.put(child)


class _Child:
    """One child process and the line to it."""

    def __init__(self, settings: SourceSettings) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            arguments = [str(theirs.fileno()), str(settings.parse_seconds), str(settings.parse_memory)]
            self._process = subprocess.Popen(
                [sys.executable, "-m", "sources.worker", *arguments],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=ROOT,
                env=KEPT_ENVIRONMENT,
            )
        self._line = Connection(ours.detach())
        self._seconds = settings.parse_seconds
        self._ready = False

    def lives(self) -> bool:
        return self._process.poll() is None

    def parse(self, body: bytes, feed: Feed, url: str, fetched_at: datetime, content_type: str) -> list[Announcement]:
        plain = replace(feed, selectors=dict(feed.selectors)) if feed.selectors is not None else feed
        over = Event()
        try:
            self._wait_until_ready()
            with self._killed_in_time(over):
                self._line.send((body, plain, url, fetched_at, content_type))
                answer = self._line.recv()
        except (EOFError, OSError) as error:
            self.end()
            late = f"reading it took too long, over {self._seconds:g} s, and was stopped"
            what = late if over.is_set() else "its reader died, at its limit of time or memory"
            raise ParseFailed(what, where=feed.name, hint=HINT) from error
        if over.is_set():  # it had just answered
            self.end()
        if isinstance(answer, ParseFailed):
            answer.where = feed.name
            raise answer
        items: list[Announcement] = answer
        return items

    def _wait_until_ready(self) -> None:
        """Waits for the child's first word. Raises EOFError where it has died, or says nothing for too long."""
        if not self._ready:
            if not self._line.poll(STARTING):
                raise EOFError
            self._line.recv()
            self._ready = True

    @contextmanager
    def _killed_in_time(self, over: Event) -> Iterator[None]:
        """Kills the child and sets `over` where the block is not done in time: a killed child ends every wait for it.

        Asking for a time-out on each wait would not do: sending a body and receiving an answer have none.
        """

        def kill() -> None:
            over.set()
            self._process.kill()

        timer = Timer(self._seconds, kill)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()  # a kill under way must be known before the next body is sent

    def end(self) -> None:
        self._line.close()
        self._process.kill()
        self._process.wait()
